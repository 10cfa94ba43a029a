//! Page contexts of payments.
use super::vouchers::{Difference, Row};
use crate::{
    kernel::money::Money,
    market::contract::views::{AcceptanceView, Head, PaymentView},
    web::View,
};
use serde::Serialize;

/// The form that asks for a payment, with the three papers side by side.
#[derive(Debug, Clone, Serialize)]
pub struct PreparePage {
    /// The contract.
    pub head: Head,
    /// The acceptance.
    pub acceptance: AcceptanceView,
    /// What the budget still holds bound for the contract.
    pub committed: Money,
    /// What is payable under the contract.
    pub payable: Money,
}

impl View for PreparePage {
    const TEMPLATE: &'static str = "market/payment/prepare.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        vec![Self {
            head: Head::sample(),
            acceptance: AcceptanceView::sample(),
            committed: Money::from_yuan(300_000),
            payable: Money::from_yuan(100_000),
        }]
    }
}

/// One payment: what it pays, and the form of whoever confirms or withdraws it.
#[derive(Debug, Clone, Serialize)]
pub struct PaymentPage {
    /// The contract.
    pub head: Head,
    /// The acceptance.
    pub acceptance: AcceptanceView,
    /// The payment.
    pub payment: PaymentView,
    /// Whether the viewer may confirm it.
    pub may_confirm: bool,
    /// Whether the viewer may withdraw it.
    pub may_withdraw: bool,
}

impl View for PaymentPage {
    const TEMPLATE: &'static str = "market/payment/show.html";
    const NAV: &'static str = "tenders";

    fn samples() -> Vec<Self> {
        let one = Self {
            head: Head::sample(),
            acceptance: AcceptanceView::sample(),
            payment: PaymentView::sample(),
            may_confirm: true,
            may_withdraw: true,
        };
        vec![one.clone(), Self { may_confirm: false, may_withdraw: false, ..one }]
    }
}

/// Reconciliation 对账.
#[derive(Debug, Clone, Serialize)]
pub struct VouchersPage {
    /// Departments the viewer may choose from.
    pub bodies: Vec<Choice>,
    /// Rows with what was found; none before a list was sent.
    pub rows: Vec<Row>,
    /// How many rows differ.
    pub different: usize,
}

/// A value and its words.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Value.
    pub value: i64,
    /// Words.
    pub label: String,
}

impl View for VouchersPage {
    const TEMPLATE: &'static str = "market/payment/vouchers.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        let row = |difference: &Difference| Row {
            line: 2,
            voucher: "GK-0001".into(),
            day: None,
            amount: Some(Money::from_yuan(1)),
            ours: Some(Money::from_yuan(2)),
            payment: Some("510903202600017-C1-P1".into()),
            difference: *difference,
        };
        let bodies = vec![Choice { value: 1, label: "Civil Affairs Bureau".into() }];
        let rows = Difference::ALL.iter().map(row).collect();
        vec![Self { bodies: bodies.clone(), rows, different: 4 }, Self { bodies, rows: vec![], different: 0 }]
    }
}
