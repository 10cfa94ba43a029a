//! People: sign-up with verified mail, sign-in, sessions, memberships and roles (`domain.md` 13).
//!
//! ```text
//! sign up --> mail with a link --> verified --> sign in --> (one-time code for staff) --> session
//! ```
pub mod actions;
pub mod admin;
pub mod api;
pub mod forms;
pub mod invitation;
pub mod jobs;
pub mod keys;
mod model;
pub mod pages;
mod password;
pub mod profile;
pub mod reset;
pub mod security;
mod store;
pub mod views;

pub use invitation::{Invitation, Invited, invite};
pub use model::{NewAccount, Purpose};
pub use store::{add_membership, authority_id, create_account, find_account_by_email, forget, holders};
