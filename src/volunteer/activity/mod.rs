//! Activities 志愿活动: recruiting, signing up, waiting list (志愿服务条例 art. 12–17, `VO-10`–`VO-14`).
//!
//! ```text
//! draft --publish--> open --start--> running --finish--> done
//!   \--discard--> cancelled <--cancel--/
//! sign-up: waiting --promote--> confirmed --cancel--> cancelled --again--> waiting
//! ```
pub mod actions;
pub mod api;
pub mod board;
pub mod feed;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use actions::release;
pub use model::{
    Activity, ActivityEvent, ActivityId, ActivityState, Details, Insurance, NewActivity, NewSignup, Signup, SignupId,
    SignupState,
};
pub use rules::insurance_covers;
pub use store::{
    by_id, by_no, coming, count_open, ids_by_no, insert_many, insert_signups, of_team, roster, signup_by_id,
    signup_ids, signup_of, soonest, start,
};

use crate::platform::search::DocKind;

/// The kind of search documents.
pub const DOC: DocKind = DocKind("activity");
