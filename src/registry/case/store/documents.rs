//! Statements of `case_documents`.
use crate::{
    kernel::refusal::Result,
    platform::db::{Conn, Tx},
    registry::case::model::Document,
    schema::{case_documents as documents, files},
};
use diesel::prelude::*;

/// The documents of a case as they stand.
///
/// # Errors
/// A fault of the database.
pub fn current(c: &mut Conn, id: i64) -> Result<Vec<Document>> {
    Ok(documents::table
        .inner_join(files::table)
        .filter(documents::case_id.eq(id))
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
pub(in super::super) fn put_document(tx: &mut Tx, id: i64, key: &str, file: i64) -> Result<i64> {
    let before = documents::table
        .filter(documents::case_id.eq(id))
        .filter(documents::key.eq(key))
        .filter(documents::is_current.eq(true));
    let end = (documents::is_current.eq(false), documents::ended_at.eq(tx.now));
    diesel::update(before).set(end).execute(tx.conn)?;
    let row = (
        documents::case_id.eq(id),
        documents::key.eq(key),
        documents::file_id.eq(file),
        documents::is_current.eq(true),
        documents::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(documents::table).values(row).returning(documents::id).get_result(tx.conn)?)
}

/// Takes a document out; false when it is not there.
pub(in super::super) fn remove_document(tx: &mut Tx, id: i64, document: i64) -> Result<bool> {
    let target = documents::table
        .filter(documents::case_id.eq(id))
        .filter(documents::id.eq(document))
        .filter(documents::is_current.eq(true));
    let end = (documents::is_current.eq(false), documents::ended_at.eq(tx.now));
    Ok(diesel::update(target).set(end).execute(tx.conn)? > 0)
}
