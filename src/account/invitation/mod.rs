//! Invitations 邀请: how somebody comes to hold a role. An administrator invites to offices, an officer of an
//! organization invites colleagues; the role begins when the invited person accepts by the link in the mail.
mod actions;
pub mod pages;
mod rules;
pub(super) mod store;
pub mod views;

pub(super) use actions::offer;
pub use actions::{Invitation, Invited, invite};
