//! Statements of `api_keys`.
use crate::{
    kernel::{actor::AccountId, refusal::Result, time::Ts},
    platform::db::{Conn, Json, Tx},
    schema::{api_keys as k, sessions as s},
};
use diesel::prelude::*;

/// A key as its owner sees it.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Row {
    pub id: i64,
    pub name: String,
    pub head: String,
    pub scopes: Json<Vec<String>>,
    pub seen_at: Ts,
    pub expires_at: Ts,
}

/// Live keys of an account.
pub(super) fn live(c: &mut Conn, account: AccountId, now: Ts) -> Result<Vec<Row>> {
    Ok(k::table
        .inner_join(s::table)
        .filter(k::account_id.eq(account.0))
        .filter(s::ended_at.is_null())
        .filter(s::expires_at.gt(now))
        .order(k::id.desc())
        .select((k::id, k::name, k::head, k::scopes, s::seen_at, s::expires_at))
        .load(c)?)
}

/// Writes a key beside its session.
pub(super) fn insert(
    tx: &mut Tx,
    account: AccountId,
    session: i64,
    name: &str,
    head: &str,
    scopes: &[String],
) -> Result<()> {
    let row = (
        k::session_id.eq(session),
        k::account_id.eq(account.0),
        k::name.eq(name),
        k::head.eq(head),
        k::scopes.eq(Json(scopes.to_vec())),
        k::created_at.eq(tx.now),
    );
    diesel::insert_into(k::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// The session behind one of the account's keys.
pub(super) fn session(c: &mut Conn, account: AccountId, id: i64) -> Result<i64> {
    Ok(k::table.filter(k::id.eq(id)).filter(k::account_id.eq(account.0)).select(k::session_id).first(c)?)
}
