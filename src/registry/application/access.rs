//! Who may see a case, and in which role somebody acts on it.
use super::{model::Application, store};
use crate::{
    kernel::{
        actor::{AccountId, Actor, BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    platform::db::{Conn, Tx},
};

/// Roles of the registration authority.
pub(super) const STAFF: [Role; 3] = [Role::Clerk, Role::Reviewer, Role::Decider];

/// What somebody is to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Founder,
    Staff,
}

/// The case, for its founder, for staff of its authority and for auditors; for everybody else there is none. Staff see
/// it from the day it is submitted.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`].
pub(super) fn visible(c: &mut Conn, actor: &Actor, no: &str) -> Result<(Application, Stand)> {
    let account = actor.account().ok_or(Error::SignIn)?;
    let a = store::find(c, no)?;
    if a.account_id == account {
        return Ok((a, Stand::Founder));
    }
    let reads = STAFF.iter().any(|r| actor.is_at(*r, a.authority_id)) || actor.is(Role::Auditor);
    if reads && a.submitted_at.is_some() { Ok((a, Stand::Staff)) } else { Err(Error::Missing) }
}

/// The founder's own case.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`]; [`Code::NotYourRole`] for staff, who may see and not change it.
pub(super) fn own(c: &mut Conn, actor: &Actor, no: &str) -> Result<Application> {
    match visible(c, actor, no)? {
        (a, Stand::Founder) => Ok(a),
        (_, Stand::Staff) => Err(Code::NotYourRole.into()),
    }
}

/// The case, for somebody who acts on it in this role of its authority.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`], [`Code::NotYourRole`], [`Code::NeedsSecondFactor`].
pub(super) fn official(tx: &mut Tx, role: Role, no: &str) -> Result<(Application, AccountId)> {
    let (a, _) = visible(tx.conn, tx.actor, no)?;
    let person = tx.actor.person().ok_or(Error::SignIn)?;
    if !tx.actor.is_at(role, a.authority_id) {
        return Err(Code::NotYourRole.into());
    }
    if tx.env.config.account.staff_second_factor && !tx.env.is_demo && !person.is_strong {
        return Err(Code::NeedsSecondFactor.into());
    }
    Ok((a, person.account))
}

/// The authorities whose queue somebody may read.
#[must_use]
pub fn authorities_of(actor: &Actor) -> Vec<i64> {
    let mut all: Vec<i64> = STAFF.iter().flat_map(|r| actor.bodies(*r, BodyKind::Authority)).collect();
    all.sort_unstable();
    all.dedup();
    all
}
