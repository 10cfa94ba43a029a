//! The row behind a stored file; who may read it is the business of the feature that refers to it.
use super::{Stored, inspect::Accepted};
use crate::{
    kernel::{refusal::Result, time::Ts},
    platform::db::{Conn, Tx},
    schema::files,
};
use diesel::prelude::*;
use serde::Serialize;

/// An accepted and stored file.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Serialize)]
pub struct File {
    /// Which.
    pub id: i64,
    /// SHA-256 of the bytes, in hexadecimal; the key in the store.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// The cleaned name.
    pub name: String,
    /// The type found by looking, not the one declared.
    pub media_type: String,
    /// Pages, where the type has any.
    pub pages: Option<i64>,
    /// Who brought it.
    pub account_id: Option<i64>,
    /// When.
    pub created_at: Ts,
}

/// Writes the row of a file that lies in the store already, and answers its id.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx, accepted: &Accepted, stored: &Stored) -> Result<i64> {
    let row = (
        files::sha256.eq(&stored.sha256),
        files::size.eq(i64::try_from(stored.size).unwrap_or(i64::MAX)),
        files::name.eq(&accepted.name),
        files::media_type.eq(accepted.format.media_type()),
        files::pages.eq(accepted.pages.map(i64::from)),
        files::account_id.eq(tx.actor.account().map(|a| a.0)),
        files::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(files::table).values(row).returning(files::id).get_result(tx.conn)?)
}

/// The row of a file.
///
/// # Errors
/// [`crate::kernel::refusal::Error::Missing`] when there is none.
pub fn find(c: &mut Conn, id: i64) -> Result<File> {
    Ok(files::table.find(id).first(c)?)
}

/// The rows of several files, in no order.
///
/// # Errors
/// A fault of the database.
pub fn find_all(c: &mut Conn, ids: &[i64]) -> Result<Vec<File>> {
    Ok(files::table.filter(files::id.eq_any(ids)).load(c)?)
}
