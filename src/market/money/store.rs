//! Statements of `money_transactions` and `money_entries`.
use super::{Purse, Transfer};
use crate::{
    kernel::{money::Money, refusal::Result, time::Ts},
    platform::db::{Conn, Tx},
    schema::{money_entries, money_transactions},
};
use diesel::{prelude::*, sql_types::BigInt};

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
