//! HTML handlers of cancellations.
pub(super) mod build;
mod files;
mod office;
mod officer;

pub use files::{attach, detach, download};
pub(super) use office::items_of;
pub use office::{accept, decide, decline, notify, queue, review};
pub use officer::{announce, begin, list, save, show, submit, withdraw};
