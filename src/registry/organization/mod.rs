//! Organizations as everybody sees them: the public directory, and what other wings ask at the moment of use.
//!
//! ```text
//! active --(SO-121)--> abnormal --(SO-125)--> serious      active, abnormal --> cancelled | revoked
//! ```
pub mod api;
mod certify;
pub mod compare;
pub mod directory;
pub mod history;
pub mod jobs;
pub mod map;
mod model;
pub mod pages;
pub mod paper;
mod rules;
pub mod sample;
mod store;
pub mod views;

pub use certify::{Paper, certificate_kind, certify, close, last_day};
pub use directory::{Filter, look};
pub use history::{NewVersion, Version, insert_versions, put};
pub use model::{
    Category, Grade, Item, Items, Mode, NewOrganization, Officer, Organization, OrganizationKind, OrganizationStatus,
    Others, Standing,
};
pub use store::{
    Cell, authority_name, cells, find, find_all, find_by_code, find_by_codes, grade_terms, insert_many, living_by_name,
    of_authorities, officers, overwrite, page_by_id, recount, register_many, represent, represented_by, set_others,
    set_status, standing, supervise, transfer,
};

use crate::{
    kernel::{
        actor::OrganizationId,
        credit_code::{CreditCode, Prefix},
        division::DivisionCode,
        refusal::{Code, Error, Result},
    },
    platform::{db::Tx, numbers},
};

/// Writes a newly registered organization, keeps the counts right and has it indexed.
///
/// # Errors
/// A fault when the code is taken.
pub fn register(tx: &mut Tx, new: &NewOrganization) -> Result<OrganizationId> {
    let id = store::insert(tx, new)?;
    tx.enqueue(&jobs::IndexOrganization { id })?;
    Ok(id)
}

/// Writes the grade in force and has the organization indexed, so that facets and pages agree (`SO-132`).
///
/// # Errors
/// A fault of the database.
pub fn set_grade(tx: &mut Tx, id: OrganizationId, grade: Option<Grade>) -> Result<()> {
    store::set_grade(tx, id, grade)?;
    tx.enqueue(&jobs::IndexOrganization { id })
}

/// Writes that the organization is a charity and has it indexed (`SO-140`).
///
/// # Errors
/// A fault of the database.
pub fn set_charity(tx: &mut Tx, id: OrganizationId, is_charity: bool) -> Result<()> {
    store::set_charity(tx, id, is_charity)?;
    tx.enqueue(&jobs::IndexOrganization { id })
}

/// The next free credit code of a kind at a registering division. Codes of this installation begin their body with
/// `XXXX`, which is issued to nobody (`domain.md` 3.4), until the national assignment is connected.
///
/// # Errors
/// [`Code::KindNotOpen`] for filed groups, which have none.
pub fn issue_code(tx: &mut Tx, kind: OrganizationKind, division: &DivisionCode) -> Result<CreditCode> {
    let prefix = match kind {
        OrganizationKind::Association => Prefix::ASSOCIATION,
        OrganizationKind::Service => Prefix::SERVICE,
        OrganizationKind::Foundation => Prefix::FOUNDATION,
        OrganizationKind::Filed => return Err(Code::KindNotOpen.into()),
    };
    loop {
        let n = numbers::next(tx, &format!("credit_code:{}:{division}", prefix.as_str()))?;
        let serial = u32::try_from(n).map_err(|_| anyhow::anyhow!("the codes of {division} are used up"))?;
        let code = CreditCode::issue(prefix, division, serial)
            .ok_or_else(|| anyhow::anyhow!("the codes of {division} are used up"))?;
        match find_by_code(tx.conn, code.as_str()) {
            Err(Error::Missing) => return Ok(code),
            Ok(_) => {}
            Err(e) => return Err(e),
        }
    }
}
