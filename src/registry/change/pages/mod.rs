//! HTML handlers of changes.
pub(super) mod build;
mod files;
mod office;
mod officer;

pub use files::{attach, detach, download, paper};
pub(super) use office::items_of;
pub use office::{accept, decide, decline, notify, queue, review};
pub use officer::{begin, list, save, show, submit, withdraw};
