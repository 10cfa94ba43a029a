//! Statements of `teams` and `team_members`.
use super::model::{Figures, Member, MemberRole, MemberState, NewMember, NewTeam, Team, TeamId, TeamState};
use crate::{
    both,
    kernel::{
        refusal::{Error, Result},
        state::Step,
        time::Day,
    },
    platform::db::{Conn, Tx},
    schema::{activities, service_records, team_members, teams},
    volunteer::person::VolunteerId,
    web::paging::Cursor,
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};
use std::collections::HashMap;

const BATCH: usize = 1000;

/// Writes many teams at once.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(c: &mut Conn, rows: &[NewTeam]) -> Result<()> {
    for some in rows.chunks(BATCH) {
        both!(c, c => diesel::insert_into(teams::table).values(some).execute(c))?;
    }
    Ok(())
}

/// Writes many memberships at once.
///
/// # Errors
/// A fault of the database.
pub fn insert_members(c: &mut Conn, rows: &[NewMember]) -> Result<()> {
    for some in rows.chunks(BATCH) {
        both!(c, c => diesel::insert_into(team_members::table).values(some).execute(c))?;
    }
    Ok(())
}

/// Ids by team number, for who inserts many.
///
/// # Errors
/// A fault of the database.
pub fn ids_by_no(c: &mut Conn) -> Result<HashMap<String, TeamId>> {
    Ok(teams::table.select((teams::no, teams::id)).load::<(String, TeamId)>(c)?.into_iter().collect())
}

/// The team with a number.
///
/// # Errors
/// [`Error::Missing`].
pub fn by_no(c: &mut Conn, no: &str) -> Result<Team> {
    Ok(teams::table.filter(teams::no.eq(no)).select(Team::as_select()).first(c)?)
}

/// The team with an id.
///
/// # Errors
/// [`Error::Missing`].
pub fn by_id(c: &mut Conn, id: TeamId) -> Result<Team> {
    Ok(teams::table.find(id.0).select(Team::as_select()).first(c)?)
}

/// Number and name by id.
///
/// # Errors
/// A fault of the database.
pub fn names(c: &mut Conn, ids: &[TeamId]) -> Result<HashMap<TeamId, (String, String)>> {
    let raw: Vec<i64> = ids.iter().map(|t| t.0).collect();
    Ok(teams::table
        .filter(teams::id.eq_any(raw))
        .select((teams::id, teams::no, teams::name))
        .load::<(TeamId, String, String)>(c)?
        .into_iter()
        .map(|(id, no, name)| (id, (no, name)))
        .collect())
}

/// Teams at work by ascending id, for work on all of them.
pub(super) fn active_after(c: &mut Conn, after: i64, rows: i64) -> Result<Vec<Team>> {
    Ok(teams::table
        .filter(teams::state.eq(TeamState::Active))
        .filter(teams::id.gt(after))
        .order(teams::id)
        .limit(rows)
        .select(Team::as_select())
        .load(c)?)
}

/// The teams somebody leads, by the ids of the seats held, and those under the organizations somebody is officer of.
///
/// # Errors
/// A fault of the database.
pub fn led_by(c: &mut Conn, teams_led: Vec<i64>, organizations: Vec<i64>) -> Result<Vec<Team>> {
    Ok(teams::table
        .filter(teams::state.eq(TeamState::Active))
        .filter(teams::id.eq_any(teams_led).or(teams::organization_id.eq_any(organizations)))
        .order(teams::name)
        .limit(50)
        .select(Team::as_select())
        .load(c)?)
}

/// The teams a volunteer belongs to or has asked to join, with the state of it.
///
/// # Errors
/// A fault of the database.
pub fn of_volunteer(c: &mut Conn, volunteer: VolunteerId) -> Result<Vec<(Team, MemberRole, MemberState)>> {
    Ok(teams::table
        .inner_join(team_members::table)
        .filter(team_members::volunteer_id.eq(volunteer.0))
        .filter(team_members::state.eq_any([MemberState::Asked, MemberState::Member]))
        .order(teams::name)
        .select((Team::as_select(), team_members::role, team_members::state))
        .load(c)?)
}

/// Whether the volunteer belongs to the team.
///
/// # Errors
/// A fault of the database.
pub fn is_member(c: &mut Conn, team: TeamId, volunteer: VolunteerId) -> Result<bool> {
    Ok(member(c, team, volunteer)?.is_some_and(|m| m.state == MemberState::Member))
}

/// Adds effective minutes to a team's total; negative when a record is voided or corrected.
///
/// # Errors
/// A fault of the database.
pub fn add_minutes(tx: &mut Tx, team: TeamId, minutes: i64) -> Result<()> {
    diesel::update(teams::table.find(team.0)).set(teams::minutes.eq(teams::minutes + minutes)).execute(tx.conn)?;
    Ok(())
}

/// What a team's page counts; active means a record on or after `since`.
///
/// # Errors
/// A fault of the database.
pub fn figures(c: &mut Conn, team: TeamId, since: Day) -> Result<Figures> {
    let members = team_members::table
        .filter(team_members::team_id.eq(team.0))
        .filter(team_members::state.eq(MemberState::Member))
        .count()
        .get_result(c)?;
    let active = service_records::table
        .filter(service_records::team_id.eq(team.0))
        .filter(service_records::state.eq("effective"))
        .filter(service_records::served_on.ge(since))
        .select(diesel::dsl::sql::<diesel::sql_types::BigInt>("COUNT(DISTINCT volunteer_id)"))
        .first(c)?;
    let activities = activities::table
        .filter(activities::team_id.eq(team.0))
        .filter(activities::state.eq("done"))
        .count()
        .get_result(c)?;
    Ok(Figures { members, active, activities })
}

/// One page of the public list, most hours first.
pub(super) fn page(c: &mut Conn, filter: &Filter, after: Option<&Cursor>, rows: i64) -> Result<Vec<Team>> {
    let mut q = teams::table.filter(teams::state.eq(TeamState::Active)).select(Team::as_select()).into_boxed();
    if let Some(county) = &filter.county {
        q = q.filter(teams::division.like(format!("{county}%")));
    }
    if let Some(field) = &filter.field {
        q = q.filter(teams::fields.like(format!("%\"{field}\"%")));
    }
    if let Some(text) = &filter.text {
        q = q.filter(teams::name.like(format!("%{text}%")));
    }
    if let Some((minutes, id)) = after.and_then(|a| Some((a.sort.parse::<i64>().ok()?, a.id))) {
        q = q.filter(teams::minutes.lt(minutes).or(teams::minutes.eq(minutes).and(teams::id.gt(id))));
    }
    Ok(q.order((teams::minutes.desc(), teams::id.asc())).limit(rows + 1).load(c)?)
}

/// What the public list is narrowed by.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// Six digits of a county.
    pub(super) county: Option<String>,
    /// A field of service.
    pub(super) field: Option<String>,
    /// Part of a name.
    pub(super) text: Option<String>,
}

pub(super) fn counts(c: &mut Conn, ids: &[TeamId]) -> Result<HashMap<i64, i64>> {
    let raw: Vec<i64> = ids.iter().map(|t| t.0).collect();
    Ok(team_members::table
        .filter(team_members::team_id.eq_any(raw))
        .filter(team_members::state.eq(MemberState::Member))
        .group_by(team_members::team_id)
        .select((team_members::team_id, diesel::dsl::count_star()))
        .load::<(i64, i64)>(c)?
        .into_iter()
        .collect())
}

pub(super) fn total(c: &mut Conn) -> Result<i64> {
    Ok(teams::table.filter(teams::state.eq(TeamState::Active)).count().get_result(c)?)
}

pub(super) fn insert(tx: &mut Tx, row: &NewTeam) -> Result<Option<TeamId>> {
    match tx.attempt(|c| diesel::insert_into(teams::table).values(row).returning(teams::id).get_result::<TeamId>(c)) {
        Ok(id) => Ok(Some(id)),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(None),
        Err(e) => Err(e.into()),
    }
}

pub(super) fn set_entry(tx: &mut Tx, id: TeamId, entry: i64) -> Result<()> {
    diesel::update(teams::table.find(id.0)).set(teams::entry_id.eq(entry)).execute(tx.conn)?;
    Ok(())
}

pub(super) fn member(c: &mut Conn, team: TeamId, volunteer: VolunteerId) -> Result<Option<Member>> {
    Ok(team_members::table
        .filter(team_members::team_id.eq(team.0))
        .filter(team_members::volunteer_id.eq(volunteer.0))
        .select(Member::as_select())
        .first(c)
        .optional()?)
}

pub(super) fn member_by_id(c: &mut Conn, team: TeamId, id: i64) -> Result<Member> {
    Ok(team_members::table.find(id).filter(team_members::team_id.eq(team.0)).select(Member::as_select()).first(c)?)
}

pub(super) fn members(c: &mut Conn, team: TeamId, state: MemberState, rows: i64) -> Result<Vec<Member>> {
    let all = team_members::table
        .filter(team_members::team_id.eq(team.0))
        .filter(team_members::state.eq(state))
        .select(Member::as_select());
    Ok(all.order((team_members::role.asc(), team_members::id.asc())).limit(rows).load(c)?)
}

pub(super) fn memberships_of(c: &mut Conn, volunteer: VolunteerId) -> Result<Vec<Member>> {
    Ok(team_members::table
        .filter(team_members::volunteer_id.eq(volunteer.0))
        .filter(team_members::state.eq_any([MemberState::Asked, MemberState::Member]))
        .select(Member::as_select())
        .load(c)?)
}

pub(super) fn insert_member(tx: &mut Tx, row: &NewMember) -> Result<()> {
    diesel::insert_into(team_members::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// The one statement that writes a membership's state.
pub(super) fn move_member(tx: &mut Tx, was: &Member, step: &Step<MemberState>, role: MemberRole) -> Result<()> {
    let row = team_members::table
        .filter(team_members::id.eq(was.id))
        .filter(team_members::state.eq(step.from()))
        .filter(team_members::version.eq(was.version));
    let n = diesel::update(row)
        .set((
            team_members::state.eq(step.to()),
            team_members::role.eq(role),
            team_members::decided_at.eq(tx.now),
            team_members::version.eq(was.version + 1),
        ))
        .execute(tx.conn)?;
    if n == 0 {
        return Err(Error::Stale);
    }
    tx.history(was.id, step, None)
}
