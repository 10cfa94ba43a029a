//! Announcements 公告 of the registration authority (`SO-75`).
mod store;

pub use store::{Announcement, latest, publish};
