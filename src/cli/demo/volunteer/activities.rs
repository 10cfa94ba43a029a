//! Activities with their sign-ups; the records of service follow from them.
use super::{Event, Host, Plan, records, teams::Crew};
use crate::{
    cli::demo::dice::Dice,
    kernel::{
        division::DivisionCode,
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::{Json, Tx},
    schema::{activities, signups},
    volunteer::{
        activity::{
            self, ActivityId, ActivityState, Details, Insurance, NewActivity, NewSignup, SignupId, SignupState,
        },
        person::{VolunteerId, age_in_month},
    },
};
use anyhow::anyhow;
use chrono::{Datelike, TimeDelta};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What activities need to know of the rest.
#[derive(Debug, Clone)]
pub struct World {
    /// Roll, teams and calendar as drawn.
    pub plan: Plan,
    /// Rows of the roll, in its order.
    pub ids: Vec<VolunteerId>,
    /// Teams.
    pub crews: Vec<Crew>,
    /// Organizations that hold activities.
    pub hosts: Vec<Host>,
}

impl World {
    /// Team and organization that hold an activity.
    fn held_by(&self, e: &Event) -> Option<(Option<&Crew>, &Host)> {
        match e.team.and_then(|t| self.crews.get(t)) {
            Some(crew) => Some((Some(crew), &crew.host)),
            None => {
                let near: Vec<&Host> = self.hosts.iter().filter(|h| h.county == e.county).collect();
                let host = near.get(e.n % near.len().max(1)).copied().or_else(|| self.hosts.get(e.n % 5))?;
                Some((None, host))
            }
        }
    }
}

/// Somebody who takes part: place on the roll, sign-up.
pub(super) struct Taking {
    pub place: usize,
    pub volunteer: VolunteerId,
    pub row: i64,
    pub signup: SignupId,
}

/// An activity with its row and its sign-ups, each by its volunteer's place in the plan.
type Held<'w> = (&'w Event, ActivityId, Vec<(usize, NewSignup)>);

/// Writes activities `from..to` of the calendar with sign-ups and records.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx, world: &World, from: usize, to: usize) -> Result<()> {
    let part = world.plan.events.get(from..to.min(world.plan.events.len())).unwrap_or_default();
    let rows = part.iter().filter_map(|e| row(tx, world, e).transpose()).collect::<Result<Vec<_>>>()?;
    activity::insert_many(tx.conn, &rows)?;
    let nos: Vec<&str> = rows.iter().map(|r| r.no.as_str()).collect();
    let ids: BTreeMap<String, ActivityId> = activities::table
        .filter(activities::no.eq_any(nos))
        .select((activities::no, activities::id))
        .load::<(String, ActivityId)>(tx.conn)?
        .into_iter()
        .collect();
    let mut busy: BTreeSet<(usize, Day)> = BTreeSet::new();
    let mut all: Vec<Held> = Vec::with_capacity(part.len());
    for e in part {
        let Some(id) = ids.get(&e.no()) else { continue };
        let made = sign_ups(world, e, *id, &mut busy, tx.now);
        all.push((e, *id, made));
    }
    let every: Vec<NewSignup> = all.iter().flat_map(|(_, _, list)| list.iter().map(|(_, s)| s.clone())).collect();
    activity::insert_signups(tx.conn, &every)?;
    let of: Vec<i64> = all.iter().map(|(_, id, _)| id.0).collect();
    let rows: BTreeMap<(i64, i64), SignupId> = signups::table
        .filter(signups::activity_id.eq_any(of))
        .select((signups::activity_id, signups::volunteer_id, signups::id))
        .load::<(i64, i64, SignupId)>(tx.conn)?
        .into_iter()
        .map(|(a, v, id)| ((a, v), id))
        .collect();
    for (e, id, list) in &all {
        let Some((crew, host)) = world.held_by(e) else { continue };
        let taking: Vec<Taking> = list
            .iter()
            .filter(|(_, s)| s.state == SignupState::Confirmed)
            .filter_map(|(place, s)| {
                let signup = *rows.get(&(id.0, s.volunteer_id.0))?;
                Some(Taking { place: *place, volunteer: s.volunteer_id, row: s.place, signup })
            })
            .collect();
        records::insert(tx, e, *id, (crew.map(|c| c.id), host), &taking)?;
    }
    Ok(())
}

fn row(tx: &Tx, world: &World, e: &Event) -> Result<Option<NewActivity>> {
    let Some((crew, host)) = world.held_by(e) else { return Ok(None) };
    let mut d = Dice::new(90_000 + e.n as u64);
    let kind = e.kind();
    let county: DivisionCode = e.county.parse().map_err(|fault| anyhow!("{fault}"))?;
    let divisions = tx.env.rulebook.divisions();
    let towns: Vec<_> = divisions.children(&county).collect();
    let town = towns.get(d.below(towns.len()));
    let town_name = town.map_or("", |t| t.zh.as_str());
    let is_out = e.state != ActivityState::Draft;
    let created_at = (e.starts - TimeDelta::days(d.within(9, 24))).min(tx.now - TimeDelta::hours(20));
    let insurance = Insurance {
        policy: format!("PA-演示-{}", e.year()),
        from: Day::from_ymd_opt(e.year(), 1, 1),
        to: Day::from_ymd_opt(e.year(), 12, 31),
    };
    Ok(Some(NewActivity {
        no: e.no(),
        organization_id: host.organization,
        host_name: host.name.clone(),
        team_id: crew.map(|c| c.id),
        title: format!("{town_name}{}", kind.title),
        summary: kind.summary.into(),
        field: kind.field,
        division: town.map_or_else(|| county.clone(), |t| t.code.clone()),
        place: format!("{town_name}{}（集合点以现场指引为准）", kind.place),
        starts_at: e.starts,
        ends_at: e.ends,
        sign_up_until: e.starts - TimeDelta::hours(if e.n.is_multiple_of(3) { 24 } else { 2 }),
        break_minutes: kind.rest,
        capacity: capacity(e),
        min_age: kind.min_age,
        is_dangerous: kind.is_dangerous,
        details: Json(Details {
            plan: kind.plan.into(),
            skills: kind.skills.to_vec(),
            training: if kind.is_dangerous {
                "活动前一小时集中培训，未参加培训者不上岗".into()
            } else {
                String::new()
            },
            bring: kind.bring.into(),
            cost: "无".into(),
            risk: if kind.is_dangerous {
                "临水作业，有落水风险".into()
            } else {
                "户外行走，注意防滑".into()
            },
            contact: format!("{} 0825-0000000", host.name),
            insurance: if kind.is_dangerous { insurance } else { Insurance::default() },
        }),
        state: e.state,
        account_id: Some(host.writes.0).filter(|id| *id > 0),
        entry_id: None,
        created_at,
        published_at: is_out.then(|| created_at + TimeDelta::hours(3)),
    }))
}

fn capacity(e: &Event) -> i64 {
    Dice::new(95_000 + e.n as u64).within(5, 18) * 2
}

/// Who signs up: members of the team, or anybody; old enough, on the roll by then, and nowhere else that day.
fn sign_ups(
    world: &World,
    e: &Event,
    id: ActivityId,
    busy: &mut BTreeSet<(usize, Day)>,
    now: Ts,
) -> Vec<(usize, NewSignup)> {
    if e.state == ActivityState::Draft {
        return Vec::new();
    }
    let mut d = Dice::new(100_000 + e.n as u64);
    let capacity = usize::try_from(capacity(e)).unwrap_or(10);
    let wanted = match e.state {
        ActivityState::Open => d.below(capacity + 3),
        _ => capacity * usize::try_from(d.within(55, 104)).unwrap_or(80) / 100,
    };
    let members = e.team.and_then(|t| world.crews.get(t)).map(|c| c.members.as_slice());
    let opened = e.starts - TimeDelta::days(8);
    let mut out: Vec<(usize, NewSignup)> = Vec::new();
    let mut taken = 0;
    for attempt in 0..wanted * 4 {
        if out.len() >= wanted {
            break;
        }
        let place = match members {
            // `volunteer` takes part in every sixth activity of the first team.
            Some(_) if attempt == 0 && e.team == Some(0) && e.n.is_multiple_of(3) => 1,
            Some(members) => *d.pick(members),
            None => d.below(world.plan.roll.len()),
        };
        let Some((person, volunteer)) = world.plan.roll.get(place).zip(world.ids.get(place)) else { continue };
        let is_old_enough = person
            .born
            .with_day(1)
            .is_some_and(|m| i64::from(age_in_month(m, e.starts.day())) >= super::calendar::Event::kind(e).min_age);
        if person.joined > opened || !is_old_enough || !busy.insert((place, e.starts.day())) {
            continue;
        }
        let state = match () {
            () if place != 1 && d.chance(5) => SignupState::Cancelled,
            () if taken >= capacity => SignupState::Waiting,
            () => SignupState::Confirmed,
        };
        taken += usize::from(state == SignupState::Confirmed);
        let signed_up_at = (opened + TimeDelta::minutes(i64::try_from(out.len()).unwrap_or(0) * 47 + 30)).min(now);
        let new = NewSignup {
            activity_id: id,
            volunteer_id: *volunteer,
            place: i64::try_from(out.len()).unwrap_or(0) + 1,
            state,
            signed_up_at,
            promoted_at: None,
        };
        out.push((place, new));
    }
    out
}
