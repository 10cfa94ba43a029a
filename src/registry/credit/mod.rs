//! Credit 信用: the list of abnormal activity 活动异常名录 and the list of serious violations 严重违法失信名单
//! (`SO-120`–`SO-129`). Nobody is listed without a notice and the days to object; the clock itself begins what the rule
//! says it begins; the standing of an organization follows from what is in force.
//!
//! ```text
//! noticed --object--> objected --enter--> listed --ask--> asking --remove--> removed
//!    |---enter--> listed                    |---remove--> removed  |---refuse--> listed
//!    +---drop--> dropped   (also from objected)
//! ```
pub mod actions;
pub mod api;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use actions::notify_by_clock;
pub use model::{Ground, List, Listing, ListingEvent, ListingState, NewListing};
pub use store::{hand_over, insert_many, of_organization};
