//! The registration authority's queue and desk.
use super::{
    Apart, Block, Choice, DecisionLine, DefectLine, ExtensionLine, FileLine, Happened, Head, PaperLink, PauseLine,
    Term, sample_at, sample_day,
};
use crate::{
    kernel::time::{Day, Ts},
    registry::application::{doubts::Doubt, model::ApplicationState, names::NameFault},
    web::{Left, View},
};
use serde::Serialize;

/// The office's queue.
#[derive(Debug, Clone, Serialize)]
pub struct QueuePage {
    /// Groups by urgency.
    pub groups: Vec<Group>,
    /// Views of the same list.
    pub choices: Vec<QueueChoice>,
    /// Next page.
    pub next: Option<String>,
    /// Whether the reader has the other queues of a registration office too.
    pub has_desks: bool,
}

/// A group of the queue.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// `over`, `today`, `week` or `later`.
    pub code: &'static str,
    /// How many there are in all.
    pub count: i64,
    /// Those on this page.
    pub rows: Vec<QueueRow>,
}

/// A case of the queue.
#[derive(Debug, Clone, Serialize)]
pub struct QueueRow {
    /// Where it is.
    pub href: String,
    /// Name wanted.
    pub title: String,
    /// Kind and field.
    pub sub: String,
    /// Number.
    pub no: String,
    /// What is to be done.
    pub stage: String,
    /// Who does it.
    pub who: Option<String>,
    /// What is left.
    pub left: Option<Left>,
}

/// A view of the queue.
#[derive(Debug, Clone, Serialize)]
pub struct QueueChoice {
    /// Words.
    pub label: String,
    /// Where.
    pub href: String,
    /// Whether it is this one.
    pub on: bool,
}

impl View for QueuePage {
    const TEMPLATE: &'static str = "registry/application/queue.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let row = QueueRow {
            href: "/x".into(),
            title: "Lotus".into(),
            sub: "Social service institution".into(),
            no: "510900-20261123-SO01-00042".into(),
            stage: "To accept".into(),
            who: None,
            left: Some(Left { state: "over", ..Left::sample() }),
        };
        let choices = vec![QueueChoice { label: "All".into(), href: "/cases".into(), on: true }];
        let full = Self {
            groups: vec![Group { code: "over", count: 1, rows: vec![row] }],
            choices: choices.clone(),
            next: Some("/x".into()),
            has_desks: true,
        };
        vec![Self { groups: vec![], choices, next: None, has_desks: false }, full]
    }
}

/// An item of the checklist as `ui.verdict` shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    /// Its key.
    pub name: String,
    /// Its words.
    pub label: String,
    /// `ok`, `fix` or nothing yet.
    pub value: &'static str,
    /// What helps to judge it.
    pub note: Option<String>,
    /// What was written.
    pub text: String,
}

/// A tab of the viewer.
#[derive(Debug, Clone, Serialize)]
pub struct Tab {
    /// Words.
    pub label: String,
    /// Where.
    pub href: String,
    /// Whether it is shown.
    pub current: bool,
    /// Whether something is to be corrected.
    pub wrong: bool,
}

/// A document in the viewer.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// The file.
    pub file: FileLine,
    /// Whether the browser can show it as a picture.
    pub is_picture: bool,
}

/// The case on the officer's desk.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    /// The case.
    pub a: Head,
    /// Tabs of the viewer.
    pub tabs: Vec<Tab>,
    /// The answers, when they are shown.
    pub blocks: Vec<Block>,
    /// The document shown instead.
    pub shown: Option<Shown>,
    /// Lines of the charter, when it is shown.
    pub charter: Vec<String>,
    /// The checklist.
    pub checks: Vec<Verdict>,
    /// What the saved checklist would tell the founder.
    pub notice: Vec<DefectLine>,
    /// Notices sent before, with answers.
    pub sent: Vec<DefectLine>,
    /// When the last one was sent.
    pub sent_at: Option<Ts>,
    /// Doubts about the name.
    pub name_faults: Vec<NameFault>,
    /// What keeps the proposed legal representative from becoming one, in sentences (`SO-32`).
    pub bars: Vec<String>,
    /// What the officer should weigh (`SO-12`, `SO-24`).
    pub doubts: Vec<Doubt>,
    /// Special procedures, the latest first.
    pub pauses: Vec<PauseLine>,
    /// The extension, asked for or answered.
    pub extension: Option<ExtensionLine>,
    /// By how much the Ministry may let the founding of a charity be prolonged (`SO-65`).
    pub charity_more: Option<Term>,
    /// Whether this reader answers the wish for more time.
    pub extends: bool,
    /// Who can be sent to check on the spot.
    pub staff: Vec<Choice>,
    /// Special procedures to choose from.
    pub procedures: Vec<&'static str>,
    /// Opinion, if there is one.
    pub opinion: Option<DecisionLine>,
    /// Decision, if there is one.
    pub decision: Option<DecisionLine>,
    /// Credit code of the organization it became.
    pub credit_code: Option<String>,
    /// Names of clerk, reviewer, decider.
    pub handlers: [Option<String>; 3],
    /// Whether this reader has the queue of the office; an auditor reads single cases only.
    pub has_queue: bool,
    /// What this reader may do now: `clerk`, `decline`, `reviewer`, `resume`, `decider`, or nothing.
    pub part: &'static str,
    /// The day through which a filing must be public, while that is to be begun (`SO-154`).
    pub public_until: Option<Day>,
    /// Whether the law has accepted it already.
    pub is_over: bool,
    /// Grounds to choose from.
    pub grounds: Vec<&'static str>,
    /// What happened.
    pub events: Vec<Happened>,
    /// Papers.
    pub papers: Vec<PaperLink>,
}

impl View for ReviewPage {
    const TEMPLATE: &'static str = "registry/application/review.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let defect = DefectLine {
            label: "Charter".into(),
            text: "Art. 28".into(),
            answer: Some("Done".into()),
            href: "/x".into(),
        };
        let check = Verdict {
            name: "charter".into(),
            label: "Charter".into(),
            value: "fix",
            note: Some("x".into()),
            text: "Art. 28".into(),
        };
        let page = Self {
            a: Head::sample(ApplicationState::Submitted),
            has_queue: true,
            tabs: vec![Tab { label: "Application".into(), href: "?".into(), current: true, wrong: true }],
            blocks: Block::sample(),
            shown: None,
            charter: vec!["Article 1".into()],
            checks: vec![check],
            notice: vec![defect.clone()],
            sent: vec![defect],
            sent_at: Some(sample_at()),
            name_faults: vec![NameFault { check: "rival", rule: "SO-50", word: "x".into(), is_blocking: true }],
            bars: vec!["Represents another association".into()],
            doubts: vec![
                Doubt { check: "level", rule: "SO-12", word: "x".into(), href: None },
                Doubt { check: "alike", rule: "SO-24", word: "x".into(), href: Some("/x".into()) },
            ],
            pauses: vec![],
            extension: None,
            charity_more: None,
            extends: false,
            staff: vec![Choice::new("1", "He Qing"), Choice::new("2", "Long Mu")],
            procedures: vec!["hearing", "inspection"],
            opinion: None,
            decision: None,
            credit_code: None,
            handlers: [Some("Clerk".into()), None, None],
            part: "clerk",
            public_until: None,
            is_over: false,
            grounds: vec!["not_competent", "other"],
            events: vec![Happened { title: "Received".into(), state: None, at: sample_at(), entry: None }],
            papers: vec![],
        };
        let opinion = DecisionLine { is_granted: true, ground: None, text: "Fine".into(), entry: 0 };
        vec![
            Self { part: "reviewer", a: Head::sample(ApplicationState::Accepted), ..page.clone() },
            Self {
                part: "resume",
                pauses: PauseLine::sample(),
                extension: Some(ExtensionLine::sample("asked")),
                charity_more: Apart::sample().charity_more,
                extends: true,
                a: Head::sample(ApplicationState::Suspended),
                ..page.clone()
            },
            Self {
                part: "decider",
                opinion: Some(opinion.clone()),
                a: Head::sample(ApplicationState::Reviewed),
                ..page.clone()
            },
            Self { part: "", decision: Some(opinion), a: Head::sample(ApplicationState::Issued), ..page.clone() },
            Self { part: "decline", a: Head::sample_filed(ApplicationState::Submitted), ..page.clone() },
            Self {
                part: "reviewer",
                public_until: Some(sample_day()),
                a: Head::sample_filed(ApplicationState::Accepted),
                ..page.clone()
            },
            Self { shown: Some(Shown { file: FileLine::sample(), is_picture: true }), is_over: true, ..page.clone() },
            page,
        ]
    }
}
