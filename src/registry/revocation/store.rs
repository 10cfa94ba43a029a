//! Statements of `revocations`.
use super::{
    model::{Ground, Revocation, RevocationState as State},
    rules::Permit,
};
use crate::{
    kernel::{
        actor::{AccountId, OrganizationId},
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::db::{Conn, Tx},
    registry::organization::Organization,
    schema::{histories, organizations, revocations},
};
use diesel::prelude::*;

/// A revocation by its number.
///
/// # Errors
/// [`Error::Missing`].
pub(super) fn find(c: &mut Conn, no: &str) -> Result<Revocation> {
    Ok(revocations::table.filter(revocations::no.eq(no)).select(Revocation::as_select()).first(c)?)
}

/// A revocation by its row.
pub(super) fn find_by_id(c: &mut Conn, id: i64) -> Result<Revocation> {
    Ok(revocations::table.find(id).select(Revocation::as_select()).first(c)?)
}

/// The number of the revocation of an organization that is open, if one is.
pub(super) fn open_no(c: &mut Conn, id: OrganizationId) -> Result<Option<String>> {
    Ok(revocations::table
        .filter(revocations::organization_id.eq(id.0))
        .filter(revocations::is_open.eq(true))
        .select(revocations::no)
        .first(c)
        .optional()?)
}

/// Whose revocations wait.
#[derive(Debug, Clone)]
pub enum Whose {
    /// Of these organizations.
    Organizations(Vec<i64>),
    /// At these authorities.
    Authorities(Vec<i64>),
}

/// Open revocations, the oldest first.
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, whose: &Whose, rows: i64) -> Result<Vec<(Revocation, Organization)>> {
    let all = revocations::table
        .inner_join(organizations::table)
        .filter(revocations::is_open.eq(true))
        .order((revocations::answer_by, revocations::id))
        .limit(rows)
        .select((Revocation::as_select(), Organization::as_select()))
        .into_boxed();
    Ok(match whose {
        Whose::Organizations(ids) => all.filter(revocations::organization_id.eq_any(ids.clone())).load(c)?,
        Whose::Authorities(ids) => all.filter(revocations::authority_id.eq_any(ids.clone())).load(c)?,
    })
}

/// A notice as it is written.
pub(super) struct New<'a> {
    pub no: &'a str,
    pub organization: &'a Organization,
    pub ground: Ground,
    pub facts: &'a str,
    pub answer_by: Day,
    pub by: AccountId,
}

pub(super) fn insert(tx: &mut Tx, new: &New<'_>) -> Result<i64> {
    let row = (
        revocations::no.eq(new.no),
        revocations::organization_id.eq(new.organization.id.0),
        revocations::authority_id.eq(new.organization.supervisor_id.0),
        revocations::ground.eq(new.ground),
        revocations::facts.eq(new.facts),
        revocations::state.eq(State::Noticed),
        revocations::is_open.eq(true),
        revocations::noticed_at.eq(tx.now),
        revocations::noticed_by.eq(new.by),
        revocations::answer_by.eq(new.answer_by),
    );
    let written =
        tx.attempt(|c| diesel::insert_into(revocations::table).values(row).returning(revocations::id).get_result(c));
    written.map_err(|e| match e {
        // A twin was begun at the same moment: looked at again, the rule says so.
        diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _) => Error::Stale,
        other => other.into(),
    })
}

/// What changes together with the state; what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = revocations)]
pub(super) struct Written {
    pub statement: Option<String>,
    pub stated_at: Option<Ts>,
    pub hearing_from: Option<Day>,
    pub heard_on: Option<Day>,
    pub record: Option<String>,
    pub heard_by: Option<AccountId>,
    pub decision: Option<String>,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<Ts>,
    pub entry_id: Option<i64>,
}

/// The one place that writes the state: by compare-and-set on state and version, with a row of history.
pub(super) fn step(tx: &mut Tx, x: &Revocation, permit: &Permit, written: Written) -> Result<()> {
    let step = permit.step();
    let target = revocations::table
        .filter(revocations::id.eq(x.id))
        .filter(revocations::version.eq(x.version))
        .filter(revocations::state.eq(step.from()));
    let set = (
        revocations::state.eq(step.to()),
        revocations::is_open.eq(step.to().is_open()),
        written,
        revocations::version.eq(revocations::version + 1),
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    tx.history(x.id, step, None)
}

/// What happened: event and instant, the latest first.
pub(super) fn history(c: &mut Conn, id: i64) -> Result<Vec<(String, Ts)>> {
    Ok(histories::table
        .filter(histories::subject_kind.eq("revocation"))
        .filter(histories::subject_id.eq(id))
        .order(histories::id.desc())
        .limit(20)
        .select((histories::event, histories::at))
        .load(c)?)
}
