//! Statements of `challenges`.
use super::model::{Challenge, ChallengeState, NewChallenge, NewReply};
use crate::{
    kernel::{
        refusal::{Error, Result},
        state::Step,
        time::Day,
    },
    market::tender::{Tender, TenderId},
    platform::db::{Conn, Tx},
    schema::{challenges, tenders},
};
use diesel::prelude::*;

/// A challenge by its number.
///
/// # Errors
/// [`Error::Missing`].
pub fn find_by_no(c: &mut Conn, no: &str) -> Result<Challenge> {
    Ok(challenges::table.filter(challenges::no.eq(no)).select(Challenge::as_select()).first(c)?)
}

/// The challenges of a tender, oldest first.
///
/// # Errors
/// A fault of the database.
pub fn of_tender(c: &mut Conn, id: TenderId) -> Result<Vec<Challenge>> {
    Ok(challenges::table
        .filter(challenges::tender_id.eq(id.0))
        .order(challenges::id)
        .select(Challenge::as_select())
        .load(c)?)
}

/// Challenges whose reply is late on a day (`PR-53`).
///
/// # Errors
/// A fault of the database.
pub fn overdue(c: &mut Conn, today: Day) -> Result<Vec<Challenge>> {
    Ok(challenges::table
        .filter(challenges::state.eq(ChallengeState::Lodged))
        .filter(challenges::reply_by.lt(today))
        .order(challenges::reply_by)
        .limit(200)
        .select(Challenge::as_select())
        .load(c)?)
}

/// Challenges with their tenders, those without a reply first; of some departments, or of all.
pub(super) fn list(c: &mut Conn, authorities: Option<&[i64]>) -> Result<Vec<(Challenge, Tender)>> {
    let mut query = challenges::table
        .inner_join(tenders::table)
        .order((challenges::replied_at.is_not_null(), challenges::reply_by, challenges::id))
        .select((Challenge::as_select(), Tender::as_select()))
        .limit(200)
        .into_boxed();
    if let Some(ids) = authorities {
        query = query.filter(tenders::authority_id.eq_any(ids.to_vec()));
    }
    Ok(query.load(c)?)
}

pub(super) fn insert(tx: &mut Tx, no: &str, tender: TenderId, new: &NewChallenge, reply_by: Day) -> Result<i64> {
    let row = (
        challenges::no.eq(no),
        challenges::tender_id.eq(tender.0),
        challenges::organization_id.eq(new.organization.0),
        challenges::lodged_by.eq(tx.account()?.0),
        challenges::lodged_at.eq(tx.now),
        challenges::against.eq(new.against),
        challenges::known_on.eq(new.known_on),
        challenges::facts.eq(&new.facts),
        challenges::request.eq(&new.request),
        challenges::state.eq(ChallengeState::Lodged),
        challenges::reply_by.eq(reply_by),
    );
    Ok(diesel::insert_into(challenges::table).values(row).returning(challenges::id).get_result(tx.conn)?)
}

pub(super) fn set_entry(tx: &mut Tx, id: i64, entry: i64) -> Result<()> {
    diesel::update(challenges::table.find(id)).set(challenges::entry_id.eq(entry)).execute(tx.conn)?;
    Ok(())
}

/// The one place that writes the state.
pub(super) fn step(
    tx: &mut Tx,
    challenge: &Challenge,
    step: &Step<ChallengeState>,
    reply: Option<(&NewReply, i64)>,
) -> Result<()> {
    let target = challenges::table
        .filter(challenges::id.eq(challenge.id))
        .filter(challenges::state.eq(step.from()))
        .filter(challenges::version.eq(challenge.version));
    let set = (challenges::state.eq(step.to()), challenges::version.eq(challenges::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    if let Some((reply, entry)) = reply {
        let set = (
            challenges::reply.eq(&reply.text),
            challenges::consequence.eq(reply.consequence),
            challenges::replied_by.eq(tx.actor.account().map(|a| a.0)),
            challenges::replied_at.eq(tx.now),
            challenges::reply_entry_id.eq(entry),
        );
        diesel::update(challenges::table.find(challenge.id)).set(set).execute(tx.conn)?;
    }
    tx.history(challenge.id, step, reply.map(|(r, _)| r.text.as_str()))
}
