//! Renewal 换发 of a certificate whose days end, and reissue 补发 of one that was lost (`SO-82`). The credit code stays;
//! the certificate before shows as replaced or withdrawn wherever it is verified.
//!
//! ```text
//! asked --grant--> granted (new certificate)
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

pub use model::{Renewal, RenewalEvent, RenewalKind, RenewalState};
pub use store::waiting;
