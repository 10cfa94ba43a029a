//! Pure decisions about bids; every reason for a “no” at once.
use super::model::{BidEvent, BidState};
use crate::{
    kernel::{
        actor::{Actor, OrganizationId},
        money::Money,
        refusal::{Code, Reason, Reasons, Result},
        state::Step,
        time::Ts,
    },
    market::tender::{Tender, TenderState},
};

/// What speaks for and against a bid at the moment it is sent.
pub struct Asking<'a> {
    /// Who sends it.
    pub actor: &'a Actor,
    /// The tender.
    pub tender: &'a Tender,
    /// The bidder.
    pub organization: OrganizationId,
    /// Every reason of the register against the bidder (`PR-07`, `PR-20`, `SO-128`).
    pub standing: &'a [Reason],
    /// Whether the box has its locks.
    pub has_locks: bool,
    /// When the last byte was read: the only instant that counts.
    pub received_at: Ts,
}

/// Whether a bid may go into the box.
///
/// # Errors
/// Every reason against it.
pub fn may_submit(asking: &Asking) -> Result<()> {
    let tender = asking.tender;
    let mut r = Reasons::default();
    r.require(asking.actor.is_officer_of(asking.organization), Code::NotAnOfficer);
    in_time(&mut r, tender, asking.received_at);
    r.require(asking.has_locks, Code::BoxUnready);
    for reason in asking.standing {
        r.require(false, reason.clone());
    }
    if let Some(account) = asking.actor.account() {
        let own_side = account == tender.created_by || tender.approved_by == Some(account);
        r.require(!own_side, Code::SamePerson);
    }
    r.done()
}

/// Whether a bid may be taken out again.
///
/// # Errors
/// Every reason against it.
pub fn may_withdraw(actor: &Actor, tender: &Tender, organization: OrganizationId, received_at: Ts) -> Result<()> {
    let mut r = Reasons::default();
    r.require(actor.is_officer_of(organization), Code::NotAnOfficer);
    in_time(&mut r, tender, received_at);
    r.done()
}

fn in_time(r: &mut Reasons, tender: &Tender, received_at: Ts) {
    if tender.state == TenderState::Open || tender.state == TenderState::Closed {
        let late = Reason::from(Code::BidLate).with("closes_at", tender.closes_at).with("received_at", received_at);
        r.require(received_at < tender.closes_at, late);
    } else {
        r.require(false, Code::BidsNotReceived);
    }
}

/// Whether a price may be offered: not above the ceiling, or the budget where no ceiling is set (`PR-24`).
#[must_use]
pub fn price_limit(tender: &Tender) -> Money {
    tender.ceiling.unwrap_or(tender.budget)
}

/// The step that ends a bid before the deadline.
///
/// # Errors
/// [`Code::WrongState`].
pub fn leave(state: BidState, event: BidEvent) -> Result<Step<BidState>> {
    Step::new(state, event)
}
