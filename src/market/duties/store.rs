//! The table of duties.
use super::Duty;
use crate::{
    kernel::{actor::AccountId, refusal::Result},
    platform::db::{Conn, Tx},
    schema::case_duties,
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

/// Writes one duty; `false` when the person has one in this purchase already.
pub(super) fn insert(tx: &mut Tx, tender: i64, duty: Duty, account: AccountId) -> Result<bool> {
    let row = (
        case_duties::tender_id.eq(tender),
        case_duties::duty.eq(duty),
        case_duties::account_id.eq(account),
        case_duties::taken_at.eq(tx.now),
    );
    match tx.attempt(|c| diesel::insert_into(case_duties::table).values(row).execute(c)) {
        Ok(_) => Ok(true),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// The duty a person has in a purchase.
pub(super) fn held(c: &mut Conn, tender: i64, account: AccountId) -> Result<Option<Duty>> {
    Ok(case_duties::table
        .filter(case_duties::tender_id.eq(tender))
        .filter(case_duties::account_id.eq(account))
        .select(case_duties::duty)
        .first(c)
        .optional()?)
}

/// Everybody who has a duty in the purchase.
///
/// # Errors
/// A fault of the database.
pub fn of(c: &mut Conn, tender: i64) -> Result<Vec<(Duty, AccountId)>> {
    Ok(case_duties::table
        .filter(case_duties::tender_id.eq(tender))
        .order(case_duties::id)
        .select((case_duties::duty, case_duties::account_id))
        .load(c)?)
}

/// Writes many duties at once, for data whose separation the maker vouches for; the unique key still holds.
///
/// # Errors
/// A fault of the database, also when one account would have two duties in one purchase.
pub fn insert_many(tx: &mut Tx, duties: &[(i64, Duty, AccountId)]) -> Result<()> {
    let now = tx.now;
    for part in duties.chunks(500) {
        let rows: Vec<_> = part
            .iter()
            .map(|&(tender, duty, account)| {
                (
                    case_duties::tender_id.eq(tender),
                    case_duties::duty.eq(duty),
                    case_duties::account_id.eq(account),
                    case_duties::taken_at.eq(now),
                )
            })
            .collect();
        crate::both!(&mut *tx.conn, c => diesel::insert_into(case_duties::table).values(&rows).execute(c))?;
    }
    Ok(())
}
