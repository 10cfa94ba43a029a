//! Verbs of supervision.
use super::{
    rules,
    store::{self, Office},
};
use crate::{
    kernel::{
        actor::{AuthorityId, BodyKind, OrganizationId, Role},
        refusal::{Error, FieldError, Result},
    },
    platform::db::{Event, Tx},
    registry::{
        credit,
        organization::{self, Organization},
        report,
    },
};

fn choice() -> Error {
    Error::Invalid(vec![FieldError::new("supervisor", "choice")])
}

fn office(all: &[Office], id: AuthorityId) -> Result<&Office> {
    all.iter().find(|office| office.id == id).ok_or(Error::Missing)
}

/// Hands what is open about an organization to the body that supervises it now.
///
/// # Errors
/// A fault of the database.
pub fn follow(tx: &mut Tx, organization: OrganizationId, to: AuthorityId) -> Result<()> {
    report::hand_over(tx, organization, to)?;
    credit::hand_over(tx, organization, to)
}

/// A decider of the body that registers an organization delegates its supervision to the body of its place, or takes it
/// back (`SO-14`). Reports and listings that are open go with it; the act is public.
///
/// # Errors
/// [`Error::Missing`], [`Code::NotYourRole`](crate::kernel::refusal::Code::NotYourRole), a wrong choice, or what
/// [`rules::check`] says.
pub fn delegate(tx: &mut Tx, code: &str, to: &str, reason: &str) -> Result<Organization> {
    tx.account()?;
    let o = organization::find_by_code(tx.conn, code)?;
    if !rules::may_know(tx.actor, &o) {
        return Err(Error::Missing);
    }
    tx.official(Role::Decider, (BodyKind::Authority, o.authority_id.0))?;
    let all = store::offices(tx.conn)?;
    let registrar = office(&all, o.authority_id)?;
    let to = all.iter().find(|office| office.code == to && rules::fits(office, registrar, &o)).ok_or_else(choice)?;
    rules::check(&o, to)?;
    let from = office(&all, o.supervisor_id)?;
    let event = Event::public("registry.supervision.moved")
        .with("from", from.code.as_str())
        .with("to", to.code.as_str())
        .with("reason", reason);
    tx.record(("organization", &o.credit_code), event)?;
    organization::supervise(tx, &o, to.id)?;
    follow(tx, o.id, to.id)?;
    organization::find(tx.conn, o.id)
}

/// Says which body supervises the organizations that another one registers, now and from now on; nothing means that one
/// body does both (`SO-15`). Organizations that were delegated one by one stay where they are.
///
/// # Errors
/// A wrong choice; a fault of the database.
pub fn apart(tx: &mut Tx, registrar: AuthorityId, supervisor: Option<&str>) -> Result<()> {
    let all = store::offices(tx.conn)?;
    let of = office(&all, registrar)?;
    let to = match supervisor {
        None => None,
        Some(code) => Some(all.iter().find(|o| o.code == code && o.id != of.id).ok_or_else(choice)?.id),
    };
    let before = of.supervisor_id.map_or(registrar, AuthorityId);
    let after = to.unwrap_or(registrar);
    if before == after {
        return Ok(());
    }
    store::set_supervisor(tx, registrar, to)?;
    let theirs = store::under(tx.conn, registrar, before)?;
    store::put_all(tx, registrar, before, after)?;
    for organization in theirs {
        follow(tx, organization, after)?;
    }
    Ok(())
}
