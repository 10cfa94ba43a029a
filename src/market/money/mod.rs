//! The money of the city as double entries: every transaction balances to zero, and no account that must not go below
//! zero ever does (`PR-104`).
//!
//! ```text
//! budget:AUTHORITY --signed--> committed:CONTRACT --accepted--> payable:CONTRACT --paid--> supplier:ORGANIZATION
//!                  <--unspent--
//! donor --donated--> fund --granted--> supplier:ORGANIZATION
//! ```
mod store;

pub use store::{balance, insert_many, unbalanced};

use crate::{
    kernel::{money::Money, refusal::Result},
    platform::db::Tx,
};
use anyhow::anyhow;

/// An account of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purse {
    /// A department's budget; may be below zero, for what was committed from it.
    Budget(i64),
    /// Bound by a contract and not yet accepted.
    Committed(i64),
    /// Accepted and not yet paid.
    Payable(i64),
    /// Paid out to an organization.
    Supplier(i64),
    /// Givers to the development fund; below zero by what they gave.
    Donor,
    /// The development fund 社会组织发展基金.
    Fund,
}

impl Purse {
    /// The account's name in the table.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Budget(authority) => format!("budget:{authority}"),
            Self::Committed(contract) => format!("committed:{contract}"),
            Self::Payable(contract) => format!("payable:{contract}"),
            Self::Supplier(organization) => format!("supplier:{organization}"),
            Self::Donor => "donor".into(),
            Self::Fund => "fund".into(),
        }
    }

    /// Whether the account may be below zero.
    #[must_use]
    pub fn may_owe(&self) -> bool {
        matches!(self, Self::Budget(_) | Self::Donor)
    }
}

/// One transfer from purse to purse; what it is of is unique for its kind, so that it cannot be posted twice.
#[derive(Debug, Clone)]
pub struct Transfer {
    /// `signed`, `accepted`, `paid`, `unspent`, `donated`, `refunded`, `granted`.
    pub kind: &'static str,
    /// Public number of the thing that moves the money.
    pub subject: String,
    /// Whence.
    pub from: Purse,
    /// Whither.
    pub to: Purse,
    /// How much, above zero.
    pub amount: Money,
}

/// Posts a transfer: two entries that add up to zero.
///
/// # Errors
/// A fault when the amount is not above zero, the giving account does not hold enough, or the transfer was posted before:
/// the rules have refused all that already, so here it is ours.
pub fn post(tx: &mut Tx, transfer: &Transfer) -> Result<()> {
    if !transfer.amount.is_positive() {
        return Err(anyhow!("a transfer of {} fen for {}", transfer.amount.fen(), transfer.subject).into());
    }
    if !transfer.from.may_owe() && store::balance(tx.conn, &transfer.from)? < transfer.amount {
        return Err(anyhow!("{} does not hold what {} takes", transfer.from.name(), transfer.subject).into());
    }
    store::insert_many(tx, &[(transfer.clone(), tx.now)])
}
