//! Page contexts of cancellations.
use super::model::CancellationState;
use crate::{
    kernel::time::{Day, Ts},
    registry::application::views::{
        DecisionLine, DefectLine, FileLine, Group, Happened, QueueChoice, QueueRow, Verdict,
    },
    web::{Left, View},
};
use serde::Serialize;

/// What every page of one cancellation shows.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Number.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// State.
    pub state: CancellationState,
    /// Why, in words.
    pub ground: String,
    /// What happened.
    pub facts: String,
    /// Day of the resolution or of another ending event.
    pub ended_on: Option<Day>,
    /// Whether the simplified procedure is used (`SO-100`).
    pub is_simplified: bool,
    /// Members of the liquidation group.
    pub group: String,
    /// Day on which it was formed.
    pub group_on: Option<Day>,
    /// Last day of a charity to form it (`SO-98`).
    pub group_by: Option<Day>,
    /// Whether it was formed later.
    pub is_group_late: bool,
    /// Where creditors report.
    pub contact: String,
    /// When creditors were called.
    pub announced_at: Option<Ts>,
    /// Last day of creditors, or of the public notice.
    pub open_until: Option<Day>,
    /// Day on which liquidation ended.
    pub liquidated_on: Option<Day>,
    /// Last day to apply (`SO-96`).
    pub apply_by: Option<Day>,
    /// Whether it came, or would come now, after that day.
    pub is_late: bool,
    /// Summary of the liquidation report.
    pub report: String,
    /// What becomes of the remaining assets.
    pub assets: String,
    /// The office, in the reader's language.
    pub authority: String,
    /// Where to ask.
    pub phone: String,
    /// When the last complete set was received.
    pub received_at: Option<Ts>,
    /// From when the law accepted it, if it did.
    pub deemed_on: Option<Day>,
    /// Last day by law.
    pub statutory_due: Option<Day>,
    /// What is left until the authority's next act is due.
    pub left: Option<Left>,
}

/// A place for a document.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Its key.
    pub key: String,
    /// Its name.
    pub label: String,
    /// Whether it must be there.
    pub is_required: bool,
    /// Extensions that are taken.
    pub types: Vec<&'static str>,
    /// What is there.
    pub files: Vec<FileLine>,
}

/// A cancellation in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Number.
    pub no: String,
    /// Why.
    pub ground: String,
    /// State.
    pub state: CancellationState,
    /// When last changed.
    pub updated_at: Ts,
}

/// An organization's cancellations: one at most that is open, and those that came to nothing.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The latest first.
    pub rows: Vec<Row>,
    /// Next page.
    pub next: Option<String>,
    /// Whether the reader may begin one.
    pub may_begin: bool,
    /// Why not, for an officer.
    pub reasons: Vec<String>,
}

/// A draft, a liquidation under way, or an application to correct.
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// The cancellation.
    pub a: Head,
    /// Grounds to choose from.
    pub grounds: Vec<String>,
    /// Whether the simplified procedure is open here.
    pub may_simplify: bool,
    /// Documents, once creditors were called.
    pub documents: Vec<Place>,
    /// What is missing, in sentences.
    pub missing: Vec<String>,
    /// Points of the notice to answer.
    pub defects: Vec<DefectLine>,
}

/// A cancellation as its organization follows it.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    /// The cancellation.
    pub a: Head,
    /// Documents.
    pub files: Vec<FileLine>,
    /// Its course.
    pub events: Vec<Happened>,
    /// The decision.
    pub decision: Option<DecisionLine>,
    /// Whether it may be taken back.
    pub may_withdraw: bool,
}

/// A cancellation on the officer's desk.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    /// The cancellation.
    pub a: Head,
    /// Documents with their names.
    pub files: Vec<(String, FileLine)>,
    /// Checklist for the one notice.
    pub checks: Vec<Verdict>,
    /// The latest notice with its answers.
    pub sent: Vec<DefectLine>,
    /// When it was sent.
    pub sent_at: Option<Ts>,
    /// The reviewer's opinion.
    pub opinion: Option<DecisionLine>,
    /// The decision.
    pub decision: Option<DecisionLine>,
    /// Clerk, reviewer, decider.
    pub handlers: [Option<String>; 3],
    /// What this reader may do: `clerk`, `reviewer`, `decider` or nothing.
    pub part: &'static str,
    /// Whether the law has accepted it already.
    pub is_over: bool,
    /// Grounds to choose from.
    pub grounds: Vec<&'static str>,
    /// Its course.
    pub events: Vec<Happened>,
    /// The one that is due next.
    pub next: Option<String>,
    /// Whether the reader has a queue.
    pub has_queue: bool,
}

/// The office's queue of cancellations.
#[derive(Debug, Clone, Serialize)]
pub struct QueuePage {
    /// Groups by urgency.
    pub groups: Vec<Group>,
    /// Views of the same list.
    pub choices: Vec<QueueChoice>,
    /// Next page.
    pub next: Option<String>,
}

fn sample_at() -> Ts {
    Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780)
}

impl Head {
    fn sample(state: CancellationState) -> Self {
        let day = Some(sample_at().day());
        let is_draft = state == CancellationState::Draft;
        Self {
            no: "510903-20261123-ZX01-00001".into(),
            name: "Lotus Elder-care Centre".into(),
            code: "52510903XXXX00019L".into(),
            state,
            ground: "Dissolved".into(),
            facts: "x".into(),
            ended_on: day,
            is_simplified: state == CancellationState::Accepted,
            group: "A, B".into(),
            group_on: day,
            group_by: day,
            is_group_late: is_draft,
            contact: "0825".into(),
            announced_at: (!is_draft).then(sample_at),
            open_until: (!is_draft).then(|| sample_at().day()),
            liquidated_on: day,
            apply_by: (!is_draft).then(|| sample_at().day()),
            is_late: state == CancellationState::Liquidating,
            report: "x".into(),
            assets: "y".into(),
            authority: "Suining Civil Affairs".into(),
            phone: "0825-0000000".into(),
            received_at: (!is_draft).then(sample_at),
            deemed_on: (state == CancellationState::Accepted).then(|| sample_at().day()),
            statutory_due: day,
            left: (!is_draft).then(Left::sample),
        }
    }
}

fn file() -> FileLine {
    FileLine {
        name: "report.pdf".into(),
        href: "/x".into(),
        size: 123_456,
        pages: Some(2),
        sha256: "ab".repeat(32),
        at: sample_at(),
        remove: Some("/x/removal".into()),
    }
}

fn happened() -> Vec<Happened> {
    vec![Happened { title: "Received".into(), state: Some("now"), at: sample_at(), entry: Some(3) }]
}

fn defects() -> Vec<DefectLine> {
    vec![DefectLine { label: "Report".into(), text: "x".into(), answer: Some("y".into()), href: "#x".into() }]
}

impl View for ListPage {
    const TEMPLATE: &'static str = "registry/cancellation/list.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let row = Row {
            no: "510903-20261123-ZX01-00001".into(),
            ground: String::new(),
            state: CancellationState::Draft,
            updated_at: sample_at(),
        };
        let full = Self {
            name: "Lotus".into(),
            code: "x".into(),
            rows: vec![row.clone(), Row { ground: "Merged".into(), state: CancellationState::Withdrawn, ..row }],
            next: Some("/x".into()),
            may_begin: false,
            reasons: vec!["One is open".into()],
        };
        vec![Self { rows: vec![], next: None, may_begin: true, reasons: vec![], ..full.clone() }, full]
    }
}

impl View for EditPage {
    const TEMPLATE: &'static str = "registry/cancellation/edit.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let place = Place {
            key: "liquidation_report".into(),
            label: "Liquidation report".into(),
            is_required: true,
            types: vec!["pdf"],
            files: vec![file()],
        };
        let of = |state| Self {
            a: Head::sample(state),
            grounds: vec!["dissolved".into(), "other".into()],
            may_simplify: true,
            documents: vec![place.clone()],
            missing: vec!["x".into()],
            defects: vec![],
        };
        let draft = Self { documents: vec![], ..of(CancellationState::Draft) };
        vec![
            Self { may_simplify: false, missing: vec![], ..draft.clone() },
            draft,
            of(CancellationState::Liquidating),
            Self { missing: vec![], defects: defects(), ..of(CancellationState::Correction) },
        ]
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/cancellation/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let decision =
            |is_granted| Some(DecisionLine { is_granted, ground: Some("x".into()), text: "x".into(), entry: 5 });
        let of = |state, decision, may_withdraw| Self {
            a: Head::sample(state),
            files: vec![file()],
            events: happened(),
            decision,
            may_withdraw,
        };
        vec![
            of(CancellationState::Submitted, None, true),
            of(CancellationState::Accepted, None, true),
            of(CancellationState::Approved, decision(true), false),
            of(CancellationState::Refused, decision(false), false),
            of(CancellationState::Withdrawn, None, false),
        ]
    }
}

impl View for ReviewPage {
    const TEMPLATE: &'static str = "registry/cancellation/review.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let check =
            Verdict { name: "report".into(), label: "Report".into(), value: "fix", note: None, text: "x".into() };
        let of = |state, part| Self {
            a: Head::sample(state),
            files: vec![("Report".into(), file())],
            checks: vec![check.clone()],
            sent: defects(),
            sent_at: Some(sample_at()),
            opinion: Some(DecisionLine { is_granted: true, ground: None, text: "x".into(), entry: 0 }),
            decision: None,
            handlers: [Some("x".into()), None, None],
            part,
            is_over: false,
            grounds: vec!["fraud", "other"],
            events: happened(),
            next: Some("/x".into()),
            has_queue: true,
        };
        let done = Self {
            decision: Some(DecisionLine { is_granted: true, ground: None, text: String::new(), entry: 5 }),
            sent: vec![],
            sent_at: None,
            opinion: None,
            has_queue: false,
            next: None,
            ..of(CancellationState::Approved, "")
        };
        vec![
            of(CancellationState::Submitted, "clerk"),
            Self { is_over: true, ..of(CancellationState::Submitted, "clerk") },
            of(CancellationState::Accepted, "reviewer"),
            of(CancellationState::Reviewed, "decider"),
            of(CancellationState::Reviewed, ""),
            done,
        ]
    }
}

impl View for QueuePage {
    const TEMPLATE: &'static str = "registry/cancellation/queue.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let row = QueueRow {
            href: "/x".into(),
            title: "Lotus".into(),
            sub: "Dissolved".into(),
            no: "510903-20261123-ZX01-00001".into(),
            stage: "To accept".into(),
            who: None,
            left: Some(Left::sample()),
        };
        let choices = vec![QueueChoice { label: "All".into(), href: "/desk/cancellations".into(), on: true }];
        let full = Self {
            groups: vec![Group { code: "today", count: 1, rows: vec![row] }],
            choices: choices.clone(),
            next: Some("/x".into()),
        };
        vec![Self { groups: vec![], choices, next: None }, full]
    }
}
