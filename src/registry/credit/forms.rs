//! Forms of the two lists.
use super::model::Ground;
use crate::{
    kernel::refusal::{FieldError, Result},
    web::{Fields, Submitted},
};

/// A notice as a clerk types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Why.
    pub ground: Ground,
    /// The facts.
    pub facts: String,
}

/// Reads a notice.
///
/// # Errors
/// Every wrong field.
pub fn notice(submitted: &Submitted) -> Result<Notice> {
    let mut f = Fields::of(submitted);
    let ground = f.choice::<Ground>("ground");
    if ground.is_some_and(Ground::is_counted) {
        f.error(FieldError::new("ground", "choice"));
    }
    let facts = f.lines("facts", 3000);
    let value = (|| Some(Notice { ground: ground?, facts: facts? }))();
    f.done(value)
}

/// Reads the one text of the other verbs: objection, reasons, what was put right.
///
/// # Errors
/// The field is empty or too long.
pub fn text(submitted: &Submitted, field: &str) -> Result<String> {
    let mut f = Fields::of(submitted);
    let text = f.lines(field, 3000);
    f.done(text)
}
