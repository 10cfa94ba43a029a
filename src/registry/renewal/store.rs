//! Statements of `renewals` and `certificate_reminders`.
use super::model::{Renewal, RenewalKind, RenewalState as State};
use crate::{
    kernel::{
        actor::{AccountId, OrganizationId},
        refusal::{Error, Result},
        state::Step,
        time::Day,
    },
    platform::db::{Conn, Tx},
    registry::organization::{Organization, OrganizationStatus},
    schema::{certificate_reminders as reminders, organizations, renewals},
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

/// A wish by its number.
///
/// # Errors
/// [`Error::Missing`].
pub(super) fn find(c: &mut Conn, no: &str) -> Result<Renewal> {
    Ok(renewals::table.filter(renewals::no.eq(no)).select(Renewal::as_select()).first(c)?)
}

/// A wish by its row.
pub(super) fn find_by_id(c: &mut Conn, id: i64) -> Result<Renewal> {
    Ok(renewals::table.find(id).select(Renewal::as_select()).first(c)?)
}

/// The wishes of an organization, the latest first.
pub(super) fn of_organization(c: &mut Conn, id: OrganizationId) -> Result<Vec<Renewal>> {
    Ok(renewals::table
        .filter(renewals::organization_id.eq(id.0))
        .order(renewals::id.desc())
        .limit(100)
        .select(Renewal::as_select())
        .load(c)?)
}

/// Wishes that wait at some authorities, the most urgent first, with the name of the organization.
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, authorities: &[i64], rows: i64) -> Result<Vec<(Renewal, Organization)>> {
    Ok(renewals::table
        .inner_join(organizations::table)
        .filter(renewals::authority_id.eq_any(authorities.to_vec()))
        .filter(renewals::state.eq(State::Asked))
        .order((renewals::due_on, renewals::id))
        .limit(rows)
        .select((Renewal::as_select(), Organization::as_select()))
        .load(c)?)
}

/// A wish as it is written.
pub(super) struct Asked<'a> {
    pub no: &'a str,
    pub kind: RenewalKind,
    pub declaration: &'a str,
    pub due_on: Day,
    pub by: AccountId,
}

pub(super) fn insert(tx: &mut Tx, o: &Organization, new: &Asked<'_>) -> Result<i64> {
    let row = (
        renewals::no.eq(new.no),
        renewals::organization_id.eq(o.id.0),
        renewals::authority_id.eq(o.authority_id.0),
        renewals::account_id.eq(new.by.0),
        renewals::kind.eq(new.kind),
        renewals::declaration.eq(new.declaration),
        renewals::state.eq(State::Asked),
        renewals::is_open.eq(true),
        renewals::before_no.eq(&o.certificate_no),
        renewals::asked_at.eq(tx.now),
        renewals::due_on.eq(new.due_on),
    );
    let id = tx.attempt(|c| diesel::insert_into(renewals::table).values(row).returning(renewals::id).get_result(c));
    id.map_err(|e| match e {
        // A twin asked at the same moment: looked at again, the rule says so.
        DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Error::Stale,
        other => other.into(),
    })
}

/// What a step writes beside the state.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = renewals)]
pub(super) struct Written {
    pub decision: Option<String>,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<crate::kernel::time::Ts>,
    pub certificate_no: Option<String>,
    pub valid_until: Option<Day>,
    pub entry_id: Option<i64>,
}

/// The one place that writes the state.
pub(super) fn step(tx: &mut Tx, x: &Renewal, step: &Step<State>, written: Written) -> Result<()> {
    let target = renewals::table
        .filter(renewals::id.eq(x.id))
        .filter(renewals::state.eq(step.from()))
        .filter(renewals::version.eq(x.version));
    let note = written.decision.clone();
    let set = (
        renewals::state.eq(step.to()),
        renewals::is_open.eq(false),
        // Nothing may be written beside the state: the version makes the statement complete.
        renewals::version.eq(renewals::version + 1),
        written,
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    tx.history(x.id, step, note.as_deref())
}

/// Organizations whose certificate ends within an interval, by ascending id.
pub(super) fn ending(c: &mut Conn, from: Day, to: Day, after: i64, rows: i64) -> Result<Vec<(i64, Day)>> {
    let found: Vec<(i64, Option<Day>)> = organizations::table
        .filter(organizations::valid_until.ge(from))
        .filter(organizations::valid_until.le(to))
        .filter(organizations::is_registered.eq(true))
        .filter(organizations::status.ne_all([OrganizationStatus::Cancelled, OrganizationStatus::Revoked]))
        .filter(organizations::id.gt(after))
        .order(organizations::id)
        .limit(rows)
        .select((organizations::id, organizations::valid_until))
        .load(c)?;
    Ok(found.into_iter().filter_map(|(id, day)| Some((id, day?))).collect())
}

/// The reminders given about a certificate that ends on a day.
pub(super) fn given(c: &mut Conn, id: OrganizationId, last: Day) -> Result<Vec<i64>> {
    Ok(reminders::table
        .filter(reminders::organization_id.eq(id.0))
        .filter(reminders::valid_until.eq(last))
        .select(reminders::days)
        .load(c)?)
}

/// Keeps that a reminder was given; false when another node gave it.
pub(super) fn remind(tx: &mut Tx, id: OrganizationId, last: Day, days: i64) -> Result<bool> {
    let row = (
        reminders::organization_id.eq(id.0),
        reminders::valid_until.eq(last),
        reminders::days.eq(days),
        reminders::given_at.eq(tx.now),
    );
    match tx.attempt(|c| diesel::insert_into(reminders::table).values(row).execute(c)) {
        Ok(_) => Ok(true),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(false),
        Err(e) => Err(e.into()),
    }
}
