//! Organizations as everybody sees them: the public directory, and what other wings ask at the moment of use.
//!
//! ```text
//! active --(SO-121)--> abnormal --(SO-125)--> serious      active, abnormal --> cancelled | revoked
//! ```
mod model;
mod rules;
pub mod sample;
mod store;

pub use model::{
    Category, Grade, Mode, NewOrganization, Officer, Organization, OrganizationKind, OrganizationStatus, Standing,
};
pub use store::{Cell, cells, find, find_all, find_by_code, insert_many, officers, recount, set_status, standing};

use crate::{
    kernel::{actor::OrganizationId, refusal::Result},
    platform::db::Tx,
};

/// Writes a newly registered organization, keeps the counts right and has it indexed.
///
/// # Errors
/// A fault when the code is taken.
pub fn register(tx: &mut Tx, new: &NewOrganization) -> Result<OrganizationId> {
    store::insert(tx, new)
}
