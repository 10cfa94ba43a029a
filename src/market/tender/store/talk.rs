//! Questions, answers and documents of a tender.
use crate::market::tender::model::{DocumentRow, NewAnswer, Question, TenderId};
use crate::{
    kernel::{
        actor::{AccountId, OrganizationId},
        refusal::{Code, Error, Result},
        time::Ts,
    },
    platform::db::{Conn, Tx},
    schema::{tender_documents, tender_questions},
};
use diesel::prelude::*;

pub(in crate::market::tender) fn ask(
    tx: &mut Tx,
    tender: TenderId,
    from: Option<(OrganizationId, AccountId)>,
    body: &str,
) -> Result<i64> {
    let row = (
        tender_questions::tender_id.eq(tender.0),
        tender_questions::organization_id.eq(from.map(|(o, _)| o.0)),
        tender_questions::asked_by.eq(from.map(|(_, a)| a.0)),
        tender_questions::asked_at.eq(tx.now),
        tender_questions::body.eq(body),
        tender_questions::changes_documents.eq(false),
    );
    Ok(diesel::insert_into(tender_questions::table).values(row).returning(tender_questions::id).get_result(tx.conn)?)
}

/// Writes an answer once.
pub(in crate::market::tender) fn answer(
    tx: &mut Tx,
    id: i64,
    answer: &NewAnswer,
    moved_from: Option<Ts>,
    entry: i64,
) -> Result<()> {
    let target =
        tender_questions::table.filter(tender_questions::id.eq(id)).filter(tender_questions::answered_at.is_null());
    let set = (
        tender_questions::answer.eq(&answer.text),
        tender_questions::answered_by.eq(tx.actor.account().map(|a| a.0)),
        tender_questions::answered_at.eq(tx.now),
        tender_questions::changes_documents.eq(answer.changes_documents),
        tender_questions::closes_before.eq(moved_from),
        tender_questions::entry_id.eq(entry),
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Code::AlreadyAnswered.into());
    }
    Ok(())
}

/// Questions of a tender, oldest first.
///
/// # Errors
/// A fault of the database.
pub fn questions(c: &mut Conn, id: TenderId) -> Result<Vec<Question>> {
    Ok(tender_questions::table
        .filter(tender_questions::tender_id.eq(id.0))
        .order(tender_questions::id)
        .select(Question::as_select())
        .load(c)?)
}

pub(in crate::market::tender) fn question(c: &mut Conn, tender: TenderId, id: i64) -> Result<Question> {
    Ok(tender_questions::table
        .filter(tender_questions::tender_id.eq(tender.0))
        .filter(tender_questions::id.eq(id))
        .select(Question::as_select())
        .first(c)?)
}

/// When the documents last changed in a way that may affect bids; bids sealed before then need to be confirmed again.
///
/// # Errors
/// A fault of the database.
pub fn documents_changed_at(c: &mut Conn, id: TenderId) -> Result<Option<Ts>> {
    Ok(tender_questions::table
        .filter(tender_questions::tender_id.eq(id.0))
        .filter(tender_questions::changes_documents.eq(true))
        .order(tender_questions::answered_at.desc())
        .select(tender_questions::answered_at)
        .first::<Option<Ts>>(c)
        .optional()?
        .flatten())
}

/// Adds a file to the documents; one of the same title replaces the earlier revision.
pub(in crate::market::tender) fn add_document(
    tx: &mut Tx,
    tender: TenderId,
    title: &str,
    file: i64,
    entry: Option<i64>,
) -> Result<i64> {
    let of_title = || {
        tender_documents::table
            .filter(tender_documents::tender_id.eq(tender.0))
            .filter(tender_documents::title.eq(title))
    };
    let last: Option<i64> = of_title().select(diesel::dsl::max(tender_documents::revision)).first(tx.conn)?;
    diesel::update(of_title().filter(tender_documents::removed_at.is_null()))
        .set(tender_documents::removed_at.eq(tx.now))
        .execute(tx.conn)?;
    let row = (
        tender_documents::tender_id.eq(tender.0),
        tender_documents::file_id.eq(file),
        tender_documents::title.eq(title),
        tender_documents::revision.eq(last.unwrap_or(0) + 1),
        tender_documents::added_by.eq(tx.account()?.0),
        tender_documents::added_at.eq(tx.now),
        tender_documents::entry_id.eq(entry),
    );
    Ok(diesel::insert_into(tender_documents::table).values(row).returning(tender_documents::id).get_result(tx.conn)?)
}

pub(in crate::market::tender) fn remove_document(tx: &mut Tx, tender: TenderId, id: i64) -> Result<()> {
    let target = tender_documents::table
        .filter(tender_documents::tender_id.eq(tender.0))
        .filter(tender_documents::id.eq(id))
        .filter(tender_documents::removed_at.is_null());
    let gone = diesel::update(target).set(tender_documents::removed_at.eq(tx.now)).execute(tx.conn)?;
    if gone == 0 { Err(Error::Missing) } else { Ok(()) }
}

/// Any revision of a document with its file's row; earlier ones stay readable for comparison.
pub(in crate::market::tender) fn document(c: &mut Conn, tender: TenderId, id: i64) -> Result<DocumentRow> {
    Ok(tender_documents::table
        .filter(tender_documents::tender_id.eq(tender.0))
        .filter(tender_documents::id.eq(id))
        .select(DocumentRow::as_select())
        .first(c)?)
}
