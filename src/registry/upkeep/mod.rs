//! The life of a filing 备案: the yearly update 年度更新, changes and the ending, each asked for by the group and answered
//! by its street or township (`SO-155`). Short on purpose: a filed group has no registration to change.
//!
//! ```text
//! asked --grant--> granted (noted, changed or ended)
//!    |----refuse-> refused
//!    +---withdraw-> withdrawn
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

pub use model::{Account, Upkeep, UpkeepEvent, UpkeepKind, UpkeepState};
pub use store::waiting;
