//! What the administrator's pages ask, and the one thing they change: a failed job tried again.
use crate::{
    kernel::{
        actor::{AccountId, Role},
        refusal::{Error, Result},
        time::Ts,
    },
    platform::{
        db::{Conn, Tx},
        jobs,
    },
    schema::{accounts as a, limits, memberships as m, sessions as s},
};
use diesel::prelude::*;

/// An account as a list shows it.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Account {
    pub id: AccountId,
    pub name: String,
    pub email: String,
    pub status: String,
    pub totp_secret: Option<String>,
    pub created_at: Ts,
}

/// A role held now.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Seat {
    pub id: i64,
    pub account_id: AccountId,
    pub role: Role,
    pub body_name: String,
}

/// Accounts whose name or address begins like the text, newest first, before an id.
pub(super) fn accounts(c: &mut Conn, text: &str, before: Option<i64>, most: i64) -> Result<Vec<Account>> {
    let mut query = a::table
        .order(a::id.desc())
        .limit(most)
        .select((a::id, a::name, a::email, a::status, a::totp_secret, a::created_at))
        .into_boxed();
    if !text.is_empty() {
        let beginning = format!("{}%", text.replace(['%', '\\'], ""));
        query = query.filter(a::name.like(beginning.clone()).or(a::email.like(beginning.to_lowercase())));
    }
    if let Some(before) = before {
        query = query.filter(a::id.lt(before));
    }
    Ok(query.load(c)?)
}

/// Roles of these accounts.
pub(super) fn seats(c: &mut Conn, of: &[i64]) -> Result<Vec<Seat>> {
    Ok(m::table
        .filter(m::account_id.eq_any(of))
        .filter(m::ended_at.is_null())
        .order(m::id)
        .select((m::id, m::account_id, m::role, m::body_name))
        .load(c)?)
}

/// Counters near which somebody may be stopped: name and use, without whom they count.
pub(super) fn limits(c: &mut Conn, since: Ts) -> Result<Vec<(String, i64)>> {
    let rows: Vec<(String, i64)> = limits::table
        .filter(limits::window_start.gt(since))
        .order(limits::used.desc())
        .limit(200)
        .select((limits::name, limits::used))
        .load(c)?;
    let mut most: std::collections::BTreeMap<String, i64> = std::collections::BTreeMap::new();
    for (name, used) in rows {
        let kind = name.split(':').next().unwrap_or_default().to_owned();
        let entry = most.entry(kind).or_default();
        *entry = used.max(*entry);
    }
    Ok(most.into_iter().collect())
}

/// How many accounts and live sessions there are.
pub(super) fn counts(c: &mut Conn, now: Ts) -> Result<(i64, i64)> {
    let active = a::table.filter(a::status.eq("active")).count().get_result(c)?;
    let live = s::table.filter(s::ended_at.is_null()).filter(s::expires_at.gt(now)).count().get_result(c)?;
    Ok((active, live))
}

/// Puts a failed job back.
pub(super) fn retry(tx: &mut Tx, id: i64) -> Result<()> {
    if jobs::retry(tx.conn, id, tx.now)? { Ok(()) } else { Err(Error::Missing) }
}
