//! Volunteering: hours to confirm, objections to hear, people who want to join, activities to run, one's own days.
use super::{MOST, bodies};
use crate::{
    kernel::{
        actor::{Person, Role},
        refusal::Result,
        time::Ts,
    },
    platform::db::Conn,
    portal::workbench::model::{Due, Waiting},
    schema::{activities as a, signups as s, team_members as m, teams as t, volunteers as v},
    volunteer::{
        activity::{ActivityState, SignupState},
        hours::{self, RecordState},
        team::MemberState,
    },
};
use diesel::prelude::*;
use std::collections::BTreeMap;

pub(super) fn waiting(c: &mut Conn, person: &Person, now: Ts) -> Result<Vec<Waiting>> {
    let (organizations, teams) = (bodies(person, Role::Officer), bodies(person, Role::Leader));
    let mut out = own(c, person, now)?;
    if !organizations.is_empty() || !teams.is_empty() {
        out.extend(records(c, person, &organizations, &teams)?);
        out.extend(requests(c, person, &organizations, &teams)?);
        out.extend(running(c, person, &organizations, &teams)?);
    }
    Ok(out)
}

fn shown(person: &Person, task: &'static str, (no, title): (String, String), page: &str, due: Due) -> Waiting {
    let (href, who) = (format!("/{page}"), Some(person.name.clone()));
    Waiting { matter: "volunteer", task, title, no, href, who, due }
}

/// The days somebody has promised to come.
fn own(c: &mut Conn, person: &Person, now: Ts) -> Result<Vec<Waiting>> {
    let mine: Vec<i64> = v::table.filter(v::account_id.eq(person.account.0)).select(v::id).load(c)?;
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, String, Ts)> = s::table
        .inner_join(a::table)
        .filter(s::volunteer_id.eq_any(mine))
        .filter(s::state.eq(SignupState::Confirmed))
        .filter(a::state.eq_any([ActivityState::Open, ActivityState::Running]))
        .filter(a::ends_at.gt(now))
        .order(a::starts_at)
        .limit(MOST)
        .select((a::no, a::title, a::starts_at))
        .load(c)?;
    let one = |(no, title, at): (String, String, Ts)| {
        let page = format!("activities/{no}");
        let due = if at > now { Due::At(at) } else { Due::By(now.day()) };
        shown(person, "take-part", (no, title), &page, due)
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Records to confirm and objections to hear, one line an activity.
fn records(c: &mut Conn, person: &Person, organizations: &[i64], teams: &[i64]) -> Result<Vec<Waiting>> {
    let found = hours::waiting_for(c, organizations, teams, MOST)?;
    let mut by: BTreeMap<(i64, bool), i64> = BTreeMap::new();
    for record in found {
        *by.entry((record.activity_id.0, record.state == RecordState::Objected)).or_default() += 1;
    }
    let ids: Vec<i64> = by.keys().map(|(id, _)| *id).collect();
    let names: Vec<(i64, String, String)> =
        a::table.filter(a::id.eq_any(ids)).select((a::id, a::no, a::title)).load(c)?;
    let one = |((id, objected), n): ((i64, bool), i64)| {
        let (_, no, title) = names.iter().find(|(i, ..)| *i == id)?;
        let task = if objected { "hear-objections" } else { "confirm-hours" };
        let title = format!("{title} ({n})");
        Some(shown(person, task, (no.clone(), title), "hours", Due::Never))
    };
    Ok(by.into_iter().filter_map(one).collect())
}

/// People who ask to join, one line a team.
fn requests(c: &mut Conn, person: &Person, organizations: &[i64], teams: &[i64]) -> Result<Vec<Waiting>> {
    let asked = m::table.filter(m::state.eq(MemberState::Asked)).select(m::team_id);
    let rows: Vec<(String, String)> = t::table
        .filter(t::id.eq_any(teams.to_vec()).or(t::organization_id.eq_any(organizations.to_vec())))
        .filter(t::id.eq_any(asked))
        .order(t::name)
        .limit(MOST)
        .select((t::no, t::name))
        .load(c)?;
    let one = |(no, name): (String, String)| {
        let page = format!("teams/{no}");
        shown(person, "answer-requests", (no, name), &page, Due::Never)
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Drafts to publish, and activities under way whose list is to be kept.
fn running(c: &mut Conn, person: &Person, organizations: &[i64], teams: &[i64]) -> Result<Vec<Waiting>> {
    let teams: Vec<Option<i64>> = teams.iter().copied().map(Some).collect();
    let rows: Vec<(String, String, ActivityState, Ts, Ts)> = a::table
        .filter(a::state.eq_any([ActivityState::Draft, ActivityState::Running]))
        .filter(a::organization_id.eq_any(organizations.to_vec()).or(a::team_id.eq_any(teams).assume_not_null()))
        .order(a::starts_at)
        .limit(MOST)
        .select((a::no, a::title, a::state, a::starts_at, a::ends_at))
        .load(c)?;
    let one = |(no, title, state, starts, ends): (String, String, ActivityState, Ts, Ts)| {
        if state == ActivityState::Draft {
            let page = format!("activities/{no}");
            return shown(person, "publish-activity", (no, title), &page, Due::At(starts));
        }
        let page = format!("activities/{no}/attendance");
        shown(person, "keep-attendance", (no, title), &page, Due::By(ends.day()))
    };
    Ok(rows.into_iter().map(one).collect())
}
