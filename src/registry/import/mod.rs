//! Bulk import 批量导入 of a register kept elsewhere, and its export with the same columns: a clerk hands in a table, the
//! program says what it would do and every error by line and column, and a decider has all of it written or none
//! (`domain.md` 10.5, 13).
//!
//! ```text
//! checked <--pass, fail--> faulty      checked, faulty --drop--> dropped
//!    |--confirm--> taken
//!    +--return--> returned
//! ```
pub mod actions;
pub mod api;
mod columns;
mod export;
pub mod jobs;
mod model;
pub mod pages;
mod read;
mod rules;
mod store;
pub mod views;

pub use model::{Import, ImportEvent, ImportState};
pub use store::waiting;
