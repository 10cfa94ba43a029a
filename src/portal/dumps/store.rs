//! Statements of `dumps`.
use super::model::{Dump, Form};
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::Day,
    },
    platform::{
        db::{Conn, Tx},
        files::Stored,
    },
    schema::dumps,
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

/// The newest files, the latest day first.
///
/// # Errors
/// A fault of the database.
pub fn latest(c: &mut Conn, rows: i64) -> Result<Vec<Dump>> {
    Ok(dumps::table
        .order((dumps::day.desc(), dumps::dataset, dumps::form))
        .limit(rows)
        .select(Dump::as_select())
        .load(c)?)
}

/// The file of a day.
///
/// # Errors
/// [`crate::kernel::refusal::Error::Missing`].
pub(super) fn find(c: &mut Conn, dataset: &str, day: Day, form: Form) -> Result<Dump> {
    Ok(dumps::table
        .filter(dumps::dataset.eq(dataset))
        .filter(dumps::day.eq(day))
        .filter(dumps::form.eq(form))
        .select(Dump::as_select())
        .first(c)?)
}

/// Whether a day has every form already.
pub(super) fn is_done(c: &mut Conn, dataset: &str, day: Day) -> Result<bool> {
    let n: i64 = dumps::table.filter(dumps::dataset.eq(dataset)).filter(dumps::day.eq(day)).count().get_result(c)?;
    Ok(n >= i64::try_from(Form::ALL.len()).unwrap_or(i64::MAX))
}

/// A file as it is written.
pub(super) struct Written<'a> {
    pub dataset: &'a str,
    pub day: Day,
    pub form: Form,
    pub stored: &'a Stored,
    pub records: i64,
    pub checkpoint: i64,
}

/// Writes a file's row; nothing when another node was faster.
pub(super) fn insert(tx: &mut Tx, new: &Written<'_>) -> Result<()> {
    let row = (
        dumps::day.eq(new.day),
        dumps::dataset.eq(new.dataset),
        dumps::form.eq(new.form),
        dumps::file_sha256.eq(&new.stored.sha256),
        dumps::size.eq(i64::try_from(new.stored.size).unwrap_or(i64::MAX)),
        dumps::records.eq(new.records),
        dumps::checkpoint.eq(new.checkpoint),
        dumps::created_at.eq(tx.now),
    );
    match tx.attempt(|c| diesel::insert_into(dumps::table).values(row).execute(c)) {
        Ok(_) => Ok(()),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Err(Error::Stale),
        Err(e) => Err(e.into()),
    }
}

/// Forgets files of days before one; their bytes go with the next sweep, unless a younger day has the same.
pub(super) fn forget(tx: &mut Tx, before: Day) -> Result<usize> {
    Ok(diesel::delete(dumps::table.filter(dumps::day.lt(before))).execute(tx.conn)?)
}
