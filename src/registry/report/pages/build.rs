//! What the pages of one report are made of: numbers beside last year's, words by section, papers by place.
use super::{Seen, county_of};
use crate::{
    kernel::{money::Money, time::Day},
    platform::i18n::Locale,
    registry::report::{
        answers::{Answer, Answers, Item, Section, Side, Sort, figure},
        forms,
        model::{Paper, ReportFile, ReportState},
        rules,
        views::{Block, FigureLine, FileLine, Head, Line, Place},
    },
    web::{Cx, Left},
};

/// A report on its way to a page.
pub(super) struct Sheet<'a> {
    cx: &'a Cx,
    seen: &'a Seen,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(cx: &'a Cx, seen: &'a Seen) -> Self {
        Self { cx, seen }
    }

    pub(super) fn head(&self, today: Day) -> Head {
        let (r, o) = (&self.seen.report, &self.seen.organization);
        let calendar = self.cx.env().rulebook.calendar();
        let (zh, en, phone) = self.seen.authority.clone();
        let runs = match r.state {
            ReportState::Due | ReportState::Draft | ReportState::Returned => Some(r.open_until()),
            ReportState::Submitted | ReportState::Proposed => r.examine_by.filter(|_| self.seen.stand.staff),
            ReportState::Concluded => None,
        };
        Head {
            no: r.no.clone(),
            year: r.year.to_string(),
            name: o.name.clone(),
            code: o.credit_code.clone(),
            kind: o.kind.word(),
            mode: o.mode.word(),
            county: county_of(self.cx, o),
            authority: if self.cx.locale == Locale::Zh { zh } else { en },
            phone,
            state: r.state.word(),
            due_on: r.due_on,
            sponsor_due_on: r.sponsor_due_on,
            correct_by: r.correct_by.filter(|_| r.state == ReportState::Returned),
            receipt_no: r.receipt_no.clone().filter(|_| self.seen.stand.officer || self.seen.stand.staff),
            submitted_at: r.submitted_at,
            is_late: r.is_late,
            is_overdue: rules::is_overdue(r, today),
            examine_by: r.examine_by,
            left: runs.map(|day| Left::by(calendar, today, day)),
        }
    }

    /// Every number with last year's and the difference; the sums of the accounts after their lines.
    pub(super) fn figures(&self) -> Vec<FigureLine> {
        let kind = self.seen.organization.kind;
        let now = &self.seen.report.answers.0;
        let before = self.seen.before.as_ref().map(|(_, a)| a);
        let items: Vec<Item> = Section::answered().flat_map(|s| s.items(kind)).filter(|i| i.is_figure()).collect();
        let mut out = Vec::with_capacity(items.len() + 2);
        for item in items {
            out.push(line(item.word(), item.is_money(), figure(now, item), before.and_then(|b| figure(b, item))));
            let ends = match item {
                Item::OtherIncome => Some(("income", Side::Income)),
                Item::OtherExpense => Some(("expenditure", Side::Expenditure)),
                _ => None,
            };
            if let Some((word, side)) = ends {
                let sums = line(word, true, sum(now, side), before.and_then(|b| sum(b, side)));
                out.push(FigureLine { is_sum: true, ..sums });
            }
        }
        out
    }

    /// Everything that is said in words.
    pub(super) fn blocks(&self, with_links: bool) -> Vec<Block> {
        let (r, kind) = (&self.seen.report, self.seen.organization.kind);
        let block = |section: Section| {
            let said = |item: &Item| {
                let answer = r.answers.0.get(item)?;
                let sort = match item.sort() {
                    Sort::Lines(_) => "text",
                    Sort::YesNo => "flag",
                    Sort::Day => "day",
                    _ => return None,
                };
                Some(Line { item: item.word(), sort, value: forms::typed(*item, answer) })
            };
            Block {
                section: section.word(),
                lines: section.items(kind).iter().filter_map(said).collect(),
                href: with_links.then(|| format!("/reports/{}/sections/{}?back=check", r.no, section.word())),
            }
        };
        Section::answered().map(block).filter(|b| with_links || !b.lines.is_empty()).collect()
    }

    /// The places for papers; those that must be brought, those that are there, and other material.
    pub(super) fn papers(&self, may_change: bool) -> Vec<Place> {
        let (o, files) = (&self.seen.organization, &self.seen.files);
        let place = |paper: &Paper| {
            let here: Vec<FileLine> =
                files.iter().filter(|f| f.paper == *paper).map(|f| self.file(f, may_change)).collect();
            let is_required = paper.is_required(o.kind, o.mode);
            let is_offered = is_required || !here.is_empty() || (may_change && *paper != Paper::FirstReview);
            is_offered.then(|| Place { paper: paper.word(), is_required, files: here })
        };
        Paper::ALL.iter().filter_map(place).collect()
    }

    fn file(&self, f: &ReportFile, may_change: bool) -> FileLine {
        let href = format!("/reports/{}/documents/{}", self.seen.report.no, f.id);
        FileLine {
            name: f.name.clone(),
            size: f.size,
            pages: f.pages,
            sha256: f.sha256.chars().take(12).collect(),
            at: f.at,
            remove: may_change.then(|| format!("{href}/removal")),
            href,
        }
    }
}

fn line(item: &'static str, is_money: bool, now: Option<i64>, before: Option<i64>) -> FigureLine {
    let change = now.zip(before).and_then(|(n, b)| n.checked_sub(b));
    FigureLine { item, is_money, is_sum: false, now, before, change }
}

fn sum(answers: &Answers, side: Side) -> Option<i64> {
    let of_side = answers.iter().filter(|(i, _)| i.side() == Some(side));
    let amounts: Vec<Money> = of_side
        .filter_map(|(_, a)| match a {
            Answer::Number(n) => Some(Money::from_fen(*n)),
            _ => None,
        })
        .collect();
    if amounts.is_empty() { None } else { Money::total(amounts).map(Money::fen) }
}
