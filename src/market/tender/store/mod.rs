//! Statements of `tenders` and its parts.
mod talk;
mod write;

pub(super) use talk::{add_document, answer, ask, document, question, remove_document};
pub use talk::{documents_changed_at, questions};
pub(super) use write::{Fresh, draft_of, insert, move_deadline, rewrite, seal_profile, step, write_committee};

use crate::market::tender::{
    model::{Criterion, DocumentRow, EnvelopeKind, Lock, Opener, Tender, TenderId, TenderState},
    rules::Others,
};
use crate::{
    kernel::{money::Money, refusal::Result, time::Ts},
    market::plan::{PlanLine, PlanLineId},
    platform::db::Conn,
    schema::{plan_lines, tender_criteria, tender_documents, tender_locks, tender_openers, tenders},
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

/// States in which a tender takes no budget.
const ENDED: [TenderState; 3] = [TenderState::Discarded, TenderState::Failed, TenderState::Stopped];

fn total() -> diesel::expression::SqlLiteral<diesel::sql_types::BigInt> {
    diesel::dsl::sql("CAST(COALESCE(SUM(tenders.budget), 0) AS BIGINT)")
}

/// How much of a plan line other live tenders have taken; drafts of others count too.
///
/// # Errors
/// A fault of the database.
pub fn committed(c: &mut Conn, line: PlanLineId, except: Option<TenderId>) -> Result<Others> {
    let (count, fen): (i64, i64) = tenders::table
        .filter(tenders::plan_line_id.eq(line.0))
        .filter(tenders::state.ne_all(ENDED))
        .filter(tenders::id.ne(except.map_or(0, |t| t.0)))
        .select((diesel::dsl::count_star(), total()))
        .first(c)?;
    Ok(Others { count, total: Money::from_fen(fen) })
}

/// Published or submitted non-open purchases of the same item by the same department in the same year (`PR-22`).
pub(super) fn similar(c: &mut Conn, line: &PlanLine, except: TenderId) -> Result<Others> {
    let (count, fen): (i64, i64) = tenders::table
        .inner_join(plan_lines::table)
        .filter(plan_lines::authority_id.eq(line.authority_id))
        .filter(plan_lines::year.eq(line.year))
        .filter(plan_lines::catalogue_code.eq(&line.catalogue_code))
        .filter(tenders::procedure_key.ne("open_tender"))
        .filter(tenders::is_simulated.eq(false))
        .filter(tenders::state.ne_all(ENDED))
        .filter(tenders::state.ne(TenderState::Draft))
        .filter(tenders::id.ne(except))
        .select((diesel::dsl::count_star(), total()))
        .first(c)?;
    Ok(Others { count, total: Money::from_fen(fen) })
}

/// Open tenders whose deadline has passed.
pub(super) fn due(c: &mut Conn, now: Ts) -> Result<Vec<TenderId>> {
    Ok(tenders::table
        .filter(tenders::state.eq(TenderState::Open))
        .filter(tenders::closes_at.le(now))
        .order(tenders::closes_at)
        .limit(200)
        .select(tenders::id)
        .load(c)?)
}

/// Public tenders that are no practice, in order of their rows, with the name of the department.
pub(super) fn public_after(c: &mut Conn, after: i64, rows: i64) -> Result<Vec<(Tender, String)>> {
    use crate::schema::authorities;
    let hidden = [TenderState::Draft, TenderState::Submitted, TenderState::Discarded];
    Ok(tenders::table
        .inner_join(authorities::table)
        .filter(tenders::id.gt(after))
        .filter(tenders::state.ne_all(hidden))
        .filter(tenders::is_simulated.eq(false))
        .order(tenders::id)
        .limit(rows)
        .select((Tender::as_select(), authorities::name))
        .load(c)?)
}
