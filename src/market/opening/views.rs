//! Page contexts of the opening.
use crate::{
    kernel::{money::Money, time::Ts},
    market::{
        bid::{BidState, Problem},
        tender::EnvelopeKind,
    },
    web::View,
};
use chrono::DateTime;
use serde::Serialize;

/// A finished act.
#[derive(Debug, Clone, Serialize)]
pub struct Act {
    /// When.
    pub opened_at: Ts,
    /// Ledger entry of the record.
    pub entry: i64,
    /// Ledger entry of the intent.
    pub released_entry: i64,
}

/// One bid in the record.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Its place.
    pub position: i64,
    /// The bidder.
    pub organization: String,
    /// Its code.
    pub code: String,
    /// The receipt.
    pub receipt_no: String,
    /// When the last byte was read.
    pub received_at: Ts,
    /// SHA-256 of the technical envelope.
    pub technical_sha256: String,
    /// SHA-256 of the price envelope.
    pub price_sha256: Option<String>,
    /// Where the bid stands.
    pub state: BidState,
    /// Why the technical envelope is invalid.
    pub problem: Option<Problem>,
    /// The price, once opened.
    pub price: Option<Money>,
    /// Why the price is invalid.
    pub price_problem: Option<Problem>,
}

/// Another member to choose.
#[derive(Debug, Clone, Serialize)]
pub struct SeatChoice {
    /// Place, 1 to 3.
    pub value: i64,
    /// Words.
    pub label: String,
}

/// `/tenders/{no}/opening`: the record for everybody, the act for openers.
#[derive(Debug, Clone, Serialize)]
pub struct RecordPage {
    /// Project number.
    pub no: String,
    /// Its name.
    pub title: String,
    /// Deadline.
    pub closes_at: Ts,
    /// Whether the deadline has passed.
    pub is_past: bool,
    /// Why the tender failed.
    pub failed: Option<String>,
    /// The technical act.
    pub technical: Option<Act>,
    /// The price act.
    pub price: Option<Act>,
    /// The bids.
    pub lines: Vec<Line>,
    /// Which act the reader may do now.
    pub form: Option<&'static str>,
    /// The other members.
    pub seats: Vec<SeatChoice>,
    /// Bundles the reader may take.
    pub bundles: Vec<EnvelopeKind>,
}

impl View for RecordPage {
    const TEMPLATE: &'static str = "market/opening/record.html";
    const NAV: &'static str = "tenders";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let at = Ts::new(DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_000);
        let act = || Act { opened_at: at, entry: 9, released_entry: 8 };
        let line = |position, price, problem| Line {
            position,
            organization: "Lotus Elder-care Centre".into(),
            code: "52510903XXXX00019L".into(),
            receipt_no: "TB-2345-6789-ABCD-EFGH".into(),
            received_at: at,
            technical_sha256: "5b".repeat(32),
            price_sha256: Some("e0".repeat(32)),
            state: BidState::Opened,
            problem,
            price,
            price_problem: None,
        };
        let before = Self {
            no: "510903202600017".into(),
            title: "Elder care at home".into(),
            closes_at: at,
            is_past: false,
            failed: None,
            technical: None,
            price: None,
            lines: Vec::new(),
            form: None,
            seats: Vec::new(),
            bundles: Vec::new(),
        };
        let ready = Self {
            is_past: true,
            form: Some("opening"),
            seats: vec![SeatChoice { value: 2, label: "2".into() }, SeatChoice { value: 3, label: "3".into() }],
            ..before.clone()
        };
        let after = Self {
            is_past: true,
            technical: Some(act()),
            price: Some(act()),
            lines: vec![line(1, Some(Money::from_yuan(480_000)), None), line(2, None, Some(Problem::HashDiffers))],
            form: Some("price-opening"),
            bundles: vec![EnvelopeKind::Technical, EnvelopeKind::Price],
            ..ready.clone()
        };
        let failed = Self { failed: Some("too_few_bids".into()), ..after.clone() };
        vec![before, ready, after, failed]
    }
}
