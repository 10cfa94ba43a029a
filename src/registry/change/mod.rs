//! Change of registered items 变更登记 and approval of an amended charter 章程核准, from an officer's draft to the new
//! certificate (`SO-90`–`SO-93`, `SO-75`, `SO-82`; 行政许可法 art. 32, 38, 42, 49).
//!
//! ```text
//! draft --> submitted <--> correction (one notice, within 5 working days)
//!             |  \--> not_accepted
//!             v  (accepted, or no notice in time: SO-61)
//!          accepted --> reviewed --> approved (register, certificate, announcement)
//!                                \-> refused            until then: withdrawn
//! ```
mod access;
pub mod actions;
pub mod api;
mod content;
pub mod forms;
pub mod jobs;
mod judge;
mod model;
pub mod pages;
mod papers;
mod rules;
mod store;
pub mod views;

pub use content::Content;
pub use judge::mode_of;
pub use model::{Change, ChangeEvent, ChangeState, NewChange};
pub use store::{Line, insert_many, open_of, waiting};
