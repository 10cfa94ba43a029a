//! Statements of `plan_lines`.
use super::model::{NewLine, PlanLine, PlanLineId, PlanStatus};
use crate::{
    kernel::{
        actor::AuthorityId,
        refusal::{Error, Result},
    },
    platform::db::{Conn, Tx},
    schema::{authorities, plan_lines},
    web::paging::{Cursor, Paged},
};
use diesel::prelude::*;

/// A line by its row.
///
/// # Errors
/// [`Error::Missing`].
pub fn find(c: &mut Conn, id: PlanLineId) -> Result<PlanLine> {
    Ok(plan_lines::table.find(id.0).select(PlanLine::as_select()).first(c)?)
}

/// A line by its number.
///
/// # Errors
/// [`Error::Missing`].
pub fn find_by_no(c: &mut Conn, no: &str) -> Result<PlanLine> {
    Ok(plan_lines::table.filter(plan_lines::no.eq(no)).select(PlanLine::as_select()).first(c)?)
}

/// Writes a line under a number that nobody has yet; for actions and the demonstration.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx, no: &str, authority: AuthorityId, by: i64, line: &NewLine) -> Result<PlanLineId> {
    let row = (
        plan_lines::no.eq(no),
        plan_lines::authority_id.eq(authority.0),
        plan_lines::year.eq(line.year),
        plan_lines::catalogue_code.eq(&line.catalogue_code),
        plan_lines::title.eq(&line.title),
        plan_lines::budget.eq(line.budget),
        plan_lines::intention_on.eq(line.intention_on),
        plan_lines::need_asked.eq(&line.need_asked),
        plan_lines::status.eq(PlanStatus::Active),
        plan_lines::created_by.eq(by),
        plan_lines::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(plan_lines::table).values(row).returning(plan_lines::id).get_result(tx.conn)?)
}

pub(super) fn set_entry(tx: &mut Tx, id: PlanLineId, entry: i64) -> Result<()> {
    diesel::update(plan_lines::table.find(id.0)).set(plan_lines::entry_id.eq(entry)).execute(tx.conn)?;
    Ok(())
}

pub(super) fn withdraw(tx: &mut Tx, line: &PlanLine) -> Result<()> {
    let target = plan_lines::table
        .filter(plan_lines::id.eq(line.id.0))
        .filter(plan_lines::version.eq(line.version))
        .filter(plan_lines::status.eq(PlanStatus::Active));
    let set = (plan_lines::status.eq(PlanStatus::Withdrawn), plan_lines::version.eq(plan_lines::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// The active lines of some departments, newest first.
///
/// # Errors
/// A fault of the database.
pub fn of_authority(c: &mut Conn, authorities: &[i64]) -> Result<Vec<PlanLine>> {
    Ok(plan_lines::table
        .filter(plan_lines::authority_id.eq_any(authorities))
        .filter(plan_lines::status.eq(PlanStatus::Active))
        .order(plan_lines::id.desc())
        .limit(200)
        .select(PlanLine::as_select())
        .load(c)?)
}

/// What the list of lines is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Fiscal year.
    pub year: Option<i64>,
    /// Code of the department.
    pub authority: Option<String>,
    /// Item of the catalogue.
    pub catalogue_code: Option<String>,
}

/// A page of public lines with the department's code and names, newest first.
///
/// # Errors
/// A fault of the database.
pub fn page(c: &mut Conn, filter: &Filter, cursor: Option<&Cursor>, rows: i64) -> Result<Paged<Listed>> {
    let mut query = plan_lines::table
        .inner_join(authorities::table)
        .filter(plan_lines::status.eq(PlanStatus::Active))
        .order(plan_lines::id.desc())
        .select((PlanLine::as_select(), (authorities::code, authorities::name, authorities::name_en)))
        .limit(rows + 1)
        .into_boxed();
    if let Some(year) = filter.year {
        query = query.filter(plan_lines::year.eq(year));
    }
    if let Some(code) = &filter.authority {
        query = query.filter(authorities::code.eq(code));
    }
    if let Some(code) = &filter.catalogue_code {
        query = query.filter(plan_lines::catalogue_code.eq(code));
    }
    if let Some(cursor) = cursor {
        query = query.filter(plan_lines::id.lt(cursor.id));
    }
    let found: Vec<Listed> = query.load(c)?;
    Ok(Paged::cut(found, rows, |(line, _)| Cursor { sort: String::new(), id: line.id.0 }))
}

/// A line with its department: code, Chinese name, English name.
pub type Listed = (PlanLine, (String, String, String));
