//! Who did what in one purchase: buyer, approver, reviewer, acceptor, finance and payer are never the same person
//! (`PR-95`, `domain.md` 13). Every action of the market that carries out a duty calls [`check`] first.
mod store;

use crate::{
    kernel::{
        actor::AccountId,
        refusal::{Code, Error, Reason, Result},
    },
    platform::db::{Conn, Tx},
    text_enum,
};
use store::held;
pub use store::{insert_many, of};

text_enum! {
    /// A part in one purchase. Several people may share one part; nobody has two.
    pub enum Duty {
        /// 经办: need, documents, fixing the winner, contract draft.
        Buy = "buy",
        /// 审核: publishes the tender, reviews the contract.
        Approve = "approve",
        /// 评审: scores the bids.
        Review = "review",
        /// 验收: accepts milestones.
        Accept = "accept",
        /// 付款申请: prepares payments.
        Prepare = "prepare",
        /// 付款复核: confirms payments.
        Pay = "pay",
    }
}

/// Takes the duty for whoever acts, or finds it taken by the same person before; the row is unique per person and
/// purchase, so that of two requests at once the second is refused too.
///
/// ```ignore
/// let buyer = duties::check(tx, tender.id.0, Duty::Buy)?;
/// ```
///
/// # Errors
/// [`Code::SamePerson`] when the person has another duty in this purchase; [`Error::SignIn`] when nobody acts.
pub fn check(tx: &mut Tx, tender: i64, duty: Duty) -> Result<AccountId> {
    let account = tx.account()?;
    record(tx, tender, duty, account)?;
    Ok(account)
}

/// The same for another account, for a duty that began elsewhere.
///
/// # Errors
/// [`Code::SamePerson`].
pub fn record(tx: &mut Tx, tender: i64, duty: Duty, account: AccountId) -> Result<()> {
    if let Some(held) = held(tx.conn, tender, account)? {
        return agree(held, duty);
    }
    if store::insert(tx, tender, duty, account)? {
        return Ok(());
    }
    match held(tx.conn, tender, account)? {
        Some(held) => agree(held, duty),
        None => Err(Error::Stale),
    }
}

/// Whether the account could take the duty, without taking it; pages ask this before they offer a button.
///
/// # Errors
/// A fault of the database.
pub fn may(c: &mut Conn, tender: i64, duty: Duty, account: AccountId) -> Result<bool> {
    Ok(held(c, tender, account)?.is_none_or(|held| held == duty))
}

fn agree(held: Duty, wanted: Duty) -> Result<()> {
    if held == wanted {
        return Ok(());
    }
    Err(Reason::from(Code::SamePerson).with("held", held.word()).with("wanted", wanted.word()).into())
}
