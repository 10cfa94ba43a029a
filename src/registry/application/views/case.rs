//! What the founder sees of a case: the list, the answers to check, receipt and progress.
use super::{Block, DecisionLine, DefectLine, ExtensionLine, Happened, Head, PaperLink, PauseLine, Wording, sample_at};
use crate::{
    kernel::time::Ts,
    registry::{application::model::ApplicationState, organization::OrganizationKind},
    web::View,
};
use serde::Serialize;

/// A founder's applications.
#[derive(Debug, Clone, Serialize)]
pub struct MinePage {
    /// The rows.
    pub rows: Vec<MineRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct MineRow {
    /// Number.
    pub no: String,
    /// Name wanted.
    pub name: String,
    /// Kind.
    pub kind: OrganizationKind,
    /// State.
    pub state: ApplicationState,
    /// Where its words stand.
    pub words: Wording,
    /// Last change.
    pub updated_at: Ts,
}

impl View for MinePage {
    const TEMPLATE: &'static str = "registry/application/mine.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let row = MineRow {
            no: "510900-20261123-SO01-00042".into(),
            name: String::new(),
            kind: OrganizationKind::Service,
            state: ApplicationState::Draft,
            words: Wording::of(OrganizationKind::Service),
            updated_at: sample_at(),
        };
        vec![Self { rows: vec![], next: None }, Self { rows: vec![row], next: Some("x".into()) }]
    }
}

/// Check answers, declare, submit.
#[derive(Debug, Clone, Serialize)]
pub struct CheckPage {
    /// The case.
    pub a: Head,
    /// The answers.
    pub blocks: Vec<Block>,
    /// What is missing, in sentences.
    pub missing: Vec<String>,
    /// Points of the notice to answer.
    pub defects: Vec<DefectLine>,
}

impl View for CheckPage {
    const TEMPLATE: &'static str = "registry/application/check.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let page = Self {
            a: Head::sample(ApplicationState::Draft),
            blocks: Block::sample(),
            missing: vec!["No".into()],
            defects: vec![],
        };
        let defects =
            vec![DefectLine { label: "Charter".into(), text: "Art. 28".into(), answer: None, href: "/x".into() }];
        vec![Self { a: Head::sample(ApplicationState::Correction), missing: vec![], defects, ..page.clone() }, page]
    }
}

/// The page after handing in; it stays.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptPage {
    /// The case.
    pub a: Head,
}

impl View for ReceiptPage {
    const TEMPLATE: &'static str = "registry/application/receipt.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        vec![Self { a: Head::sample(ApplicationState::Submitted) }]
    }
}

/// A case as its founder sees it after handing in.
#[derive(Debug, Clone, Serialize)]
pub struct CasePage {
    /// The case.
    pub a: Head,
    /// What happened.
    pub events: Vec<Happened>,
    /// The answers.
    pub blocks: Vec<Block>,
    /// Papers.
    pub papers: Vec<PaperLink>,
    /// Special procedures, the latest first.
    pub pauses: Vec<PauseLine>,
    /// The extension, once it is granted.
    pub extension: Option<ExtensionLine>,
    /// The decision.
    pub decision: Option<DecisionLine>,
    /// Credit code of the organization it became.
    pub credit_code: Option<String>,
    /// Filing number of the group it became.
    pub filing_no: Option<String>,
    /// Whether it may be withdrawn.
    pub may_withdraw: bool,
}

impl View for CasePage {
    const TEMPLATE: &'static str = "registry/application/case.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let events = vec![Happened { title: "Received".into(), state: Some("now"), at: sample_at(), entry: Some(7) }];
        let page = |state| Self {
            a: Head::sample(state),
            events: events.clone(),
            blocks: Block::sample(),
            papers: vec![PaperLink { label: "Receipt".into(), href: "/x".into() }],
            pauses: vec![],
            extension: None,
            decision: None,
            credit_code: None,
            filing_no: None,
            may_withdraw: true,
        };
        let decision = |is_granted| {
            Some(DecisionLine { is_granted, ground: Some("Other".into()), text: "Because".into(), entry: 7 })
        };
        vec![
            page(ApplicationState::Submitted),
            page(ApplicationState::Accepted),
            Self {
                pauses: PauseLine::sample(),
                extension: Some(ExtensionLine::sample("granted")),
                ..page(ApplicationState::Suspended)
            },
            Self {
                decision: decision(true),
                credit_code: Some("52510903XXXX00019L".into()),
                ..page(ApplicationState::Issued)
            },
            Self { decision: decision(false), ..page(ApplicationState::Refused) },
            Self {
                a: Head::sample_filed(ApplicationState::Suspended),
                pauses: PauseLine::sample(),
                ..page(ApplicationState::Suspended)
            },
            Self {
                a: Head::sample_filed(ApplicationState::Issued),
                decision: decision(true),
                credit_code: Some("B510903202600018".into()),
                filing_no: Some("No. 18".into()),
                ..page(ApplicationState::Issued)
            },
        ]
    }
}
