//! HTML handlers of applications.
pub(super) mod build;
mod clock;
mod files;
mod founder;
mod office;

pub use clock::{ask_extension, extend, resume, suspend};
pub(in crate::registry) use files::keep as files_of;
pub use files::{attach, detach, download, paper};
pub use founder::{begin, check, guide, mine, receipt, save, show, submit, task, withdraw};
pub(super) use office::items_of;
pub use office::{accept, checks, decide, decline, notify, queue, review};
