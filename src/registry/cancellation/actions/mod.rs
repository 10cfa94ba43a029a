//! Verbs of a cancellation that other cases do not know; each is one transaction.
mod decide;
mod draft;

pub use decide::decide;
pub use draft::{announce, save, submit, withdraw};
