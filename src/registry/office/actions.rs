//! Verbs of offices. They are the administrator's; no business decision is among them (`domain.md` 13).
use super::{
    model::{NewOffice, OfficeKind, Particulars},
    rules, store,
};
use crate::{
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        refusal::{Code, Error, FieldError, Result},
    },
    platform::db::{Event, Tx},
    registry::supervision,
};

/// Enters an office.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::NeedsSecondFactor`], [`Code::OfficeTaken`], or what [`rules::check`] says.
pub(super) fn enter(tx: &mut Tx, new: &NewOffice) -> Result<AuthorityId> {
    tx.official(Role::Admin, (BodyKind::City, 0))?;
    rules::check(new, tx.env.rulebook.divisions())?;
    let id = store::insert(tx, new)?.ok_or(Code::OfficeTaken)?;
    let event = Event::public("office.entered").with("kind", new.kind.word()).with("division", new.division.as_str());
    tx.record(("office", &new.code), event)?;
    supervision::apart(tx, id, new.particulars.supervisor.as_deref())?;
    Ok(id)
}

/// Changes name, contact and supervising body of an office. Papers that were issued keep what they said.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::NeedsSecondFactor`], [`Error::Missing`], a wrong choice.
pub(super) fn change(tx: &mut Tx, id: AuthorityId, p: &Particulars) -> Result<()> {
    tx.official(Role::Admin, (BodyKind::City, 0))?;
    let before = store::all(tx.conn)?.into_iter().find(|office| office.id == id).ok_or(Error::Missing)?;
    if p.supervisor.is_some() && before.kind != OfficeKind::Registrar {
        return Err(Error::Invalid(vec![FieldError::new("supervisor", "office-supervisor")]));
    }
    store::update(tx, id, p)?;
    let mut event = Event::public("office.changed").with("name", p.name.as_str());
    if let Some(supervisor) = &p.supervisor {
        event = event.with("supervisor", supervisor.as_str());
    }
    tx.record(("office", &before.code), event)?;
    if before.kind == OfficeKind::Registrar {
        supervision::apart(tx, id, p.supervisor.as_deref())?;
    }
    Ok(())
}
