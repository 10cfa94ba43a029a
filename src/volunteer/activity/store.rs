//! Statements of `activities` and `signups`.
use super::model::{
    Activity, ActivityEvent, ActivityId, ActivityState, NewActivity, NewSignup, Signup, SignupId, SignupState,
};
use crate::{
    both,
    kernel::{
        refusal::{Error, Result},
        state::Step,
        time::Ts,
    },
    platform::db::{Conn, Tx},
    schema::{activities, signups},
    volunteer::person::VolunteerId,
    web::paging::Cursor,
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};
use std::collections::HashMap;

const BATCH: usize = 800;

/// Writes many activities at once.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(c: &mut Conn, rows: &[NewActivity]) -> Result<()> {
    for some in rows.chunks(BATCH) {
        both!(c, c => diesel::insert_into(activities::table).values(some).execute(c))?;
    }
    Ok(())
}

/// Writes many sign-ups at once.
///
/// # Errors
/// A fault of the database.
pub fn insert_signups(c: &mut Conn, rows: &[NewSignup]) -> Result<()> {
    for some in rows.chunks(BATCH) {
        both!(c, c => diesel::insert_into(signups::table).values(some).execute(c))?;
    }
    Ok(())
}

/// Ids by public number, for who inserts many.
///
/// # Errors
/// A fault of the database.
pub fn ids_by_no(c: &mut Conn) -> Result<HashMap<String, ActivityId>> {
    Ok(activities::table
        .select((activities::no, activities::id))
        .load::<(String, ActivityId)>(c)?
        .into_iter()
        .collect())
}

/// Ids of sign-ups by activity and volunteer, for who inserts many.
///
/// # Errors
/// A fault of the database.
pub fn signup_ids(c: &mut Conn) -> Result<HashMap<(ActivityId, VolunteerId), SignupId>> {
    Ok(signups::table
        .select((signups::activity_id, signups::volunteer_id, signups::id))
        .load::<(ActivityId, VolunteerId, SignupId)>(c)?
        .into_iter()
        .map(|(a, v, id)| ((a, v), id))
        .collect())
}

/// The activity with a public number.
///
/// # Errors
/// [`Error::Missing`].
pub fn by_no(c: &mut Conn, no: &str) -> Result<Activity> {
    Ok(activities::table.filter(activities::no.eq(no)).select(Activity::as_select()).first(c)?)
}

/// The activity with an id.
///
/// # Errors
/// [`Error::Missing`].
pub fn by_id(c: &mut Conn, id: ActivityId) -> Result<Activity> {
    Ok(activities::table.find(id.0).select(Activity::as_select()).first(c)?)
}

/// How many are open for sign-up and still to come.
///
/// # Errors
/// A fault of the database.
pub fn count_open(c: &mut Conn, now: Ts) -> Result<i64> {
    Ok(activities::table
        .filter(activities::state.eq(ActivityState::Open))
        .filter(activities::starts_at.gt(now))
        .count()
        .get_result(c)?)
}

/// The next activities open for sign-up, with the places left; what the home page shows.
///
/// # Errors
/// A fault of the database.
pub fn soonest(c: &mut Conn, now: Ts, rows: i64) -> Result<Vec<(Activity, i64)>> {
    let found = page(c, &Filter { from: now, ..Filter::default() }, None, rows - 1)?;
    let taken = taken(c, &found.iter().map(|a| a.id).collect::<Vec<_>>())?;
    Ok(found
        .into_iter()
        .map(|a| {
            let left = (a.capacity - taken.get(&a.id.0).copied().unwrap_or(0)).max(0);
            (a, left)
        })
        .collect())
}

/// What the board is narrowed by.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    /// Only activities that end after this.
    pub(super) from: Ts,
    /// Only activities that begin before this.
    pub(super) until: Option<Ts>,
    /// Six digits of counties.
    pub(super) counties: Vec<String>,
    /// Fields of service.
    pub(super) fields: Vec<String>,
    /// Only these rows, as search found them.
    pub(super) ids: Option<Vec<i64>>,
    /// Part of title, summary or place, when search is down.
    pub(super) like: Option<String>,
}

impl Default for Filter {
    fn default() -> Self {
        let from = Ts::new(chrono::DateTime::UNIX_EPOCH);
        Self { from, until: None, counties: Vec::new(), fields: Vec::new(), ids: None, like: None }
    }
}

/// One page of the board, soonest first.
pub(super) fn page(c: &mut Conn, filter: &Filter, after: Option<&Cursor>, rows: i64) -> Result<Vec<Activity>> {
    let mut q = activities::table
        .filter(activities::state.eq_any([ActivityState::Open, ActivityState::Running]))
        .filter(activities::ends_at.gt(filter.from))
        .select(Activity::as_select())
        .into_boxed();
    if let Some(until) = filter.until {
        q = q.filter(activities::starts_at.lt(until));
    }
    if !filter.counties.is_empty() {
        // A county has streets and communities below it; the prefix takes them all.
        let mut any: Box<
            dyn BoxableExpression<
                    activities::table,
                    crate::platform::db::MultiBackend,
                    SqlType = diesel::sql_types::Bool,
                >,
        > = Box::new(activities::division.like(format!("{}%", filter.counties.first().map_or("", String::as_str))));
        for county in filter.counties.iter().skip(1) {
            any = Box::new(any.or(activities::division.like(format!("{county}%"))));
        }
        q = q.filter(any);
    }
    if !filter.fields.is_empty() {
        q = q.filter(activities::field.eq_any(filter.fields.clone()));
    }
    if let Some(ids) = &filter.ids {
        q = q.filter(activities::id.eq_any(ids.clone()));
    }
    if let Some(text) = &filter.like {
        let like = format!("%{text}%");
        q = q.filter(
            activities::title
                .like(like.clone())
                .or(activities::summary.like(like.clone()))
                .or(activities::place.like(like)),
        );
    }
    if let Some((at, id)) = after.and_then(|a| Some((a.sort.parse::<Ts>().ok()?, a.id))) {
        q = q.filter(activities::starts_at.gt(at).or(activities::starts_at.eq(at).and(activities::id.gt(id))));
    }
    Ok(q.order((activities::starts_at.asc(), activities::id.asc())).limit(rows + 1).load(c)?)
}

/// Confirmed places by activity.
pub(super) fn taken(c: &mut Conn, ids: &[ActivityId]) -> Result<HashMap<i64, i64>> {
    let raw: Vec<i64> = ids.iter().map(|a| a.0).collect();
    Ok(signups::table
        .filter(signups::activity_id.eq_any(raw))
        .filter(signups::state.eq(SignupState::Confirmed))
        .group_by(signups::activity_id)
        .select((signups::activity_id, diesel::dsl::count_star()))
        .load::<(i64, i64)>(c)?
        .into_iter()
        .collect())
}

pub(super) fn waiting(c: &mut Conn, id: ActivityId) -> Result<i64> {
    Ok(signups::table
        .filter(signups::activity_id.eq(id.0))
        .filter(signups::state.eq(SignupState::Waiting))
        .count()
        .get_result(c)?)
}

/// Activities run by somebody, newest first.
pub(super) fn run_by(c: &mut Conn, organizations: &[i64], teams: &[i64], rows: i64) -> Result<Vec<Activity>> {
    Ok(activities::table
        .filter(
            activities::organization_id
                .eq_any(organizations.to_vec())
                .or(activities::team_id.eq_any(teams.iter().copied().map(Some).collect::<Vec<_>>()).assume_not_null()),
        )
        .order((activities::starts_at.desc(), activities::id.desc()))
        .limit(rows)
        .select(Activity::as_select())
        .load(c)?)
}

/// Coming and past activities of a team, newest first.
///
/// # Errors
/// A fault of the database.
pub fn of_team(c: &mut Conn, team: i64, rows: i64) -> Result<Vec<Activity>> {
    Ok(activities::table
        .filter(activities::team_id.eq(team))
        .filter(activities::state.eq_any([ActivityState::Open, ActivityState::Running, ActivityState::Done]))
        .order((activities::starts_at.desc(), activities::id.desc()))
        .limit(rows)
        .select(Activity::as_select())
        .load(c)?)
}

pub(super) fn insert(tx: &mut Tx, row: &NewActivity) -> Result<ActivityId> {
    Ok(diesel::insert_into(activities::table).values(row).returning(activities::id).get_result(tx.conn)?)
}

/// Rewrites a draft by compare-and-set.
pub(super) fn rewrite(tx: &mut Tx, was: &Activity, row: &NewActivity) -> Result<()> {
    let target = activities::table
        .filter(activities::id.eq(was.id.0))
        .filter(activities::state.eq(ActivityState::Draft))
        .filter(activities::version.eq(was.version));
    let n = diesel::update(target)
        .set((
            activities::title.eq(&row.title),
            activities::summary.eq(&row.summary),
            activities::field.eq(row.field),
            activities::division.eq(&row.division),
            activities::place.eq(&row.place),
            activities::starts_at.eq(row.starts_at),
            activities::ends_at.eq(row.ends_at),
            activities::sign_up_until.eq(row.sign_up_until),
            activities::break_minutes.eq(row.break_minutes),
            activities::capacity.eq(row.capacity),
            activities::min_age.eq(row.min_age),
            activities::is_dangerous.eq(row.is_dangerous),
            activities::details.eq(&row.details),
            activities::version.eq(was.version + 1),
        ))
        .execute(tx.conn)?;
    if n == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Puts the insurance on record, also after publication: the gate of `VO-12` looks at it on the day.
pub(super) fn set_details(tx: &mut Tx, was: &Activity, details: &super::Details) -> Result<()> {
    let target = activities::table.filter(activities::id.eq(was.id.0)).filter(activities::version.eq(was.version));
    let n = diesel::update(target)
        .set((
            activities::details.eq(crate::platform::db::Json(details.clone())),
            activities::version.eq(was.version + 1),
        ))
        .execute(tx.conn)?;
    if n == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// The one statement that writes an activity's state.
pub(super) fn advance(tx: &mut Tx, was: &Activity, step: &Step<ActivityState>, note: Option<&str>) -> Result<()> {
    let target = activities::table
        .filter(activities::id.eq(was.id.0))
        .filter(activities::state.eq(step.from()))
        .filter(activities::version.eq(was.version));
    let n = diesel::update(target)
        .set((activities::state.eq(step.to()), activities::version.eq(was.version + 1)))
        .execute(tx.conn)?;
    if n == 0 {
        return Err(Error::Stale);
    }
    tx.history(was.id.0, step, note)
}

/// Marks an open activity as running; the first sign-in or the clock does it.
///
/// # Errors
/// Changed by somebody else meanwhile.
pub fn start(tx: &mut Tx, was: &Activity) -> Result<()> {
    if was.state != ActivityState::Open {
        return Ok(());
    }
    advance(tx, was, &Step::new(was.state, ActivityEvent::Start)?, None)
}

pub(super) fn set_published(tx: &mut Tx, id: ActivityId, entry: i64) -> Result<()> {
    diesel::update(activities::table.find(id.0))
        .set((activities::entry_id.eq(entry), activities::published_at.eq(tx.now)))
        .execute(tx.conn)?;
    Ok(())
}

/// Open ones that have begun and running ones that are long over.
pub(super) fn due(c: &mut Conn, now: Ts, over_before: Ts) -> Result<Vec<Activity>> {
    Ok(activities::table
        .filter(
            activities::state
                .eq(ActivityState::Open)
                .and(activities::starts_at.le(now))
                .or(activities::state.eq(ActivityState::Running).and(activities::ends_at.le(over_before))),
        )
        .order(activities::id)
        .limit(100)
        .select(Activity::as_select())
        .load(c)?)
}

/// One volunteer's sign-up.
///
/// # Errors
/// A fault of the database.
pub fn signup_of(c: &mut Conn, activity: ActivityId, volunteer: VolunteerId) -> Result<Option<Signup>> {
    Ok(signups::table
        .filter(signups::activity_id.eq(activity.0))
        .filter(signups::volunteer_id.eq(volunteer.0))
        .select(Signup::as_select())
        .first(c)
        .optional()?)
}

/// A sign-up of an activity.
///
/// # Errors
/// [`Error::Missing`].
pub fn signup_by_id(c: &mut Conn, activity: ActivityId, id: SignupId) -> Result<Signup> {
    Ok(signups::table.find(id.0).filter(signups::activity_id.eq(activity.0)).select(Signup::as_select()).first(c)?)
}

/// Confirmed and waiting sign-ups in order of arrival.
///
/// # Errors
/// A fault of the database.
pub fn roster(c: &mut Conn, activity: ActivityId) -> Result<Vec<Signup>> {
    Ok(signups::table
        .filter(signups::activity_id.eq(activity.0))
        .filter(signups::state.eq_any([SignupState::Confirmed, SignupState::Waiting]))
        .order(signups::place)
        .limit(2000)
        .select(Signup::as_select())
        .load(c)?)
}

/// Sign-ups of a volunteer for activities that are not over, with the activity.
///
/// # Errors
/// A fault of the database.
pub fn coming(c: &mut Conn, volunteer: VolunteerId, now: Ts) -> Result<Vec<(Signup, Activity)>> {
    Ok(signups::table
        .inner_join(activities::table)
        .filter(signups::volunteer_id.eq(volunteer.0))
        .filter(signups::state.eq_any([SignupState::Confirmed, SignupState::Waiting]))
        .filter(activities::state.eq_any([ActivityState::Open, ActivityState::Running]))
        .filter(activities::ends_at.gt(now))
        .order(activities::starts_at)
        .limit(100)
        .select((Signup::as_select(), Activity::as_select()))
        .load(c)?)
}

pub(super) fn next_place(c: &mut Conn, activity: ActivityId) -> Result<i64> {
    let highest: Option<i64> =
        signups::table.filter(signups::activity_id.eq(activity.0)).select(diesel::dsl::max(signups::place)).first(c)?;
    Ok(highest.unwrap_or(0) + 1)
}

/// Writes a sign-up. A twin on PostgreSQL makes the action run again.
pub(super) fn insert_signup(tx: &mut Tx, row: &NewSignup) -> Result<SignupId> {
    let done = tx
        .attempt(|c| diesel::insert_into(signups::table).values(row).returning(signups::id).get_result::<SignupId>(c));
    done.map_err(|e| match e {
        DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
            DbError::DatabaseError(DatabaseErrorKind::SerializationFailure, info).into()
        }
        other => other.into(),
    })
}

/// The one statement that writes a sign-up's state; `place` changes when somebody signs up again.
pub(super) fn move_signup(tx: &mut Tx, was: &Signup, step: &Step<SignupState>, place: i64) -> Result<()> {
    let target = signups::table
        .filter(signups::id.eq(was.id.0))
        .filter(signups::state.eq(step.from()))
        .filter(signups::version.eq(was.version));
    let promoted = (step.to() == SignupState::Confirmed).then_some(tx.now).or(was.promoted_at);
    let cancelled = (step.to() == SignupState::Cancelled).then_some(tx.now);
    let n = diesel::update(target)
        .set((
            signups::state.eq(step.to()),
            signups::place.eq(place),
            signups::promoted_at.eq(promoted),
            signups::cancelled_at.eq(cancelled),
            signups::version.eq(was.version + 1),
        ))
        .execute(tx.conn)?;
    if n == 0 {
        return Err(Error::Stale);
    }
    tx.history(was.id.0, step, None)
}

pub(super) fn first_waiting(c: &mut Conn, activity: ActivityId) -> Result<Option<Signup>> {
    Ok(signups::table
        .filter(signups::activity_id.eq(activity.0))
        .filter(signups::state.eq(SignupState::Waiting))
        .order(signups::place)
        .select(Signup::as_select())
        .first(c)
        .optional()?)
}

/// How many wait before a place of the list.
pub(super) fn ahead(c: &mut Conn, activity: ActivityId, place: i64) -> Result<i64> {
    Ok(signups::table
        .filter(signups::activity_id.eq(activity.0))
        .filter(signups::state.eq(SignupState::Waiting))
        .filter(signups::place.lt(place))
        .count()
        .get_result(c)?)
}
