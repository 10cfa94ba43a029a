//! Statements of `upkeeps`.
use super::model::{Account, Upkeep, UpkeepKind, UpkeepState as State};
use crate::{
    kernel::{
        actor::{AccountId, OrganizationId},
        refusal::{Error, Result},
        state::Step,
        time::Day,
    },
    platform::db::{Conn, Json, Tx},
    registry::organization::Organization,
    schema::{organizations, upkeeps},
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

/// A wish by its number.
///
/// # Errors
/// [`Error::Missing`].
pub(super) fn find(c: &mut Conn, no: &str) -> Result<Upkeep> {
    Ok(upkeeps::table.filter(upkeeps::no.eq(no)).select(Upkeep::as_select()).first(c)?)
}

/// A wish by its row.
pub(super) fn find_by_id(c: &mut Conn, id: i64) -> Result<Upkeep> {
    Ok(upkeeps::table.find(id).select(Upkeep::as_select()).first(c)?)
}

/// The wishes of a group, the latest first.
pub(super) fn of_organization(c: &mut Conn, id: OrganizationId) -> Result<Vec<Upkeep>> {
    Ok(upkeeps::table
        .filter(upkeeps::organization_id.eq(id.0))
        .order(upkeeps::id.desc())
        .limit(100)
        .select(Upkeep::as_select())
        .load(c)?)
}

/// Wishes that wait at some streets and townships, the most urgent first, with their groups.
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, authorities: &[i64], rows: i64) -> Result<Vec<(Upkeep, Organization)>> {
    Ok(upkeeps::table
        .inner_join(organizations::table)
        .filter(upkeeps::authority_id.eq_any(authorities.to_vec()))
        .filter(upkeeps::state.eq(State::Asked))
        .order((upkeeps::due_on, upkeeps::id))
        .limit(rows)
        .select((Upkeep::as_select(), Organization::as_select()))
        .load(c)?)
}

/// A wish as it is written.
pub(super) struct Asked<'a> {
    pub no: &'a str,
    pub kind: UpkeepKind,
    pub year: i64,
    pub content: &'a Account,
    pub due_on: Day,
    pub by: AccountId,
}

pub(super) fn insert(tx: &mut Tx, o: &Organization, new: &Asked<'_>) -> Result<()> {
    let row = (
        upkeeps::no.eq(new.no),
        upkeeps::organization_id.eq(o.id.0),
        upkeeps::authority_id.eq(o.authority_id.0),
        upkeeps::account_id.eq(new.by.0),
        upkeeps::kind.eq(new.kind),
        upkeeps::year.eq(new.year),
        upkeeps::content.eq(Json(new.content.clone())),
        upkeeps::state.eq(State::Asked),
        upkeeps::is_open.eq(true),
        upkeeps::asked_at.eq(tx.now),
        upkeeps::due_on.eq(new.due_on),
    );
    tx.attempt(|c| diesel::insert_into(upkeeps::table).values(row).execute(c)).map_err(|e| match e {
        // A twin asked at the same moment: looked at again, the rule says so.
        DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Error::Stale,
        other => other.into(),
    })?;
    Ok(())
}

/// What a step writes beside the state.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = upkeeps)]
pub(super) struct Written {
    pub decision: Option<String>,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<crate::kernel::time::Ts>,
    pub entry_id: Option<i64>,
}

/// The one place that writes the state.
pub(super) fn step(tx: &mut Tx, x: &Upkeep, step: &Step<State>, written: Written) -> Result<()> {
    let target = upkeeps::table
        .filter(upkeeps::id.eq(x.id))
        .filter(upkeeps::state.eq(step.from()))
        .filter(upkeeps::version.eq(x.version));
    let note = written.decision.clone();
    let set =
        (upkeeps::state.eq(step.to()), upkeeps::is_open.eq(false), upkeeps::version.eq(upkeeps::version + 1), written);
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    tx.history(x.id, step, note.as_deref())
}
