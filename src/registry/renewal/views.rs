//! Page contexts of renewal and reissue.
use super::model::Renewal;
use crate::{
    kernel::time::{Day, Ts},
    web::{Left, View},
};
use serde::Serialize;

/// One wish as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Number.
    pub no: String,
    /// `renewal` or `reissue`.
    pub kind: &'static str,
    /// State.
    pub state: &'static str,
    /// The declaration.
    pub declaration: String,
    /// Number of the certificate before.
    pub before_no: String,
    /// When asked for.
    pub asked_at: Ts,
    /// What is left to answer.
    pub left: Option<Left>,
    /// Reasons of the answer.
    pub decision: Option<String>,
    /// When answered.
    pub decided_at: Option<Ts>,
    /// Number of the new certificate.
    pub certificate_no: Option<String>,
    /// Its last day.
    pub valid_until: Option<Day>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// Whether the reader may answer it.
    pub may_answer: bool,
    /// Whether the reader may take it back.
    pub may_withdraw: bool,
}

impl Line {
    /// Of a wish.
    #[must_use]
    pub fn of(x: Renewal, left: Option<Left>, may_answer: bool, may_withdraw: bool) -> Self {
        Self {
            kind: x.kind.word(),
            state: x.state.word(),
            declaration: x.declaration,
            before_no: x.before_no,
            asked_at: x.asked_at,
            left,
            decision: x.decision.filter(|d| !d.is_empty()),
            decided_at: x.decided_at,
            certificate_no: x.certificate_no,
            valid_until: x.valid_until,
            entry: x.entry_id,
            may_answer,
            may_withdraw,
            no: x.no,
        }
    }
}

/// The certificate of an organization, and the wishes for a new one.
#[derive(Debug, Clone, Serialize)]
pub struct CertificatesPage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Number of the certificate in force.
    pub certificate_no: String,
    /// Its last day.
    pub valid_until: Option<Day>,
    /// What is left of it.
    pub left: Option<Left>,
    /// Wishes, the latest first.
    pub lines: Vec<Line>,
    /// Kinds the reader may ask for now.
    pub kinds: Vec<&'static str>,
    /// Why a renewal cannot be asked for now, for an officer.
    pub reasons: Vec<String>,
    /// Whether the reader acts for the organization.
    pub is_officer: bool,
}

/// One wish of the queue.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// Code of the organization.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Number of the wish.
    pub no: String,
    /// `renewal` or `reissue`.
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

impl View for CertificatesPage {
    const TEMPLATE: &'static str = "registry/renewal/certificates.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let asked = Line {
            no: "510903-20261123-HF01-00001".into(),
            kind: "reissue",
            state: "asked",
            declaration: "Lost".into(),
            before_no: "C-1".into(),
            asked_at: at(),
            left: Some(Left::sample()),
            decision: None,
            decided_at: None,
            certificate_no: None,
            valid_until: None,
            entry: None,
            may_answer: true,
            may_withdraw: true,
        };
        let granted = Line {
            kind: "renewal",
            state: "granted",
            declaration: String::new(),
            left: None,
            decision: Some("x".into()),
            decided_at: Some(at()),
            certificate_no: Some("C-2".into()),
            valid_until: Some(at().day()),
            entry: Some(4),
            may_answer: false,
            may_withdraw: false,
            ..asked.clone()
        };
        let full = Self {
            name: "Lotus".into(),
            code: "52510903XXXX00019L".into(),
            certificate_no: "C-2".into(),
            valid_until: Some(at().day()),
            left: Some(Left::sample()),
            lines: vec![asked, granted],
            kinds: vec!["renewal", "reissue"],
            reasons: vec!["Too early".into()],
            is_officer: true,
        };
        let bare = Self {
            valid_until: None,
            left: None,
            lines: vec![],
            kinds: vec![],
            reasons: vec![],
            is_officer: false,
            ..full.clone()
        };
        vec![full, bare]
    }
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "registry/renewal/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let task = Task {
            code: "52510903XXXX00019L".into(),
            name: "Lotus".into(),
            no: "510903-20261123-HF01-00001".into(),
            kind: "renewal",
            left: Left::sample(),
        };
        vec![Self { rows: vec![task] }, Self { rows: vec![] }]
    }
}
