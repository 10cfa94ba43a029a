//! The money of the city as double entries: every transaction balances to zero, and no account that must not go below
//! zero ever does (`PR-104`).
//!
//! ```text
//! budget:AUTHORITY --signed--> committed:CONTRACT --accepted--> payable:CONTRACT --paid--> supplier:ORGANIZATION
//!                  <--unspent--
//! donor --donated--> fund --granted--> supplier:ORGANIZATION
//! ```
use crate::{
    kernel::{money::Money, refusal::Result, time::Ts},
    platform::db::{Conn, Tx},
    schema::{money_entries, money_transactions},
};
use anyhow::anyhow;
use diesel::{prelude::*, sql_types::BigInt};

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
    if !transfer.from.may_owe() && balance(tx.conn, &transfer.from)? < transfer.amount {
        return Err(anyhow!("{} does not hold what {} takes", transfer.from.name(), transfer.subject).into());
    }
    insert_many(tx, &[(transfer.clone(), tx.now)])
}

/// What an account holds.
///
/// # Errors
/// A fault of the database.
pub fn balance(c: &mut Conn, purse: &Purse) -> Result<Money> {
    let sum = diesel::dsl::sql::<BigInt>("CAST(COALESCE(SUM(amount),0) AS BIGINT)");
    Ok(Money::from_fen(money_entries::table.filter(money_entries::account.eq(purse.name())).select(sum).first(c)?))
}

/// Transactions whose entries do not add up to zero; `shanzhi check` and the auditor want this to be empty.
///
/// # Errors
/// A fault of the database.
pub fn unbalanced(c: &mut Conn) -> Result<Vec<i64>> {
    Ok(money_entries::table
        .group_by(money_entries::transaction_id)
        .having(diesel::dsl::sql::<diesel::sql_types::Bool>("SUM(amount) <> 0"))
        .select(money_entries::transaction_id)
        .load(c)?)
}

/// Posts many transfers at once, each at its own instant, without looking at balances.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(tx: &mut Tx, transfers: &[(Transfer, Ts)]) -> Result<()> {
    for part in transfers.chunks(300) {
        let heads: Vec<_> = part
            .iter()
            .map(|(t, at)| {
                (
                    money_transactions::kind.eq(t.kind),
                    money_transactions::subject.eq(t.subject.as_str()),
                    money_transactions::posted_at.eq(*at),
                )
            })
            .collect();
        let ids: Vec<i64> = crate::both!(&mut *tx.conn, c => diesel::insert_into(money_transactions::table)
            .values(&heads).returning(money_transactions::id).get_results(c))?;
        let entry = |id: i64, purse: &Purse, fen: i64| {
            (
                money_entries::transaction_id.eq(id),
                money_entries::account.eq(purse.name()),
                money_entries::amount.eq(fen),
            )
        };
        let lines: Vec<_> = part
            .iter()
            .zip(ids)
            .flat_map(|((t, _), id)| [entry(id, &t.from, -t.amount.fen()), entry(id, &t.to, t.amount.fen())])
            .collect();
        crate::both!(&mut *tx.conn, c => diesel::insert_into(money_entries::table).values(&lines).execute(c))?;
    }
    Ok(())
}
