//! Who may see a change, and in which role somebody acts on it.
use super::{model::Change, store};
use crate::{
    kernel::{
        actor::{AccountId, Actor, BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    platform::db::{Conn, Tx},
    registry::organization::{self, Organization},
};

/// What somebody is to a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Acts for the organization.
    Officer,
    /// Reads at the authority, or audits.
    Staff,
}

/// Roles of the registration authority.
const STAFF: [Role; 3] = [Role::Clerk, Role::Reviewer, Role::Decider];

/// The change, for officers of the organization, for staff of its authority and for auditors; for everybody else there
/// is none. Staff see it from the day it is submitted.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`].
pub(super) fn visible(c: &mut Conn, actor: &Actor, no: &str) -> Result<(Change, Stand)> {
    actor.account().ok_or(Error::SignIn)?;
    let x = store::find(c, no)?;
    if actor.is_officer_of(x.organization_id) {
        return Ok((x, Stand::Officer));
    }
    let reads = STAFF.iter().any(|r| actor.is_at(*r, x.authority_id)) || actor.is(Role::Auditor);
    if reads && x.submitted_at.is_some() { Ok((x, Stand::Staff)) } else { Err(Error::Missing) }
}

/// The organization, for its officers and for staff of its authority.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`].
pub(super) fn organization(c: &mut Conn, actor: &Actor, code: &str) -> Result<(Organization, Stand)> {
    actor.account().ok_or(Error::SignIn)?;
    let o = organization::find_by_code(c, code)?;
    if actor.is_officer_of(o.id) {
        return Ok((o, Stand::Officer));
    }
    let reads = STAFF.iter().any(|r| actor.is_at(*r, o.authority_id)) || actor.is(Role::Auditor);
    if reads { Ok((o, Stand::Staff)) } else { Err(Error::Missing) }
}

/// The change, for an officer who acts on it.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`]; [`Code::NotYourRole`] for staff, who may see and not change it.
pub(super) fn own(c: &mut Conn, actor: &Actor, no: &str) -> Result<Change> {
    match visible(c, actor, no)? {
        (x, Stand::Officer) => Ok(x),
        (_, Stand::Staff) => Err(Code::NotYourRole.into()),
    }
}

/// The change, for somebody who acts on it in this role of its authority and acts for the organization in none.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`], [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::NeedsSecondFactor`].
pub(super) fn official(tx: &mut Tx, role: Role, no: &str) -> Result<(Change, AccountId)> {
    let (x, _) = visible(tx.conn, tx.actor, no)?;
    let by = tx.official(role, (BodyKind::Authority, x.authority_id.0))?;
    if tx.actor.is_officer_of(x.organization_id) { Err(Code::SamePerson.into()) } else { Ok((x, by)) }
}

/// Whether somebody works at an authority's desk.
pub(super) fn is_staff(actor: &Actor, authority: crate::kernel::actor::AuthorityId) -> bool {
    STAFF.iter().any(|r| actor.is_at(*r, authority))
}
