//! Limits on what can be guessed or flooded: in memory by address, in the database by account.
use super::cx::Cx;
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::Ts,
    },
    platform::db::Tx,
    schema::limits,
};
use actix_web::HttpRequest;
use chrono::TimeDelta;
use diesel::prelude::*;
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use std::{num::NonZeroU32, sync::OnceLock};

/// The asker's address: the connection's, or the entry that the outermost trusted proxy wrote.
#[must_use]
pub fn address(req: &HttpRequest, trusted_proxies: usize) -> String {
    let peer = req.peer_addr().map_or_else(|| "unknown".to_owned(), |a| a.ip().to_string());
    if trusted_proxies == 0 {
        return peer;
    }
    let header = req.headers().get("x-forwarded-for").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let entries: Vec<&str> = header.split(',').map(str::trim).filter(|s| !s.is_empty()).collect();
    entries.len().checked_sub(trusted_proxies).and_then(|i| entries.get(i)).map_or(peer, |s| (*s).to_owned())
}

impl Cx {
    /// Counts one try from this address at something that can be guessed.
    ///
    /// # Errors
    /// [`Error::Slow`] when there were too many in this minute.
    pub fn try_from_here(&self) -> Result<()> {
        static BY_ADDRESS: OnceLock<DefaultKeyedRateLimiter<String>> = OnceLock::new();
        let a_minute =
            NonZeroU32::new(self.env().config.account.tries_per_minute.saturating_mul(6)).unwrap_or(NonZeroU32::MIN);
        let limiter = BY_ADDRESS.get_or_init(|| RateLimiter::keyed(Quota::per_minute(a_minute)));
        limiter
            .check_key(&self.ip.to_string())
            .map_err(|e| Error::Slow(e.wait_time_from(DefaultClock::default().now()).as_secs() + 1))
    }
}

/// Counts one use of something within a window, for all nodes together.
///
/// # Errors
/// [`Error::Slow`] when it was used too often; the count stays.
pub fn count(tx: &mut Tx, name: &str, most: i64, window: TimeDelta) -> Result<()> {
    let found = limits::table.filter(limits::name.eq(name)).select((limits::id, limits::window_start, limits::used));
    let row = found.first::<(i64, Ts, i64)>(tx.conn).optional()?;
    let Some((id, start, used)) = row else {
        let first = (limits::name.eq(name), limits::window_start.eq(tx.now), limits::used.eq(1i64));
        diesel::insert_into(limits::table).values(first).execute(tx.conn)?;
        return Ok(());
    };
    if tx.now - start >= window {
        diesel::update(limits::table.find(id))
            .set((limits::window_start.eq(tx.now), limits::used.eq(1i64)))
            .execute(tx.conn)?;
        return Ok(());
    }
    if used >= most {
        let wait = (start + window - tx.now).num_seconds().max(1);
        return Err(Error::Slow(u64::try_from(wait).unwrap_or(60)));
    }
    diesel::update(limits::table.find(id)).set(limits::used.eq(limits::used + 1)).execute(tx.conn)?;
    Ok(())
}

/// Forgets counts whose window began before an instant, at most some thousands at a time; answers how many.
///
/// # Errors
/// A fault of the database.
pub fn forget(tx: &mut Tx, before: Ts) -> Result<usize> {
    let old: Vec<i64> =
        limits::table.filter(limits::window_start.lt(before)).limit(5000).select(limits::id).load(tx.conn)?;
    Ok(diesel::delete(limits::table.filter(limits::id.eq_any(old))).execute(tx.conn)?)
}
