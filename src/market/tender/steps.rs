//! The steps of a tender that other features of the market take, each through the one function that writes the state.
//!
//! The caller has checked its own rules and writes its own ledger entry; these functions add the history row.
use super::{
    model::{Tender, TenderEvent, TenderState},
    store,
};
use crate::{
    kernel::{refusal::Result, state::Step},
    platform::db::Tx,
};

fn advance(tx: &mut Tx, tender: &Tender, event: TenderEvent, reason: Option<&str>) -> Result<Tender> {
    let step: Step<TenderState> = Step::new(tender.state, event)?;
    store::step(tx, tender, &step, reason)
}

macro_rules! steps {
    ($($(#[$meta:meta])* $name:ident $event:ident),+ $(,)?) => { $(
        $(#[$meta])*
        ///
        /// # Errors
        /// [`Code::WrongState`](crate::kernel::refusal::Code::WrongState) from any other state;
        /// [`Error::Stale`](crate::kernel::refusal::Error::Stale) when somebody else moved the tender first.
        pub fn $name(tx: &mut Tx, tender: &Tender) -> Result<Tender> {
            advance(tx, tender, TenderEvent::$event, None)
        }
    )+ };
}

steps! {
    /// Open to closed; the deadline has passed.
    close Close,
    /// Closed to opened: the technical envelopes are open. Stamps `opened_at`.
    mark_opened OpenBids,
    /// Opened to scored: the technical scores are locked. Stamps `scored_at`.
    mark_scored Score,
    /// Scored to priced: prices are open and candidates ranked. Stamps `priced_at`.
    mark_priced Price,
    /// Priced to fixed: the buyer has fixed the winner (`PR-42`).
    mark_fixed Fix,
    /// Fixed to result: award notice and result are out (`PR-43`). Stamps `result_at`.
    mark_result Announce,
    /// Result back to priced: the winner fell away, the next candidate is considered (`PR-100`).
    mark_refixing Refix,
    /// Result to contracted.
    mark_contracted Contract,
    /// Contracted to performing.
    mark_performing Perform,
    /// Performing to accepted: the final acceptance passed (`PR-103`).
    mark_accepted Accept,
    /// Accepted to paid: everything accepted has been paid.
    mark_paid Pay,
    /// Paid to archived.
    mark_archived Archive,
}

/// Ends a published tender as failed 废标, with the reason every bidder is told (`PR-24`, `PR-83`).
///
/// # Errors
/// [`Code::WrongState`](crate::kernel::refusal::Code::WrongState) before publication and after the result.
pub fn fail(tx: &mut Tx, tender: &Tender, reason: &str) -> Result<Tender> {
    advance(tx, tender, TenderEvent::Fail, Some(reason))
}

/// Ends a published tender before its contract 终止, with the reason.
///
/// # Errors
/// [`Code::WrongState`](crate::kernel::refusal::Code::WrongState) before publication and after the contract.
pub fn stop(tx: &mut Tx, tender: &Tender, reason: &str) -> Result<Tender> {
    advance(tx, tender, TenderEvent::Stop, Some(reason))
}
