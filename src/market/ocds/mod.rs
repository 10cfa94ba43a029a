//! Open contracting data: one process a tender, as OCDS 1.1 release and record packages (`design.md` 8).
//!
//! A release is one public act in the ledger. Its place in the ledger's gapless sequence is both its id and the cursor of
//! the list, so that a reader neither skips nor repeats one, however many write at once. Practice never appears.
mod build;
mod contract;
pub mod pages;
mod store;

/// What stands before the project number in an ocid.
pub const PREFIX: &str = "ocds-szhi01";
