//! Name pre-registration 名称预登记 (`SO-52`): a name is looked at before everything else is prepared, kept for the period of
//! the rule, taken up by the founding of whoever asked for it, and set free by the clock.
//!
//! ```text
//! asked --grant--> held --use--> used (the founding was handed in)
//!   |                +---release--> released (by the clock, or given back)
//!   |----refuse-> refused
//!   +---withdraw-> withdrawn
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

pub use actions::take_up;
pub use model::{Reservation, ReservationEvent, ReservationState};
pub use store::{held_by_others, waiting};
