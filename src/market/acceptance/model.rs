//! Nouns of acceptance and evaluation.
use crate::{
    id_type,
    kernel::{
        actor::{AccountId, OrganizationId},
        money::Money,
        time::{Day, Ts},
    },
    market::contract::{ContractId, MilestoneId},
    schema::{acceptances, evaluations, milestone_reports},
    text_enum,
};
use diesel::prelude::*;
use serde::Serialize;

id_type! {
    /// An acceptance's row.
    AcceptanceId,
}

text_enum! {
    /// Grade of a performance evaluation 绩效等级 (`PR-105`).
    pub enum PerformanceGrade {
        /// 优: 90 points or more.
        Excellent = "excellent",
        /// 良: 80 to 89.
        Good = "good",
        /// 中: 60 to 79.
        Fair = "fair",
        /// 差: below 60.
        Poor = "poor",
    }
}

/// A supplier's report that a milestone is done.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = milestone_reports)]
pub struct Report {
    /// Row.
    pub id: i64,
    /// The milestone.
    pub milestone_id: MilestoneId,
    /// Its number, from 1.
    pub position: i64,
    /// What was done, in numbers.
    pub summary: String,
    /// When.
    pub reported_at: Ts,
    /// Why it was returned, if it was.
    pub returned_reason: Option<String>,
}

/// A file of a report.
#[derive(Debug, Clone, Queryable, Serialize)]
pub struct Evidence {
    /// Row of the file.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// Pages, where it has any.
    pub pages: Option<i64>,
    /// SHA-256.
    pub sha256: String,
    /// Its type.
    pub media_type: String,
}

/// An acceptance with its report 验收书.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = acceptances)]
pub struct Acceptance {
    /// Row.
    pub id: AcceptanceId,
    /// Number: the contract's, `-Y` and the milestone's place.
    pub no: String,
    /// The contract.
    pub contract_id: ContractId,
    /// The milestone.
    pub milestone_id: MilestoneId,
    /// The report that was judged.
    pub report_id: i64,
    /// What of the milestone's sum is accepted; the most that may ever be paid for it.
    pub accepted_value: Money,
    /// What payments ask for already; never above the accepted value.
    pub claimed: Money,
    /// What has been paid; never above what was claimed.
    pub paid: Money,
    /// Finding against every standard.
    pub findings: String,
    /// How many service users were asked.
    pub users_asked: i64,
    /// How many of them were satisfied.
    pub users_satisfied: i64,
    /// What they said, without names.
    pub users_summary: String,
    /// Who accepted.
    pub accepted_by: AccountId,
    /// When.
    pub accepted_at: Ts,
    /// Last day for paying (`PR-64`).
    pub pay_by: Day,
    /// Ledger entry.
    pub entry_id: Option<i64>,
}

impl Acceptance {
    /// What may still be asked for.
    #[must_use]
    pub fn unclaimed(&self) -> Money {
        self.accepted_value.checked_sub(self.claimed).unwrap_or(Money::ZERO)
    }

    /// Satisfied users in hundredths of a percent; none when nobody was asked.
    #[must_use]
    pub fn satisfaction_bp(&self) -> Option<i64> {
        (self.users_asked > 0).then(|| self.users_satisfied * 10_000 / self.users_asked)
    }
}

/// A performance evaluation.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = evaluations)]
pub struct Evaluation {
    /// The contract.
    pub contract_id: ContractId,
    /// The supplier.
    pub organization_id: OrganizationId,
    /// 产出, 0 to 100: quantity, quality, timeliness, cost.
    pub output: i64,
    /// 效益, 0 to 100: social effect, sustainability.
    pub benefit: i64,
    /// 满意度, 0 to 100.
    pub satisfaction: i64,
    /// All together, 0 to 100.
    pub score: i64,
    /// Its grade.
    pub grade: PerformanceGrade,
    /// In words.
    pub comment: String,
    /// When.
    pub evaluated_at: Ts,
    /// Ledger entry.
    pub entry_id: Option<i64>,
}

/// What the acceptor found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What is accepted of the milestone's sum.
    pub value: Money,
    /// Finding against every standard.
    pub findings: String,
    /// How many service users were asked.
    pub users_asked: i64,
    /// How many of them were satisfied.
    pub users_satisfied: i64,
    /// What they said, without names.
    pub users_summary: String,
}

/// Points of an evaluation, each 0 to 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// 产出.
    pub output: i64,
    /// 效益.
    pub benefit: i64,
    /// 满意度.
    pub satisfaction: i64,
    /// In words.
    pub comment: String,
}

/// An acceptance as the maker of demonstration data writes it; the report comes with it.
#[derive(Debug, Clone)]
pub struct NewAcceptance {
    /// Number.
    pub no: String,
    /// The contract.
    pub contract_id: ContractId,
    /// The milestone.
    pub milestone_id: MilestoneId,
    /// What the supplier reported.
    pub summary: String,
    /// By whom.
    pub reported_by: AccountId,
    /// When.
    pub reported_at: Ts,
    /// The verdict.
    pub verdict: Verdict,
    /// What is paid of it.
    pub paid: Money,
    /// Who accepted.
    pub accepted_by: AccountId,
    /// When.
    pub accepted_at: Ts,
    /// Last day for paying.
    pub pay_by: Day,
    /// Ledger entry.
    pub entry_id: Option<i64>,
}
