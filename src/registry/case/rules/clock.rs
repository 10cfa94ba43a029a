//! The clock of a case: special procedures stop it, an extension moves the promised day (`SO-66`, `SO-68`–`SO-70`).
use super::{Permit, is_free};
use crate::{
    kernel::{
        actor::AccountId,
        calendar::Calendar,
        period::{Pause, Period},
        refusal::{Code, Reason, Reasons, Result},
        state::Step,
        time::Day,
    },
    registry::{
        application::PauseKind,
        case::{
            matter::{Matter, Periods},
            model::{Case, CaseEvent as Event, CaseState as State, Extension},
        },
    },
};

/// The last days promised and by law, counted from acceptance without the days on which the case was suspended
/// (`SO-68`). A granted extension moves the promised day; it never passes the law's (`SO-72`).
#[must_use]
pub(in super::super) fn limits(
    periods: &Periods,
    calendar: &Calendar,
    accepted_on: Day,
    pauses: &[Pause],
    extension: Option<Period>,
) -> (Day, Day) {
    let last = |period: Period, from: Day| {
        period.last_day_with_pauses(calendar, from, pauses).unwrap_or_else(|| period.last_day(calendar, from))
    };
    let statutory = last(periods.decision_statutory, accepted_on);
    let promised = last(periods.decision_promised, accepted_on);
    let promised = extension.map_or(promised, |more| last(more, promised));
    (promised.min(statutory), statutory)
}

/// Whether this person may stop the clock for a special procedure. An on-site check names two officers or more
/// (`SO-69`), a hearing is held in time (`SO-70`).
///
/// # Errors
/// [`Code::TwoOfficers`], [`Code::HearingTooLate`], [`Code::SamePerson`], [`Code::WrongState`].
pub(in super::super) fn may_suspend<C: Matter>(
    x: &Case<C>,
    by: AccountId,
    procedure: (PauseKind, Day),
    officers: usize,
    hearing_by: Day,
) -> Result<Permit> {
    let step = Step::new(x.state, Event::Suspend)?;
    let (kind, expected_on) = procedure;
    let mut r = Reasons::default();
    r.require(is_free(x, by), Code::SamePerson);
    r.require(kind != PauseKind::Inspection || officers >= 2, Code::TwoOfficers);
    let in_time = kind != PauseKind::Hearing || expected_on <= hearing_by;
    r.require(in_time, Reason::from(Code::HearingTooLate).with("day", hearing_by));
    r.done()?;
    Ok(Permit(step))
}

/// Whether this person may let the clock run again.
///
/// # Errors
/// [`Code::SamePerson`], [`Code::WrongState`].
pub(in super::super) fn may_resume<C: Matter>(x: &Case<C>, by: AccountId) -> Result<Permit> {
    let step = Step::new(x.state, Event::Resume)?;
    if is_free(x, by) { Ok(Permit(step)) } else { Err(Code::SamePerson.into()) }
}

/// Whether more time may be asked for: once, while the case is examined.
///
/// # Errors
/// [`Code::ExtensionOnce`], [`Code::SamePerson`], [`Code::WrongState`].
pub(in super::super) fn may_ask_extension<C: Matter>(
    x: &Case<C>,
    by: AccountId,
    earlier: Option<&Extension>,
) -> Result<()> {
    let mut r = Reasons::default();
    r.require(matches!(x.state, State::Accepted | State::Reviewed), Code::WrongState);
    r.require(is_free(x, by), Code::SamePerson);
    r.require(earlier.is_none(), Code::ExtensionOnce);
    r.done()
}

/// Whether this person, the head, may answer the wish for more time: not who asked, not the clerk (`CX-03`).
///
/// # Errors
/// [`Code::NoExtension`] when nobody asked or it is answered, [`Code::SamePerson`], [`Code::WrongState`].
pub(in super::super) fn may_extend<C: Matter>(x: &Case<C>, by: AccountId, asked: Option<&Extension>) -> Result<()> {
    let mut r = Reasons::default();
    r.require(matches!(x.state, State::Accepted | State::Reviewed | State::Suspended), Code::WrongState);
    r.require(asked.is_some_and(|e| e.is_granted.is_none()), Code::NoExtension);
    r.require(is_free(x, by) && asked.is_none_or(|e| e.asked_by != by), Code::SamePerson);
    r.done()
}
