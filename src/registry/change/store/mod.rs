//! Statements of `changes` and `change_documents`.
mod lists;

pub use lists::{Line, Queue, open_of, queue, queue_counts, waiting};
pub(super) use lists::{of_organization, open_no};

use super::{
    content::Content,
    model::{Change, ChangeState as State, Document, NewChange},
    rules::Permit,
};
use crate::{
    both,
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{
        db::{Conn, Json, Tx},
        rulebook,
    },
    registry::application::{Checks, Decision, Notice, Opinion},
    schema::{change_documents as documents, changes, files, histories},
};
use diesel::prelude::*;

/// A change by its number.
///
/// # Errors
/// [`Error::Missing`].
pub(super) fn find(c: &mut Conn, no: &str) -> Result<Change> {
    Ok(changes::table.filter(changes::no.eq(no)).select(Change::as_select()).first(c)?)
}

/// A change by its row.
pub(super) fn find_by_id(c: &mut Conn, id: i64) -> Result<Change> {
    Ok(changes::table.find(id).select(Change::as_select()).first(c)?)
}

/// A change about to be begun.
pub(super) struct Begin<'a> {
    pub no: &'a str,
    pub organization: OrganizationId,
    pub authority: AuthorityId,
    pub account: AccountId,
}

pub(super) fn insert(tx: &mut Tx, new: &Begin<'_>) -> Result<()> {
    let row = (
        (
            changes::no.eq(new.no),
            changes::organization_id.eq(new.organization.0),
            changes::authority_id.eq(new.authority.0),
            changes::account_id.eq(new.account.0),
            changes::state.eq(State::Draft),
            changes::is_open.eq(true),
            changes::name.eq(""),
            changes::content.eq(Json(Content::default())),
        ),
        changes::is_deemed.eq(false),
        changes::checks.eq(Json(Checks::default())),
        changes::notices.eq(Json(Vec::<Notice>::new())),
        changes::created_at.eq(tx.now),
        changes::updated_at.eq(tx.now),
    );
    tx.attempt(|c| diesel::insert_into(changes::table).values(row).execute(c)).map(drop).map_err(|e| match e {
        // A twin was begun at the same moment: looked at again, the rule says so.
        diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _) => Error::Stale,
        other => other.into(),
    })
}

/// Writes many changes at once, for the demonstration; the organizations must fit them already.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(c: &mut Conn, rows: &[NewChange]) -> Result<usize> {
    let mut written = 0;
    for part in rows.chunks(300) {
        let part = part.to_vec();
        written += both!(c, c => diesel::insert_into(changes::table).values(part).execute(c))?;
    }
    Ok(written)
}

/// Saves the answers while they may be changed.
pub(super) fn save(tx: &mut Tx, x: &Change, content: &Content, agreed_on: Option<Day>) -> Result<()> {
    let target = changes::table
        .filter(changes::id.eq(x.id))
        .filter(changes::version.eq(x.version))
        .filter(changes::state.eq(x.state));
    let name = content.items.get(&crate::registry::organization::Item::Name).cloned().unwrap_or_default();
    let set = (
        changes::content.eq(Json(content.clone())),
        changes::agreed_on.eq(agreed_on),
        changes::name.eq(name),
        changes::updated_at.eq(tx.now),
        changes::version.eq(changes::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// What changes together with the state; what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = changes)]
pub(super) struct Written {
    pub content: Option<Json<Content>>,
    pub rules: Option<Json<rulebook::OrganizationKind>>,
    pub submitted_at: Option<Ts>,
    pub received_at: Option<Ts>,
    pub accepted_on: Option<Day>,
    pub is_deemed: Option<bool>,
    pub notice_due: Option<Day>,
    pub promised_due: Option<Day>,
    pub statutory_due: Option<Day>,
    pub due_on: Option<Option<Day>>,
    pub clerk_id: Option<AccountId>,
    pub reviewer_id: Option<AccountId>,
    pub decider_id: Option<AccountId>,
    pub checks: Option<Json<Checks>>,
    pub notices: Option<Json<Vec<Notice>>>,
    pub opinion: Option<Json<Opinion>>,
    pub decision: Option<Json<Decision>>,
    pub entry_id: Option<i64>,
}

/// The one place where the state changes: by compare-and-set on state and version, with a row of history.
pub(super) fn step(tx: &mut Tx, x: &Change, permit: &Permit, written: Written, note: Option<&str>) -> Result<()> {
    let step = permit.step();
    let target = changes::table
        .filter(changes::id.eq(x.id))
        .filter(changes::version.eq(x.version))
        .filter(changes::state.eq(step.from()));
    let set = (
        changes::state.eq(step.to()),
        changes::is_open.eq(step.to().is_open()),
        written,
        changes::updated_at.eq(tx.now),
        changes::version.eq(changes::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)?;
    tx.history(x.id, step, note)
}

/// The documents of a change as they stand.
pub(super) fn current(c: &mut Conn, id: i64) -> Result<Vec<Document>> {
    Ok(documents::table
        .inner_join(files::table)
        .filter(documents::change_id.eq(id))
        .filter(documents::is_current.eq(true))
        .order(documents::id)
        .select((
            documents::id,
            documents::key,
            files::name,
            files::size,
            files::sha256,
            files::media_type,
            files::pages,
            documents::created_at,
        ))
        .load(c)?)
}

/// Puts a file in a document's place; the one before stays on record.
pub(super) fn put_document(tx: &mut Tx, id: i64, key: &str, file: i64) -> Result<i64> {
    let before = documents::table
        .filter(documents::change_id.eq(id))
        .filter(documents::key.eq(key))
        .filter(documents::is_current.eq(true));
    let end = (documents::is_current.eq(false), documents::ended_at.eq(tx.now));
    diesel::update(before).set(end).execute(tx.conn)?;
    let row = (
        documents::change_id.eq(id),
        documents::key.eq(key),
        documents::file_id.eq(file),
        documents::is_current.eq(true),
        documents::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(documents::table).values(row).returning(documents::id).get_result(tx.conn)?)
}

/// Takes a document out; false when it is not there.
pub(super) fn remove_document(tx: &mut Tx, id: i64, document: i64) -> Result<bool> {
    let target = documents::table
        .filter(documents::change_id.eq(id))
        .filter(documents::id.eq(document))
        .filter(documents::is_current.eq(true));
    let end = (documents::is_current.eq(false), documents::ended_at.eq(tx.now));
    Ok(diesel::update(target).set(end).execute(tx.conn)? > 0)
}

/// Changes that the law has accepted meanwhile (`SO-61`).
pub(super) fn due_for_deeming(c: &mut Conn, today: Day, rows: i64) -> Result<Vec<String>> {
    Ok(changes::table
        .filter(changes::state.eq(State::Submitted))
        .filter(changes::notice_due.lt(today))
        .order(changes::id)
        .limit(rows)
        .select(changes::no)
        .load(c)?)
}

/// The history of a change, latest first: event, state reached, instant.
pub(super) fn history(c: &mut Conn, id: i64) -> Result<Vec<(String, String, Ts)>> {
    Ok(histories::table
        .filter(histories::subject_kind.eq("change"))
        .filter(histories::subject_id.eq(id))
        .order(histories::id.desc())
        .limit(100)
        .select((histories::event, histories::to_state, histories::at))
        .load(c)?)
}
