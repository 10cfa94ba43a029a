//! People: sign-up with verified mail, sign-in, sessions, memberships and roles (`domain.md` 13).
//!
//! ```text
//! sign up --> mail with a link --> verified --> sign in --> (one-time code for staff) --> session
//! ```
pub mod actions;
pub mod api;
pub mod forms;
mod invitation;
pub mod jobs;
mod model;
pub mod pages;
mod password;
mod rules;
mod store;
pub mod views;

pub use invitation::{Invitation, Invited, invite};
pub use model::{NewAccount, Purpose};
pub use store::{add_membership, authority_id, create_account, end_membership, find_account_by_email, forget, holders};
