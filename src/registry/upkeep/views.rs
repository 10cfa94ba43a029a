//! Page contexts of the life of a filing.
use crate::{
    kernel::time::Ts,
    registry::application::views::Choice,
    web::{Left, View},
};
use serde::Serialize;

/// An item before and after.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// Its name.
    pub label: String,
    /// New value.
    pub after: String,
}

/// One wish as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Number.
    pub no: String,
    /// `update`, `change` or `ending`.
    pub kind: &'static str,
    /// State.
    pub state: &'static str,
    /// The year of an update, as words: no separators.
    pub year: String,
    /// Members, of an update.
    pub members: i64,
    /// Activities, of an update.
    pub activities: i64,
    /// What changes.
    pub items: Vec<Difference>,
    /// The account.
    pub text: String,
    /// When asked.
    pub asked_at: Ts,
    /// What is left to answer.
    pub left: Option<Left>,
    /// Reasons of the answer.
    pub decision: Option<String>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// Whether the reader may answer it.
    pub may_answer: bool,
    /// Whether the reader may take it back.
    pub may_withdraw: bool,
}

/// A filed item that may change, with its value now.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// Its value now.
    pub now: String,
}

/// The filing of a group, its wishes, and the way to registration.
#[derive(Debug, Clone, Serialize)]
pub struct FilingPage {
    /// Name of the group.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Its filing number.
    pub filing_no: String,
    /// The year of the next update, as words; empty when it was told.
    pub year: String,
    /// Wishes, the latest first.
    pub lines: Vec<Line>,
    /// Items that may change.
    pub fields: Vec<Field>,
    /// Whether the reader may ask for something now.
    pub may_ask: bool,
    /// Why not, for an officer.
    pub reasons: Vec<String>,
    /// Kinds it could be registered as, for an officer (`SO-155`).
    pub kinds: Vec<Choice>,
    /// Authorities that register.
    pub authorities: Vec<Choice>,
    /// Number of the founding application under way.
    pub upgrade: Option<String>,
}

/// One wish of the queue.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// Code of the group.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Number of the wish.
    pub no: String,
    /// `update`, `change` or `ending`.
    pub kind: &'static str,
    /// What is left.
    pub left: Left,
}

/// Wishes that wait at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// What waits.
    pub rows: Vec<Task>,
}

fn at() -> Ts {
    Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780)
}

impl View for FilingPage {
    const TEMPLATE: &'static str = "registry/upkeep/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let asked = Line {
            no: "510903-20261123-BG01-00001".into(),
            kind: "change",
            state: "asked",
            year: String::new(),
            members: 0,
            activities: 0,
            items: vec![Difference { label: "Name".into(), after: "Lotus Choir".into() }],
            text: "We moved".into(),
            asked_at: at(),
            left: Some(Left::sample()),
            decision: None,
            entry: None,
            may_answer: true,
            may_withdraw: true,
        };
        let told = Line {
            kind: "update",
            state: "granted",
            year: "2026".into(),
            members: 14,
            activities: 40,
            items: vec![],
            left: None,
            decision: Some("x".into()),
            entry: Some(4),
            may_answer: false,
            may_withdraw: false,
            ..asked.clone()
        };
        let full = Self {
            name: "Lotus Choir".into(),
            code: "B510903202600018".into(),
            filing_no: "No. 18".into(),
            year: "2026".into(),
            lines: vec![asked, told],
            fields: vec![Field { key: "name", label: "Name".into(), now: "Lotus Choir".into() }],
            may_ask: true,
            reasons: vec![],
            kinds: vec![Choice::new("association", "Association")],
            authorities: vec![Choice::new("mz-510903", "Chuanshan")],
            upgrade: None,
        };
        let bare = Self {
            lines: vec![],
            may_ask: false,
            reasons: vec!["Open".into()],
            kinds: vec![],
            upgrade: Some("510903-20261123-SO01-00042".into()),
            ..full.clone()
        };
        vec![full, bare]
    }
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "registry/upkeep/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let task = Task {
            code: "B510903202600018".into(),
            name: "Lotus Choir".into(),
            no: "510903-20261123-BG01-00001".into(),
            kind: "update",
            left: Left::sample(),
        };
        vec![Self { rows: vec![task] }, Self { rows: vec![] }]
    }
}
