//! Pure decisions about annual reports.
use super::{
    answers::{Answer, Answers, Item, Section, Side, figure},
    model::{Paper, Report},
};
use crate::{
    kernel::{
        calendar::Calendar,
        money::Money,
        period::Period,
        ratio::Ratio,
        refusal::{Code, Error, Reason, Reasons, Result},
        time::Day,
    },
    platform::rulebook::{MonthDay, Rulebook},
    registry::organization::{Mode, Organization, OrganizationKind, OrganizationStatus},
};
use chrono::{Datelike, TimeDelta};
use serde::Serialize;

/// The days and periods of a season as they stand on a day (`annual.*`).
#[derive(Debug, Clone)]
pub struct Terms {
    opens: MonthDay,
    first: MonthDay,
    second: MonthDay,
    exempt_from: MonthDay,
    correction: Period,
    examine: Period,
    /// Days before the last one on which reminders go out, the latest first.
    pub(super) reminders: Vec<u32>,
    meetings_min: u32,
    administration_max: Ratio,
    party_members_min: u32,
}

impl Terms {
    /// Read from the parameters.
    ///
    /// # Errors
    /// A fault when one of them is missing.
    pub fn of(book: &Rulebook, day: Day) -> Result<Self> {
        let fault = |e: anyhow::Error| Error::Fault(e);
        let on = |key: &str| book.month_day(key, day).map_err(fault);
        let mut reminders = book.list("annual.reminders", day).map_err(fault)?.to_vec();
        reminders.sort_unstable();
        Ok(Self {
            opens: on("annual.opens")?,
            first: on("annual.first_deadline")?,
            second: on("annual.second_deadline")?,
            exempt_from: on("annual.exempt_from")?,
            correction: book.period("annual.correction", day).map_err(fault)?,
            examine: book.period("annual.examine", day).map_err(fault)?,
            reminders,
            meetings_min: book.count("annual.meetings_min", day).map_err(fault)?,
            administration_max: book.ratio("annual.administration_max", day).map_err(fault)?,
            party_members_min: book.count("annual.party_members_min", day).map_err(fault)?,
        })
    }

    /// The year that organizations report on during a day's season.
    #[must_use]
    pub fn season(today: Day) -> i64 {
        i64::from(today.year()) - 1
    }

    /// The last day to hand the report on `year` to the registration authority: foundations by the first deadline
    /// (`SO-112`), all others by the second (`SO-110`, `SO-111`, `SO-114`). A day of the law, not a period: it does not
    /// move when it is a day of rest.
    #[must_use]
    pub fn due_on(&self, kind: OrganizationKind, year: i64) -> Option<Day> {
        let day = if kind == OrganizationKind::Foundation { self.first } else { self.second };
        day.in_year(i32::try_from(year).ok()? + 1)
    }

    /// The last day to hand it to the competent authority, which reviews first under dual management (`SO-110`).
    #[must_use]
    pub fn sponsor_due_on(&self, mode: Mode, year: i64) -> Option<Day> {
        (mode == Mode::Dual).then(|| self.first.in_year(i32::try_from(year).ok()? + 1)).flatten()
    }

    /// Whether the season for reports on `year` may be opened on a day: from its opening day to the latest last day. After
    /// that nobody becomes obliged, so that a register imported late is not listed in bulk.
    #[must_use]
    pub fn is_opening(&self, today: Day, year: i64) -> bool {
        let on = |day: MonthDay| i32::try_from(year).ok().and_then(|y| day.in_year(y + 1));
        let last = on(self.first).max(on(self.second));
        on(self.opens).is_some_and(|from| today >= from) && last.is_some_and(|to| today <= to)
    }

    /// The last day to hand in again what was returned.
    #[must_use]
    pub fn correct_by(&self, calendar: &Calendar, returned: Day) -> Day {
        self.correction.last_day(calendar, returned)
    }

    /// The last day to examine.
    #[must_use]
    pub fn examine_by(&self, calendar: &Calendar, submitted: Day) -> Day {
        self.examine.last_day(calendar, submitted)
    }

    /// Whether an organization owes a report on a year: registered, not ended, and not registered in the second half of
    /// that year or after it (`SO-116`).
    #[must_use]
    pub fn owes(&self, o: &Organization, year: i64) -> bool {
        let from = i32::try_from(year).ok().and_then(|y| self.exempt_from.in_year(y));
        let ended = matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked);
        o.is_registered && !ended && from.is_some_and(|from| o.founded_on < from)
    }
}

/// The number of a report: the year and the organization's code.
#[must_use]
pub fn number(year: i64, credit_code: &str) -> String {
    format!("{year}-{credit_code}")
}

/// The sums of the accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// 收入合计.
    pub income: Money,
    /// 费用合计.
    pub expenditure: Money,
    /// What the year leaves: opening plus income less expenditure.
    pub expected: Money,
    /// 年末净资产 as it was stated.
    pub closing: Money,
}

impl Totals {
    /// Added up from the answers; nothing while the finance section is not complete or too large to add.
    #[must_use]
    pub fn of(answers: &Answers) -> Option<Self> {
        let sum = |side: Side| {
            let items = Item::ALL.iter().filter(|i| i.side() == Some(side));
            let amounts: Option<Vec<Money>> = items.map(|i| figure(answers, *i).map(Money::from_fen)).collect();
            Money::total(amounts?)
        };
        let (income, expenditure) = (sum(Side::Income)?, sum(Side::Expenditure)?);
        let opening = Money::from_fen(figure(answers, Item::Opening)?);
        let closing = Money::from_fen(figure(answers, Item::Closing)?);
        Some(Self { income, expenditure, expected: opening.checked_add(income)?.checked_sub(expenditure)?, closing })
    }

    /// Whether the closing net assets are what the year leaves.
    #[must_use]
    pub fn balances(&self) -> bool {
        self.expected == self.closing
    }
}

/// What still speaks against handing in one section.
pub(super) fn faults(
    section: Section,
    kind: OrganizationKind,
    mode: Mode,
    answers: &Answers,
    papers: &[Paper],
) -> Vec<Reason> {
    let mut out = Vec::new();
    if section == Section::Papers {
        let missing = Paper::ALL.iter().filter(|p| p.is_required(kind, mode) && !papers.contains(p));
        out.extend(missing.map(|p| Reason::from(Code::ReportPaperMissing).with("paper", p.word())));
        return out;
    }
    let open = section.items(kind).iter().any(|i| !i.may_stay_empty() && !answers.contains_key(i));
    if open {
        out.push(Reason::from(Code::ReportIncomplete).with("section", section.word()));
        return out;
    }
    if section == Section::Finance {
        match Totals::of(answers) {
            Some(t) if t.balances() => {}
            Some(t) => {
                out.push(Reason::from(Code::ReportUnbalanced).with("expected", t.expected).with("closing", t.closing));
            }
            None => out.push(Reason::from(Code::ReportIncomplete).with("section", section.word())),
        }
        let expenditure = Totals::of(answers).map(|t| t.expenditure.fen());
        if figure(answers, Item::Salaries) > expenditure {
            out.push(Code::SalariesTooHigh.into());
        }
    }
    out
}

/// Whether the report may be handed in: everything that speaks against it at once.
pub(super) fn may_submit(kind: OrganizationKind, mode: Mode, answers: &Answers, papers: &[Paper]) -> Result<()> {
    let mut r = Reasons::default();
    for section in Section::ALL {
        for reason in faults(*section, kind, mode, answers, papers) {
            r.require(false, reason);
        }
    }
    r.done()
}

/// Whether it may be returned: once, with everything (一次性告知).
pub(super) fn may_return(r: &Report) -> Result<()> {
    if r.returned_at.is_none() { Ok(()) } else { Err(Code::ReportReturnedOnce.into()) }
}

/// Whether a day was missed, so that the clock gives notice of a listing (`SO-121`): nothing handed in by the last day, or
/// not handed in again by the day of the correction.
pub(super) fn is_overdue(r: &Report, today: Day) -> bool {
    r.state.is_open() && today > r.open_until()
}

/// Whether what is handed in now comes after its day. What came in time and was returned stays in time while it is
/// corrected within its days.
pub(super) fn is_late(r: &Report, received: Day) -> bool {
    r.is_late || received > r.open_until()
}

/// A point the examiner should look at; messages `report-remark-…`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Its word.
    pub code: &'static str,
    /// The number found.
    pub n: i64,
    /// The bound it is measured by.
    pub least: i64,
}

/// What the program notices by itself, for the examiner to judge (`domain.md` 2.11); it decides nothing.
pub(super) fn remarks(
    t: &Terms,
    council: Option<(u32, u32)>,
    kind: OrganizationKind,
    answers: &Answers,
    today: Day,
) -> Vec<Remark> {
    let n = |item| figure(answers, item);
    let mut out = Vec::new();
    let mut note = |is: bool, code: &'static str, n: i64, least: i64| {
        if is {
            out.push(Remark { code, n, least });
        }
    };
    if let (Some((least, most)), Some(directors)) = (council, n(Item::Directors)) {
        note(directors < i64::from(least), "directors-few", directors, least.into());
        note(directors > i64::from(most), "directors-many", directors, most.into());
    }
    note(n(Item::Supervisors) == Some(0), "no-supervisor", 0, 1);
    note(n(Item::ActivityCount) == Some(0), "no-activity", 0, 1);
    let is_foundation = kind == OrganizationKind::Foundation;
    if let Some(meetings) = n(Item::CouncilMeetings).filter(|m| is_foundation && *m < i64::from(t.meetings_min)) {
        note(true, "meetings-few", meetings, t.meetings_min.into());
    }
    if let Some(members) = n(Item::PartyMembers).filter(|m| *m >= i64::from(t.party_members_min)) {
        let none = answers.get(&Item::HasParty) != Some(&Answer::Flag(true));
        note(none, "no-party-organization", members, t.party_members_min.into());
    }
    if let Some(totals) = Totals::of(answers).filter(|_| is_foundation) {
        let office = n(Item::Administration).map(Money::from_fen);
        let within = office.is_none_or(|o| o.is_within(t.administration_max, totals.expenditure));
        let share = office.map_or(0, |o| percent(o, totals.expenditure));
        note(!within, "administration-high", share, percent_of(t.administration_max));
    }
    note(answers.get(&Item::DomicileSame) == Some(&Answer::Flag(false)), "domicile-moved", 0, 0);
    let term = match answers.get(&Item::TermEnds) {
        Some(Answer::Text(day)) => day.parse::<Day>().ok(),
        _ => None,
    };
    note(term.is_some_and(|day| day < today), "term-over", 0, 0);
    out
}

fn percent(part: Money, whole: Money) -> i64 {
    if whole.fen() <= 0 {
        return 100;
    }
    i64::try_from(i128::from(part.fen()) * 100 / i128::from(whole.fen())).unwrap_or(i64::MAX)
}

fn percent_of(share: Ratio) -> i64 {
    Money::from_fen(100).share(share).map_or(0, Money::fen)
}

/// The day up to which a reminder of so many days goes to reports that are due.
pub(super) fn reminded_through(today: Day, lead: u32) -> Day {
    today + TimeDelta::days(i64::from(lead))
}

#[cfg(test)]
mod tests;
