//! Review 评审: experts drawn at random declare their ties, score alone, and sign; then the ranking is computed.
//!
//! ```text
//! member: drawn --declare--> ready --lock--> locked --correct--> correcting --lock--> locked
//!         drawn, ready --withdraw--> withdrawn, and the next of the draw takes the seat
//! ```
//!
//! Qualification is checked by the department, compliance by the committee's majority, quality by the mean of the
//! members (`PR-70`…`PR-84`). A member sees no bid before the declaration (`PR-90`) and no other sheet before the end.
pub mod actions;
pub mod api;
mod draw;
pub mod forms;
mod model;
pub mod pages;
mod rank;
mod rules;
mod score;
mod sheet;
mod store;
pub mod views;

pub use model::{Committee, Member, MemberEvent, MemberId, MemberState, Ranking, Score, Sheet, TieKind, Verdict};
pub use rank::{eligible, rank};
pub use score::{Points, clearly_low};
pub use store::{checks_of, committee, members, ranking, sheets};
