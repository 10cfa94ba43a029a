//! Who may open, and when.
use crate::{
    kernel::{
        actor::{AccountId, Actor, Role},
        refusal::{Code, Reason, Reasons, Result},
        time::Ts,
    },
    market::tender::{EnvelopeKind, Opener, Tender, TenderState},
};

/// The two seats of an act.
#[derive(Debug, Clone)]
pub struct Seats {
    /// The member who acts.
    pub own: Opener,
    /// The member who stands beside.
    pub other: Opener,
}

/// Whether these two may open now: both are openers of this tender, one of them acts, the time has come, and the state
/// allows it.
///
/// # Errors
/// Every reason against it.
pub fn may_open(
    actor: &Actor,
    tender: &Tender,
    openers: &[Opener],
    (envelope, other, now): (EnvelopeKind, i64, Ts),
) -> Result<Seats> {
    let own = actor.account().filter(|_| actor.is(Role::Opener)).and_then(|a| seat(openers, a));
    let other = openers.iter().find(|o| o.position == other);
    let mut r = Reasons::default();
    r.require(own.is_some(), Code::NotAnOpener);
    let two = other.is_some_and(|o| own.is_none_or(|me| me.account_id != o.account_id));
    r.require(two, Code::TwoOpeners);
    let early = Reason::from(Code::TooEarlyToOpen).with("closes_at", tender.closes_at);
    r.require(now >= tender.closes_at, early);
    let event = if envelope == EnvelopeKind::Price { "price_opening" } else { "opening" };
    let state = Reason::from(Code::WrongState).with("state", tender.state.word()).with("event", event);
    r.require(state_allows(tender.state, envelope), state);
    r.done()?;
    match (own, other) {
        (Some(own), Some(other)) => Ok(Seats { own: own.clone(), other: other.clone() }),
        _ => Err(Code::NotAnOpener.into()),
    }
}

/// The technical envelopes open after the deadline, the prices after the technical scores are locked.
#[must_use]
pub fn state_allows(state: TenderState, envelope: EnvelopeKind) -> bool {
    match envelope {
        EnvelopeKind::Technical => matches!(state, TenderState::Open | TenderState::Closed),
        EnvelopeKind::Price => state == TenderState::Scored,
    }
}

fn seat(openers: &[Opener], account: AccountId) -> Option<&Opener> {
    openers.iter().find(|o| o.account_id == account)
}
