//! Challenges 质疑: a supplier disputes the documents, the process or the result; the buyer replies in time.
//!
//! ```text
//! lodged --uphold--> upheld        (documents to be changed, back to the candidates, or the tender stopped)
//!    |---reject--> rejected        (complaint 投诉 to finance remains, PR-54)
//!    +---withdraw--> withdrawn
//! ```
pub mod actions;
pub mod api;
pub mod forms;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use model::{Against, Challenge, ChallengeEvent, ChallengeState, Consequence, NewChallenge, NewReply};
pub use store::{of_tender, overdue};

use crate::{
    kernel::{calendar::Calendar, time::Ts},
    market::tender::Tender,
};

/// Whether anything about the tender may be challenged at this instant, by whoever is entitled (`PR-51`, `PR-52`).
#[must_use]
pub fn is_possible(calendar: &Calendar, tender: &Tender, now: Ts) -> bool {
    Against::ALL.iter().any(|&a| rules::may_lodge(tender, a, calendar, now).is_ok())
}
