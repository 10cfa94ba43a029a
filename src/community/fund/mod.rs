//! The city's development fund 社会组织发展基金 (`domain.md` 2.20): what it holds, what it gave, and how to give to it.
//!
//! ```text
//! online:   pending --pay--> paid --ask_refund--> refunding --refund--> refunded
//!           pending --fail--> failed --pay--> paid            (events may come in any order)
//! transfer: recorded --confirm (second person, voucher)--> paid
//! ```
//!
//! It is the city's own fund. Organizations get no donation page here: raising money from the public asks for the
//! qualification of `SO-143`, and this program collects for nobody else.
pub mod actions;
pub mod api;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
pub mod rules;
mod store;
pub mod views;

pub use model::{Donation, DonationEvent, DonationId, DonationState, NewDonation, NewGrant};
pub use store::{insert_donations, insert_grants};
