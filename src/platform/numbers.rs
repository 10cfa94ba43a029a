//! Counters behind public numbers (`domain.md` 3.6); one row a name.
use super::db::Tx;
use crate::{kernel::refusal::Result, schema::counters};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

/// The next number of a counter, beginning with 1; a number taken in an action that fails is given again.
///
/// # Errors
/// A fault of the database.
pub fn next(tx: &mut Tx, name: &str) -> Result<i64> {
    if let Some(value) = step(tx, name)? {
        return Ok(value);
    }
    let first = (counters::name.eq(name), counters::value.eq(1i64));
    match tx.attempt(|c| diesel::insert_into(counters::table).values(first).execute(c)) {
        Ok(_) => Ok(1),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
            step(tx, name)?.ok_or_else(|| anyhow::anyhow!("the counter {name} can be neither made nor read").into())
        }
        Err(e) => Err(e.into()),
    }
}

/// Moves a counter on, so that the next number comes after `taken`; a counter that is further stays.
///
/// # Errors
/// A fault of the database.
pub fn reach(tx: &mut Tx, name: &str, taken: i64) -> Result<()> {
    let first = (counters::name.eq(name), counters::value.eq(taken));
    match tx.attempt(|c| diesel::insert_into(counters::table).values(first).execute(c)) {
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
            let behind = counters::table.filter(counters::name.eq(name)).filter(counters::value.lt(taken));
            diesel::update(behind).set(counters::value.eq(taken)).execute(tx.conn)?;
            Ok(())
        }
        done => Ok(done.map(|_| ())?),
    }
}

fn step(tx: &mut Tx, name: &str) -> Result<Option<i64>> {
    Ok(diesel::update(counters::table.filter(counters::name.eq(name)))
        .set(counters::value.eq(counters::value + 1))
        .returning(counters::value)
        .get_result(tx.conn)
        .optional()?)
}
