//! Verbs of a filing: the organization files, its registration authority acknowledges or returns.
use super::{
    model::{Account, FilingEvent, FilingKind},
    store::{self, Brought},
};
use crate::{
    kernel::{
        actor::{Actor, BodyKind, Role},
        refusal::{Code, Error, FieldError, Result},
        state::Step,
    },
    platform::{
        db::{Conn, Event, Tx},
        files::{Stored, inspect::Accepted, row},
    },
    registry::organization::{self, Organization},
};

/// Roles of the authority that see filings.
const STAFF: [Role; 3] = [Role::Clerk, Role::Reviewer, Role::Decider];
/// Types a specimen may have.
const SPECIMEN: [&str; 3] = ["image/jpeg", "image/png", "application/pdf"];

/// The organization, for its officers (`true`) and the staff of its authority (`false`); for others there is nothing.
pub(super) fn visible(c: &mut Conn, actor: &Actor, code: &str) -> Result<(Organization, bool)> {
    actor.account().ok_or(Error::SignIn)?;
    let o = organization::find_by_code(c, code)?;
    if actor.is_officer_of(o.id) {
        return Ok((o, true));
    }
    if STAFF.iter().any(|r| actor.is_at(*r, o.authority_id)) { Ok((o, false)) } else { Err(Error::Missing) }
}

fn own(tx: &mut Tx, code: &str) -> Result<Organization> {
    match visible(tx.conn, tx.actor, code)? {
        (o, true) => Ok(o),
        (_, false) => Err(Code::NotYourRole.into()),
    }
}

/// Files the specimen of the seal: a picture or a PDF.
///
/// # Errors
/// [`Error::Invalid`] for another type of file, [`Code::WrongState`] while the last one waits, those of access.
pub(super) fn file_seal(tx: &mut Tx, code: &str, accepted: &Accepted, stored: &Stored) -> Result<()> {
    let o = own(tx, code)?;
    if !SPECIMEN.contains(&accepted.format.media_type()) {
        return Err(Error::Invalid(vec![FieldError::new("file.seal", "file-type")]));
    }
    let file = row::insert(tx, accepted, stored)?;
    store::put(tx, o.id, FilingKind::Seal, &Brought { file: Some(file), ..Brought::default() })?;
    told(tx, code, "registry.filing.filed", FilingKind::Seal)
}

/// Files the bank account.
///
/// # Errors
/// [`Code::WrongState`] while the last one waits, those of access.
pub(super) fn file_bank(tx: &mut Tx, code: &str, account: &Account) -> Result<()> {
    let o = own(tx, code)?;
    let sealed = tx.env.keyring.seal_text("bank-account", code, &serde_json::to_string(account)?);
    store::put(tx, o.id, FilingKind::Bank, &Brought { sealed: Some(sealed), ..Brought::default() })?;
    told(tx, code, "registry.filing.filed", FilingKind::Bank)
}

/// Acknowledges a filing, or returns it with the reason.
///
/// # Errors
/// [`Code::NotYourRole`] for who is no clerk of the authority, [`Code::WrongState`], [`Error::Missing`].
pub(super) fn answer(tx: &mut Tx, code: &str, kind: FilingKind, returned: Option<&str>) -> Result<()> {
    let (o, _) = visible(tx.conn, tx.actor, code)?;
    tx.official(Role::Clerk, (BodyKind::Authority, o.authority_id.0))?;
    let filing = store::find(tx.conn, o.id, kind)?.ok_or(Error::Missing)?;
    let event = if returned.is_some() { FilingEvent::Return } else { FilingEvent::Acknowledge };
    let step = Step::new(filing.state, event)?;
    store::answer(tx, &filing, &step, returned)?;
    let kind_of = if returned.is_some() { "registry.filing.returned" } else { "registry.filing.acknowledged" };
    told(tx, code, kind_of, kind)
}

fn told(tx: &mut Tx, code: &str, act: &'static str, kind: FilingKind) -> Result<()> {
    tx.record(("organization", code), Event::private(act).with("filing", kind.word()))?;
    Ok(())
}
