//! Acceptance 验收 and performance evaluation 绩效评价 (`PR-17`, `PR-95`, `PR-103`…`PR-105`).
//!
//! ```text
//! supplier reports a milestone with evidence --> acceptor (neither buyer nor approver) accepts a value or returns it
//! last milestone accepted --> contract completed, tender accepted;  all paid --> settled --> evaluated 优 良 中 差
//! ```
pub mod actions;
pub mod api;
pub mod forms;
mod model;
pub mod pages;
pub mod rules;
mod store;
pub mod views;

pub use model::{Acceptance, AcceptanceId, Evaluation, Evidence, NewAcceptance, PerformanceGrade, Report, Verdict};
pub use store::{
    accepted_total, claim, evaluation, evaluations_of, evidence, find, find_by_no, insert_evaluations, insert_many,
    latest_report, of_contract, pay, release, to_pay,
};
