//! Filing 备案 after registration: the seal specimen 印章式样 and the bank account 银行账号 (`SO-74`).
//!
//! ```text
//! filed --> acknowledged --> filed (a new seal, another bank)
//!   ^--> returned --^
//! ```
mod actions;
pub mod api;
mod forms;
mod model;
pub mod pages;
mod store;
pub mod views;

pub use model::{Filing, FilingEvent, FilingKind, FilingState};
pub use store::{open_duties, waiting};
