//! Nightly dumps 每日全量: the whole public register as CSV and as JSON Lines, compressed, with SHA-256, size and the ledger's
//! checkpoint of that night; kept for some days, then forgotten.
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
mod store;
mod write;

pub use model::Dump;
pub use store::latest;
