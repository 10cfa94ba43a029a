//! Runs jobs and schedules in the background of a serving process.
use super::{
    Job, JobError, Lane, TURN, Turn,
    queue::{self, Kinds},
};
use crate::{
    kernel::{actor::Actor, refusal::Result, time::Ts},
    platform::{
        db::{Conn, Db, Engine, Env, Tx},
        files::FileStore,
        mail::Transport,
        pay::Gateway,
        search::Search,
    },
};
use std::{collections::HashMap, future::Future, pin::Pin, sync::Arc, time::Duration};
use tokio::sync::{Mutex, watch};

/// What a job may use: the database's two doors and the adapters.
#[derive(Clone)]
pub struct Jx {
    /// Settings, clock, rules, keys, words.
    pub env: Arc<Env>,
    /// The database.
    pub db: Db,
    /// Mail.
    pub mail: Arc<Transport>,
    /// Search.
    pub search: Arc<Search>,
    /// Files.
    pub files: Arc<FileStore>,
    /// Payments.
    pub pay: Arc<Gateway>,
    /// Pages and letters.
    pub templates: Arc<crate::platform::templates::Templates>,
}

impl Jx {
    /// Reads.
    ///
    /// # Errors
    /// What the closure answers.
    pub async fn read<T: Send + 'static>(&self, f: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static) -> Result<T> {
        self.db.read(f).await
    }

    /// Writes as the program itself.
    ///
    /// # Errors
    /// What the action answers.
    pub async fn write<T: Send + 'static>(&self, f: impl FnMut(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
        self.db.write(&self.env, &Actor::System("jobs"), "job", f).await
    }

    /// The instant now.
    #[must_use]
    pub fn now(&self) -> Ts {
        self.env.clock.now()
    }
}

type Ran<'a> = Pin<Box<dyn Future<Output = std::result::Result<(), JobError>> + Send + 'a>>;
type Handler = Box<dyn for<'a> Fn(&'a Jx, &str) -> Ran<'a> + Send + Sync>;
type Tick = Box<dyn for<'a> Fn(&'a Jx) -> Ran<'a> + Send + Sync>;

/// Every job kind and every schedule of the program; filled by `src/jobs.rs`.
#[derive(Default)]
pub struct Registry {
    handlers: HashMap<&'static str, Handler>,
    lanes: Vec<(&'static str, Lane)>,
    ticks: Vec<(&'static str, Duration, Tick)>,
}

impl Registry {
    /// Makes a job kind known.
    pub fn job<J: Job>(&mut self) -> &mut Self {
        let handler: Handler = Box::new(|jx, payload| {
            let parsed = serde_json::from_str::<J>(payload);
            Box::pin(async move {
                match parsed {
                    Ok(job) => job.run(jx).await,
                    Err(e) => Err(JobError::Fail(e.into())),
                }
            })
        });
        self.handlers.insert(J::KIND, handler);
        self.lanes.push((J::KIND, J::LANE));
        self
    }

    /// The kinds of a lane; the last one also takes kinds that nobody knows, to set them aside.
    fn kinds(&self, lane: Lane) -> Kinds {
        let of = |is: &dyn Fn(Lane) -> bool| self.lanes.iter().filter(|(_, l)| is(*l)).map(|(kind, _)| *kind).collect();
        match lane {
            Lane::Rest => Kinds::AllBut(of(&|l| l != Lane::Rest)),
            _ => Kinds::These(of(&|l| l == lane)),
        }
    }

    /// Runs something again and again; it must bear running on several nodes at once.
    pub fn every<F>(&mut self, name: &'static str, pause: Duration, f: F) -> &mut Self
    where
        F: for<'a> Fn(&'a Jx) -> Ran<'a> + Send + Sync + 'static,
    {
        self.ticks.push((name, pause, Box::new(f)));
        self
    }
}

/// The background worker of a node.
pub struct Runner {
    jx: Jx,
    registry: Registry,
    /// One job at a time in each lane of a node; other nodes are kept away by the lease.
    turns: [Mutex<()>; Lane::ALL.len()],
}

impl Runner {
    /// A worker over the registry.
    #[must_use]
    pub fn new(jx: Jx, registry: Registry) -> Arc<Self> {
        Arc::new(Self { jx, registry, turns: Default::default() })
    }

    /// Runs until told to stop.
    pub async fn run(self: Arc<Self>, stop: watch::Receiver<bool>) {
        // A file has one program; a lease in it belongs to one that was killed. Elsewhere other nodes may be at work.
        if matches!(self.jx.db.engine(), Engine::Sqlite(_))
            && let Err(e) = self.jx.write(|tx| Ok(queue::release(tx.conn, tx.now)?)).await
        {
            tracing::error!(error = ?e, "jobs that were interrupted wait for their leases");
        }
        for index in 0..self.registry.ticks.len() {
            let (me, mut stop) = (Arc::clone(&self), stop.clone());
            tokio::spawn(async move {
                let Some((name, pause, tick)) = me.registry.ticks.get(index) else { return };
                while !*stop.borrow() {
                    if let Err(e) = tick(&me.jx).await {
                        tracing::error!(schedule = name, error = ?e, "a schedule failed");
                    }
                    tokio::select! { () = tokio::time::sleep(*pause) => {}, _ = stop.changed() => {} }
                }
            });
        }
        let work = Lane::ALL.map(|lane| Arc::clone(&self).work(lane, stop.clone()));
        futures_util::future::join_all(work).await;
    }

    /// Works on one lane until told to stop.
    async fn work(self: Arc<Self>, lane: Lane, mut stop: watch::Receiver<bool>) {
        let mut added = self.jx.db.jobs_added();
        while !*stop.borrow() {
            if !self.drain_once(lane).await {
                tokio::select! {
                    _ = added.changed() => {},
                    () = tokio::time::sleep(Duration::from_secs(1)) => {},
                    _ = stop.changed() => {},
                }
            }
        }
    }

    /// Runs every schedule once, then every due job, until nothing is due: what tests call instead of waiting.
    pub async fn settle(&self) {
        for (name, _, tick) in &self.registry.ticks {
            if let Err(e) = tick(&self.jx).await {
                tracing::error!(schedule = name, error = ?e, "a schedule failed");
            }
        }
        loop {
            let mut any = false;
            for lane in Lane::ALL {
                any |= self.drain_once(lane).await;
            }
            if !any {
                break;
            }
        }
        for (_, _, tick) in &self.registry.ticks {
            let _ = tick(&self.jx).await;
        }
    }

    /// Runs what is due in a lane. True when there was something.
    async fn drain_once(&self, lane: Lane) -> bool {
        let [index, link, rest] = &self.turns;
        let turn = match lane {
            Lane::Index => index,
            Lane::Link => link,
            Lane::Rest => rest,
        };
        let _turn = turn.lock().await;
        let (now, kinds) = (self.jx.now(), self.registry.kinds(lane));
        let due = match self.jx.db.read(move |c| Ok(queue::due(c, &kinds, now, 64)?)).await {
            Ok(due) => due,
            Err(e) => {
                tracing::error!(error = ?e, "the outbox cannot be read");
                return false;
            }
        };
        let any = !due.is_empty();
        for id in due {
            if let Err(e) = self.one(id).await {
                tracing::error!(job = id, error = ?e, "a job could not be handled");
            }
        }
        any
    }

    async fn one(&self, id: i64) -> Result<()> {
        let Some(job) = self.jx.write(move |tx| Ok(queue::claim(tx.conn, id, tx.now)?)).await? else { return Ok(()) };
        let outcome = match self.registry.handlers.get(job.kind.as_str()) {
            Some(handler) => TURN.scope(Turn::new(job.id, job.run_at), handler(&self.jx, &job.payload)).await,
            None => Err(JobError::Fail(anyhow::anyhow!("no handler for this kind"))),
        };
        self.jx
            .write(move |tx| match &outcome {
                Ok(()) => Ok(queue::finish(tx.conn, job.id)?),
                Err(JobError::Retry(e)) => {
                    tracing::warn!(
                        job = job.id,
                        kind = job.kind,
                        error = format!("{e:#}"),
                        "a job will be tried again"
                    );
                    Ok(queue::put_back(tx.conn, &job, &format!("{e:#}"), true, tx.now)?)
                }
                Err(JobError::Fail(e)) => {
                    tracing::error!(job = job.id, kind = job.kind, error = format!("{e:#}"), "a job is set aside");
                    Ok(queue::put_back(tx.conn, &job, &format!("{e:#}"), false, tx.now)?)
                }
            })
            .await
    }
}
