//! The public ledger as people read it, and as plain files (`design.md` 7.2).
pub mod pages;
pub mod raw;
mod store;
pub mod views;

pub use pages::newest;
