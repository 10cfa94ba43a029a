//! Random inspection 双随机、一公开 (`SO-118`): which organizations are looked at and by which two officers is drawn from a
//! seed that was fixed before the list was, and published after it; anyone can repeat the draw. Results are public, and
//! what must be put right has a day, after which the clock gives notice of a listing (`SO-121`).
//!
//! ```text
//! draw:       announced --draw--> drawn
//! inspection: assigned --record--> recorded --pass--> closed
//!                ^--reject---------|   |---order--> rectifying --reply--> replied --accept--> closed
//!                                                        ^-----insist------|
//! ```
mod actions;
pub mod api;
mod forms;
pub mod jobs;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use actions::{announce, confirm, draw, record};
pub use forms::{Announcement, Record};
pub use model::{Draw, DrawEvent, DrawState, Finding, Inspection, InspectionEvent, InspectionState};
