//! The local roll of volunteers 志愿者名册 (志愿服务条例 art. 7, `VO-01`–`VO-06`, `VO-20`, `VO-50`–`VO-52`).
//!
//! ```text
//! active --leave--> left --return--> active
//! ```
pub mod actions;
pub mod api;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use jobs::{Letter, Tell};
pub use model::{
    CONSENT_VERSION, ConsentKind, Guardian, Join, NewConsent, NewVolunteer, Private, Profile, RollState, ServiceField,
    Skill, Volunteer, VolunteerId,
};
pub use rules::{AgeLimits, age_in_month, stars};
pub use store::{
    by_id, by_no, by_no_of_account, count, identity_hash, ids_by_no, insert_consents, insert_many, names_of,
    of_account, standing,
};
