//! Forms of a revocation, for pages and the API alike.
use super::model::Ground;
use crate::{
    kernel::refusal::Result,
    web::{Fields, Submitted},
};

/// A notice as a clerk types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Why.
    pub ground: Ground,
    /// The facts, with the evidence.
    pub facts: String,
}

/// A decision as a decider types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whether it is revoked.
    pub revoke: bool,
    /// Reasons.
    pub reasons: String,
}

/// Reads a notice.
///
/// # Errors
/// Every wrong field.
pub fn notice(s: &Submitted) -> Result<Notice> {
    let mut f = Fields::of(s);
    let (ground, facts) = (f.choice("ground"), f.lines("facts", 3000));
    let done = (|| Some(Notice { ground: ground?, facts: facts? }))();
    f.done(done)
}

/// Reads a decision: `revoke` or `drop`.
///
/// # Errors
/// Every wrong field.
pub fn decision(s: &Submitted) -> Result<Decision> {
    let mut f = Fields::of(s);
    let revoke = f.parsed("outcome", "choice", |v| match v {
        "revoke" => Some(true),
        "drop" => Some(false),
        _ => None,
    });
    let reasons = f.lines("reasons", 3000);
    let done = (|| Some(Decision { revoke: revoke?, reasons: reasons? }))();
    f.done(done)
}

/// Reads the one text of a statement or of a hearing's record.
///
/// # Errors
/// The field is empty or too long.
pub fn text(s: &Submitted, field: &str) -> Result<String> {
    let mut f = Fields::of(s);
    let text = f.lines(field, 4000);
    f.done(text)
}
