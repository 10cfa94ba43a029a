//! Who did what in one purchase: buyer, approver, reviewer, acceptor, finance and payer are never the same person
//! (`PR-95`, `domain.md` 13). Every action of the market that carries out a duty calls [`check`] first.
use crate::{
    kernel::{
        actor::AccountId,
        refusal::{Code, Error, Reason, Result},
    },
    platform::db::{Conn, Tx},
    schema::case_duties,
    text_enum,
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

text_enum! {
    /// A part in one purchase. Several people may share one part; nobody has two.
    pub enum Duty {
        /// 经办: need, documents, fixing the winner, contract draft.
        Buy = "buy",
        /// 审核: publishes the tender, reviews the contract.
        Approve = "approve",
        /// 评审: scores the bids.
        Review = "review",
        /// 验收: accepts milestones.
        Accept = "accept",
        /// 付款申请: prepares payments.
        Prepare = "prepare",
        /// 付款复核: confirms payments.
        Pay = "pay",
    }
}

/// Takes the duty for whoever acts, or finds it taken by the same person before; the row is unique per person and
/// purchase, so that of two requests at once the second is refused too.
///
/// ```ignore
/// let buyer = duties::check(tx, tender.id.0, Duty::Buy)?;
/// ```
///
/// # Errors
/// [`Code::SamePerson`] when the person has another duty in this purchase; [`Error::SignIn`] when nobody acts.
pub fn check(tx: &mut Tx, tender: i64, duty: Duty) -> Result<AccountId> {
    let account = tx.account()?;
    record(tx, tender, duty, account)?;
    Ok(account)
}

/// The same for another account, for a duty that began elsewhere.
///
/// # Errors
/// [`Code::SamePerson`].
pub fn record(tx: &mut Tx, tender: i64, duty: Duty, account: AccountId) -> Result<()> {
    if let Some(held) = held(tx.conn, tender, account)? {
        return agree(held, duty);
    }
    let row = (
        case_duties::tender_id.eq(tender),
        case_duties::duty.eq(duty),
        case_duties::account_id.eq(account),
        case_duties::taken_at.eq(tx.now),
    );
    match tx.attempt(|c| diesel::insert_into(case_duties::table).values(row).execute(c)) {
        Ok(_) => Ok(()),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => match held(tx.conn, tender, account)? {
            Some(held) => agree(held, duty),
            None => Err(Error::Stale),
        },
        Err(e) => Err(e.into()),
    }
}

/// Whether the account could take the duty, without taking it; pages ask this before they offer a button.
///
/// # Errors
/// A fault of the database.
pub fn may(c: &mut Conn, tender: i64, duty: Duty, account: AccountId) -> Result<bool> {
    Ok(held(c, tender, account)?.is_none_or(|held| held == duty))
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

fn held(c: &mut Conn, tender: i64, account: AccountId) -> Result<Option<Duty>> {
    Ok(case_duties::table
        .filter(case_duties::tender_id.eq(tender))
        .filter(case_duties::account_id.eq(account))
        .select(case_duties::duty)
        .first(c)
        .optional()?)
}

fn agree(held: Duty, wanted: Duty) -> Result<()> {
    if held == wanted {
        return Ok(());
    }
    Err(Reason::from(Code::SamePerson).with("held", held.word()).with("wanted", wanted.word()).into())
}
