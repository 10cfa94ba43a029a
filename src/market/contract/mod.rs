//! Contracts 合同: made from the award, reviewed by another person, signed by both sides, published (`PR-14`…`PR-16`,
//! `PR-45`…`PR-47`, `PR-100`…`PR-104`).
//!
//! ```text
//! draft --submit--> submitted --approve--> approved --supplier_sign--> countersign --sign--> signed --publish--> performing
//!   ^                  |return                |refuse (PR-100: next candidate)
//!   +------------------+                      v
//!                                          refused      performing --complete--> completed --settle--> settled --evaluate--> evaluated
//! ```
pub mod actions;
pub mod api;
pub mod desk;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
pub mod paper;
pub mod rules;
mod store;
pub mod views;

pub use model::{
    Body, Contract, ContractEvent, ContractId, ContractState, Draft, DraftMilestone, Milestone, MilestoneEvent,
    MilestoneId, MilestoneState, NewContract, Supplement, SupplementState,
};
pub use store::{
    find, find_by_no, find_supplements, insert_many, mark_complete, mark_evaluated, mark_settled, milestone,
    milestones, move_milestone, of_organization, of_tender, published,
};
