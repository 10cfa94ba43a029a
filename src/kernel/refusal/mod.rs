//! Every way in which the program says no, and the one list of codes (`design.md` 4).
mod code;
mod fact;

pub use code::Code;
pub use fact::{Fact, Facts};

/// The result of everything that can be refused.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something did not happen. People see the first six in their language; of a fault they see a request id only.
#[derive(Debug)]
pub enum Error {
    /// A rule said no, with every reason at once.
    Refused(Vec<Reason>),
    /// Input did not parse; every field that is wrong.
    Invalid(Vec<FieldError>),
    /// It does not exist, or not for this person.
    Missing,
    /// Nobody is signed in, and somebody must be.
    SignIn,
    /// Too many tries; seconds to wait.
    Slow(u64),
    /// Somebody else changed it first.
    Stale,
    /// Ours: logged once with the request id, never shown.
    Fault(anyhow::Error),
}

/// One reason of a refusal: a code and the facts its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Which rule.
    pub code: Code,
    /// The facts.
    pub facts: Facts,
}

/// One field of a form or body that cannot be used as it is. `key` is the Fluent message `field-error-<key>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, as in the form and in the JSON body.
    pub field: String,
    /// What is wrong.
    pub key: &'static str,
    /// The facts its sentence needs.
    pub facts: Facts,
}

impl FieldError {
    /// A field error without facts.
    #[must_use]
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        Self { field: field.into(), key, facts: Vec::new() }
    }

    /// Adds a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Self {
        self.facts.push((name, fact.into()));
        self
    }
}

impl Reason {
    /// Adds a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Self {
        self.facts.push((name, fact.into()));
        self
    }
}

impl From<Code> for Reason {
    fn from(code: Code) -> Self {
        Self { code, facts: Vec::new() }
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Refused(vec![code.into()])
    }
}

impl From<Reason> for Error {
    fn from(reason: Reason) -> Self {
        Self::Refused(vec![reason])
    }
}

impl From<anyhow::Error> for Error {
    fn from(e: anyhow::Error) -> Self {
        Self::Fault(e)
    }
}

impl From<diesel::result::Error> for Error {
    fn from(e: diesel::result::Error) -> Self {
        match e {
            diesel::result::Error::NotFound => Self::Missing,
            other => Self::Fault(anyhow::Error::new(other)),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(e: serde_json::Error) -> Self {
        Self::Fault(e.into())
    }
}

impl Error {
    /// Whether this is a refusal with the code.
    #[must_use]
    pub fn has(&self, code: Code) -> bool {
        matches!(self, Self::Refused(reasons) if reasons.iter().any(|r| r.code == code))
    }

    /// The HTTP status this answers with; of several reasons the first decides.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused(reasons) => reasons.first().map_or(409, |r| r.code.status()),
            Self::Invalid(_) => 422,
            Self::Missing => 404,
            Self::SignIn => 401,
            Self::Slow(_) => 429,
            Self::Stale => 409,
            Self::Fault(_) => 500,
        }
    }
}

/// Collects reasons, so that a person hears all of them at once.
#[derive(Debug, Default)]
pub struct Reasons(Vec<Reason>);

impl Reasons {
    /// Adds the reason when the condition does not hold.
    pub fn require(&mut self, holds: bool, reason: impl Into<Reason>) {
        if !holds {
            self.0.push(reason.into());
        }
    }

    /// `Ok` when nothing was collected.
    ///
    /// # Errors
    /// Every reason collected.
    pub fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Refused(self.0)) }
    }

    /// The reasons collected so far.
    #[must_use]
    pub fn list(&self) -> &[Reason] {
        &self.0
    }
}
