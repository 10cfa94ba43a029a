//! Who may see a case, and in which role somebody acts on it.
use super::{matter::Matter, model::Case, store};
use crate::{
    kernel::{
        actor::{AccountId, Actor, AuthorityId, BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    platform::db::{Conn, Tx},
    registry::organization::{self, Organization},
};

/// What somebody is to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Acts for the organization.
    Officer,
    /// Reads at the authority, or audits.
    Staff,
}

/// Roles of the registration authority.
const STAFF: [Role; 3] = [Role::Clerk, Role::Reviewer, Role::Decider];

/// The case, for officers of the organization, for staff of its authority and for auditors; for everybody else there is
/// none. Staff see it from the day it is submitted.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`].
pub fn visible<C: Matter>(c: &mut Conn, actor: &Actor, no: &str) -> Result<(Case<C>, Stand)> {
    actor.account().ok_or(Error::SignIn)?;
    let x: Case<C> = store::find(c, no)?;
    if actor.is_officer_of(x.organization_id) {
        return Ok((x, Stand::Officer));
    }
    // The file goes with the organization: who registers it now reads what another authority decided.
    let now = organization::find(c, x.organization_id)?.authority_id;
    let reads = is_staff(actor, x.authority_id) || is_staff(actor, now) || actor.is(Role::Auditor);
    if reads && x.submitted_at.is_some() { Ok((x, Stand::Staff)) } else { Err(Error::Missing) }
}

/// The organization, for its officers, for staff of its authority and for auditors.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`].
pub fn organization_of(c: &mut Conn, actor: &Actor, code: &str) -> Result<(Organization, Stand)> {
    actor.account().ok_or(Error::SignIn)?;
    let o = organization::find_by_code(c, code)?;
    if actor.is_officer_of(o.id) {
        return Ok((o, Stand::Officer));
    }
    let reads = is_staff(actor, o.authority_id) || actor.is(Role::Auditor);
    if reads { Ok((o, Stand::Staff)) } else { Err(Error::Missing) }
}

/// The case, for an officer who acts on it.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`]; [`Code::NotYourRole`] for staff, who may see and not change it.
pub fn own<C: Matter>(c: &mut Conn, actor: &Actor, no: &str) -> Result<Case<C>> {
    match visible(c, actor, no)? {
        (x, Stand::Officer) => Ok(x),
        (_, Stand::Staff) => Err(Code::NotYourRole.into()),
    }
}

/// The case, for somebody who acts on it in this role of its authority and acts for the organization in none.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`], [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::NeedsSecondFactor`].
pub fn official<C: Matter>(tx: &mut Tx, role: Role, no: &str) -> Result<(Case<C>, AccountId)> {
    let (x, _) = visible(tx.conn, tx.actor, no)?;
    let by = tx.official(role, (BodyKind::Authority, x.authority_id.0))?;
    if tx.actor.is_officer_of(x.organization_id) { Err(Code::SamePerson.into()) } else { Ok((x, by)) }
}

/// Whether somebody works at an authority's desk.
#[must_use]
pub fn is_staff(actor: &Actor, authority: AuthorityId) -> bool {
    STAFF.iter().any(|r| actor.is_at(*r, authority))
}
