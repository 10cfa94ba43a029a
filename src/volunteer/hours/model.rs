//! Nouns of hours: the record, its states, what was said about it.
use crate::{
    id_type,
    kernel::{
        actor::OrganizationId,
        time::{Day, Ts},
    },
    platform::db::Json,
    schema::{service_record_notes, service_records},
    state_table, text_enum,
    volunteer::{
        activity::{ActivityId, SignupId},
        person::VolunteerId,
        team::TeamId,
    },
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

id_type! {
    /// One record of service 志愿服务记录.
    RecordId,
}

state_table! {
    /// Life of a record of service; only `effective` counts.
    pub enum RecordState by RecordEvent as "service_record" {
        SignedIn = "signed_in" { SignOut => Entered, Void => Voided },
        Entered = "entered" { Confirm => Effective, Object => Objected, Correct => Corrected, Void => Voided },
        Corrected = "corrected" { Confirm => Effective, Object => Objected, Correct => Corrected, Void => Voided },
        Effective = "effective" { Object => Objected, Correct => Corrected, Void => Voided },
        Objected = "objected" { Dismiss => Entered, Correct => Corrected, Void => Voided },
        Voided = "voided" {},
    } events {
        SignOut = "sign_out", Confirm = "confirm", Object = "object", Dismiss = "dismiss", Correct = "correct",
        Void = "void"
    }
}

text_enum! {
    /// How a time came onto the record.
    pub enum How {
        /// The volunteer scanned the changing code on the spot.
        Code = "code",
        /// The leader ticked the list on the spot.
        List = "list",
        /// The leader copied a paper list afterwards: back-dated, and marked so.
        Paper = "paper",
    }
}

text_enum! {
    /// What was said or done about a record afterwards; nothing is ever overwritten silently (`VO-34`).
    pub enum NoteKind {
        /// The volunteer objects 异议.
        Objection = "objection",
        /// The objection does not hold.
        Dismissal = "dismissal",
        /// Times corrected 更正.
        Correction = "correction",
        /// Voided 作废.
        Voiding = "voiding",
    }
}

/// A record as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = service_records)]
pub struct HourRecord {
    /// Row.
    pub id: RecordId,
    /// Public number: the activity's and the place on its list.
    pub no: String,
    /// Sign-up it rests on.
    pub signup_id: SignupId,
    /// Activity.
    pub activity_id: ActivityId,
    /// Volunteer.
    pub volunteer_id: VolunteerId,
    /// Recording organization (`VO-32`).
    pub organization_id: OrganizationId,
    /// Team.
    pub team_id: Option<TeamId>,
    /// Day.
    pub served_on: Day,
    /// Signed in at.
    pub in_at: Ts,
    /// How.
    pub in_how: How,
    /// Account of who recorded it.
    pub in_by: Option<i64>,
    /// Signed out at.
    pub out_at: Option<Ts>,
    /// How.
    pub out_how: Option<How>,
    /// Account of who recorded it.
    pub out_by: Option<i64>,
    /// Minutes that count once effective.
    pub minutes: i64,
    /// State.
    pub state: RecordState,
    /// Entered from paper after the fact.
    pub is_back_dated: bool,
    /// Entered later than the rulebook allows without a reason.
    pub is_late: bool,
    /// The reason of a late entry.
    pub reason: Option<String>,
    /// Account of who corrected last.
    pub changed_by: Option<i64>,
    /// Account of the second person.
    pub confirmed_by: Option<i64>,
    /// When confirmed.
    pub confirmed_at: Option<Ts>,
    /// When entered.
    pub entered_at: Ts,
    /// Ledger entry of the confirmation.
    pub entry_id: Option<i64>,
    /// For compare-and-set.
    pub version: i64,
}

/// A record about to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = service_records)]
pub struct NewRecord {
    /// Public number.
    pub no: String,
    /// Sign-up.
    pub signup_id: SignupId,
    /// Activity.
    pub activity_id: ActivityId,
    /// Volunteer.
    pub volunteer_id: VolunteerId,
    /// Organization.
    pub organization_id: OrganizationId,
    /// Team.
    pub team_id: Option<TeamId>,
    /// Day.
    pub served_on: Day,
    /// Signed in at.
    pub in_at: Ts,
    /// How.
    pub in_how: How,
    /// By whom.
    pub in_by: Option<i64>,
    /// Signed out at.
    pub out_at: Option<Ts>,
    /// How.
    pub out_how: Option<How>,
    /// By whom.
    pub out_by: Option<i64>,
    /// Minutes.
    pub minutes: i64,
    /// State.
    pub state: RecordState,
    /// Back-dated.
    pub is_back_dated: bool,
    /// Late.
    pub is_late: bool,
    /// Reason of a late entry.
    pub reason: Option<String>,
    /// Second person.
    pub confirmed_by: Option<i64>,
    /// When confirmed.
    pub confirmed_at: Option<Ts>,
    /// When entered.
    pub entered_at: Ts,
    /// Ledger entry.
    pub entry_id: Option<i64>,
}

/// The times of a record, as notes keep them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Signed in at.
    pub in_at: Ts,
    /// Signed out at.
    pub out_at: Option<Ts>,
    /// Minutes.
    pub minutes: i64,
}

impl HourRecord {
    /// The times as they stand.
    #[must_use]
    pub fn times(&self) -> Times {
        Times { in_at: self.in_at, out_at: self.out_at, minutes: self.minutes }
    }
}

/// A note as stored.
#[derive(Debug, Clone, Queryable)]
pub struct Note {
    /// What.
    pub kind: NoteKind,
    /// Why.
    pub reason: String,
    /// Times before.
    pub old: Option<Json<Times>>,
    /// Times after.
    pub new: Option<Json<Times>>,
    /// Ledger entry.
    pub entry_id: Option<i64>,
    /// When.
    pub at: Ts,
}

/// A note about to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = service_record_notes)]
pub struct NewNote {
    /// Record.
    pub record_id: RecordId,
    /// What.
    pub kind: NoteKind,
    /// Why.
    pub reason: String,
    /// Times before.
    pub old: Option<Json<Times>>,
    /// Times after.
    pub new: Option<Json<Times>>,
    /// Who.
    pub account_id: Option<i64>,
    /// Ledger entry.
    pub entry_id: Option<i64>,
    /// When.
    pub at: Ts,
}

text_enum! {
    /// Which of the two marks is made.
    pub enum Act {
        /// 签到
        In = "in",
        /// 签退
        Out = "out",
    }
}

/// Times copied from a paper list.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Whose.
    pub signup: SignupId,
    /// Signed in at.
    pub in_at: Ts,
    /// Signed out at.
    pub out_at: Ts,
    /// Why it comes late; needed after the period of the rulebook.
    pub reason: Option<String>,
}

/// New times for a record.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Signed in at.
    pub in_at: Ts,
    /// Signed out at.
    pub out_at: Ts,
    /// Why.
    pub reason: String,
}
