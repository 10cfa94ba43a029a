//! Lists, forms and the desk.
use super::Head;
use crate::{
    kernel::{money::Money, time::Day},
    web::{Left, View},
};
use serde::Serialize;

/// Published contracts 合同公告.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Rows.
    pub rows: Vec<Head>,
    /// Where the next page begins.
    pub next: Option<String>,
}

impl View for ListPage {
    const TEMPLATE: &'static str = "market/contract/list.html";
    const NAV: &'static str = "tenders";

    fn samples() -> Vec<Self> {
        vec![
            Self { rows: vec![Head::sample()], next: Some("/contracts?cursor=x".into()) },
            Self { rows: vec![], next: None },
        ]
    }
}

/// The form of a draft.
#[derive(Debug, Clone, Serialize)]
pub struct DraftPage {
    /// The project.
    pub title: String,
    /// Number of the purchase.
    pub tender: String,
    /// Number of the contract, when it exists.
    pub no: Option<String>,
    /// Where the form goes.
    pub action: String,
    /// What the milestones must add up to.
    pub amount: Money,
    /// Supplier.
    pub supplier: String,
    /// Last day for signing.
    pub sign_by: Option<Day>,
    /// Most months.
    pub years: i64,
    /// Rows for stages.
    pub rows: Vec<usize>,
}

impl View for DraftPage {
    const TEMPLATE: &'static str = "market/contract/draft.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        let head = Head::sample();
        vec![Self {
            title: head.title,
            tender: head.tender,
            no: None,
            action: "/tenders/510903202600017/contract".into(),
            amount: head.total,
            supplier: head.supplier,
            sign_by: Some(head.starts_on),
            years: 1,
            rows: vec![0, 1, 2],
        }]
    }
}

/// The form of a supplement, of a return, of a refusal: one head, one template by `kind`.
#[derive(Debug, Clone, Serialize)]
pub struct SidePage {
    /// `supplement`, `return` or `refusal`.
    pub kind: &'static str,
    /// The contract.
    pub head: Head,
    /// Where the form goes.
    pub action: String,
}

impl View for SidePage {
    const TEMPLATE: &'static str = "market/contract/side.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        ["supplement", "return", "refusal"]
            .map(|kind| Self { kind, head: Head::sample(), action: "/x".into() })
            .to_vec()
    }
}

/// One row of the desk.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// Where to do it.
    pub href: String,
    /// Name of the contract.
    pub title: String,
    /// What is to be done, as a word: `contract-task-…`.
    pub task: &'static str,
    /// Number of the thing.
    pub no: String,
    /// The sum in question.
    pub amount: Money,
    /// Until when.
    pub due_on: Option<Day>,
    /// What is left.
    pub left: Option<Left>,
}

/// What waits for me in contracts, acceptances and payments, by due date.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// Overdue first, then by day.
    pub tasks: Vec<Task>,
    /// Whether the viewer reconciles vouchers.
    pub vouchers: bool,
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "market/contract/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        let head = Head::sample();
        let task = |task| Task {
            href: "/contracts/1".into(),
            title: head.title.clone(),
            task,
            no: head.no.clone(),
            amount: head.total,
            due_on: Some(head.starts_on),
            left: Some(Left::sample()),
        };
        let tasks = crate::market::contract::desk::WORDS.iter().map(|w| task(w)).collect();
        vec![Self { tasks, vouchers: true }, Self { tasks: vec![], vouchers: false }]
    }
}
