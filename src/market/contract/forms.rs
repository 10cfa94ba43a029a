//! What people type about contracts, as commands.
use super::model::{Body, Draft, DraftMilestone, DraftSupplement};
use crate::{
    kernel::refusal::Result,
    web::{Fields, Submitted},
};

/// The most stages of one contract.
pub const STAGES: usize = 24;

/// A draft.
///
/// # Errors
/// Every field that is wrong.
pub fn draft(submitted: &Submitted) -> Result<Draft> {
    let mut f = Fields::of(submitted);
    let days = (f.day("starts_on"), f.day("ends_on"));
    let body = (
        f.lines("content", 5000),
        f.lines("payment", 2000),
        f.lines("duties", 5000),
        f.lines("breach", 2000),
        f.lines_or_empty("subcontracting", 1000),
    );
    let rows = submitted.rows("milestones", STAGES).max(1);
    let stages: Vec<Option<DraftMilestone>> =
        (0..rows).filter(|n| n == &0 || is_filled(submitted, *n)).map(|n| stage(&mut f, n)).collect();
    let draft = match (days, body, stages.into_iter().collect::<Option<Vec<_>>>()) {
        (
            (Some(starts_on), Some(ends_on)),
            (Some(content), Some(payment), Some(duties), Some(breach), Some(subcontracting)),
            Some(milestones),
        ) => {
            let body = Body { content, payment, duties, breach, subcontracting };
            Some(Draft { starts_on, ends_on, body, milestones })
        }
        _ => None,
    };
    f.done(draft)
}

/// Rows a person left wholly empty are no stages.
fn is_filled(submitted: &Submitted, n: usize) -> bool {
    ["title", "due_on", "amount"]
        .iter()
        .any(|field| submitted.raw(&format!("milestones.{n}.{field}")).is_some_and(|v| !v.trim().is_empty()))
}

fn stage(f: &mut Fields, n: usize) -> Option<DraftMilestone> {
    let title = f.line(&format!("milestones.{n}.title"), 200);
    let due_on = f.day(&format!("milestones.{n}.due_on"));
    let amount = f.money(&format!("milestones.{n}.amount"));
    Some(DraftMilestone { title: title?, due_on: due_on?, amount: amount? })
}

/// A supplement.
///
/// # Errors
/// Every field that is wrong.
pub fn supplement(submitted: &Submitted) -> Result<DraftSupplement> {
    let mut f = Fields::of(submitted);
    let read = (f.line("title", 200), f.lines("reason", 1000), f.money("amount"), f.day("due_on"));
    let draft = match read {
        (Some(title), Some(reason), Some(amount), Some(due_on)) => {
            Some(DraftSupplement { title, reason, amount, due_on })
        }
        _ => None,
    };
    f.done(draft)
}

/// The reason of a return or a refusal.
///
/// # Errors
/// When it is empty or too long.
pub fn reason(submitted: &Submitted) -> Result<String> {
    let mut f = Fields::of(submitted);
    let reason = f.lines("reason", 1000);
    f.done(reason)
}
