//! How actions become durable: group commit on SQLite, serializable transactions with retries on PostgreSQL.
//!
//! One thread owns SQLite's only writing connection. It takes whatever actions wait, runs each in a savepoint inside
//! one transaction, commits once, and only then acknowledges them all. Single durable commits do about 200 a second on
//! two cores; groups do over 20,000 rows a second (`experience.md` B.2).
use super::conn::{Conn, Engine, Manager, Use};
use crate::kernel::refusal::{Error, Result};
use anyhow::anyhow;
use diesel::{
    Connection,
    connection::{AnsiTransactionManager, TransactionManager},
    r2d2::Pool,
    result::{DatabaseErrorKind, Error as DbError},
};
use std::{panic::AssertUnwindSafe, sync::mpsc};
use tokio::sync::oneshot;

/// The most actions one commit carries.
const GROUP: usize = 256;
/// How often an action is tried again after a serialization failure on PostgreSQL.
const TRIES: u32 = 12;

/// What an action leaves behind: its answer, and whether it enqueued a job.
type Outcome<T> = (Result<T>, bool);
/// Told, after the commit, whether it held.
type Acknowledge = Box<dyn FnOnce(bool) + Send>;
type Task = Box<dyn FnOnce(&mut Conn) -> Acknowledge + Send>;

pub(super) struct Writer {
    queue: mpsc::SyncSender<Task>,
}

impl Writer {
    /// Starts the writing thread.
    pub(super) fn start(engine: Engine) -> anyhow::Result<Self> {
        let (queue, tasks) = mpsc::sync_channel::<Task>(4096);
        let mut conn = engine.connect(Use::Write)?;
        std::thread::Builder::new().name("writer".into()).spawn(move || {
            while let Ok(first) = tasks.recv() {
                let mut group = vec![first];
                while group.len() < GROUP
                    && let Ok(next) = tasks.try_recv()
                {
                    group.push(next);
                }
                if !commit_group(&mut conn, group) {
                    // After a failed commit or a panic the connection's idea of its transaction cannot be trusted.
                    if let Ok(fresh) = engine.connect(Use::Write) {
                        conn = fresh;
                    }
                }
            }
        })?;
        Ok(Self { queue })
    }

    /// Queues one action and waits until it is durable or has failed.
    pub(super) async fn submit<T: Send + 'static>(
        &self,
        mut run: impl FnMut(&mut Conn) -> Outcome<T> + Send + 'static,
    ) -> Result<(T, bool)> {
        let (tell, told) = oneshot::channel::<Result<(T, bool)>>();
        let task: Task = Box::new(move |conn| {
            let mut enqueued = false;
            let out = conn.transaction::<T, Rollback, _>(|conn| {
                let (out, jobs) = run(conn);
                enqueued = jobs;
                out.map_err(Rollback::Said)
            });
            Box::new(move |held| {
                let answer = match out {
                    Ok(value) if held => Ok((value, enqueued)),
                    Ok(_) => Err(Error::Fault(anyhow!("the commit failed"))),
                    Err(Rollback::Said(e)) => Err(e),
                    Err(Rollback::Db(e)) => Err(e.into()),
                };
                let _ = tell.send(answer);
            })
        });
        let mut task = Some(task);
        while let Some(t) = task.take() {
            match self.queue.try_send(t) {
                Ok(()) => {}
                Err(mpsc::TrySendError::Full(back)) => {
                    task = Some(back);
                    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
                }
                Err(mpsc::TrySendError::Disconnected(_)) => return Err(anyhow!("the writing thread has ended").into()),
            }
        }
        told.await.map_err(|_| anyhow!("the writing thread dropped an action"))?
    }
}

/// Runs a group in one transaction. False when the connection must be replaced.
fn commit_group(conn: &mut Conn, group: Vec<Task>) -> bool {
    let Conn::Sqlite(raw) = conn else { return false };
    if let Err(e) = AnsiTransactionManager::begin_transaction_sql(raw, "BEGIN IMMEDIATE") {
        tracing::error!(error = %e, "a write transaction could not begin");
        // Dropping the tasks drops their channels, and each caller learns that its action did not happen.
        return false;
    }
    let mut acknowledgements = Vec::with_capacity(group.len());
    let mut sound = true;
    for task in group {
        match std::panic::catch_unwind(AssertUnwindSafe(|| task(conn))) {
            Ok(acknowledge) => acknowledgements.push(acknowledge),
            Err(_) => {
                sound = false;
                break;
            }
        }
    }
    let held = sound
        && match <Conn as Connection>::TransactionManager::commit_transaction(conn) {
            Ok(()) => true,
            Err(e) => {
                tracing::error!(error = %e, "a group commit failed; nothing of it was acknowledged");
                false
            }
        };
    for acknowledge in acknowledgements {
        acknowledge(held);
    }
    held
}

enum Rollback {
    Said(Error),
    Db(DbError),
}

impl From<DbError> for Rollback {
    fn from(e: DbError) -> Self {
        Self::Db(e)
    }
}

/// Runs one action in one serializable transaction on PostgreSQL, again after a serialization failure.
pub(super) fn serializable<T>(pool: &Pool<Manager>, mut run: impl FnMut(&mut Conn) -> Outcome<T>) -> Result<(T, bool)> {
    let mut tries = 0;
    loop {
        tries += 1;
        let mut conn = pool.get().map_err(|e| anyhow!("no connection: {e}"))?;
        let conn: &mut Conn = &mut conn;
        if let Conn::Pg(raw) = conn {
            AnsiTransactionManager::begin_transaction_sql(raw, "BEGIN ISOLATION LEVEL SERIALIZABLE")?;
        }
        let (out, enqueued) = run(conn);
        let failure = match out {
            Ok(value) => match <Conn as Connection>::TransactionManager::commit_transaction(conn) {
                Ok(()) => return Ok((value, enqueued)),
                Err(e) => Error::from(e),
            },
            Err(e) => {
                let _ = <Conn as Connection>::TransactionManager::rollback_transaction(conn);
                e
            }
        };
        if tries >= TRIES || !may_retry(&failure) {
            return Err(failure);
        }
        // Losers wait a moment that grows and differs, so that they do not meet again at once.
        let jitter = u64::from(crate::kernel::random::bytes::<1>()[0]) / 16;
        std::thread::sleep(std::time::Duration::from_millis(u64::from(tries * tries) + jitter));
    }
}

fn may_retry(e: &Error) -> bool {
    let Error::Fault(fault) = e else { return false };
    match fault.downcast_ref::<DbError>() {
        Some(DbError::DatabaseError(DatabaseErrorKind::SerializationFailure, _)) => true,
        Some(DbError::DatabaseError(_, info)) => info.message().contains("deadlock detected"),
        _ => false,
    }
}
