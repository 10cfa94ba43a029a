//! Statements of sessions and second factors.
use crate::{
    both,
    kernel::{actor::AccountId, refusal::Result, time::Ts},
    platform::db::{Conn, Tx},
    schema::{accounts, recovery_codes as codes, sessions},
};
use diesel::prelude::*;

/// A session as its owner sees it.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Row {
    pub id: i64,
    pub kind: String,
    pub device: String,
    pub created_at: Ts,
    pub seen_at: Ts,
}

/// Live sessions of browsers and programs, newest first; keys have a page of their own.
pub(super) fn live(c: &mut Conn, account: AccountId, now: Ts) -> Result<Vec<Row>> {
    Ok(sessions::table
        .filter(sessions::account_id.eq(account.0))
        .filter(sessions::kind.ne("key"))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .order(sessions::seen_at.desc())
        .limit(50)
        .select((sessions::id, sessions::kind, sessions::device, sessions::created_at, sessions::seen_at))
        .load(c)?)
}

/// Whether the account has a second factor.
pub(super) fn has_totp(c: &mut Conn, account: AccountId) -> Result<bool> {
    let secret: Option<String> = accounts::table.find(account.0).select(accounts::totp_secret).first(c)?;
    Ok(secret.is_some())
}

/// Recovery codes not used yet.
pub(super) fn codes_left(c: &mut Conn, account: AccountId) -> Result<i64> {
    let left = codes::table.filter(codes::account_id.eq(account.0)).filter(codes::used_at.is_null());
    Ok(left.count().get_result(c)?)
}

/// Ends one of the person's own sessions; false when there is no such one.
pub(super) fn end_own(tx: &mut Tx, account: AccountId, id: i64) -> Result<bool> {
    let own = sessions::table
        .filter(sessions::id.eq(id))
        .filter(sessions::account_id.eq(account.0))
        .filter(sessions::ended_at.is_null());
    Ok(diesel::update(own).set(sessions::ended_at.eq(tx.now)).execute(tx.conn)? == 1)
}

/// Sets secret and recovery codes anew, and lets this session count as strong.
pub(super) fn set_totp(tx: &mut Tx, account: AccountId, sealed: &str, step: i64, hashes: &[String]) -> Result<()> {
    let set = (
        accounts::totp_secret.eq(sealed),
        accounts::totp_last_step.eq(step),
        accounts::version.eq(accounts::version + 1),
    );
    diesel::update(accounts::table.find(account.0)).set(set).execute(tx.conn)?;
    diesel::delete(codes::table.filter(codes::account_id.eq(account.0))).execute(tx.conn)?;
    let now = tx.now;
    let rows: Vec<_> = hashes
        .iter()
        .map(|h| (codes::account_id.eq(account.0), codes::code_hash.eq(h.clone()), codes::created_at.eq(now)))
        .collect();
    both!(tx.conn, c => diesel::insert_into(codes::table).values(&rows).execute(c))?;
    Ok(())
}

/// Takes the second factor away.
pub(super) fn clear_totp(tx: &mut Tx, account: AccountId) -> Result<()> {
    let set = (accounts::totp_secret.eq(None::<String>), accounts::totp_last_step.eq(None::<i64>));
    diesel::update(accounts::table.find(account.0)).set(set).execute(tx.conn)?;
    diesel::delete(codes::table.filter(codes::account_id.eq(account.0))).execute(tx.conn)?;
    Ok(())
}

/// Marks a session as having shown the second factor.
pub(super) fn strengthen(tx: &mut Tx, session: i64) -> Result<()> {
    diesel::update(sessions::table.find(session)).set(sessions::strong_at.eq(tx.now)).execute(tx.conn)?;
    Ok(())
}

/// Uses a recovery code up; false when there is none such.
pub(super) fn use_code(tx: &mut Tx, account: AccountId, hash: &str) -> Result<bool> {
    let unused = codes::table
        .filter(codes::account_id.eq(account.0))
        .filter(codes::code_hash.eq(hash))
        .filter(codes::used_at.is_null());
    Ok(diesel::update(unused).set(codes::used_at.eq(tx.now)).execute(tx.conn)? == 1)
}
