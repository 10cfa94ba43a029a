//! The clock of a case: special procedures stop it, an extension moves the promised day (`SO-66`, `SO-68`–`SO-70`).
use super::{Limits, Permit};
use crate::{
    kernel::{
        actor::AccountId,
        calendar::Calendar,
        period::{Pause, Period},
        refusal::{Code, Reason, Reasons, Result},
        state::Step,
        time::Day,
    },
    platform::rulebook::DecisionTime,
    registry::application::model::{
        Application, ApplicationEvent as Event, ApplicationState as State, Extension, PauseKind, PauseRow,
    },
};

/// More time, as it was granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// The head moves the promised day; it never passes the law's (`SO-72`).
    Promised(Period),
    /// The Ministry agreed to prolong what the law gives for a charity (`SO-65`).
    ByLaw(Period),
}

/// The last days for the decision, without the days on which the case was suspended (`SO-68`). `from` is the day of
/// acceptance or, where the law says so, of receipt.
#[must_use]
pub fn limits_with(
    time: &DecisionTime,
    calendar: &Calendar,
    from: Day,
    pauses: &[Pause],
    more: Option<More>,
) -> Limits {
    let last = |period: Period, from: Day| {
        period.last_day_with_pauses(calendar, from, pauses).unwrap_or_else(|| period.last_day(calendar, from))
    };
    let statutory = last(time.statutory, from);
    let promised = last(time.promised, from).min(statutory);
    match more {
        None => Limits { promised, statutory },
        Some(More::Promised(period)) => Limits { promised: last(period, promised).min(statutory), statutory },
        Some(More::ByLaw(period)) => {
            let statutory = last(period, statutory);
            Limits { promised: statutory, statutory }
        }
    }
}

/// Days between which a special procedure must end.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Last day for a hearing (`SO-70`).
    pub hearing_by: Day,
    /// The day through which a filed group is made public at least (`SO-154`); nothing where the kind asks for none.
    pub public_until: Option<Day>,
}

/// Whether this person may stop the clock for a special procedure: who may examine the case may. An on-site check names
/// two officers or more (`SO-69`), a hearing is held in time (`SO-70`), a filed group is public long enough (`SO-154`).
///
/// # Errors
/// [`Code::TwoOfficers`], [`Code::HearingTooLate`], [`Code::PublicityShort`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn may_suspend(
    a: &Application,
    by: AccountId,
    procedure: (PauseKind, Day),
    officers: usize,
    bounds: Bounds,
) -> Result<Permit> {
    let step = Step::new(a.state, Event::Suspend)?;
    let (kind, expected_on) = procedure;
    let mut r = Reasons::default();
    r.require(is_free(a, by), Code::SamePerson);
    r.require(kind != PauseKind::Inspection || officers >= 2, Code::TwoOfficers);
    let in_time = kind != PauseKind::Hearing || expected_on <= bounds.hearing_by;
    r.require(in_time, Reason::from(Code::HearingTooLate).with("day", bounds.hearing_by));
    if let Some(day) = bounds.public_until.filter(|_| kind == PauseKind::Publicity) {
        r.require(expected_on >= day, Reason::from(Code::PublicityShort).with("day", day));
    }
    r.done()?;
    Ok(Permit(step))
}

/// Whether this person may let the clock run again. What is made public before a filing stays so through its last day
/// (`SO-154`).
///
/// # Errors
/// [`Code::PublicityRuns`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn may_resume(a: &Application, by: AccountId, open: Option<&PauseRow>, today: Day) -> Result<Permit> {
    let step = Step::new(a.state, Event::Resume)?;
    let mut r = Reasons::default();
    r.require(is_free(a, by), Code::SamePerson);
    let public = open.filter(|p| a.is_filing() && p.kind == PauseKind::Publicity && today <= p.expected_on);
    if let Some(p) = public {
        r.require(false, Reason::from(Code::PublicityRuns).with("day", p.expected_on));
    }
    r.done()?;
    Ok(Permit(step))
}

/// Whether more time may be asked for: once, while the case is examined.
///
/// # Errors
/// [`Code::ExtensionOnce`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn may_ask_extension(a: &Application, by: AccountId, earlier: Option<&Extension>) -> Result<()> {
    let mut r = Reasons::default();
    r.require(matches!(a.state, State::Accepted | State::Reviewed), Code::WrongState);
    r.require(is_free(a, by), Code::SamePerson);
    r.require(earlier.is_none(), Code::ExtensionOnce);
    r.done()
}

/// Whether this person, the head, may answer the wish for more time: not who asked, not the clerk (`CX-03`).
///
/// # Errors
/// [`Code::NoExtension`] when nobody asked or it is answered, [`Code::SamePerson`], [`Code::WrongState`].
pub fn may_extend(a: &Application, by: AccountId, asked: Option<&Extension>) -> Result<()> {
    let mut r = Reasons::default();
    r.require(matches!(a.state, State::Accepted | State::Reviewed | State::Suspended), Code::WrongState);
    r.require(asked.is_some_and(|e| e.is_granted.is_none()), Code::NoExtension);
    r.require(is_free(a, by) && asked.is_none_or(|e| e.asked_by != by), Code::SamePerson);
    r.done()
}

/// Neither the founder nor the clerk of the case; in a committee of neighbours one person may receive and check, as it is
/// the street that decides (`SO-154`).
pub(super) fn is_free(a: &Application, by: AccountId) -> bool {
    a.account_id != by && (a.is_filing() || a.clerk_id != Some(by))
}
