//! Nouns of activities.
use crate::{
    id_type,
    kernel::{
        actor::{Actor, BodyKind, OrganizationId, Role},
        division::DivisionCode,
        time::{Day, Ts},
    },
    platform::db::Json,
    schema::{activities, signups},
    state_table,
    volunteer::{
        person::{ServiceField, Skill, VolunteerId},
        team::TeamId,
    },
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

id_type! {
    /// An activity 志愿活动.
    ActivityId,
    /// One volunteer's sign-up 报名.
    SignupId,
}

state_table! {
    /// Life of an activity. Whether it is full is counted, not a state.
    pub enum ActivityState by ActivityEvent as "activity" {
        Draft = "draft" { Publish => Open, Discard => Cancelled },
        Open = "open" { Start => Running, Cancel => Cancelled },
        Running = "running" { Finish => Done },
        Done = "done" {},
        Cancelled = "cancelled" {},
    } events { Publish = "publish", Discard = "discard", Start = "start", Cancel = "cancel", Finish = "finish" }
}

state_table! {
    /// Life of a sign-up.
    pub enum SignupState by SignupEvent as "signup" {
        Waiting = "waiting" { Promote => Confirmed, Cancel => Cancelled },
        Confirmed = "confirmed" { Cancel => Cancelled },
        Cancelled = "cancelled" { Again => Waiting },
    } events { Promote = "promote", Cancel = "cancel", Again = "again" }
}

/// Personal accident insurance 人身意外伤害保险 (`VO-12`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Insurance {
    /// Insurer and policy number; empty while there is none.
    pub policy: String,
    /// First day covered.
    pub from: Option<Day>,
    /// Last day covered.
    pub to: Option<Day>,
}

/// What a recruiting notice must tell besides time and place (`VO-10`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Details {
    /// The course of the day, line by line.
    pub plan: String,
    /// Skills wanted.
    pub skills: Vec<Skill>,
    /// Training before.
    pub training: String,
    /// What to bring.
    pub bring: String,
    /// Cost borne by volunteers, if any.
    pub cost: String,
    /// Risks, truthfully.
    pub risk: String,
    /// Whom to ask, as the organizer wants it published.
    pub contact: String,
    /// Insurance.
    pub insurance: Insurance,
}

/// An activity as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = activities)]
pub struct Activity {
    /// Row.
    pub id: ActivityId,
    /// Public number, such as `510903-2026-A00042`.
    pub no: String,
    /// Organizing organization.
    pub organization_id: OrganizationId,
    /// Its name.
    pub host_name: String,
    /// Organizing team, if one does.
    pub team_id: Option<TeamId>,
    /// Title.
    pub title: String,
    /// What it is about, in one or two sentences.
    pub summary: String,
    /// Field of service.
    pub field: ServiceField,
    /// Division of the place.
    pub division: DivisionCode,
    /// Place.
    pub place: String,
    /// Begins.
    pub starts_at: Ts,
    /// Ends.
    pub ends_at: Ts,
    /// Last moment to sign up.
    pub sign_up_until: Ts,
    /// Minutes of rest and meals, which do not count (`VO-30`).
    pub break_minutes: i64,
    /// Places.
    pub capacity: i64,
    /// Youngest age.
    pub min_age: i64,
    /// Whether it may endanger the person (`VO-12`).
    pub is_dangerous: bool,
    /// The rest of the notice.
    pub details: Json<Details>,
    /// State.
    pub state: ActivityState,
    /// Ledger entry of the publication.
    pub entry_id: Option<i64>,
    /// When published.
    pub published_at: Option<Ts>,
    /// For compare-and-set.
    pub version: i64,
}

impl Activity {
    /// Whether the person runs it: officer of the organization, or leader of the team.
    #[must_use]
    pub fn is_run_by(&self, actor: &Actor) -> bool {
        actor.is_officer_of(self.organization_id)
            || self.team_id.is_some_and(|t| actor.holds(Role::Leader, BodyKind::Team, t.0))
    }
}

/// An activity about to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = activities)]
pub struct NewActivity {
    /// Public number.
    pub no: String,
    /// Organization.
    pub organization_id: OrganizationId,
    /// Its name.
    pub host_name: String,
    /// Team.
    pub team_id: Option<TeamId>,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Field.
    pub field: ServiceField,
    /// Division.
    pub division: DivisionCode,
    /// Place.
    pub place: String,
    /// Begins.
    pub starts_at: Ts,
    /// Ends.
    pub ends_at: Ts,
    /// Last moment to sign up.
    pub sign_up_until: Ts,
    /// Minutes of rest.
    pub break_minutes: i64,
    /// Places.
    pub capacity: i64,
    /// Youngest age.
    pub min_age: i64,
    /// Dangerous or not.
    pub is_dangerous: bool,
    /// Details.
    pub details: Json<Details>,
    /// State.
    pub state: ActivityState,
    /// Who wrote it.
    pub account_id: Option<i64>,
    /// Ledger entry.
    pub entry_id: Option<i64>,
    /// When written.
    pub created_at: Ts,
    /// When published.
    pub published_at: Option<Ts>,
}

/// A sign-up as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = signups)]
pub struct Signup {
    /// Row.
    pub id: SignupId,
    /// Activity.
    pub activity_id: ActivityId,
    /// Volunteer.
    pub volunteer_id: VolunteerId,
    /// Order of arrival, from 1; the waiting list follows it.
    pub place: i64,
    /// State.
    pub state: SignupState,
    /// When signed up.
    pub signed_up_at: Ts,
    /// When a free place was given.
    pub promoted_at: Option<Ts>,
    /// For compare-and-set.
    pub version: i64,
}

/// A sign-up about to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = signups)]
pub struct NewSignup {
    /// Activity.
    pub activity_id: ActivityId,
    /// Volunteer.
    pub volunteer_id: VolunteerId,
    /// Order of arrival.
    pub place: i64,
    /// State.
    pub state: SignupState,
    /// When.
    pub signed_up_at: Ts,
    /// When promoted.
    pub promoted_at: Option<Ts>,
}

/// What an organizer types.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The organization, or the team that stands under one.
    pub host: Host,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Field.
    pub field: ServiceField,
    /// Division.
    pub division: DivisionCode,
    /// Place.
    pub place: String,
    /// Begins.
    pub starts_at: Ts,
    /// Ends.
    pub ends_at: Ts,
    /// Last moment to sign up.
    pub sign_up_until: Ts,
    /// Minutes of rest.
    pub break_minutes: i64,
    /// Places.
    pub capacity: i64,
    /// Youngest age.
    pub min_age: i64,
    /// Dangerous or not.
    pub is_dangerous: bool,
    /// The rest.
    pub details: Details,
}

/// Who organizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// An organization itself.
    Organization(OrganizationId),
    /// One of its teams.
    Team(TeamId),
}

impl std::str::FromStr for Host {
    type Err = ();

    /// Reads `o12` or `t7`, as the choice of the form sends it.
    fn from_str(text: &str) -> Result<Self, ()> {
        let id = text.get(1..).and_then(|n| n.parse().ok()).ok_or(())?;
        match text.get(..1) {
            Some("o") => Ok(Self::Organization(OrganizationId(id))),
            Some("t") => Ok(Self::Team(TeamId(id))),
            _ => Err(()),
        }
    }
}
