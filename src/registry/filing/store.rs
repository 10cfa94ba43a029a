//! Statements of `organization_filings`.
use super::model::{Filing, FilingEvent, FilingKind, FilingState};
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::{Error, Result},
        state::Step,
    },
    platform::db::{Conn, Tx},
    schema::{organization_filings as f, organizations as o},
};
use diesel::prelude::*;

/// The filings of an organization, at most one of each kind.
pub(super) fn of(c: &mut Conn, organization: OrganizationId) -> Result<Vec<Filing>> {
    Ok(f::table.filter(f::organization_id.eq(organization)).order(f::id).select(Filing::as_select()).load(c)?)
}

/// One filing.
pub(super) fn find(c: &mut Conn, organization: OrganizationId, kind: FilingKind) -> Result<Option<Filing>> {
    Ok(f::table
        .filter(f::organization_id.eq(organization))
        .filter(f::kind.eq(kind))
        .select(Filing::as_select())
        .first(c)
        .optional()?)
}

/// What was brought: a file or a sealed account.
#[derive(Debug, Clone, Default)]
pub(super) struct Brought {
    pub file: Option<i64>,
    pub sealed: Option<String>,
}

/// Files for the first time, or again after a return or a change.
pub(super) fn put(tx: &mut Tx, organization: OrganizationId, kind: FilingKind, brought: &Brought) -> Result<()> {
    let by = tx.account()?;
    let set = (
        f::file_id.eq(brought.file),
        f::sealed.eq(&brought.sealed),
        f::note.eq(None::<String>),
        f::filed_by.eq(by),
        f::filed_at.eq(tx.now),
        f::answered_by.eq(None::<i64>),
        f::answered_at.eq(None::<crate::kernel::time::Ts>),
    );
    match find(tx.conn, organization, kind)? {
        None => {
            let row = (f::organization_id.eq(organization), f::kind.eq(kind), f::state.eq(FilingState::Filed), set);
            diesel::insert_into(f::table).values(row).execute(tx.conn)?;
            Ok(())
        }
        Some(before) => {
            let step = Step::new(before.state, FilingEvent::File)?;
            let target = f::table.filter(f::id.eq(before.id)).filter(f::version.eq(before.version));
            let all = (f::state.eq(step.to()), f::version.eq(f::version + 1), set);
            one(diesel::update(target).set(all).execute(tx.conn)?)?;
            tx.history(before.id, &step, None)
        }
    }
}

/// Writes the office's answer.
pub(super) fn answer(tx: &mut Tx, filing: &Filing, step: &Step<FilingState>, note: Option<&str>) -> Result<()> {
    let target = f::table.filter(f::id.eq(filing.id)).filter(f::version.eq(filing.version));
    let set = (
        f::state.eq(step.to()),
        f::version.eq(f::version + 1),
        f::note.eq(note),
        f::answered_by.eq(tx.account()?),
        f::answered_at.eq(tx.now),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)?;
    tx.history(filing.id, step, note)
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Filings that wait for these authorities: code and name of the organization.
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, authorities: &[i64], most: i64) -> Result<Vec<(String, String)>> {
    Ok(f::table
        .inner_join(o::table)
        .filter(o::authority_id.eq_any(authorities))
        .filter(f::state.eq(FilingState::Filed))
        .order(f::id)
        .limit(most)
        .select((o::credit_code, o::name))
        .load(c)?)
}

/// Of these organizations, those that were registered here and have still something to file: code and name.
///
/// # Errors
/// A fault of the database.
pub fn open_duties(c: &mut Conn, organizations: &[i64]) -> Result<Vec<(String, String)>> {
    use crate::schema::applications as a;
    let founded: Vec<(i64, String, String)> = o::table
        .inner_join(a::table)
        .filter(o::id.eq_any(organizations))
        .filter(o::is_registered.eq(true))
        .order(o::id)
        .select((o::id, o::credit_code, o::name))
        .load(c)?;
    let mut out = Vec::new();
    for (id, code, name) in founded {
        let done: i64 = f::table
            .filter(f::organization_id.eq(id))
            .filter(f::state.ne(FilingState::Returned))
            .count()
            .get_result(c)?;
        if usize::try_from(done).unwrap_or_default() < FilingKind::ALL.len() {
            out.push((code, name));
        }
    }
    Ok(out)
}
