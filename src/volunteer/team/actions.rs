//! Verbs of teams; each runs in one transaction.
use super::{
    jobs::IndexTeam,
    model::{Found, Member, MemberEvent, MemberRole, MemberState, NewMember, NewTeam, Team, TeamId, TeamState},
    store,
};
use crate::{
    account,
    kernel::{
        actor::{AccountId, BodyKind, OrganizationId, Role},
        refusal::{Code, Error, Result},
        state::Step,
    },
    platform::{
        db::{Event, Json, Tx},
        numbers,
    },
    volunteer::person::{self, Letter, Tell, VolunteerId},
};

/// Founds a team under an organization and seats its leader and deputy (`VO-06`).
///
/// # Errors
/// Not an officer of the organization, unknown volunteers, or a name taken.
pub fn found(tx: &mut Tx, command: &Found) -> Result<String> {
    let host_name = host_name(tx, command.organization)?;
    let county = command.division.county_or_above().to_owned();
    let n = numbers::next(tx, &format!("team-{county}"))?;
    let row = NewTeam {
        no: format!("{county}-T{n:04}"),
        name: command.name.clone(),
        organization_id: command.organization,
        host_name,
        division: command.division.clone(),
        community: command.community.clone(),
        fields: Json(command.fields.clone()),
        intro: command.intro.clone(),
        founded_on: tx.now.day(),
        state: TeamState::Active,
        minutes: 0,
        entry_id: None,
        created_at: tx.now,
    };
    let id = store::insert(tx, &row)?.ok_or(Code::TeamNameTaken)?;
    seat(tx, id, &row.name, &command.leader_no, MemberRole::Leader)?;
    if let Some(no) = command.deputy_no.as_deref().filter(|no| *no != command.leader_no) {
        seat(tx, id, &row.name, no, MemberRole::Deputy)?;
    }
    let event = Event::public("volunteer.team.founded").with("name", row.name.clone()).with("host", row.host_name);
    let entry = tx.record(("team", &row.no), event)?;
    store::set_entry(tx, id, entry)?;
    tx.enqueue(&IndexTeam::of(id))?;
    Ok(row.no)
}

/// The organization's name, as the officer's own seat tells it; nobody else founds a team under it.
fn host_name(tx: &Tx, organization: OrganizationId) -> Result<String> {
    tx.account()?;
    let seat = |s: &&crate::kernel::actor::Seat| {
        s.role == Role::Officer && s.body_kind == BodyKind::Organization && s.body_id == organization.0
    };
    tx.actor.seats().iter().find(seat).map(|s| s.body_name.clone()).ok_or_else(|| Code::NotYourRole.into())
}

/// Gives a volunteer the leader's or deputy's seat, with a membership beside it.
fn seat(tx: &mut Tx, team: TeamId, team_name: &str, volunteer_no: &str, role: MemberRole) -> Result<()> {
    let who = match person::by_no(tx.conn, volunteer_no) {
        Err(Error::Missing) => return Err(Code::NotOnRoll.into()),
        other => other?,
    };
    let account = who.account_id.map(AccountId).ok_or(Code::NotOnRoll)?;
    account::add_membership(tx, account, Role::Leader, (BodyKind::Team, team.0), team_name)?;
    match store::member(tx.conn, team, who.id)? {
        None => store::insert_member(
            tx,
            &NewMember {
                team_id: team,
                volunteer_id: who.id,
                role,
                state: MemberState::Member,
                asked_at: tx.now,
                decided_at: Some(tx.now),
            },
        ),
        Some(_) => Err(Code::AlreadyInTeam.into()),
    }
}

/// Asks to join a team. Nobody is enrolled by somebody else (`VO-05`).
///
/// # Errors
/// Not on the roll, or already in the team.
pub fn ask(tx: &mut Tx, no: &str) -> Result<()> {
    let me = person::actions::myself(tx)?;
    let team = store::by_no(tx.conn, no)?;
    if team.state != TeamState::Active {
        return Err(Code::TeamDissolved.into());
    }
    match store::member(tx.conn, team.id, me.id)? {
        None => {
            let row = NewMember {
                team_id: team.id,
                volunteer_id: me.id,
                role: MemberRole::Member,
                state: MemberState::Asked,
                asked_at: tx.now,
                decided_at: None,
            };
            store::insert_member(tx, &row)?;
        }
        Some(m) if matches!(m.state, MemberState::Asked | MemberState::Member) => {
            return Err(Code::AlreadyInTeam.into());
        }
        Some(m) => {
            let step = Step::new(m.state, MemberEvent::Ask)?;
            store::move_member(tx, &m, &step, MemberRole::Member)?;
        }
    }
    tx.record(("team", no), Event::private("volunteer.team.asked"))?;
    Ok(())
}

/// Accepts or refuses a request.
///
/// # Errors
/// Not a leader of the team, one's own request, or no longer waiting.
pub fn decide(tx: &mut Tx, no: &str, member: i64, accept: bool) -> Result<()> {
    let team = led(tx, no)?;
    let was = store::member_by_id(tx.conn, team.id, member)?;
    let who = person::by_id(tx.conn, was.volunteer_id)?;
    if who.account_id == tx.actor.account().map(|a| a.0) {
        return Err(Code::SamePerson.into());
    }
    let event = if accept { MemberEvent::Accept } else { MemberEvent::Refuse };
    let step = Step::new(was.state, event)?;
    store::move_member(tx, &was, &step, MemberRole::Member)?;
    let kind = if accept { "volunteer.team.accepted" } else { "volunteer.team.refused" };
    tx.record(("team", no), Event::private(kind))?;
    if !accept {
        return Ok(());
    }
    let facts = serde_json::json!({ "team": team.name, "path": format!("/teams/{no}") });
    tx.enqueue(&Tell::new(was.volunteer_id, Letter::Accepted, facts))
}

/// Leaves a team of one's own will.
///
/// # Errors
/// Not in the team.
pub fn leave(tx: &mut Tx, no: &str) -> Result<()> {
    let me = person::actions::myself(tx)?;
    let team = store::by_no(tx.conn, no)?;
    let was = store::member(tx.conn, team.id, me.id)?.ok_or(Error::Missing)?;
    drop_out(tx, &was, me.account_id)?;
    tx.record(("team", no), Event::private("volunteer.team.left"))?;
    Ok(())
}

/// Ends every membership of a volunteer who leaves the roll.
///
/// # Errors
/// A fault of the database.
pub fn release(tx: &mut Tx, volunteer: VolunteerId, account: Option<i64>) -> Result<()> {
    for was in store::memberships_of(tx.conn, volunteer)? {
        drop_out(tx, &was, account)?;
    }
    Ok(())
}

fn drop_out(tx: &mut Tx, was: &Member, account: Option<i64>) -> Result<()> {
    let step = Step::new(was.state, MemberEvent::Leave)?;
    store::move_member(tx, was, &step, MemberRole::Member)?;
    match account {
        Some(account) if was.role != MemberRole::Member => {
            account::end_membership(tx, AccountId(account), Role::Leader, (BodyKind::Team, was.team_id.0))
        }
        _ => Ok(()),
    }
}

fn led(tx: &mut Tx, no: &str) -> Result<Team> {
    tx.account()?;
    let team = store::by_no(tx.conn, no)?;
    if team.is_led_by(tx.actor) { Ok(team) } else { Err(Code::NotYourRole.into()) }
}
