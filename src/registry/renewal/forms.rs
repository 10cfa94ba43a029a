//! Forms of renewal and reissue.
use super::model::RenewalKind;
use crate::{
    kernel::refusal::Result,
    web::{Fields, Submitted},
};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// Renewal or reissue.
    pub kind: RenewalKind,
    /// When and how it was lost; empty for a renewal.
    pub declaration: String,
}

/// Reads what is asked for; who lost a certificate says when and how.
///
/// # Errors
/// Every wrong field.
pub fn asking(s: &Submitted) -> Result<Asking> {
    let mut f = Fields::of(s);
    let Some(kind) = f.choice::<RenewalKind>("kind") else { return f.done(None) };
    let declaration = match kind {
        RenewalKind::Renewal => Some(String::new()),
        RenewalKind::Reissue => f.lines("declaration", 1000),
    };
    f.done(declaration.map(|declaration| Asking { kind, declaration }))
}

/// The answer of a decider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Issued or not.
    pub is_granted: bool,
    /// Reasons; required where it is not.
    pub text: String,
}

/// Reads the answer: `outcome` is `grant` or `refuse`.
///
/// # Errors
/// Every wrong field.
pub fn answer(s: &Submitted) -> Result<Answer> {
    let mut f = Fields::of(s);
    let is_granted = f.parsed("outcome", "choice", |v| match v {
        "grant" => Some(true),
        "refuse" => Some(false),
        _ => None,
    });
    let text = if is_granted == Some(false) { f.lines("text", 2000) } else { f.lines_or_empty("text", 2000) };
    let done = (|| Some(Answer { is_granted: is_granted?, text: text? }))();
    f.done(done)
}
