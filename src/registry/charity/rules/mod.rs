//! Pure decisions about charities.
use super::model::{Case, CaseKind, CharityState as State, Content, DutyKind, Paper};
use crate::{
    kernel::{
        calendar::Calendar,
        period::Period,
        refusal::{Code, Error, Reason, Reasons, Result},
        time::Day,
    },
    platform::rulebook::{MonthDay, Rulebook},
    registry::{
        credit::{Ground, Listing},
        organization::{OrganizationStatus, last_day},
    },
    text_enum,
};
use chrono::{Datelike, Months};

/// The numbers as they stand on a day.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    decide: Period,
    extend: Period,
    penalty: Period,
    age: Period,
    annual: MonthDay,
    /// Days before a duty, the shortest first.
    pub reminders: Vec<u32>,
}

impl Terms {
    /// Read from the parameters `charity.*`.
    pub(super) fn of(book: &Rulebook, day: Day) -> Result<Self> {
        let fault = |e: anyhow::Error| Error::Fault(anyhow::anyhow!("{e}"));
        let read = |key: &str| book.period(key, day).map_err(fault);
        let mut reminders = book.list("charity.reminders", day).map_err(fault)?.to_vec();
        reminders.sort_unstable();
        Ok(Self {
            decide: read("charity.recognize_decision")?,
            extend: read("charity.extension_max")?,
            penalty: read("charity.penalty_window")?,
            age: read("charity.fundraising_after")?,
            annual: book.month_day("charity.annual_due", day).map_err(fault)?,
            reminders,
        })
    }

    /// Last day to decide on what was accepted on a day (`SO-140`).
    pub(super) fn decide_by(&self, calendar: &Calendar, accepted: Day) -> Day {
        self.decide.last_day(calendar, accepted)
    }

    /// The latest last day after an extension (`SO-140`).
    pub(super) fn extended(&self, calendar: &Calendar, due: Day) -> Day {
        self.extend.last_day(calendar, due)
    }

    /// What a charity must publish by days that lie between today and so many days ahead: the annual report, and every
    /// three months the state of its fund-raising where it is qualified (`SO-113`, `SO-144`).
    pub(super) fn duties(&self, today: Day, ahead: i64, is_qualified: bool) -> Vec<(DutyKind, String, Day)> {
        let through = today + chrono::TimeDelta::days(ahead);
        let mut out = Vec::new();
        for year in today.year()..=through.year() {
            out.extend(self.annual.in_year(year).map(|due| (DutyKind::Annual, (year - 1).to_string(), due)));
            for quarter in (1..=4u32).filter(|_| is_qualified) {
                let end = Day::from_ymd_opt(year, quarter * 3, 1)
                    .and_then(|d| d.checked_add_months(Months::new(1)))
                    .and_then(|d| d.pred_opt());
                out.extend(end.map(|due| (DutyKind::Raising, format!("{year}-Q{quarter}"), due)));
            }
        }
        out.retain(|(_, _, due)| today <= *due && *due <= through);
        out
    }
}

text_enum! {
    /// What is looked at before an organization is recognized or qualified (`SO-141`–`SO-143`).
    #[schema(as = CharityPoint)]
    pub enum Point {
        /// 登记在册.
        Standing = "standing",
        /// 尚未认定为慈善组织.
        NotYet = "not_yet",
        /// 已是慈善组织.
        Charity = "charity",
        /// 成为慈善组织满一年.
        Year = "year",
        /// 二年内没有受到处罚.
        Penalty = "penalty",
        /// 未列入异常名录、失信名单.
        Lists = "lists",
        /// 同一组织或者有关联的理事不超过三分之一.
        Directors = "directors",
        /// 上年度慈善活动支出和管理费用.
        Spending = "spending",
    }
}

/// One finding of the machine: met, not met, or to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Check {
    pub point: Point,
    pub is_met: Option<bool>,
    pub day: Option<Day>,
}

/// What the register knows of an organization.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub status: OrganizationStatus,
    pub is_registered: bool,
    pub is_charity: bool,
    /// Since when it is a charity, where the register says so.
    pub since: Option<Day>,
    pub listings: Vec<Listing>,
}

/// Grounds that are penalties.
const PENALTIES: [Ground; 4] =
    [Ground::LightPenalty, Ground::HeavyFine, Ground::ActivitySuspended, Ground::RepeatedPenalty];

/// What the machine finds, point by point. It decides nothing.
pub(super) fn checks(terms: &Terms, kind: CaseKind, known: &Known, content: &Content, today: Day) -> Vec<Check> {
    let check = |point, is_met, day| Check { point, is_met, day };
    let ended = matches!(known.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked);
    let listed = known.listings.iter().filter(|l| l.state.is_in_force()).filter_map(|l| l.listed_on).max();
    let standing = check(Point::Standing, Some(known.is_registered && !ended), None);
    let lists = check(Point::Lists, Some(listed.is_none()), listed);
    match kind {
        CaseKind::Recognition => {
            let recent = |d: &Day| last_day(*d, terms.penalty).is_none_or(|last| today <= last);
            let penalty = known
                .listings
                .iter()
                .filter(|l| PENALTIES.contains(&l.ground))
                .filter_map(|l| l.listed_on)
                .filter(recent)
                .max();
            vec![
                standing,
                check(Point::NotYet, Some(!known.is_charity), None),
                check(Point::Penalty, Some(penalty.is_none()), penalty),
                lists,
                check(Point::Spending, None, None),
            ]
        }
        CaseKind::FundRaising => {
            let grown = known.since.and_then(|since| last_day(since, terms.age));
            let share = content.directors.zip(content.related).map(|(all, related)| related.saturating_mul(3) <= all);
            vec![
                standing,
                check(Point::Charity, Some(known.is_charity), known.since),
                check(
                    Point::Year,
                    known.since.map(|_| grown.is_some_and(|d| today > d)),
                    grown.and_then(|d| d.succ_opt()),
                ),
                check(Point::Directors, share, None),
                lists,
            ]
        }
    }
}

/// Whether it may be granted: nothing the register knows speaks against it (`SO-141`–`SO-143`).
pub(super) fn may_grant(checks: &[Check]) -> Result<()> {
    let mut r = Reasons::default();
    for c in checks {
        r.require(c.is_met != Some(false), Reason::from(Code::CharityIneligible).with("point", c.point.word()));
    }
    r.done()
}

/// Whether the application is complete.
pub(super) fn may_submit(kind: CaseKind, content: &Content, papers: &[Paper]) -> Result<()> {
    let mut r = Reasons::default();
    let figures = match kind {
        CaseKind::Recognition => content.spending.and(content.total).and(content.administration),
        CaseKind::FundRaising => content.directors.and(content.related),
    };
    r.require(!content.text.is_empty() && figures.is_some(), Code::CharityFieldsMissing);
    let silent = kind.declarations().iter().filter(|d| !content.declared.contains(d)).count();
    r.require(silent == 0, Reason::from(Code::CharityUndeclared).with("n", silent));
    let missing = kind.papers().iter().filter(|p| !papers.contains(p)).count();
    r.require(missing == 0, Reason::from(Code::CharityPapersMissing).with("n", missing));
    r.done()
}

/// Whether the days to decide may be extended: once, and to a day within the most (`SO-140`).
pub(super) fn may_extend(terms: &Terms, calendar: &Calendar, x: &Case, to: Day) -> Result<()> {
    let mut r = Reasons::default();
    r.require(x.act(super::CharityEvent::Extend).is_none(), Code::CharityExtendedOnce);
    if let Some(due) = x.due_on.filter(|_| matches!(x.state, State::Accepted | State::Proposed)) {
        let last = terms.extended(calendar, due);
        r.require(due < to && to <= last, Reason::from(Code::CharityExtensionLong).with("from", due).with("to", last));
    }
    r.done()
}

#[cfg(test)]
mod tests;
