//! A write transaction, and what every action may know besides its command.
use super::Conn;
use crate::{
    kernel::{
        actor::{AccountId, Actor, BodyKind, Role},
        refusal::{Code, Error, Result},
        state::{State, Step},
        time::Ts,
    },
    platform::{
        clock::Clock,
        config::Config,
        crypto::{Keyring, Passwords},
        i18n::Words,
        jobs::Job,
        ledger,
        rulebook::Rulebook,
    },
};
use diesel::{Connection, prelude::*};
use serde_json::{Map, Value};

/// What the whole program shares and nobody changes while it runs.
pub struct Env {
    /// Settings as they were at start.
    pub config: Config,
    /// The only source of `now`.
    pub clock: Clock,
    /// Working days, kinds, procedures and parameters as dated data.
    pub rulebook: Rulebook,
    /// Keys of this installation.
    pub keyring: Keyring,
    /// Password hashing.
    pub passwords: Passwords,
    /// Both languages.
    pub words: std::sync::Arc<Words>,
    /// Whether this installation shows demonstration data.
    pub is_demo: bool,
}

/// A write transaction: the only way to change anything. State, ledger entry and jobs commit together.
pub struct Tx<'c> {
    /// The connection, inside the transaction.
    pub conn: &'c mut Conn,
    /// Settings, rules, keys.
    pub env: &'c Env,
    /// Who acts.
    pub actor: &'c Actor,
    /// The instant of this action.
    pub now: Ts,
    /// The request's id, for the history.
    pub request: &'c str,
    pub(super) enqueued: bool,
}

/// One official act as the public ledger will show it. Facts of a private act enter as a salted hash only.
#[derive(Debug, Clone)]
pub struct Event {
    /// `wing.object.act`, such as `registry.application.approved`.
    pub kind: &'static str,
    /// Whether anyone may read the facts.
    pub is_public: bool,
    /// Strings and numbers, never personal data.
    pub facts: Map<String, Value>,
}

impl Event {
    /// An act everyone may read.
    #[must_use]
    pub fn public(kind: &'static str) -> Self {
        Self { kind, is_public: true, facts: Map::new() }
    }

    /// An act whose facts stay sealed behind a salted hash.
    #[must_use]
    pub fn private(kind: &'static str) -> Self {
        Self { kind, is_public: false, facts: Map::new() }
    }

    /// Adds one fact.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(key.to_owned(), value.into());
        self
    }
}

impl Tx<'_> {
    /// Writes one official act into the ledger, in this commit. `subject` is the kind and the public number of the thing.
    /// Answers the entry's id, under which pages show its proof.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record(&mut self, subject: (&'static str, &str), event: Event) -> Result<i64> {
        let entry = ledger::NewEntry {
            kind: event.kind,
            subject_kind: subject.0,
            subject_ref: subject.1,
            actor: self.actor.label(),
            occurred_at: self.now,
            is_public: event.is_public,
            facts: event.facts,
        };
        Ok(ledger::append(self.conn, &entry)?)
    }

    /// Puts a job into the outbox, in this commit; it runs only if the commit holds.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn enqueue<J: Job>(&mut self, job: &J) -> Result<()> {
        self.enqueue_at(job, self.now)
    }

    /// The same, not before `at`.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn enqueue_at<J: Job>(&mut self, job: &J, at: Ts) -> Result<()> {
        crate::platform::jobs::enqueue(self.conn, job, at, self.now)?;
        self.enqueued = true;
        Ok(())
    }

    /// Writes one row of an object's history; the store function that writes the status column calls it.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn history<S: State>(&mut self, subject_id: i64, step: &Step<S>, note: Option<&str>) -> Result<()> {
        use crate::schema::histories::dsl as h;
        diesel::insert_into(h::histories)
            .values((
                h::subject_kind.eq(S::NAME),
                h::subject_id.eq(subject_id),
                h::event.eq(step.event_word()),
                h::from_state.eq(step.from().word()),
                h::to_state.eq(step.to().word()),
                h::account_id.eq(self.actor.account().map(|a| a.0)),
                h::actor.eq(self.actor.label()),
                h::note.eq(note),
                h::request.eq(self.request),
                h::at.eq(self.now),
            ))
            .execute(self.conn)?;
        Ok(())
    }

    /// Runs a statement in a savepoint, so that a violated unique key can be answered instead of ending the action.
    ///
    /// # Errors
    /// What the closure answers.
    pub fn attempt<T>(&mut self, f: impl FnOnce(&mut Conn) -> QueryResult<T>) -> QueryResult<T> {
        self.conn.transaction(f)
    }

    /// Runs a part of this action as somebody else at an earlier instant: for acts that happened before they are written
    /// here, such as the demonstration's. Nothing a request reaches calls this.
    ///
    /// # Errors
    /// What the closure answers.
    pub fn acting<T>(&mut self, actor: &Actor, now: Ts, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let mut then = Tx { conn: &mut *self.conn, env: self.env, actor, now, request: self.request, enqueued: false };
        let out = f(&mut then);
        let enqueued = then.enqueued;
        self.enqueued |= enqueued;
        out
    }

    /// Asks that the actor holds the role at the body, with the second factor where the settings ask staff for one.
    ///
    /// # Errors
    /// [`Error::SignIn`], [`Code::NotYourRole`] or [`Code::NeedsSecondFactor`].
    pub fn official(&self, role: Role, body: (BodyKind, i64)) -> Result<AccountId> {
        let person = self.actor.person().ok_or(Error::SignIn)?;
        if !self.actor.holds(role, body.0, body.1) {
            return Err(Code::NotYourRole.into());
        }
        if role.is_staff() && self.env.config.account.staff_second_factor && !self.env.is_demo && !person.is_strong {
            return Err(Code::NeedsSecondFactor.into());
        }
        Ok(person.account)
    }

    /// The signed-in person's account, or the answer "sign in".
    ///
    /// # Errors
    /// [`Error::SignIn`] when nobody is signed in.
    pub fn account(&self) -> Result<AccountId> {
        self.actor.account().ok_or(Error::SignIn)
    }
}
