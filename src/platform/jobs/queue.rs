//! The `jobs` table: adding, claiming by conditional update with a lease, finishing.
use super::Job;
use crate::{kernel::time::Ts, platform::db::Conn, schema::jobs};
use chrono::TimeDelta;
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};
use serde::Serialize;

/// How long a claimed job belongs to its worker before another may take it.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// After so many tries a job is set aside.
const TRIES: i64 = 12;

/// A claimed job.
#[derive(Debug, Queryable)]
pub(super) struct Claimed {
    pub id: i64,
    pub kind: String,
    pub payload: String,
    pub attempts: i64,
    pub run_at: Ts,
}

/// Adds a job to run at `at`. A waiting job with the same dedupe key makes this a no-op.
///
/// # Errors
/// When the database refuses.
pub fn enqueue<J: Job>(conn: &mut Conn, job: &J, at: Ts, now: Ts) -> QueryResult<()> {
    let payload = serde_json::to_string(job).map_err(|e| DbError::SerializationError(e.into()))?;
    let row = (
        jobs::kind.eq(J::KIND),
        jobs::payload.eq(payload),
        jobs::dedupe_key.eq(job.dedupe()),
        jobs::state.eq("waiting"),
        jobs::run_at.eq(at),
        jobs::created_at.eq(now),
    );
    let added = conn.transaction(|conn| diesel::insert_into(jobs::table).values(row).execute(conn));
    match added {
        Ok(_) | Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(()),
        Err(e) => Err(e),
    }
}

/// Which kinds a lane works on: some, or all but some.
#[derive(Debug, Clone)]
pub(super) enum Kinds {
    These(Vec<&'static str>),
    AllBut(Vec<&'static str>),
}

/// Jobs of a lane that could be claimed now, soonest first.
pub(super) fn due(conn: &mut Conn, kinds: &Kinds, now: Ts, limit: i64) -> QueryResult<Vec<i64>> {
    let mut found = jobs::table.into_boxed();
    found = match kinds {
        Kinds::These(list) => found.filter(jobs::kind.eq_any(list.clone())),
        Kinds::AllBut(list) => found.filter(jobs::kind.ne_all(list.clone())),
    };
    found
        .filter(
            jobs::state
                .eq("waiting")
                .and(jobs::run_at.le(now))
                .or(jobs::state.eq("running").and(jobs::locked_until.lt(now))),
        )
        .order((jobs::run_at.asc(), jobs::id.asc()))
        .limit(limit)
        .select(jobs::id)
        .load(conn)
}

/// Takes one job for this worker; `None` when another worker was faster.
pub(super) fn claim(conn: &mut Conn, id: i64, now: Ts) -> QueryResult<Option<Claimed>> {
    let free = jobs::state.eq("waiting").or(jobs::state.eq("running").and(jobs::locked_until.lt(now)));
    let taken = diesel::update(jobs::table.filter(jobs::id.eq(id)).filter(free))
        .set((jobs::state.eq("running"), jobs::locked_until.eq(now + LEASE), jobs::attempts.eq(jobs::attempts + 1)))
        .execute(conn)?;
    if taken == 0 {
        return Ok(None);
    }
    jobs::table
        .find(id)
        .select((jobs::id, jobs::kind, jobs::payload, jobs::attempts, jobs::run_at))
        .first(conn)
        .map(Some)
}

/// Ends every lease: what a program was at when it was killed is due at once. Only for a database that one program has
/// to itself.
pub(super) fn release(conn: &mut Conn, now: Ts) -> QueryResult<usize> {
    let held = jobs::table.filter(jobs::state.eq("running")).filter(jobs::locked_until.ge(now));
    diesel::update(held).set(jobs::locked_until.eq(now - TimeDelta::seconds(1))).execute(conn)
}

/// Removes a finished job.
pub(super) fn finish(conn: &mut Conn, id: i64) -> QueryResult<()> {
    diesel::delete(jobs::table.find(id)).execute(conn).map(|_| ())
}

/// Puts a job back with a growing pause, or aside when it was tried too often or can never work.
pub(super) fn put_back(conn: &mut Conn, job: &Claimed, error: &str, retry: bool, now: Ts) -> QueryResult<()> {
    let error: String = error.chars().take(2000).collect();
    let pause = TimeDelta::seconds(1 << job.attempts.clamp(1, 12));
    let waiting = (jobs::state.eq("waiting"), jobs::run_at.eq(now + pause));
    let target = jobs::table.find(job.id);
    if retry && job.attempts < TRIES {
        let back = conn.transaction(|c| diesel::update(target).set((waiting, jobs::last_error.eq(&error))).execute(c));
        match back {
            Ok(_) => return Ok(()),
            // A twin was enqueued meanwhile and will do the same work.
            Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => return finish(conn, job.id),
            Err(e) => return Err(e),
        }
    }
    diesel::update(target).set((jobs::state.eq("dead"), jobs::last_error.eq(error))).execute(conn).map(|_| ())
}

/// How the outbox stands, for health pages and metrics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Due or due later.
    pub waiting: i64,
    /// Claimed by a worker.
    pub running: i64,
    /// Set aside.
    pub dead: i64,
}

/// Counts the outbox.
///
/// # Errors
/// When the database cannot be asked.
pub fn counts(conn: &mut Conn) -> QueryResult<Counts> {
    let of = |conn: &mut Conn, state: &str| {
        jobs::table.filter(jobs::state.eq(state.to_owned())).count().get_result::<i64>(conn)
    };
    Ok(Counts { waiting: of(conn, "waiting")?, running: of(conn, "running")?, dead: of(conn, "dead")? })
}

/// Jobs set aside: id, kind, error.
///
/// # Errors
/// When the database cannot be asked.
pub fn dead(conn: &mut Conn, limit: i64) -> QueryResult<Vec<(i64, String, Option<String>)>> {
    jobs::table
        .filter(jobs::state.eq("dead"))
        .order(jobs::id.desc())
        .limit(limit)
        .select((jobs::id, jobs::kind, jobs::last_error))
        .load(conn)
}

/// Puts a job that was set aside back, to be tried at once; false when there is no such one.
///
/// # Errors
/// When the database refuses.
pub fn retry(conn: &mut Conn, id: i64, now: Ts) -> QueryResult<bool> {
    let dead = jobs::table.filter(jobs::id.eq(id)).filter(jobs::state.eq("dead"));
    let back = (jobs::state.eq("waiting"), jobs::attempts.eq(0i64), jobs::run_at.eq(now));
    match conn.transaction(|c| diesel::update(dead).set(back).execute(c)) {
        Ok(n) => Ok(n == 1),
        // A twin waits already and will do the same work.
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => finish(conn, id).map(|()| true),
        Err(e) => Err(e),
    }
}
