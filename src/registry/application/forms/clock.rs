//! Forms of special procedures and of the extension.
use crate::{
    kernel::{
        refusal::{FieldError, Result},
        time::Day,
    },
    registry::application::model::PauseKind,
    web::{Fields, Submitted},
};

/// A special procedure to begin.
#[derive(Debug, Clone)]
pub struct Pausing {
    /// Which.
    pub kind: PauseKind,
    /// Why.
    pub reason: String,
    /// The day by which it is expected to end; the applicant is told (`SO-68`).
    pub expected_on: Day,
    /// Accounts of the officers who check on the spot (`SO-69`).
    pub officers: Vec<i64>,
}

/// An answer to the wish for an extension.
#[derive(Debug, Clone)]
pub struct Extending {
    /// Granted.
    pub is_granted: bool,
    /// Why; the applicant is told (`CX-03`).
    pub text: String,
    /// The days to which the Ministry agreed, in the founding of a charity (`SO-65`).
    pub days: Option<i64>,
}

/// Reads which special procedure begins.
///
/// # Errors
/// Every wrong field; the end must lie ahead, within a year.
pub fn suspension(s: &Submitted, today: Day) -> Result<Pausing> {
    let mut f = Fields::of(s);
    let kind = f.choice("kind");
    let reason = f.lines("reason", 1000);
    let expected_on = f.day("expected_on");
    if expected_on.is_some_and(|d| d <= today || d > today + chrono::TimeDelta::days(366)) {
        f.error(FieldError::new("expected_on", "day-ahead"));
    }
    let mut officers: Vec<i64> = s.all("officers").iter().filter_map(|v| v.trim().parse().ok()).collect();
    officers.sort_unstable();
    officers.dedup();
    let done = (|| Some(Pausing { kind: kind?, reason: reason?, expected_on: expected_on?, officers }))();
    f.done(done)
}

/// Reads the record with which a special procedure ends.
///
/// # Errors
/// It must say something.
pub fn record(s: &Submitted) -> Result<String> {
    let mut f = Fields::of(s);
    let record = f.lines("record", 4000);
    f.done(record)
}

/// Reads why more time is needed.
///
/// # Errors
/// It must say something.
pub fn extension(s: &Submitted) -> Result<String> {
    let mut f = Fields::of(s);
    let reason = f.lines("reason", 1000);
    f.done(reason)
}

/// Reads the answer to the wish for more time.
///
/// # Errors
/// Every wrong field.
pub fn extending(s: &Submitted) -> Result<Extending> {
    let mut f = Fields::of(s);
    let is_granted = super::yes_or_no(&mut f, "is_granted");
    let text = f.lines("text", 1000);
    let days = match f.optional("days") {
        None => Some(None),
        Some(_) => f.number("days", 1, 366).map(Some),
    };
    let done = (|| Some(Extending { is_granted: is_granted?, text: text?, days: days? }))();
    f.done(done)
}
