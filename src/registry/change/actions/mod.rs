//! Verbs of a change; each is one transaction.
mod decide;
mod draft;
mod hand_in;
mod handle;

pub use decide::{decide, review};
pub use draft::{attach, begin, detach, save};
pub use hand_in::{submit, withdraw};
pub use handle::{accept, decline, deem, notify};
