//! Page contexts of bids: only ever of one's own.
use super::model::{Bid, BidState};
use crate::{
    kernel::{money::Money, time::Ts},
    web::{Left, View},
};
use chrono::{DateTime, TimeDelta};
use serde::Serialize;

/// An organization to bid for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bidder {
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
}

/// A scoring item to answer.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Its key.
    pub key: String,
    /// Its name.
    pub title: String,
    /// The indicator.
    pub description: String,
    /// Most points, as words.
    pub points: String,
}

/// A receipt as the bidder sees it.
#[derive(Debug, Clone, Serialize)]
pub struct Receipt {
    /// Its number.
    pub receipt_no: String,
    /// When the last byte was read.
    pub received_at: Ts,
    /// Where the bid stands.
    pub state: BidState,
    /// SHA-256 of the technical envelope.
    pub technical_sha256: String,
    /// Its size class.
    pub technical_size: i64,
    /// SHA-256 of the price envelope.
    pub price_sha256: Option<String>,
    /// Its size class.
    pub price_size: Option<i64>,
    /// Ledger entry.
    pub entry: i64,
}

impl From<&Bid> for Receipt {
    fn from(bid: &Bid) -> Self {
        Self {
            receipt_no: bid.receipt_no.clone(),
            received_at: bid.received_at,
            state: bid.state,
            technical_sha256: bid.technical_sha256.clone(),
            technical_size: bid.technical_size,
            price_sha256: bid.price_sha256.clone(),
            price_size: bid.price_size,
            entry: bid.entry_id,
        }
    }
}

/// `/tenders/{no}/bid`: write, replace, withdraw, receipt.
#[derive(Debug, Clone, Serialize)]
pub struct BidPage {
    /// Project number.
    pub no: String,
    /// Its name.
    pub title: String,
    /// Practice.
    pub simulated: bool,
    /// The most that may be offered.
    pub limit: Money,
    /// Until the deadline.
    pub left: Option<Left>,
    /// Whether bids are received.
    pub is_receiving: bool,
    /// Whom the person bids for.
    pub organization: Option<Bidder>,
    /// Whom else the person could bid for.
    pub others: Vec<Bidder>,
    /// Every reason against a bid.
    pub reasons: Vec<String>,
    /// What must be answered.
    pub criteria: Vec<Item>,
    /// The bid that counts.
    pub live: Option<Receipt>,
    /// Those before it.
    pub earlier: Vec<Receipt>,
}

impl View for BidPage {
    const TEMPLATE: &'static str = "market/bid/bid.html";
    const NAV: &'static str = "tenders";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let at = Ts::new(DateTime::UNIX_EPOCH) + TimeDelta::days(20_000);
        let receipt = |state| Receipt {
            receipt_no: "TB-2345-6789-ABCD-EFGH".into(),
            received_at: at,
            state,
            technical_sha256: "5b".repeat(32),
            technical_size: 65_536,
            price_sha256: Some("e0".repeat(32)),
            price_size: Some(65_536),
            entry: 7,
        };
        let item = Item {
            key: "c1".into(),
            title: "Service plan and response".into(),
            description: "Minutes until a call is answered".into(),
            points: "35".into(),
        };
        let bidder = Bidder { name: "Lotus Elder-care Centre".into(), code: "52510903XXXX00019L".into() };
        let empty = Self {
            no: "510903202600017".into(),
            title: "Elder care at home".into(),
            simulated: false,
            limit: Money::from_yuan(4_260_000),
            left: Some(Left::count(at, at + TimeDelta::days(14))),
            is_receiving: true,
            organization: Some(bidder.clone()),
            others: vec![bidder],
            reasons: Vec::new(),
            criteria: vec![item],
            live: None,
            earlier: Vec::new(),
        };
        let full = Self {
            live: Some(receipt(BidState::Sealed)),
            earlier: vec![receipt(BidState::Replaced)],
            reasons: vec!["The list of abnormal activity names the organization.".into()],
            ..empty.clone()
        };
        let closed = Self { is_receiving: false, left: None, simulated: true, ..full.clone() };
        let stranger = Self { organization: None, others: Vec::new(), ..empty.clone() };
        vec![empty, full, closed, stranger]
    }
}
