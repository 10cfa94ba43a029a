//! HTML handlers of applications.
pub(super) mod build;
mod clock;
mod files;
mod founder;
mod notices;
mod office;
mod submission;
mod tasks;

pub use clock::{ask_extension, extend, resume, suspend};
pub(in crate::registry) use files::keep as files_of;
pub use files::{attach, detach, download, paper};
pub use founder::{mine, show};
pub use notices::notices;
pub(super) use notices::read as public_now;
pub(super) use office::items_of;
pub use office::{accept, checks, decide, decline, notify, queue, review};
pub use submission::{check, receipt, submit, withdraw};
pub use tasks::{save, task};
