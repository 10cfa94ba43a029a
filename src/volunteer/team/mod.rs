//! Volunteer teams 志愿服务队: no legal person, always under a registered organization (`VO-06`).
//!
//! ```text
//! member:  asked --accept--> member --leave--> left --ask--> asked
//!                 --refuse-> refused --ask--> asked
//! ```
pub mod actions;
pub mod api;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
mod store;
pub mod views;

pub use actions::release;
pub use model::{MemberEvent, MemberRole, MemberState, NewMember, NewTeam, Team, TeamId, TeamState};
pub use store::{
    add_minutes, by_id, by_no, figures, ids_by_no, insert_many, insert_members, is_member, led_by, names, of_volunteer,
};

use crate::platform::search::DocKind;

/// The kind of search documents.
pub const DOC: DocKind = DocKind("team");
