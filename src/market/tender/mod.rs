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
mod model;
mod steps;
mod store;

pub use model::{Criterion, EnvelopeKind, Lock, NewTender, Opener, Tender, TenderEvent, TenderId, TenderState, Terms};
pub use steps::{
    close, fail, mark_accepted, mark_archived, mark_contracted, mark_fixed, mark_opened, mark_paid, mark_performing,
    mark_priced, mark_refixing, mark_result, mark_scored, stop,
};
pub use store::{criteria, documents, find, find_by_no, lock, locks, openers};
