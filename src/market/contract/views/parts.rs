//! What a contract's page is made of: reports, acceptances, stages, payments, supplements, the evaluation.
use super::Viewer;
use crate::{
    kernel::{
        money::Money,
        time::{Day, Ts},
    },
    market::{
        acceptance::{Acceptance, Evaluation, PerformanceGrade},
        contract::model::{MilestoneState, Supplement, SupplementState},
        payment::{Payment, PaymentState},
    },
    web::Left,
};
use serde::Serialize;

/// A supplier's report on a stage.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// What was done.
    pub summary: String,
    /// When it was reported.
    pub reported_at: Ts,
    /// Why it was returned.
    pub returned_reason: Option<String>,
    /// Evidence, for those inside.
    pub files: Vec<FileView>,
}

/// A file to download.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// Name.
    pub name: String,
    /// Address.
    pub href: String,
    /// Bytes.
    pub size: i64,
    /// Pages.
    pub pages: Option<i64>,
}

/// An acceptance as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptanceView {
    /// Number.
    pub no: String,
    /// What was accepted.
    pub value: Money,
    /// What has been paid of it.
    pub paid: Money,
    /// What may still be asked for.
    pub unclaimed: Money,
    /// Finding.
    pub findings: String,
    /// Users asked.
    pub users_asked: i64,
    /// Satisfied, in whole percent.
    pub satisfied_percent: Option<i64>,
    /// What they said.
    pub users_summary: String,
    /// When.
    pub accepted_at: Ts,
    /// Last day for paying.
    pub pay_by: Day,
    /// What is left of it while something is unpaid.
    pub left: Option<Left>,
    /// Ledger entry.
    pub entry: Option<i64>,
}

impl AcceptanceView {
    /// An acceptance at an instant.
    #[must_use]
    pub fn of(viewer: &Viewer, a: &Acceptance) -> Self {
        Self {
            no: a.no.clone(),
            value: a.accepted_value,
            paid: a.paid,
            unclaimed: a.unclaimed(),
            findings: a.findings.clone(),
            users_asked: a.users_asked,
            satisfied_percent: a.satisfaction_bp().map(|bp| bp / 100),
            users_summary: a.users_summary.clone(),
            accepted_at: a.accepted_at,
            pay_by: a.pay_by,
            left: (a.paid < a.accepted_value).then(|| viewer.left(a.pay_by)),
            entry: a.entry_id,
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        Self {
            no: "510903202600017-C1-Y1".into(),
            value: Money::from_yuan(100_000),
            paid: Money::ZERO,
            unclaimed: Money::from_yuan(100_000),
            findings: "As agreed".into(),
            users_asked: 40,
            satisfied_percent: Some(95),
            users_summary: "Friendly and on time".into(),
            accepted_at: at,
            pay_by: at.day(),
            left: Some(Left::sample()),
            entry: Some(9),
        }
    }
}

/// A stage as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct StageView {
    /// Place.
    pub position: i64,
    /// Name.
    pub title: String,
    /// Day.
    pub due_on: Day,
    /// Sum.
    pub amount: Money,
    /// Where it stands.
    pub state: MilestoneState,
    /// What is left, until it is accepted.
    pub left: Option<Left>,
    /// The newest report.
    pub report: Option<ReportView>,
    /// The acceptance.
    pub acceptance: Option<AcceptanceView>,
}

/// A payment as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct PaymentView {
    /// Number.
    pub no: String,
    /// Amount.
    pub amount: Money,
    /// Where it stands.
    pub state: PaymentState,
    /// Invoice.
    pub invoice_no: String,
    /// Voucher.
    pub voucher: Option<String>,
    /// When it was prepared.
    pub prepared_at: Ts,
    /// When it was confirmed.
    pub confirmed_at: Option<Ts>,
    /// Last day.
    pub pay_by: Day,
    /// What is left of it while it waits.
    pub left: Option<Left>,
    /// Ledger entry.
    pub entry: Option<i64>,
}

impl PaymentView {
    /// A payment at an instant.
    #[must_use]
    pub fn of(viewer: &Viewer, p: &Payment) -> Self {
        Self {
            no: p.no.clone(),
            amount: p.amount,
            state: p.state,
            invoice_no: p.invoice_no.clone(),
            voucher: p.voucher.clone(),
            prepared_at: p.prepared_at,
            confirmed_at: p.confirmed_at,
            pay_by: p.pay_by,
            left: (p.state == PaymentState::Prepared).then(|| viewer.left(p.pay_by)),
            entry: p.entry_id,
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        Self {
            no: "510903202600017-C1-P1".into(),
            amount: Money::from_yuan(60_000),
            state: PaymentState::Prepared,
            invoice_no: "25512000000012345678".into(),
            voucher: None,
            prepared_at: at,
            confirmed_at: None,
            pay_by: at.day(),
            left: Some(Left::sample()),
            entry: None,
        }
    }
}

/// A supplement as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct SupplementView {
    /// Number in the contract.
    pub position: i64,
    /// What is added.
    pub title: String,
    /// Why.
    pub reason: String,
    /// How much more.
    pub amount: Money,
    /// By when.
    pub due_on: Day,
    /// Where it stands.
    pub state: SupplementState,
    /// Ledger entry.
    pub entry: Option<i64>,
}

pub(super) fn supplement_view(s: Supplement) -> SupplementView {
    SupplementView {
        position: s.position,
        title: s.title,
        reason: s.reason,
        amount: s.amount,
        due_on: s.due_on,
        state: s.state,
        entry: s.entry_id,
    }
}

/// An evaluation as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluationView {
    /// 产出.
    pub output: i64,
    /// 效益.
    pub benefit: i64,
    /// 满意度.
    pub satisfaction: i64,
    /// All together.
    pub score: i64,
    /// Grade.
    pub grade: PerformanceGrade,
    /// In words.
    pub comment: String,
    /// When.
    pub evaluated_at: Ts,
    /// Ledger entry.
    pub entry: Option<i64>,
}

pub(super) fn evaluation_view(e: Evaluation) -> EvaluationView {
    EvaluationView {
        output: e.output,
        benefit: e.benefit,
        satisfaction: e.satisfaction,
        score: e.score,
        grade: e.grade,
        comment: e.comment,
        evaluated_at: e.evaluated_at,
        entry: e.entry_id,
    }
}
