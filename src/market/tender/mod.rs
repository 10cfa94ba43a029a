//! Tenders 采购项目: made by a buyer, approved by another person, published, questioned, closed by the clock.
//!
//! ```text
//! draft --submit--> submitted --publish--> open --close--> closed --open_bids--> opened --score--> scored
//!   ^                  |return                                                                       |price
//!   +------------------+                                                                             v
//! archived <-- paid <-- accepted <-- performing <-- contracted <-- result <--announce-- fixed <-- priced
//! any state from open to result may also end in failed (PR-24, PR-83) or stopped.
//! ```
//!
//! Before the bids are opened no function here tells anybody who bid, or how many (`design.md` 7.1).
pub mod actions;
pub mod api;
mod board;
pub mod committee;
pub mod feeds;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
mod rules;
#[cfg(test)]
pub mod sample;
mod sheet;
mod steps;
mod store;
pub mod views;

pub use board::{Band, Filter, Listed, Sort, Standing, page};

pub use model::{
    Criterion, DocumentRow, Draft, DraftCriterion, EnvelopeKind, Lock, NewAnswer, Opener, Question, Tender,
    TenderEvent, TenderId, TenderState, Terms,
};
pub use rules::{deadline_after_change, earliest_deadline, may_see, must_be, too_few};
pub use steps::{
    close, fail, mark_accepted, mark_archived, mark_contracted, mark_fixed, mark_opened, mark_paid, mark_performing,
    mark_priced, mark_refixing, mark_result, mark_scored, stop,
};
pub use store::{
    committed, criteria, documents, documents_changed_at, find, find_by_no, lock, locks, openers, questions,
};
