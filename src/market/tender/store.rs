//! Statements of `tenders` and its parts.
use super::model::{Criterion, DocumentRow, EnvelopeKind, Lock, Opener, Tender, TenderEvent, TenderId, TenderState};
use crate::{
    kernel::{
        refusal::{Error, Result},
        state::Step,
        time::Ts,
    },
    platform::db::{Conn, Tx},
    schema::{tender_criteria, tender_documents, tender_locks, tender_openers, tenders},
};
use diesel::prelude::*;

/// A tender by its row.
///
/// # Errors
/// [`Error::Missing`].
pub fn find(c: &mut Conn, id: TenderId) -> Result<Tender> {
    Ok(tenders::table.find(id.0).select(Tender::as_select()).first(c)?)
}

/// A tender by its project number, in any state; who may see it is the caller's question.
///
/// # Errors
/// [`Error::Missing`].
pub fn find_by_no(c: &mut Conn, no: &str) -> Result<Tender> {
    Ok(tenders::table.filter(tenders::no.eq(no)).select(Tender::as_select()).first(c)?)
}

/// The scoring items in their order, the price last.
///
/// # Errors
/// A fault of the database.
pub fn criteria(c: &mut Conn, id: TenderId) -> Result<Vec<Criterion>> {
    Ok(tender_criteria::table
        .filter(tender_criteria::tender_id.eq(id.0))
        .order(tender_criteria::position)
        .select(Criterion::as_select())
        .load(c)?)
}

/// The three members of the opening committee in order of their shares; fewer when it is not named yet.
///
/// # Errors
/// A fault of the database.
pub fn openers(c: &mut Conn, id: TenderId) -> Result<Vec<Opener>> {
    Ok(tender_openers::table
        .filter(tender_openers::tender_id.eq(id.0))
        .order(tender_openers::position)
        .select(Opener::as_select())
        .load(c)?)
}

/// Both locks of every envelope kind; none before the committee has met.
///
/// # Errors
/// A fault of the database.
pub fn locks(c: &mut Conn, id: TenderId) -> Result<Vec<Lock>> {
    Ok(tender_locks::table
        .filter(tender_locks::tender_id.eq(id.0))
        .order(tender_locks::id)
        .select(Lock::as_select())
        .load(c)?)
}

/// Both locks of one envelope kind.
///
/// # Errors
/// [`Error::Missing`] before the committee has met.
pub fn lock(c: &mut Conn, id: TenderId, envelope: EnvelopeKind) -> Result<Lock> {
    Ok(tender_locks::table
        .filter(tender_locks::tender_id.eq(id.0))
        .filter(tender_locks::envelope.eq(envelope))
        .select(Lock::as_select())
        .first(c)?)
}

/// The documents in force, oldest first.
///
/// # Errors
/// A fault of the database.
pub fn documents(c: &mut Conn, id: TenderId) -> Result<Vec<DocumentRow>> {
    Ok(tender_documents::table
        .filter(tender_documents::tender_id.eq(id.0))
        .filter(tender_documents::removed_at.is_null())
        .order(tender_documents::id)
        .select(DocumentRow::as_select())
        .load(c)?)
}

/// The one place that writes the state: compare-and-set on state and version, with its history row.
///
/// # Errors
/// [`Error::Stale`] when somebody else moved the tender first.
pub(super) fn step(tx: &mut Tx, tender: &Tender, step: &Step<TenderState>, reason: Option<&str>) -> Result<Tender> {
    let target = tenders::table
        .filter(tenders::id.eq(tender.id))
        .filter(tenders::state.eq(step.from()))
        .filter(tenders::version.eq(tender.version));
    let changed = diesel::update(target)
        .set((tenders::state.eq(step.to()), tenders::reason.eq(reason), tenders::version.eq(tenders::version + 1)))
        .execute(tx.conn)?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    stamp(tx, tender.id, step.event())?;
    tx.history(tender.id.0, step, reason)?;
    find(tx.conn, tender.id)
}

/// Writes down when a step of the opening happened.
fn stamp(tx: &mut Tx, id: TenderId, event: TenderEvent) -> Result<()> {
    let target = tenders::table.find(id.0);
    let now: Option<Ts> = Some(tx.now);
    match event {
        TenderEvent::Publish => diesel::update(target)
            .set((tenders::published_at.eq(now), tenders::approved_by.eq(tx.actor.account())))
            .execute(tx.conn)?,
        TenderEvent::OpenBids => diesel::update(target).set(tenders::opened_at.eq(now)).execute(tx.conn)?,
        TenderEvent::Score => diesel::update(target).set(tenders::scored_at.eq(now)).execute(tx.conn)?,
        TenderEvent::Price => diesel::update(target).set(tenders::priced_at.eq(now)).execute(tx.conn)?,
        TenderEvent::Announce => diesel::update(target).set(tenders::result_at.eq(now)).execute(tx.conn)?,
        _ => 0,
    };
    Ok(())
}
