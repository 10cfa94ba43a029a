//! Statements of `name_reservations`.
use super::model::{Reservation, ReservationState as State};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId},
        refusal::{Error, Result},
        state::Step,
        time::Day,
    },
    platform::db::{Conn, Tx},
    registry::organization::OrganizationKind,
    schema::name_reservations as n,
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

/// A reservation by its number.
///
/// # Errors
/// [`Error::Missing`].
pub(super) fn find(c: &mut Conn, no: &str) -> Result<Reservation> {
    Ok(n::table.filter(n::no.eq(no)).select(Reservation::as_select()).first(c)?)
}

/// A reservation by its row.
pub(super) fn find_by_id(c: &mut Conn, id: i64) -> Result<Reservation> {
    Ok(n::table.find(id).select(Reservation::as_select()).first(c)?)
}

/// Somebody's own, the latest first.
pub(super) fn of_account(c: &mut Conn, account: AccountId, before: Option<i64>, rows: i64) -> Result<Vec<Reservation>> {
    let mut all = n::table
        .filter(n::account_id.eq(account.0))
        .order(n::id.desc())
        .limit(rows)
        .select(Reservation::as_select())
        .into_boxed();
    if let Some(id) = before {
        all = all.filter(n::id.lt(id));
    }
    Ok(all.load(c)?)
}

/// Name, address and language of who asked.
pub(super) fn holder(c: &mut Conn, account: AccountId) -> Result<(String, String, String)> {
    use crate::schema::accounts as a;
    Ok(a::table.filter(a::id.eq(account.0)).select((a::name, a::email, a::locale)).first(c)?)
}

/// Names that wait at some authorities, the most urgent first.
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, authorities: &[i64], rows: i64) -> Result<Vec<Reservation>> {
    Ok(n::table
        .filter(n::authority_id.eq_any(authorities.to_vec()))
        .filter(n::state.eq(State::Asked))
        .order((n::due_on, n::id))
        .limit(rows)
        .select(Reservation::as_select())
        .load(c)?)
}

/// Whether a name is kept for somebody else than this account on a day.
///
/// # Errors
/// A fault of the database.
pub fn held_by_others(c: &mut Conn, name: &str, but: Option<AccountId>, today: Day) -> Result<bool> {
    let found: i64 = n::table
        .filter(n::name.eq(name))
        .filter(n::state.eq(State::Held))
        .filter(n::until_on.ge(today))
        .filter(n::account_id.ne(but.map_or(0, |a| a.0)))
        .count()
        .get_result(c)?;
    Ok(found > 0)
}

/// The name kept for an account, if it is.
pub(super) fn held(c: &mut Conn, account: AccountId, name: &str) -> Result<Option<Reservation>> {
    Ok(n::table
        .filter(n::account_id.eq(account.0))
        .filter(n::name.eq(name))
        .filter(n::state.eq(State::Held))
        .select(Reservation::as_select())
        .first(c)
        .optional()?)
}

/// Names whose last day has passed, by number.
pub(super) fn over(c: &mut Conn, today: Day, rows: i64) -> Result<Vec<String>> {
    Ok(n::table
        .filter(n::state.eq(State::Held))
        .filter(n::until_on.lt(today))
        .order(n::id)
        .limit(rows)
        .select(n::no)
        .load(c)?)
}

/// A reservation as it is written.
pub(super) struct Asked<'a> {
    pub no: &'a str,
    pub by: AccountId,
    pub authority: AuthorityId,
    pub kind: OrganizationKind,
    pub name: &'a str,
    pub purpose: &'a str,
    pub due_on: Day,
}

pub(super) fn insert(tx: &mut Tx, new: &Asked<'_>) -> Result<()> {
    let row = (
        n::no.eq(new.no),
        n::account_id.eq(new.by.0),
        n::authority_id.eq(new.authority.0),
        n::kind.eq(new.kind),
        n::name.eq(new.name),
        n::purpose.eq(new.purpose),
        n::state.eq(State::Asked),
        n::is_open.eq(true),
        n::asked_at.eq(tx.now),
        n::due_on.eq(new.due_on),
    );
    tx.attempt(|c| diesel::insert_into(n::table).values(row).execute(c)).map_err(|e| match e {
        DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Error::Stale,
        other => other.into(),
    })?;
    Ok(())
}

/// Whether the name is asked for or kept by anybody.
pub(super) fn is_open(c: &mut Conn, name: &str) -> Result<bool> {
    let found: i64 = n::table.filter(n::name.eq(name)).filter(n::is_open.eq(true)).count().get_result(c)?;
    Ok(found > 0)
}

/// What a step writes beside the state.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = n)]
pub(super) struct Written {
    pub until_on: Option<Day>,
    pub decision: Option<String>,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<crate::kernel::time::Ts>,
    pub application_no: Option<String>,
}

/// The one place that writes the state.
pub(super) fn step(tx: &mut Tx, x: &Reservation, step: &Step<State>, written: Written) -> Result<()> {
    let target = n::table.filter(n::id.eq(x.id)).filter(n::state.eq(step.from())).filter(n::version.eq(x.version));
    let note = written.decision.clone();
    let is_open = step.to() == State::Held;
    let set = (n::state.eq(step.to()), n::is_open.eq(is_open), n::version.eq(n::version + 1), written);
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    tx.history(x.id, step, note.as_deref())
}
