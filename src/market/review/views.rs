//! Page contexts of the review.
use super::model::{MemberState, TieKind};
use crate::{kernel::time::Ts, market::bid::Signal, web::View};
use chrono::DateTime;
use serde::Serialize;

/// The draw as its department sees it.
#[derive(Debug, Clone, Serialize)]
pub struct Draw {
    /// When.
    pub at: Ts,
    /// Seats.
    pub seats: i64,
    /// Ledger entry.
    pub entry: i64,
}

/// A seat without its name.
#[derive(Debug, Clone, Serialize)]
pub struct SeatLine {
    /// Place in the draw.
    pub position: i64,
    /// Where it stands.
    pub state: MemberState,
}

/// A file of a bid.
#[derive(Debug, Clone, Serialize)]
pub struct FileLine {
    /// Its name.
    pub name: String,
    /// Where to get it.
    pub href: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256.
    pub sha256: String,
}

/// A check.
#[derive(Debug, Clone, Serialize)]
pub struct CheckLine {
    /// Outcome.
    pub passed: bool,
    /// Why.
    pub reason: String,
}

/// A bid as the department checks it.
#[derive(Debug, Clone, Serialize)]
pub struct BidLine {
    /// The receipt.
    pub receipt_no: String,
    /// The bidder.
    pub organization: String,
    /// Its code.
    pub code: String,
    /// Signals.
    pub signals: Vec<Signal>,
    /// The plan.
    pub plan: String,
    /// Partners named.
    pub partners: String,
    /// Files.
    pub files: Vec<FileLine>,
    /// The qualification check.
    pub check: Option<CheckLine>,
}

/// `/tenders/{no}/experts`: draw and qualification, for the department.
#[derive(Debug, Clone, Serialize)]
pub struct ExpertsPage {
    /// Project number.
    pub no: String,
    /// Its name.
    pub title: String,
    /// Seats the draw will fill.
    pub seats_needed: u32,
    /// The draw.
    pub draw: Option<Draw>,
    /// The seats.
    pub seats: Vec<SeatLine>,
    /// The bids.
    pub bids: Vec<BidLine>,
    /// Whether the reader may draw now.
    pub can_draw: bool,
    /// Whether the reader may check now.
    pub can_check: bool,
}

/// A choice.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Value.
    pub value: i64,
    /// Words.
    pub label: String,
}

/// An answer of a bidder.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerLine {
    /// The item.
    pub title: String,
    /// What the bidder says.
    pub text: String,
}

/// One score to give.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreLine {
    /// Key of the item.
    pub key: String,
    /// Its name.
    pub title: String,
    /// The indicator.
    pub description: String,
    /// Most points.
    pub max: String,
    /// What was given, or nothing.
    pub points: String,
    /// Every member must give the same.
    pub is_objective: bool,
}

/// A bid on a sheet.
#[derive(Debug, Clone, Serialize)]
pub struct SheetBid {
    /// The receipt.
    pub receipt_no: String,
    /// The bidder.
    pub organization: String,
    /// Signals.
    pub signals: Vec<Signal>,
    /// The plan.
    pub plan: String,
    /// Partners named.
    pub partners: String,
    /// Answers.
    pub answers: Vec<AnswerLine>,
    /// Files.
    pub files: Vec<FileLine>,
    /// The verdict so far.
    pub complies: Option<bool>,
    /// The remark so far.
    pub reason: String,
    /// The scores so far.
    pub scores: Vec<ScoreLine>,
}

/// `/tenders/{no}/review`: one member's declaration and sheet.
#[derive(Debug, Clone, Serialize)]
pub struct SheetPage {
    /// Project number.
    pub no: String,
    /// Its name.
    pub title: String,
    /// `declare`, `score`, `locked` or `withdrawn`.
    pub stage: &'static str,
    /// Only objective items may change.
    pub correcting: bool,
    /// Who bid, for the declaration.
    pub bidders: Vec<Choice>,
    /// Kinds of ties.
    pub ties: Vec<TieKind>,
    /// The bids, after the declaration.
    pub bids: Vec<SheetBid>,
    /// When the sheet was signed.
    pub locked_at: Option<Ts>,
    /// Its SHA-256.
    pub sha256: Option<String>,
    /// Its ledger entry.
    pub entry: Option<i64>,
    /// Whether the session passed the second factor.
    pub is_strong: bool,
}

fn at() -> Ts {
    Ts::new(DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_000)
}

fn file() -> FileLine {
    FileLine { name: "plan.pdf".into(), href: "/x".into(), size: 2_400_000, sha256: "5b".repeat(32) }
}

impl View for ExpertsPage {
    const TEMPLATE: &'static str = "market/review/experts.html";
    const NAV: &'static str = "tenders";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let bid = |check| BidLine {
            receipt_no: "TB-2345-6789-ABCD-EFGH".into(),
            organization: "Lotus Elder-care Centre".into(),
            code: "52510903XXXX00019L".into(),
            signals: Signal::ALL.to_vec(),
            plan: "Meals, bathing, visits".into(),
            partners: "A filed group".into(),
            files: vec![file()],
            check,
        };
        let before = Self {
            no: "510903202600017".into(),
            title: "Elder care at home".into(),
            seats_needed: 5,
            draw: None,
            seats: Vec::new(),
            bids: vec![bid(None)],
            can_draw: true,
            can_check: true,
        };
        let seats = MemberState::ALL.iter().zip(1..).map(|(&state, position)| SeatLine { position, state }).collect();
        let check = CheckLine { passed: false, reason: "No certificate".into() };
        let after = Self {
            draw: Some(Draw { at: at(), seats: 5, entry: 9 }),
            seats,
            bids: vec![bid(Some(check))],
            can_draw: false,
            can_check: false,
            ..before.clone()
        };
        let waiting = Self { bids: Vec::new(), can_draw: false, ..before.clone() };
        vec![before, after, waiting]
    }
}

impl View for SheetPage {
    const TEMPLATE: &'static str = "market/review/sheet.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let score = |points: &str| ScoreLine {
            key: "c1".into(),
            title: "Service plan".into(),
            description: "Minutes until a call is answered".into(),
            max: "35".into(),
            points: points.into(),
            is_objective: true,
        };
        let bid = SheetBid {
            receipt_no: "TB-2345-6789-ABCD-EFGH".into(),
            organization: "Lotus Elder-care Centre".into(),
            signals: vec![Signal::SameContact],
            plan: "Meals, bathing, visits".into(),
            partners: String::new(),
            answers: vec![AnswerLine { title: "Service plan".into(), text: "30 minutes".into() }],
            files: vec![file()],
            complies: Some(true),
            reason: String::new(),
            scores: vec![score("30.5")],
        };
        let declare = Self {
            no: "510903202600017".into(),
            title: "Elder care at home".into(),
            stage: "declare",
            correcting: false,
            bidders: vec![Choice { value: 1, label: "Lotus Elder-care Centre".into() }],
            ties: TieKind::ALL.to_vec(),
            bids: Vec::new(),
            locked_at: None,
            sha256: None,
            entry: None,
            is_strong: false,
        };
        let score_it = Self {
            stage: "score",
            bids: vec![SheetBid { complies: None, scores: vec![score("")], ..bid.clone() }],
            ..declare.clone()
        };
        let correcting =
            Self { stage: "score", correcting: true, bids: vec![bid.clone()], is_strong: true, ..declare.clone() };
        let locked = Self {
            stage: "locked",
            bids: vec![SheetBid { complies: Some(false), ..bid }],
            locked_at: Some(at()),
            sha256: Some("ab".repeat(32)),
            entry: Some(12),
            ..declare.clone()
        };
        let gone = Self { stage: "withdrawn", ..declare.clone() };
        vec![declare, score_it, correcting, locked, gone]
    }
}
