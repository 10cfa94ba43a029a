//! The outbox: what must happen after a commit is a row of that commit (`design.md` 3, 5).
mod queue;
mod runner;

pub use queue::{Counts, counts, dead, enqueue, retry};
pub use runner::{Jx, Registry, Runner};

use crate::kernel::time::Ts;
use serde::{Serialize, de::DeserializeOwned};
use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

tokio::task_local! {
    static TURN: Turn;
}

/// The job that is being run: the same at every attempt that ended without an answer.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Its row.
    pub id: i64,
    /// When it was due.
    pub at: Ts,
    sent: Arc<AtomicU32>,
}

impl Turn {
    fn new(id: i64, at: Ts) -> Self {
        Self { id, at, sent: Arc::default() }
    }

    /// Counts what this attempt sends: 0, 1, 2…
    #[must_use]
    pub fn next(&self) -> u32 {
        self.sent.fetch_add(1, Ordering::Relaxed)
    }
}

/// The job this code runs for, if it runs for one.
#[must_use]
pub fn turn() -> Option<Turn> {
    TURN.try_with(Clone::clone).ok()
}

/// Which jobs wait for each other. Each lane of a node does one at a time, so that a slow mail server, or hundreds of
/// letters at once, keep nobody from finding what was published a second ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// What makes things findable.
    Index,
    /// Letters for which somebody sits and waits, such as a link to sign in.
    Link,
    /// Everything else.
    Rest,
}

impl Lane {
    /// Every lane.
    pub const ALL: [Self; 3] = [Self::Index, Self::Link, Self::Rest];
}

/// Something to do after the commit. It may run more than once, so it re-reads what it needs and is idempotent.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// The kind in the `jobs` table; never changes once it has landed.
    const KIND: &'static str;
    /// With which others it waits in line.
    const LANE: Lane = Lane::Rest;

    /// While a job with this key waits, another of the same kind and key is not added.
    fn dedupe(&self) -> Option<String> {
        None
    }

    /// Does the work.
    fn run(self, jx: &Jx) -> impl Future<Output = Result<(), JobError>> + Send;
}

/// How a job ends when it does not succeed.
#[derive(Debug)]
pub enum JobError {
    /// Try again later, with growing pauses.
    Retry(anyhow::Error),
    /// Never will work: set aside for an administrator to see.
    Fail(anyhow::Error),
}

impl From<anyhow::Error> for JobError {
    fn from(e: anyhow::Error) -> Self {
        Self::Retry(e)
    }
}

impl From<crate::kernel::refusal::Error> for JobError {
    fn from(e: crate::kernel::refusal::Error) -> Self {
        match e {
            crate::kernel::refusal::Error::Fault(e) => Self::Retry(e),
            // What a job wanted to do is no longer possible: its object is gone or has moved on.
            other => Self::Fail(anyhow::anyhow!("{other:?}")),
        }
    }
}
