//! The database: two engines behind two doors, [`Db::read`] and [`Db::write`] (`design.md` 5).
mod conn;
mod kept;
mod migrate;
mod tx;
mod types;
mod writer;

pub use conn::{Conn, Engine, MultiBackend, Use};
pub use migrate::{applied, embedded_names, migrate, migrate_to, pending, revert_all};
pub use tx::{Env, Event, Tx};
pub use types::Json;

use crate::kernel::{actor::Actor, refusal::Result};
use anyhow::{Context, anyhow};
use conn::Manager;
use diesel::r2d2::Pool;
use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::watch;
use writer::Writer;

diesel::define_sql_function! {
    /// SQL `lower`, the same on both engines for ASCII; what ILIKE would do, portably.
    fn lower(x: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    readers: Pool<Manager>,
    writer: OnceLock<Writer>,
    jobs: watch::Sender<u64>,
    written: AtomicU64,
    shelf: kept::Shelf,
}

impl Db {
    /// Opens the database and its pools. Migrations are not run here.
    ///
    /// # Errors
    /// When the address is wrong or the database cannot be reached.
    pub fn open(url: &str, connections: u32) -> anyhow::Result<Self> {
        let engine = Engine::parse(url)?;
        // The file and its WAL mode must exist before a read-only connection opens.
        drop(engine.connect(Use::Write)?);
        let purpose = if matches!(engine, Engine::Sqlite(_)) { Use::Read } else { Use::Write };
        let readers = Pool::builder()
            .max_size(connections.max(2))
            .min_idle(Some(1))
            .test_on_check_out(matches!(engine, Engine::Postgres(_)))
            .connection_timeout(std::time::Duration::from_secs(10))
            .build(Manager { engine: engine.clone(), purpose })
            .context("the database cannot be reached")?;
        let inner = Inner {
            engine,
            readers,
            writer: OnceLock::new(),
            jobs: watch::Sender::new(0),
            written: AtomicU64::new(0),
            shelf: kept::Shelf::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.inner.engine
    }

    /// Runs a reading closure on a blocking thread.
    ///
    /// # Errors
    /// What the closure answers, or a fault when no connection can be had.
    pub async fn read<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        tokio::task::spawn_blocking(move || {
            let mut c = inner.readers.get().map_err(|e| anyhow!("no connection: {e}"))?;
            f(&mut c)
        })
        .await
        .map_err(|e| anyhow!("a reading task ended: {e}"))?
    }

    /// The same as [`Db::read`] for code that already runs on a blocking thread.
    ///
    /// # Errors
    /// What the closure answers, or a fault when no connection can be had.
    pub fn read_now<T>(&self, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut c = self.inner.readers.get().map_err(|e| anyhow!("no connection: {e}"))?;
        f(&mut c)
    }

    /// Runs one action in one transaction: all of it is durable when this returns `Ok`, none of it otherwise.
    /// On PostgreSQL the closure may run again after a serialization failure, so it must not consume what it captured.
    ///
    /// # Errors
    /// What the action answers, or a fault when the commit failed.
    pub async fn write<T, F>(&self, env: &Arc<Env>, actor: &Actor, request: &str, mut f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx) -> Result<T> + Send + 'static,
    {
        let (env, actor, request) = (Arc::clone(env), actor.clone(), request.to_owned());
        let run = move |conn: &mut Conn| {
            let now = env.clock.now();
            let mut tx = Tx { conn, env: &env, actor: &actor, now, request: &request, enqueued: false };
            let out = f(&mut tx);
            (out, tx.enqueued)
        };
        let done = match &self.inner.engine {
            Engine::Sqlite(_) => self.writer()?.submit(run).await,
            Engine::Postgres(_) => {
                let inner = Arc::clone(&self.inner);
                tokio::task::spawn_blocking(move || writer::serializable(&inner.readers, run))
                    .await
                    .map_err(|e| anyhow!("a writing task ended: {e}"))?
            }
        };
        // Also after a failure: whether a commit that broke was durable is not known.
        self.inner.written.fetch_add(1, Ordering::SeqCst);
        let (out, enqueued) = done?;
        if enqueued {
            self.inner.jobs.send_modify(|n| *n += 1);
        }
        Ok(out)
    }

    /// A number that grows with every write of this program.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.inner.written.load(Ordering::SeqCst)
    }

    /// Changes whenever an action enqueued a job on this node.
    #[must_use]
    pub fn jobs_added(&self) -> watch::Receiver<u64> {
        self.inner.jobs.subscribe()
    }

    fn writer(&self) -> Result<&Writer> {
        if let Some(w) = self.inner.writer.get() {
            return Ok(w);
        }
        let w = Writer::start(self.inner.engine.clone())?;
        Ok(self.inner.writer.get_or_init(|| w))
    }
}
