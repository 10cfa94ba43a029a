//! Verbs of an application; each is one transaction.
mod clock;
mod decide;
mod draft;
mod file;
mod hand_in;
mod handle;
mod upgrade;

pub use clock::{ask_extension, extend, resume, suspend};
pub use decide::{decide, review};
pub use draft::{Answer, attach, begin, detach, save};
pub(super) use hand_in::missing;
pub use hand_in::{submit, withdraw};
pub use handle::{accept, check, decline, deem, notify};
pub use upgrade::upgrade;
