//! Pure decisions about cases.
mod clock;

pub(super) use clock::{limits, may_ask_extension, may_extend, may_resume, may_suspend};

use super::{
    matter::Matter,
    model::{Case, CaseEvent as Event, CaseState as State},
};
use crate::{
    kernel::{
        actor::AccountId,
        refusal::{Code, Reason, Reasons, Result},
        state::Step,
        time::Ts,
    },
    registry::{
        application::{Defect, Notice},
        organization::Organization,
    },
};

/// Leave to take one step. Only these rules make one, and the store's one function that writes the state asks for it.
#[derive(Debug)]
pub struct Permit(Step<State>);

impl Permit {
    /// The step.
    #[must_use]
    pub fn step(&self) -> &Step<State> {
        &self.0
    }
}

fn done(reasons: impl IntoIterator<Item = Reason>) -> Result<()> {
    let mut r = Reasons::default();
    reasons.into_iter().for_each(|reason| r.require(false, reason));
    r.done()
}

/// Whether a case may be begun: nothing of the organization is against it, and no other of the kind is open.
///
/// # Errors
/// The kind's own reasons, and [`Matter::OPEN`].
pub fn may_begin<C: Matter>(o: &Organization, open: Option<&str>) -> Result<()> {
    let other = open.map(|no| Reason::from(C::OPEN).with("no", no));
    done(C::against_beginning(o).into_iter().chain(other))
}

/// Whether the law has accepted the case, as no notice came in time (`SO-61`, `CX-04`).
#[must_use]
pub fn counts_as_accepted<C: Matter>(x: &Case<C>, now: Ts) -> bool {
    x.state == State::Submitted && x.notice_due.is_some_and(|day| now >= Ts::end_of(day))
}

/// Whether it may be made public before it is handed in (`SO-95`).
///
/// # Errors
/// Everything that is missing at once, [`Code::WrongState`].
pub fn may_announce<C: Matter>(x: &Case<C>, missing: Vec<Reason>) -> Result<Permit> {
    let step = Step::new(x.state, Event::Announce)?;
    done(missing)?;
    Ok(Permit(step))
}

/// Whether the case may be handed in: everything there, every point of the notice answered.
///
/// # Errors
/// Everything that is missing at once, [`Code::DefectUnanswered`], [`Code::WrongState`].
pub fn may_submit<C: Matter>(x: &Case<C>, missing: Vec<Reason>, answers: &[String]) -> Result<Permit> {
    let step = Step::new(x.state, Event::Submit)?;
    if x.state != C::READY && x.state != State::Correction {
        let (state, event) = (x.state.word(), Event::Submit.word());
        return Err(Reason::from(Code::WrongState).with("state", state).with("event", event).into());
    }
    let mut r = Reasons::default();
    missing.into_iter().for_each(|reason| r.require(false, reason));
    let asked = if x.state == State::Correction { x.notices.0.last().map_or(0, |n| n.defects.len()) } else { 0 };
    let answered = answers.iter().filter(|t| !t.is_empty()).count();
    r.require(answered >= asked, Reason::from(Code::DefectUnanswered).with("n", asked.saturating_sub(answered)));
    r.done()?;
    Ok(Permit(step))
}

/// Whether the organization may take the case back, or throw a draft away.
///
/// # Errors
/// [`Code::WrongState`] once it is decided.
pub fn may_withdraw<C: Matter>(x: &Case<C>) -> Result<Permit> {
    let event = if x.state == State::Draft { Event::Discard } else { Event::Withdraw };
    Ok(Permit(Step::new(x.state, event)?))
}

/// Whether the one notice may be sent (`SO-60`): in time, with something in it, and a second one only about what the
/// first one named already.
///
/// # Errors
/// [`Code::NoticeTooLate`], [`Code::NoticeEmpty`], [`Code::SecondNotice`], [`Code::WrongState`].
pub(super) fn may_notify<C: Matter>(x: &Case<C>, defects: &[Defect], now: Ts) -> Result<Permit> {
    let step = Step::new(x.state, Event::Notify)?;
    let named = |d: &Defect| x.notices.0.iter().flat_map(|n: &Notice| &n.defects).any(|k| k.item == d.item);
    let mut r = Reasons::default();
    r.require(!counts_as_accepted(x, now), Code::NoticeTooLate);
    r.require(!defects.is_empty(), Code::NoticeEmpty);
    r.require(x.notices.0.is_empty() || defects.iter().all(named), Code::SecondNotice);
    r.done()?;
    Ok(Permit(step))
}

/// Whether the clerk may accept 受理 (`SO-62`).
///
/// # Errors
/// [`Code::WrongState`].
pub(super) fn may_accept<C: Matter>(x: &Case<C>) -> Result<Permit> {
    Ok(Permit(Step::new(x.state, Event::Accept)?))
}

/// Whether the case counts as accepted (`SO-61`).
///
/// # Errors
/// [`Code::WrongState`] before the period is over.
pub(super) fn may_deem<C: Matter>(x: &Case<C>, now: Ts) -> Result<Permit> {
    let step = Step::new(x.state, Event::Deem)?;
    if counts_as_accepted(x, now) { Ok(Permit(step)) } else { Err(Code::WrongState.into()) }
}

/// Whether the case may be answered with 不予受理.
///
/// # Errors
/// [`Code::NoticeTooLate`] once the law has accepted it, [`Code::WrongState`].
pub(super) fn may_decline<C: Matter>(x: &Case<C>, now: Ts) -> Result<Permit> {
    let step = Step::new(x.state, Event::Decline)?;
    if counts_as_accepted(x, now) { Err(Code::NoticeTooLate.into()) } else { Ok(Permit(step)) }
}

/// Whether this person may give the opinion: not the clerk of the case (`domain.md` 13).
///
/// # Errors
/// [`Code::SamePerson`], [`Code::WrongState`].
pub(super) fn may_review<C: Matter>(x: &Case<C>, by: AccountId) -> Result<Permit> {
    let step = Step::new(x.state, Event::Review)?;
    if is_free(x, by) { Ok(Permit(step)) } else { Err(Code::SamePerson.into()) }
}

/// Whether this person may decide: neither clerk nor reviewer of the case (`domain.md` 13). What is granted must still
/// fit the organization as it is now.
///
/// # Errors
/// [`Code::SamePerson`], the kind's own reasons, [`Code::WrongState`].
pub(super) fn may_decide<C: Matter>(x: &Case<C>, by: AccountId, is_granted: bool, o: &Organization) -> Result<Permit> {
    let step = Step::new(x.state, if is_granted { Event::Approve } else { Event::Refuse })?;
    let mut r = Reasons::default();
    r.require(is_free(x, by) && x.reviewer_id != Some(by), Code::SamePerson);
    if is_granted {
        x.content.0.against_granting(o).into_iter().for_each(|reason| r.require(false, reason));
    }
    r.done()?;
    Ok(Permit(step))
}

/// Neither who applied nor the clerk of the case.
fn is_free<C: Matter>(x: &Case<C>, by: AccountId) -> bool {
    x.account_id != by && x.clerk_id != Some(by)
}

#[cfg(test)]
mod tests;
