//! Forms of hours.
use super::model::{Act, Correction, Paper};
use crate::{
    kernel::refusal::Result,
    volunteer::activity::SignupId,
    web::{Fields, Submitted},
};

/// Reads one mark on the list.
///
/// # Errors
/// Every wrong field.
pub fn mark(submitted: &Submitted) -> Result<(SignupId, Act)> {
    let mut f = Fields::of(submitted);
    let (signup, act) = (f.number("signup", 1, i64::MAX).map(SignupId), f.choice::<Act>("act"));
    f.done((|| Some((signup?, act?)))())
}

/// Reads a line of a paper list.
///
/// # Errors
/// Every wrong field.
pub fn paper(submitted: &Submitted) -> Result<Paper> {
    let mut f = Fields::of(submitted);
    let signup = f.number("signup", 1, i64::MAX).map(SignupId);
    let (in_at, out_at) = (f.instant("in_at"), f.instant("out_at"));
    let reason = f.line_or_none("reason", 300);
    f.done((|| Some(Paper { signup: signup?, in_at: in_at?, out_at: out_at?, reason }))())
}

/// Reads a correction.
///
/// # Errors
/// Every wrong field.
pub fn correction(submitted: &Submitted) -> Result<Correction> {
    let mut f = Fields::of(submitted);
    let (in_at, out_at) = (f.instant("in_at"), f.instant("out_at"));
    let reason = f.lines("reason", 300);
    f.done((|| Some(Correction { in_at: in_at?, out_at: out_at?, reason: reason? }))())
}
