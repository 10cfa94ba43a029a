//! Verbs of a bulk import. A clerk hands in and takes back, a decider, another person, confirms or returns.
use super::{
    columns::Lexicon,
    jobs::IndexImport,
    model::{Import, ImportEvent, ImportState},
    read::{self, Table},
    rules::{self, Checked, Place},
    store::{self, Change, Written},
};
use crate::{
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        refusal::{Code, Error, FieldError, Result},
        state::Step,
    },
    platform::{
        db::{Event, Tx},
        files::{
            Stored,
            inspect::{Accepted, Format},
        },
        numbers,
    },
    registry::application,
};

/// Takes a table in and says what it would do; nothing of the register changes.
///
/// # Errors
/// [`Code::NotYourRole`].
pub(super) fn hand_in(
    tx: &mut Tx,
    authority: AuthorityId,
    accepted: &Accepted,
    stored: &Stored,
    table: &Table,
) -> Result<Import> {
    let by = tx.official(Role::Clerk, (BodyKind::Authority, authority.0))?;
    let checked = checked(tx, authority, table)?;
    let office = application::authority(tx.conn, authority)?;
    let head = format!("{}-{}-DR", office.division, tx.now.local().format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("import-{head}"))?);
    let state = if checked.tally.wrong == 0 { ImportState::Checked } else { ImportState::Faulty };
    let new =
        Written { no: &no, authority, by, accepted, stored, state, tally: checked.tally, problems: &checked.problems };
    store::insert(tx, &new)?;
    let event = Event::private("registry.import.checked")
        .with("sha256", stored.sha256.as_str())
        .with("lines", checked.tally.lines)
        .with("wrong", checked.tally.wrong);
    tx.record(("import", &no), event)?;
    store::find(tx.conn, &no)
}

/// What a table does to the register as it is now.
fn checked(tx: &mut Tx, authority: AuthorityId, table: &Table) -> Result<Checked> {
    let office = application::authority(tx.conn, authority)?;
    let (codes, names) = rules::asked(table);
    let register = store::register(tx.conn, &codes, &names)?;
    let lexicon = Lexicon::of(&tx.env.words);
    let place = Place { authority, division: &office.division, book: &tx.env.rulebook, lexicon: &lexicon, now: tx.now };
    Ok(rules::check(table, &register, &place))
}

/// Checks the same file again: the register may have changed since.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub(super) fn check(tx: &mut Tx, no: &str, table: &Table) -> Result<Import> {
    let x = here(tx, no, &[Role::Clerk, Role::Decider])?;
    Step::new(x.state, ImportEvent::Pass)?;
    let checked = checked(tx, x.authority_id, table)?;
    let event = if checked.tally.wrong == 0 { ImportEvent::Pass } else { ImportEvent::Fail };
    let step = Step::new(x.state, event)?;
    store::step(tx, &x, &step, &Change { checked: Some((checked.tally, &checked.problems)), ..Change::default() })?;
    store::find(tx.conn, no)
}

/// Writes every row, all or nothing, if it still does what the dry run said.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::ImportChanged`], [`Code::ImportEmpty`], [`Code::WrongState`].
pub(super) fn confirm(tx: &mut Tx, no: &str, table: &Table) -> Result<Import> {
    let x = decided_here(tx, no)?;
    let step = Step::new(x.state, ImportEvent::Confirm)?;
    let checked = checked(tx, x.authority_id, table)?;
    rules::may_confirm(&x, &checked)?;
    let office = application::authority(tx.conn, x.authority_id)?;
    let event = Event::public("registry.import.taken")
        .with("authority", office.code)
        .with("sha256", x.file_sha256.as_str())
        .with("lines", checked.tally.lines)
        .with("added", checked.tally.added)
        .with("updated", checked.tally.updated)
        .with("unchanged", checked.tally.unchanged);
    let entry = tx.record(("import", no), event)?;
    store::step(tx, &x, &step, &Change { entry: Some(entry), ..Change::default() })?;
    store::write(tx, &x, checked.deeds, entry)?;
    tx.enqueue(&IndexImport { id: x.id })?;
    store::find(tx.conn, no)
}

/// Gives a table back, with reasons.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub(super) fn give_back(tx: &mut Tx, no: &str, reasons: &str) -> Result<Import> {
    let x = decided_here(tx, no)?;
    let step = Step::new(x.state, ImportEvent::Return)?;
    tx.record(("import", no), Event::private("registry.import.returned"))?;
    store::step(tx, &x, &step, &Change { decision: Some(reasons), ..Change::default() })?;
    store::find(tx.conn, no)
}

/// Takes a table back.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub(super) fn drop(tx: &mut Tx, no: &str) -> Result<Import> {
    let x = here(tx, no, &[Role::Clerk])?;
    let step = Step::new(x.state, ImportEvent::Drop)?;
    tx.record(("import", no), Event::private("registry.import.dropped"))?;
    store::step(tx, &x, &step, &Change::default())?;
    store::find(tx.conn, no)
}

/// The import, for somebody in one of these roles at its authority; for everybody else there is none.
fn here(tx: &mut Tx, no: &str, roles: &[Role]) -> Result<Import> {
    tx.account()?;
    let x = store::find(tx.conn, no)?;
    let at = (BodyKind::Authority, x.authority_id.0);
    let mut said = Error::Missing;
    for &role in roles {
        match tx.official(role, at) {
            Ok(_) => return Ok(x),
            Err(Error::Refused(r)) if r.iter().any(|r| r.code == Code::NotYourRole) => {}
            Err(e) => said = e,
        }
    }
    let staff = [Role::Clerk, Role::Reviewer, Role::Decider];
    if matches!(said, Error::Missing) && staff.iter().any(|&r| tx.actor.is_at(r, x.authority_id)) {
        return Err(Code::NotYourRole.into());
    }
    Err(said)
}

/// The import, for a decider of its authority who did not hand it in (`domain.md` 13).
fn decided_here(tx: &mut Tx, no: &str) -> Result<Import> {
    let x = here(tx, no, &[Role::Decider])?;
    if tx.actor.account() == Some(x.account_id) { Err(Code::SamePerson.into()) } else { Ok(x) }
}

/// Hands a stored file in; for the demonstration, which has no pages.
///
/// # Errors
/// The field error `import-…` when no table can be read, and what [`hand_in`] answers.
pub fn hand_in_file(tx: &mut Tx, authority: AuthorityId, accepted: &Accepted, stored: &Stored) -> Result<Import> {
    let table = table(tx, &accepted.bytes, accepted.format)?;
    hand_in(tx, authority, accepted, stored, &table)
}

/// Confirms a stored file; for the demonstration, which has no pages.
///
/// # Errors
/// What [`confirm`] answers.
pub fn confirm_file(tx: &mut Tx, no: &str, accepted: &Accepted) -> Result<Import> {
    let table = table(tx, &accepted.bytes, accepted.format)?;
    confirm(tx, no, &table)
}

fn table(tx: &Tx, bytes: &[u8], format: Format) -> Result<Table> {
    let lexicon = Lexicon::of(&tx.env.words);
    read::table(bytes, format, &lexicon).map_err(|e| Error::Invalid(vec![FieldError::new("file", e.key())]))
}
