//! Nouns of teams.
use crate::{
    id_type,
    kernel::{
        actor::{Actor, BodyKind, OrganizationId, Role},
        division::DivisionCode,
        time::{Day, Ts},
    },
    platform::db::Json,
    schema::{team_members, teams},
    state_table, text_enum,
    volunteer::person::{ServiceField, VolunteerId},
};
use diesel::prelude::*;

id_type! {
    /// A volunteer team 志愿服务队.
    TeamId,
}

text_enum! {
    /// Whether a team is at work.
    pub enum TeamState {
        /// At work.
        Active = "active",
        /// Dissolved 已解散.
        Dissolved = "dissolved",
    }
}

text_enum! {
    /// What somebody is in a team.
    pub enum MemberRole {
        /// 队员
        Member = "member",
        /// 副队长
        Deputy = "deputy",
        /// 队长
        Leader = "leader",
    }
}

state_table! {
    /// Life of a membership.
    pub enum MemberState by MemberEvent as "team_member" {
        Asked = "asked" { Accept => Member, Refuse => Refused, Leave => Left },
        Member = "member" { Leave => Left },
        Refused = "refused" { Ask => Asked },
        Left = "left" { Ask => Asked },
    } events { Ask = "ask", Accept = "accept", Refuse = "refuse", Leave = "leave" }
}

/// A team as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = teams)]
pub struct Team {
    /// Row.
    pub id: TeamId,
    /// Team number, such as `510903-T0007`.
    pub no: String,
    /// Name.
    pub name: String,
    /// The organization it stands under.
    pub organization_id: OrganizationId,
    /// That organization's name.
    pub host_name: String,
    /// Division.
    pub division: DivisionCode,
    /// The community it serves most, in words.
    pub community: String,
    /// Fields of service.
    pub fields: Json<Vec<ServiceField>>,
    /// Who they are.
    pub intro: String,
    /// Founded on.
    pub founded_on: Day,
    /// At work or not.
    pub state: TeamState,
    /// Effective minutes of all its records.
    pub minutes: i64,
    /// Ledger entry of the founding.
    pub entry_id: Option<i64>,
    /// For compare-and-set.
    pub version: i64,
}

impl Team {
    /// Whether the person leads the team, as leader, deputy or officer of the organization above it.
    #[must_use]
    pub fn is_led_by(&self, actor: &Actor) -> bool {
        actor.is_officer_of(self.organization_id) || actor.holds(Role::Leader, BodyKind::Team, self.id.0)
    }
}

/// A team about to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = teams)]
pub struct NewTeam {
    /// Team number.
    pub no: String,
    /// Name.
    pub name: String,
    /// The organization above it.
    pub organization_id: OrganizationId,
    /// Its name.
    pub host_name: String,
    /// Division.
    pub division: DivisionCode,
    /// Community served.
    pub community: String,
    /// Fields.
    pub fields: Json<Vec<ServiceField>>,
    /// Who they are.
    pub intro: String,
    /// Founded on.
    pub founded_on: Day,
    /// State.
    pub state: TeamState,
    /// Effective minutes so far.
    pub minutes: i64,
    /// Ledger entry.
    pub entry_id: Option<i64>,
    /// When written.
    pub created_at: Ts,
}

/// A membership about to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = team_members)]
pub struct NewMember {
    /// Team.
    pub team_id: TeamId,
    /// Volunteer.
    pub volunteer_id: VolunteerId,
    /// Role.
    pub role: MemberRole,
    /// State.
    pub state: MemberState,
    /// When asked.
    pub asked_at: Ts,
    /// When decided.
    pub decided_at: Option<Ts>,
}

/// A membership as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = team_members)]
pub struct Member {
    /// Row.
    pub id: i64,
    /// Team.
    pub team_id: TeamId,
    /// Volunteer.
    pub volunteer_id: VolunteerId,
    /// Role.
    pub role: MemberRole,
    /// State.
    pub state: MemberState,
    /// When asked.
    pub asked_at: Ts,
    /// For compare-and-set.
    pub version: i64,
}

/// What an officer types to found a team.
#[derive(Debug, Clone)]
pub struct Found {
    /// Name.
    pub name: String,
    /// The organization it stands under.
    pub organization: OrganizationId,
    /// Division.
    pub division: DivisionCode,
    /// Community served.
    pub community: String,
    /// Fields.
    pub fields: Vec<ServiceField>,
    /// Who they are.
    pub intro: String,
    /// Volunteer number of the leader.
    pub leader_no: String,
    /// Volunteer number of the deputy, if there is one.
    pub deputy_no: Option<String>,
}

/// What a team's page counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Members.
    pub members: i64,
    /// Members with a record in the last twelve months.
    pub active: i64,
    /// Activities held.
    pub activities: i64,
}
