//! Opening 开标: two of three openers, in one act, after the deadline; the record goes out to everybody at once.
//!
//! ```text
//! rules --> B from two shares, in memory --> intent in the ledger --> A released --> whose bids are these?
//!       --> too few: nothing is opened (PR-83)     --> else open, compare with receipts, write, publish, mail
//! ```
//!
//! The price envelopes have a lock B of their own and an act of their own, after the technical scores are locked.
pub mod actions;
pub mod api;
mod bundle;
pub mod forms;
pub mod jobs;
pub(crate) mod keys;
pub(crate) mod model;
pub mod pages;
pub(crate) mod read;
pub(crate) mod rules;
pub(crate) mod store;
pub mod views;

pub use model::Opening;
pub use store::find;
