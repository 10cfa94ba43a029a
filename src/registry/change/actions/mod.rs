//! Verbs of a change that other cases do not know; each is one transaction.
mod decide;
mod draft;

pub use decide::decide;
pub use draft::{save, submit, withdraw};
