//! Teams under organizations, with leaders, deputies and members.
use super::{Host, Plan, roll::KNOWN, words};
use crate::{
    account,
    cli::demo::{
        before,
        dice::Dice,
        people::{self, Cast},
    },
    kernel::{
        actor::{AccountId, BodyKind, OrganizationId, Role},
        division::DivisionCode,
        refusal::Result,
        time::Ts,
    },
    platform::{
        db::{Json, Tx},
        numbers,
    },
    schema::{teams, volunteers},
    volunteer::{
        person::VolunteerId,
        team::{self, MemberRole, MemberState, NewMember, NewTeam, TeamId, TeamState},
    },
};
use anyhow::anyhow;
use chrono::TimeDelta;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// A team as its activities need it.
#[derive(Debug, Clone)]
pub struct Crew {
    /// Row.
    pub id: TeamId,
    /// Its organization, and who writes lists and confirms.
    pub host: Host,
    /// Places on the roll of its members, the leader first.
    pub members: Vec<usize>,
}

/// Founds the teams and seats everybody. `ids` are the roll's rows in its order.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx, cast: &Cast, plan: &Plan, hosts: &[Host], ids: &[VolunteerId]) -> Result<Vec<Crew>> {
    let count = plan.teams;
    let mut serials: BTreeMap<String, i64> = BTreeMap::new();
    let rows = (0..count).map(|t| row(tx, t, hosts, &mut serials)).collect::<Result<Vec<_>>>()?;
    team::insert_many(tx.conn, &rows)?;
    for (county, n) in serials {
        numbers::reach(tx, &format!("team-{county}"), n)?;
    }
    let of: Vec<TeamId> = teams::table.order(teams::id).select(teams::id).load(tx.conn)?;
    let hash = people::password(tx)?;
    let mut crews = Vec::with_capacity(count);
    for (t, (row, id)) in rows.iter().zip(of).enumerate() {
        let host = Host {
            organization: row.organization_id,
            name: row.host_name.clone(),
            county: row.division.county_or_above().to_owned(),
            writes: AccountId(0),
            confirms: AccountId(0),
        };
        let mut crew = Crew { id, host, members: Vec::new() };
        seat(tx, cast, &mut crew, &row.name, (t, count), (ids, &hash))?;
        crews.push(crew);
    }
    join(tx, plan, &mut crews, ids)?;
    Ok(crews)
}

fn row(tx: &Tx, t: usize, hosts: &[Host], serials: &mut BTreeMap<String, i64>) -> Result<NewTeam> {
    let (name, county, fields, intro) = *words::TEAMS.get(t % words::TEAMS.len()).ok_or_else(|| anyhow!("no teams"))?;
    // The first team stands under the organization of `org2`; every other under one of its county.
    let near: Vec<&Host> = hosts.iter().skip(5).filter(|h| h.county == county).collect();
    let host = match t {
        0 => hosts.get(1),
        _ => near.get(t % near.len().max(1)).copied(),
    };
    let host = host.or_else(|| hosts.first()).ok_or_else(|| anyhow!("no organization holds activities"))?;
    let round = t / words::TEAMS.len();
    let county: DivisionCode = county.parse().map_err(|fault| anyhow!("{fault}"))?;
    let divisions = tx.env.rulebook.divisions();
    let place = |code: &DivisionCode| divisions.get(code).map(|d| d.zh.clone()).unwrap_or_default();
    let community = divisions.children(&county).nth(t % 9).map(|d| d.zh.clone()).unwrap_or_default();
    let name = if round == 0 { name.to_owned() } else { format!("{name}第{}分队", round + 1) };
    let founded_on = founded(tx.now).day();
    let serial = serials.entry(county.as_str().to_owned()).or_default();
    *serial += 1;
    Ok(NewTeam {
        no: format!("{county}-T{serial:04}"),
        name: format!("{}{name}", place(&county)),
        organization_id: OrganizationId(host.organization.0),
        host_name: host.name.clone(),
        division: county,
        community: format!("{community}社区市民中心"),
        fields: Json(fields.to_vec()),
        intro: intro.into(),
        founded_on,
        state: TeamState::Active,
        minutes: 0,
        entry_id: None,
        created_at: Ts::start_of(founded_on),
    })
}

/// When the teams were founded: after the first people joined the roll.
fn founded(now: Ts) -> Ts {
    before(now, 1_600, 9)
}

/// Leader and deputy: the first team is led by `leader`, whose deputy writes the lists.
fn seat(
    tx: &mut Tx,
    cast: &Cast,
    crew: &mut Crew,
    name: &str,
    (t, count): (usize, usize),
    (ids, hash): (&[VolunteerId], &str),
) -> Result<()> {
    let leader = if t == 0 { 0 } else { KNOWN.len() + t };
    let deputy = KNOWN.len() + count + t;
    let when = founded(tx.now);
    for (place, role) in [(leader, MemberRole::Leader), (deputy, MemberRole::Deputy)] {
        let Some(volunteer_id) = ids.get(place).copied() else { continue };
        let account = if place == 0 {
            cast.account("leader")
        } else {
            let account = people::other(tx, hash, &format!("team-{:02}-{role}", t + 1))?;
            let target = diesel::update(volunteers::table.find(volunteer_id.0));
            target.set(volunteers::account_id.eq(Some(account.0))).execute(tx.conn)?;
            account
        };
        account::add_membership(tx, account, Role::Leader, (BodyKind::Team, crew.id.0), name)?;
        let row = NewMember {
            team_id: crew.id,
            volunteer_id,
            role,
            state: MemberState::Member,
            asked_at: when,
            decided_at: Some(when),
        };
        team::insert_members(tx.conn, &[row])?;
        if role == MemberRole::Leader {
            crew.host.confirms = account;
        } else {
            crew.host.writes = account;
        }
        crew.members.push(place);
    }
    Ok(())
}

/// Seven of ten volunteers are in a team; a few wait for the leader's answer, a few have left.
fn join(tx: &mut Tx, plan: &Plan, crews: &mut [Crew], ids: &[VolunteerId]) -> Result<()> {
    let first = KNOWN.len() + 2 * crews.len();
    let now = tx.now;
    let mut rows = Vec::new();
    for ((place, volunteer_id), entry) in ids.iter().copied().enumerate().zip(&plan.roll).skip(1) {
        let is_known = place < KNOWN.len();
        if !is_known && place < first {
            continue;
        }
        let mut d = Dice::new(120_000 + place as u64);
        if !is_known && !d.chance(70) {
            continue;
        }
        let t = if is_known { 0 } else { d.below(crews.len()) };
        let Some(crew) = crews.get_mut(t) else { continue };
        let state = match d.below(100) {
            _ if place == 1 => MemberState::Member,
            // `volunteer2` has asked the leader of the first team.
            _ if place == 2 => MemberState::Asked,
            0..=1 => MemberState::Asked,
            2..=4 => MemberState::Left,
            _ => MemberState::Member,
        };
        let recent = state == MemberState::Asked;
        let some_day =
            if recent { before(now, d.within(1, 9), 8) } else { entry.joined + TimeDelta::days(d.within(0, 30)) };
        let asked_at = (some_day + TimeDelta::minutes(d.within(5, 600))).max(entry.joined).min(now);
        rows.push(NewMember {
            team_id: crew.id,
            volunteer_id,
            role: MemberRole::Member,
            state,
            asked_at,
            decided_at: (!recent).then(|| (asked_at + TimeDelta::hours(20)).min(now)),
        });
        if state == MemberState::Member {
            crew.members.push(place);
        }
    }
    team::insert_members(tx.conn, &rows)
}
