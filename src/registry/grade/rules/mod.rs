//! Pure decisions about grades.
use super::model::{
    Act, Assessment, AssessmentEvent as Event, AssessmentState as State, Content, Paper, Round, Scores,
};
use crate::{
    kernel::{
        actor::AccountId,
        calendar::Calendar,
        period::Period,
        refusal::{Code, Error, Reason, Reasons, Result},
        time::Day,
    },
    platform::rulebook::{AssessmentStandard, Rulebook},
    registry::{
        credit::{Ground, Listing},
        inspection::{Finding, InspectionState},
        organization::{Grade, OrganizationStatus, last_day},
        report::Judgement,
    },
    text_enum,
};
use chrono::Datelike;

/// The numbers of an assessment as they stand on a day.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    min_age: Period,
    early_after: Period,
    validity: Period,
    publicity: Period,
    review: Period,
    answer: Period,
    sheets: usize,
    /// Days before the end of a grade, the shortest first.
    pub reminders: Vec<u32>,
}

impl Terms {
    /// Read from the parameters `assess.*`.
    pub(super) fn of(book: &Rulebook, day: Day) -> Result<Self> {
        let fault = |e: anyhow::Error| Error::Fault(anyhow::anyhow!("{e}"));
        let read = |key: &str| book.period(key, day).map_err(fault);
        let mut reminders = book.list("assess.reminders", day).map_err(fault)?.to_vec();
        reminders.sort_unstable();
        Ok(Self {
            min_age: read("assess.min_age")?,
            early_after: read("assess.early_after")?,
            validity: read("assess.validity")?,
            publicity: read("assess.publicity")?,
            review: read("assess.review")?,
            answer: read("assess.answer")?,
            sheets: usize::try_from(book.count("assess.assessors_min", day).map_err(fault)?).unwrap_or(usize::MAX),
            reminders,
        })
    }

    /// Last day of the publicity (`SO-135`).
    pub(super) fn public_until(&self, calendar: &Calendar, from: Day) -> Day {
        self.publicity.last_day(calendar, from)
    }

    /// Last day for the review committee (`SO-135`).
    pub(super) fn review_by(&self, calendar: &Calendar, from: Day) -> Day {
        self.review.last_day(calendar, from)
    }

    /// Last day to answer before a grade is lowered or withdrawn (`SO-135`).
    pub(super) fn answer_by(&self, calendar: &Calendar, from: Day) -> Day {
        self.answer.last_day(calendar, from)
    }

    /// Last day of a grade confirmed on a day (`SO-132`).
    pub(super) fn valid_until(&self, from: Day) -> Option<Day> {
        last_day(from, self.validity)
    }

    /// How many score sheets there must be.
    pub(super) fn sheets(&self) -> usize {
        self.sheets
    }
}

text_enum! {
    /// What is looked at before an organization is assessed (`SO-130`, `SO-131`).
    #[schema(as = GradePoint)]
    pub enum Point {
        /// 登记在册, 未注销.
        Standing = "standing",
        /// 取得登记证书满两个年度.
        Age = "age",
        /// 未参加过评估, 等级有效期已满, 或者可以提前申请.
        Grade = "grade",
        /// 上年度年检、年报.
        LastReport = "last_report",
        /// 年检结论.
        Results = "results",
        /// 上年度以来的处罚.
        Penalty = "penalty",
        /// 正在接受调查、整改.
        Inspection = "inspection",
        /// 活动异常名录、严重违法失信名单.
        Lists = "lists",
    }
}

/// One finding of the machine: met, not met, or not known to the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Check {
    pub point: Point,
    pub is_met: Option<bool>,
    /// The day it turns on, where there is one.
    pub day: Option<Day>,
}

/// A report whose day has passed: year, whether it came, result.
pub(super) type Reported = (i64, bool, Option<Judgement>);

/// What the register knows of an organization.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub status: OrganizationStatus,
    pub is_registered: bool,
    pub founded_on: Day,
    /// First and last day of the grade in force.
    pub grade: Option<(Day, Day)>,
    /// Reports that were due before today, the latest year first.
    pub reports: Vec<Reported>,
    pub listings: Vec<Listing>,
    pub inspections: Vec<(InspectionState, Option<Finding>)>,
}

/// Grounds that are penalties (`SO-121`, `SO-125`).
const PENALTIES: [Ground; 4] =
    [Ground::LightPenalty, Ground::HeavyFine, Ground::ActivitySuspended, Ground::RepeatedPenalty];

/// What the machine finds, point by point (`SO-130`, `SO-131`). It decides nothing: an officer admits or excludes.
pub(super) fn checks(terms: &Terms, known: &Known, today: Day) -> Vec<Check> {
    let check = |point, is_met, day| Check { point, is_met, day };
    let ended = matches!(known.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked);
    let grown = last_day(known.founded_on, terms.min_age);
    let early = known.grade.map(|(from, until)| last_day(from, terms.early_after).unwrap_or(until).min(until));
    let last = known.reports.first();
    let results = match (last.and_then(|r| r.2), known.reports.get(1).and_then(|r| r.2)) {
        (Some(Judgement::Fail), _) | (Some(Judgement::Basic), Some(Judgement::Basic)) => Some(false),
        (None, _) => None,
        _ => Some(true),
    };
    let since = today.year() - 1;
    let penalty = known
        .listings
        .iter()
        .filter(|l| PENALTIES.contains(&l.ground))
        .filter_map(|l| l.listed_on)
        .filter(|d| d.year() >= since)
        .max();
    let listed = known.listings.iter().filter(|l| l.state.is_in_force()).filter_map(|l| l.listed_on).max();
    let under = |(state, finding): &(InspectionState, Option<Finding>)| {
        matches!(state, InspectionState::Rectifying | InspectionState::Replied) || *finding == Some(Finding::HandedOver)
    };
    vec![
        check(Point::Standing, Some(known.is_registered && !ended), None),
        check(Point::Age, Some(grown.is_some_and(|d| today > d)), grown.and_then(|d| d.succ_opt())),
        check(Point::Grade, Some(early.is_none_or(|d| today > d)), early.and_then(|d| d.succ_opt())),
        check(Point::LastReport, last.map(|r| r.1), None),
        check(Point::Results, results, None),
        check(Point::Penalty, Some(penalty.is_none()), penalty),
        check(Point::Inspection, Some(!known.inspections.iter().any(under)), None),
        check(Point::Lists, Some(listed.is_none()), listed),
    ]
}

/// Whether the organization may be admitted: nothing the register knows speaks against it (`SO-130`, `SO-131`).
pub(super) fn may_admit(checks: &[Check]) -> Result<()> {
    let mut r = Reasons::default();
    for c in checks {
        r.require(c.is_met != Some(false), Reason::from(Code::GradeIneligible).with("point", c.point.word()));
    }
    r.done()
}

/// Whether an application may begin or be handed in: the round is open and takes organizations of this kind.
pub(super) fn may_apply(round: &Round, kind: crate::registry::organization::OrganizationKind, day: Day) -> Result<()> {
    let mut r = Reasons::default();
    let closed = Reason::from(Code::GradeRoundClosed).with("from", round.opens_on).with("to", round.closes_on);
    r.require(round.phase(day) == "open", closed);
    let invited = round.kinds.0.contains(&kind) && round.standard(kind).is_some();
    r.require(invited, Code::GradeKindNotInvited);
    r.done()
}

/// Whether the application is complete: every indicator scored, every part explained, the report on oneself there.
pub(super) fn may_submit(standard: &AssessmentStandard, content: &Content, papers: &[Paper]) -> Result<()> {
    let mut r = Reasons::default();
    let open = standard.indicators().filter(|i| !content.scores.contains_key(&i.key)).count();
    r.require(open == 0, Reason::from(Code::GradeScoresMissing).with("n", open));
    let silent = standard.parts.iter().filter(|p| content.notes.get(&p.key).is_none_or(String::is_empty)).count();
    r.require(silent == 0, Reason::from(Code::GradeNotesMissing).with("n", silent));
    r.require(papers.contains(&Paper::SelfReport), Code::GradeReportMissing);
    r.done()
}

/// The points a score sheet adds up to.
pub(super) fn total(scores: &Scores) -> i64 {
    scores.values().fold(0i64, |sum, n| sum.saturating_add(*n))
}

/// The mean of the sheets, rounded half up; nothing while there are too few (`SO-135`).
pub(super) fn mean(terms: &Terms, totals: &[i64]) -> Result<i64> {
    if totals.len() < terms.sheets {
        return Err(Reason::from(Code::GradeSheetsFew).with("least", terms.sheets).into());
    }
    let n = i64::try_from(totals.len()).unwrap_or(i64::MAX).max(1);
    Ok((totals.iter().fold(0i64, |sum, t| sum.saturating_add(*t)).saturating_mul(2) + n) / (2 * n))
}

/// The grade a score leads to (`SO-134`); nothing below the floor.
pub(super) fn grade(standard: &AssessmentStandard, score: i64) -> Option<Grade> {
    let place = standard.place(u32::try_from(score).unwrap_or(0))?;
    Grade::ALL.get(place).copied()
}

/// Whether somebody may still object to a published result: through the last day (`SO-135`).
pub(super) fn may_object(x: &Assessment, today: Day) -> Result<()> {
    match x.public_until {
        Some(last) if today > last => Err(Reason::from(Code::GradeObjectionLate).with("last", last).into()),
        _ => Ok(()),
    }
}

/// Whether the result may be confirmed: the publicity is over, and the review where one was asked for (`SO-135`).
pub(super) fn may_confirm(x: &Assessment, today: Day) -> Result<()> {
    match x.public_until {
        Some(last) if today <= last => Err(Reason::from(Code::GradePublicityRuns).with("last", last).into()),
        _ => Ok(()),
    }
}

/// Whether a questioned grade may be decided on: the organization answered, or its days are over (`SO-135`).
pub(super) fn may_resolve(x: &Assessment, today: Day) -> Result<()> {
    match x.due_on {
        Some(last) if x.state == State::Questioned && today <= last => {
            Err(Reason::from(Code::GradeAnswerRuns).with("last", last).into())
        }
        _ => Ok(()),
    }
}

/// Whether the organization may still answer.
pub(super) fn may_answer(x: &Assessment, today: Day) -> Result<()> {
    match x.due_on {
        Some(last) if today > last => Err(Reason::from(Code::GradeAnswerLate).with("last", last).into()),
        _ => Ok(()),
    }
}

/// Whether one grade lies below another.
pub(super) fn is_below(grade: Grade, other: Grade) -> bool {
    let place = |g: Grade| Grade::ALL.iter().position(|x| *x == g);
    place(grade) > place(other)
}

/// Whoever admitted, scored or decided does not do the next of these (`domain.md` 13).
pub(super) fn another(x: &Assessment, sheets: &[AccountId], events: &[Event], account: AccountId) -> Result<()> {
    let acted = x.course.0.iter().any(|a: &Act| events.contains(&a.event) && a.by == Some(account));
    if acted || sheets.contains(&account) { Err(Code::SamePerson.into()) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
