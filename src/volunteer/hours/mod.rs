//! Hours of service 服务时长 that no single account can invent (`design.md` 7.4; 志愿服务条例 art. 19; `VO-30`–`VO-45`).
//!
//! ```text
//! roster + sign-in --> signed_in --sign_out--> entered --confirm--> effective
//!                                                 ^  \--object--> objected --correct--> corrected --confirm--> effective
//!                                                 \------dismiss------/        any of them --void--> voided
//! ```
//!
//! Only `effective` counts. The one edge into it is `confirm`, by somebody who is neither the volunteer nor anybody
//! who wrote the times: whoever signed in, signed out, or corrected. So every counted hour has two people behind it.
pub mod actions;
pub mod api;
pub mod certificate;
pub mod forms;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use model::{HourRecord, How, NewNote, NewRecord, NoteKind, RecordEvent, RecordId, RecordState, Times};
pub use rules::whole_minutes;
pub use store::{
    cursor_of, insert_many, insert_notes, of_signup as record_of_signup, page_of as own_records, total_minutes,
    waiting_for, waiting_minutes,
};
