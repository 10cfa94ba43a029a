//! Verbs of a cancellation; each is one transaction.
mod decide;
mod draft;
mod hand_in;
mod handle;

pub use decide::{decide, review};
pub use draft::{announce, attach, begin, detach, save};
pub use hand_in::{submit, withdraw};
pub use handle::{accept, decline, deem, notify};

use super::model::Cancellation;
use crate::{
    kernel::{
        refusal::{Code, Result},
        time::Day,
    },
    platform::{
        db::{Conn, Tx},
        rulebook::{CancellationRules, OrganizationKind, Rulebook},
    },
    registry::organization,
};
use std::sync::Arc;

/// The rules of a case: its snapshot once creditors were called, those of the day before.
///
/// # Errors
/// [`Code::KindNotOpen`] when the rulebook has no such kind.
pub(super) fn rules_on(c: &mut Conn, book: &Rulebook, x: &Cancellation, today: Day) -> Result<Arc<OrganizationKind>> {
    if let Some(rules) = &x.rules {
        return Ok(Arc::new(rules.0.clone()));
    }
    let o = organization::find(c, x.organization_id)?;
    book.kind(o.kind.word(), today).ok_or_else(|| Code::KindNotOpen.into())
}

fn rules_of(tx: &mut Tx, x: &Cancellation) -> Result<Arc<OrganizationKind>> {
    rules_on(tx.conn, &tx.env.rulebook, x, tx.now.day())
}

/// The rules of cancellation.
///
/// # Errors
/// [`Code::KindNotOpen`] for kinds without registration.
pub(super) fn periods(rules: &OrganizationKind) -> Result<&CancellationRules> {
    rules.cancellation.as_ref().ok_or_else(|| Code::KindNotOpen.into())
}
