//! Verbs of a case; each is one transaction. A kind adds what an approval brings about.
mod clock;
mod decide;
mod draft;
mod hand_in;
mod handle;

pub use clock::{ask_extension, extend, resume, suspend};
pub use decide::{decide, review};
pub use draft::{attach, begin, detach, editable};
pub use hand_in::{hand_in, withdraw};
pub use handle::{accept, decline, deem, notify};

use super::{
    dossier,
    matter::{Matter, Periods},
    model::Case,
};
use crate::{
    kernel::refusal::{Code, Result},
    platform::{db::Tx, rulebook::OrganizationKind},
    registry::organization,
};
use std::sync::Arc;

/// The rules a case is judged by.
///
/// # Errors
/// [`Code::KindNotOpen`] when the rulebook has no such kind.
pub fn rules_of<C: Matter>(tx: &mut Tx, x: &Case<C>) -> Result<Arc<OrganizationKind>> {
    let o = organization::find(tx.conn, x.organization_id)?;
    dossier::rules_of(&tx.env.rulebook, x, &o, tx.now.day())
}

fn periods<C: Matter>(rules: &OrganizationKind) -> Result<Periods> {
    C::periods(rules).ok_or_else(|| Code::KindNotOpen.into())
}
