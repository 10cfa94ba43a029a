//! Statements of `cancellations` and `cancellation_documents`.
mod lists;

pub use lists::{Line, Queue, open_of, queue, queue_counts, waiting};
pub(super) use lists::{of_organization, open_no};

use super::{
    content::Content,
    model::{Cancellation, CancellationState as State, Document},
    rules::Permit,
};
use crate::{
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
    schema::{cancellation_documents as documents, cancellations, files, histories},
};
use diesel::prelude::*;

/// A cancellation by its number.
///
/// # Errors
/// [`Error::Missing`].
pub(super) fn find(c: &mut Conn, no: &str) -> Result<Cancellation> {
    Ok(cancellations::table.filter(cancellations::no.eq(no)).select(Cancellation::as_select()).first(c)?)
}

/// A cancellation by its row.
pub(super) fn find_by_id(c: &mut Conn, id: i64) -> Result<Cancellation> {
    Ok(cancellations::table.find(id).select(Cancellation::as_select()).first(c)?)
}

/// A cancellation about to be begun.
pub(super) struct Begin<'a> {
    pub no: &'a str,
    pub organization: OrganizationId,
    pub authority: AuthorityId,
    pub account: AccountId,
}

pub(super) fn insert(tx: &mut Tx, new: &Begin<'_>) -> Result<()> {
    let row = (
        (
            cancellations::no.eq(new.no),
            cancellations::organization_id.eq(new.organization.0),
            cancellations::authority_id.eq(new.authority.0),
            cancellations::account_id.eq(new.account.0),
            cancellations::state.eq(State::Draft),
            cancellations::is_open.eq(true),
            cancellations::content.eq(Json(Content::default())),
        ),
        cancellations::is_deemed.eq(false),
        cancellations::checks.eq(Json(Checks::default())),
        cancellations::notices.eq(Json(Vec::<Notice>::new())),
        cancellations::created_at.eq(tx.now),
        cancellations::updated_at.eq(tx.now),
    );
    tx.attempt(|c| diesel::insert_into(cancellations::table).values(row).execute(c)).map(drop).map_err(|e| match e {
        // A twin was begun at the same moment: looked at again, the rule says so.
        diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _) => Error::Stale,
        other => other.into(),
    })
}

/// Saves the answers while they may be changed.
pub(super) fn save(tx: &mut Tx, x: &Cancellation, content: &Content) -> Result<()> {
    let target = cancellations::table
        .filter(cancellations::id.eq(x.id))
        .filter(cancellations::version.eq(x.version))
        .filter(cancellations::state.eq(x.state));
    let set = (
        cancellations::content.eq(Json(content.clone())),
        cancellations::updated_at.eq(tx.now),
        cancellations::version.eq(cancellations::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// What changes together with the state; what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = cancellations)]
pub(super) struct Written {
    pub content: Option<Json<Content>>,
    pub rules: Option<Json<rulebook::OrganizationKind>>,
    pub announced_at: Option<Ts>,
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
pub(super) fn step(tx: &mut Tx, x: &Cancellation, permit: &Permit, written: Written, note: Option<&str>) -> Result<()> {
    let step = permit.step();
    let target = cancellations::table
        .filter(cancellations::id.eq(x.id))
        .filter(cancellations::version.eq(x.version))
        .filter(cancellations::state.eq(step.from()));
    let set = (
        cancellations::state.eq(step.to()),
        cancellations::is_open.eq(step.to().is_open()),
        written,
        cancellations::updated_at.eq(tx.now),
        cancellations::version.eq(cancellations::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)?;
    tx.history(x.id, step, note)
}

/// The documents of a cancellation as they stand.
pub(super) fn current(c: &mut Conn, id: i64) -> Result<Vec<Document>> {
    Ok(documents::table
        .inner_join(files::table)
        .filter(documents::cancellation_id.eq(id))
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
        .filter(documents::cancellation_id.eq(id))
        .filter(documents::key.eq(key))
        .filter(documents::is_current.eq(true));
    let end = (documents::is_current.eq(false), documents::ended_at.eq(tx.now));
    diesel::update(before).set(end).execute(tx.conn)?;
    let row = (
        documents::cancellation_id.eq(id),
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
        .filter(documents::cancellation_id.eq(id))
        .filter(documents::id.eq(document))
        .filter(documents::is_current.eq(true));
    let end = (documents::is_current.eq(false), documents::ended_at.eq(tx.now));
    Ok(diesel::update(target).set(end).execute(tx.conn)? > 0)
}

/// Cancellations that the law has accepted meanwhile (`SO-61`).
pub(super) fn due_for_deeming(c: &mut Conn, today: Day, rows: i64) -> Result<Vec<String>> {
    Ok(cancellations::table
        .filter(cancellations::state.eq(State::Submitted))
        .filter(cancellations::notice_due.lt(today))
        .order(cancellations::id)
        .limit(rows)
        .select(cancellations::no)
        .load(c)?)
}

/// The history of a cancellation, latest first: event, state reached, instant.
pub(super) fn history(c: &mut Conn, id: i64) -> Result<Vec<(String, String, Ts)>> {
    Ok(histories::table
        .filter(histories::subject_kind.eq("cancellation"))
        .filter(histories::subject_id.eq(id))
        .order(histories::id.desc())
        .limit(100)
        .select((histories::event, histories::to_state, histories::at))
        .load(c)?)
}
