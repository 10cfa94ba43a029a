//! Statements of `contracts`, `milestones`, `supplements`.
mod many;
mod supplement;
mod write;

pub use many::insert_many;
pub use supplement::find_supplements;
pub(super) use supplement::{insert_supplement, open_supplements, step_supplement, take_in};
pub(super) use write::{Frame, insert, mark_filed, seal, step, update};
pub use write::{mark_complete, mark_evaluated, mark_settled, move_milestone};

use crate::market::contract::model::{Contract, ContractId, ContractState, Milestone};
use crate::{
    kernel::{actor::OrganizationId, refusal::Result, time::Ts},
    market::tender::TenderId,
    platform::db::Conn,
    schema::{contracts, milestones},
    web::paging::{Cursor, Paged},
};
use diesel::prelude::*;

/// A contract by its row.
///
/// # Errors
/// [`Error::Missing`].
pub fn find(c: &mut Conn, id: ContractId) -> Result<Contract> {
    Ok(contracts::table.find(id.0).select(Contract::as_select()).first(c)?)
}

/// A contract by its number, in any state; who may see it is the caller's question.
///
/// # Errors
/// [`Error::Missing`].
pub fn find_by_no(c: &mut Conn, no: &str) -> Result<Contract> {
    Ok(contracts::table.filter(contracts::no.eq(no)).select(Contract::as_select()).first(c)?)
}

/// Contracts of a tender, newest first: one in force, and those refused before it.
///
/// # Errors
/// A fault of the database.
pub fn of_tender(c: &mut Conn, tender: TenderId) -> Result<Vec<Contract>> {
    Ok(contracts::table
        .filter(contracts::tender_id.eq(tender.0))
        .order(contracts::id.desc())
        .select(Contract::as_select())
        .load(c)?)
}

/// Published contracts of an organization, newest first, at most a hundred.
///
/// # Errors
/// A fault of the database.
pub fn of_organization(c: &mut Conn, organization: OrganizationId) -> Result<Vec<Contract>> {
    Ok(contracts::table
        .filter(contracts::organization_id.eq(organization.0))
        .filter(contracts::published_at.is_not_null())
        .order((contracts::published_at.desc(), contracts::id.desc()))
        .limit(100)
        .select(Contract::as_select())
        .load(c)?)
}

/// Contracts that wait for somebody at one of the departments or organizations, oldest first.
///
/// # Errors
/// A fault of the database.
pub(super) fn waiting(
    c: &mut Conn,
    authorities: &[i64],
    organizations: &[i64],
    states: &[ContractState],
) -> Result<Vec<Contract>> {
    let mine = contracts::authority_id.eq_any(authorities).or(contracts::organization_id.eq_any(organizations));
    Ok(contracts::table
        .filter(contracts::state.eq_any(states))
        .filter(mine)
        .order(contracts::id)
        .limit(500)
        .select(Contract::as_select())
        .load(c)?)
}

/// Published contracts, newest first.
///
/// # Errors
/// A fault of the database.
pub fn published(c: &mut Conn, after: Option<&Cursor>, rows: i64) -> Result<Paged<Contract>> {
    let mut query = contracts::table
        .filter(contracts::published_at.is_not_null())
        .order((contracts::published_at.desc(), contracts::id.desc()))
        .limit(rows + 1)
        .select(Contract::as_select())
        .into_boxed();
    if let Some((at, id)) = after.and_then(|k| Some((k.sort.parse::<Ts>().ok()?, k.id))) {
        query =
            query.filter(contracts::published_at.lt(at).or(contracts::published_at.eq(at).and(contracts::id.lt(id))));
    }
    let cursor =
        |x: &Contract| Cursor { sort: x.published_at.map(|at| at.utc().to_rfc3339()).unwrap_or_default(), id: x.id.0 };
    Ok(Paged::cut(query.load(c)?, rows, cursor))
}

/// The stages of a contract in their order.
///
/// # Errors
/// A fault of the database.
pub fn milestones(c: &mut Conn, contract: ContractId) -> Result<Vec<Milestone>> {
    Ok(milestones::table
        .filter(milestones::contract_id.eq(contract.0))
        .order(milestones::position)
        .select(Milestone::as_select())
        .load(c)?)
}

/// One stage by its place.
///
/// # Errors
/// [`Error::Missing`].
pub fn milestone(c: &mut Conn, contract: ContractId, position: i64) -> Result<Milestone> {
    Ok(milestones::table
        .filter(milestones::contract_id.eq(contract.0))
        .filter(milestones::position.eq(position))
        .select(Milestone::as_select())
        .first(c)?)
}
