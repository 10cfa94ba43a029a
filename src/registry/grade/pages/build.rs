//! What the pages of one case are made of.
use super::Seen;
use crate::{
    platform::{i18n::Locale, rulebook::Label},
    registry::grade::{
        model::{Act, AssessmentEvent as Event, AssessmentState as State, Paper},
        views::{ActLine, CheckLine, FileLine, Head, IndicatorLine, PartLine, Place, SheetLine},
    },
    web::{Cx, Left},
};

/// A case on its way to a page.
pub(super) struct Case<'a> {
    cx: &'a Cx,
    seen: &'a Seen,
}

/// A name in the reader's language.
pub(super) fn named(cx: &Cx, label: &Label) -> String {
    label.in_language(if cx.locale == Locale::Zh { "zh-CN" } else { "en" }).to_owned()
}

/// Acts whose words everybody may read; the words of the others stay between the parties.
const PUBLIC: [Event; 9] = [
    Event::Publish,
    Event::Settle,
    Event::Confirm,
    Event::Close,
    Event::Lower,
    Event::Revoke,
    Event::Expire,
    Event::Replace,
    Event::Submit,
];

impl<'a> Case<'a> {
    pub(super) fn new(cx: &'a Cx, seen: &'a Seen) -> Self {
        Self { cx, seen }
    }

    pub(super) fn head(&self) -> Head {
        let (x, o, round) = (&self.seen.x, &self.seen.organization, &self.seen.round);
        let is_party = self.seen.stand.is_party();
        let runs = match x.state {
            State::Questioned | State::Answered | State::Disputed => x.due_on.filter(|_| is_party),
            State::Publicized | State::Draft => x.due_on,
            _ => None,
        };
        let (calendar, today) = (self.cx.env().rulebook.calendar(), self.cx.now().day());
        Head {
            no: x.no.clone(),
            round_no: round.no.clone(),
            round: round.title.clone(),
            closes_on: round.closes_on,
            name: o.name.clone(),
            code: o.credit_code.clone(),
            kind: x.kind.word(),
            state: x.state.shown(is_party).word(),
            left: runs.map(|day| Left::by(calendar, today, day)),
        }
    }

    /// Parts with the organization's points, and the mean of the sheets where it is told.
    pub(super) fn parts(&self, with_site: bool) -> Vec<PartLine> {
        let (x, sheets) = (&self.seen.x, &self.seen.sheets);
        let content = &x.content.0;
        let Some(standard) = self.seen.round.standard(x.kind) else { return Vec::new() };
        let site = |key: &str| {
            let all: Vec<i64> = sheets.iter().filter_map(|s| s.scores.0.get(key).copied()).collect();
            let n = i64::try_from(all.len()).ok().filter(|n| *n > 0)?;
            let tenths = all.iter().fold(0i64, |sum, v| sum.saturating_add(*v)).saturating_mul(10) / n;
            Some(if tenths % 10 == 0 { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) })
        };
        standard
            .parts
            .iter()
            .map(|p| {
                let own: Vec<i64> = p.indicators.iter().filter_map(|i| content.scores.get(&i.key).copied()).collect();
                PartLine {
                    key: p.key.clone(),
                    label: named(self.cx, &p.name),
                    most: p.indicators.iter().map(|i| i.most).sum(),
                    own: (!own.is_empty()).then(|| own.iter().sum()),
                    note: content.notes.get(&p.key).cloned().unwrap_or_default(),
                    indicators: p
                        .indicators
                        .iter()
                        .map(|i| IndicatorLine {
                            key: i.key.clone(),
                            label: named(self.cx, &i.name),
                            most: i.most,
                            own: content.scores.get(&i.key).copied(),
                            site: site(&i.key).filter(|_| with_site),
                        })
                        .collect(),
                }
            })
            .collect()
    }

    pub(super) fn places(&self, may_change: bool) -> Vec<Place> {
        let (x, files) = (&self.seen.x, &self.seen.files);
        let place = |paper: &Paper| {
            let here: Vec<FileLine> = files
                .iter()
                .filter(|f| f.paper == *paper)
                .map(|f| {
                    let href = format!("/grades/{}/documents/{}", x.no, f.id);
                    FileLine {
                        name: f.name.clone(),
                        size: f.size,
                        pages: f.pages,
                        sha256: f.sha256.chars().take(12).collect(),
                        at: f.at,
                        remove: may_change.then(|| format!("{href}/removal")),
                        href,
                    }
                })
                .collect();
            let is_offered = may_change || !here.is_empty();
            let is_required = *paper == Paper::SelfReport;
            is_offered.then(|| Place { paper: paper.word(), is_required, files: here })
        };
        Paper::ALL.iter().filter_map(place).collect()
    }

    pub(super) fn checks(&self) -> Vec<CheckLine> {
        let state = |met| match met {
            Some(true) => "met",
            Some(false) => "unmet",
            None => "unknown",
        };
        let all = self.seen.checks.iter();
        all.map(|c| CheckLine { point: c.point.word(), state: state(c.is_met), day: c.day }).collect()
    }

    /// Score sheets; the organization reads them without names.
    pub(super) fn sheets(&self) -> Vec<SheetLine> {
        let names = self.seen.stand.staff;
        let line = |(n, s): (usize, &crate::registry::grade::model::Sheet)| SheetLine {
            name: if names { s.name.clone() } else { (n + 1).to_string() },
            total: s.total,
            visited_on: s.visited_on,
            note: s.note.clone(),
        };
        self.seen.sheets.iter().enumerate().map(line).collect()
    }

    /// The course of the case, the latest first: everybody reads the public acts, the parties all.
    pub(super) fn acts(&self, is_party: bool) -> Vec<ActLine> {
        let last = self.seen.x.course.0.len();
        let shown = |(n, a): (usize, &Act)| {
            if !is_party && !PUBLIC.contains(&a.event) {
                return None;
            }
            let key = format!("grade-act-{}", a.event.word().replace('_', "-"));
            let title = self.cx.say(&key);
            let grade = a.grade.map(|g| self.cx.say(&format!("org-grade-{}", g.word())));
            Some(ActLine {
                title: grade.map_or_else(|| title.clone(), |g| format!("{title} · {g}")),
                state: if n + 1 == last { "now" } else { "done" },
                at: a.at,
                note: (!a.text.is_empty()).then(|| a.text.clone()),
                entry: None,
            })
        };
        let mut out: Vec<ActLine> = self.seen.x.course.0.iter().enumerate().filter_map(shown).collect();
        out.reverse();
        out
    }
}
