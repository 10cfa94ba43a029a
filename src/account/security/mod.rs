//! Sign-in and security 登录与安全: my sessions, the second factor, and codes for the day the telephone is lost.
mod actions;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub(super) use actions::second_factor;
