//! Page contexts of the fund.
use super::{
    model::{Donation, DonationState},
    store::Grant,
};
use crate::{
    kernel::{
        money::Money,
        time::{Day, Ts},
    },
    web::View,
};
use chrono::DateTime;
use serde::Serialize;

/// A donation in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Number.
    pub no: String,
    /// Amount.
    pub amount: Money,
    /// Nickname; none for anonymous.
    pub nickname: Option<String>,
    /// Words.
    pub message: Option<String>,
    /// Where it stands.
    pub state: DonationState,
    /// `stripe` or `voucher`.
    pub provider: String,
    /// Voucher of a transfer.
    pub voucher: Option<String>,
    /// When the money was there, or else when it was begun.
    pub at: Ts,
    /// Ledger entry.
    pub entry: Option<i64>,
}

impl From<Donation> for Row {
    fn from(d: Donation) -> Self {
        Self {
            no: d.no,
            amount: d.amount,
            nickname: d.nickname,
            message: d.message,
            state: d.state,
            provider: d.provider,
            voucher: d.voucher,
            at: d.paid_at.unwrap_or(d.created_at),
            entry: d.entry_id,
        }
    }
}

impl Row {
    fn sample(state: DonationState) -> Self {
        Self {
            no: "F2026000001".into(),
            amount: Money::from_yuan(200),
            nickname: Some("Fu River".into()),
            message: Some("For the neighbours".into()),
            state,
            provider: "voucher".into(),
            voucher: Some("BK-0001".into()),
            at: Ts::new(DateTime::UNIX_EPOCH),
            entry: Some(4),
        }
    }
}

/// The fund as everybody sees it.
#[derive(Debug, Clone, Serialize)]
pub struct FundPage {
    /// What it holds.
    pub balance: Money,
    /// Grants, newest first.
    pub grants: Vec<Grant>,
    /// Donations, newest first.
    pub donations: Vec<Row>,
    /// Where the next page of donations begins.
    pub next: Option<String>,
    /// Whether people can pay online here.
    pub online: bool,
    /// Whether the viewer keeps the books.
    pub finance: bool,
}

impl View for FundPage {
    const TEMPLATE: &'static str = "community/fund/show.html";
    const NAV: &'static str = "community";

    fn samples() -> Vec<Self> {
        let grant = Grant {
            no: "G2026001".into(),
            title: "First year of a meal service".into(),
            amount: Money::from_yuan(30_000),
            granted_on: Day::from_ymd_opt(2026, 6, 1).unwrap_or_default(),
            entry: Some(2),
            organization: "Lotus Elder-care Centre".into(),
            credit_code: "52510903XXXX00019L".into(),
        };
        let full = Self {
            balance: Money::from_yuan(120_000),
            grants: vec![grant],
            donations: vec![Row::sample(DonationState::Paid)],
            next: Some("/fund?cursor=x".into()),
            online: true,
            finance: true,
        };
        let empty =
            Self { grants: vec![], donations: vec![], next: None, online: false, finance: false, ..full.clone() };
        vec![full, empty]
    }
}

/// After paying, at the giver's own address.
#[derive(Debug, Clone, Serialize)]
pub struct ThanksPage {
    /// The donation.
    pub donation: Row,
}

impl View for ThanksPage {
    const TEMPLATE: &'static str = "community/fund/thanks.html";
    const NAV: &'static str = "community";

    fn samples() -> Vec<Self> {
        DonationState::ALL.iter().map(|s| Self { donation: Row::sample(*s) }).collect()
    }
}

/// The fund's books: transfers to record and confirm, refunds to confirm.
#[derive(Debug, Clone, Serialize)]
pub struct BooksPage {
    /// What waits.
    pub waiting: Vec<Row>,
    /// Donations that may be given back.
    pub paid: Vec<Row>,
}

impl View for BooksPage {
    const TEMPLATE: &'static str = "community/fund/books.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        vec![
            Self {
                waiting: vec![Row::sample(DonationState::Recorded), Row::sample(DonationState::Refunding)],
                paid: vec![Row::sample(DonationState::Paid)],
            },
            Self { waiting: vec![], paid: vec![] },
        ]
    }
}
