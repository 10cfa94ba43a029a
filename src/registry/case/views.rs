//! Page contexts that every kind of case shares.
use super::model::CaseState;
use crate::{
    kernel::time::{Day, Ts},
    registry::application::views::{
        Choice, DecisionLine, DefectLine, ExtensionLine, FileLine, Group, Happened, PaperLink, PauseLine, QueueChoice,
        QueueRow, Verdict,
    },
    web::{Left, View},
};
use serde::Serialize;

/// What every page of one case shows.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Which kind: the names of the messages begin with it.
    pub kind: &'static str,
    /// Where the case is.
    pub path: String,
    /// Where the queue of its kind is.
    pub queue: String,
    /// Number.
    pub no: String,
    /// Name of the organization as it is now.
    pub name: String,
    /// Its code.
    pub code: String,
    /// State.
    pub state: CaseState,
    /// What it is about.
    pub title: String,
    /// The office, in the reader's language.
    pub authority: String,
    /// Where to ask.
    pub phone: String,
    /// Last day to apply (`SO-90`, `SO-96`).
    pub apply_by: Option<Day>,
    /// Whether it came after that day, or would come now.
    pub is_late: bool,
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
pub struct PlaceLine {
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

/// What the page of a draft or a correction shows beside the kind's own fields.
#[derive(Debug, Clone, Serialize)]
pub struct DraftSide {
    /// Documents.
    pub documents: Vec<PlaceLine>,
    /// What is missing, in sentences.
    pub missing: Vec<String>,
    /// Points of the notice to answer.
    pub defects: Vec<DefectLine>,
}

/// What both sides of the counter see of a case's course.
#[derive(Debug, Clone, Serialize)]
pub struct Course {
    /// Documents with their names.
    pub files: Vec<(String, FileLine)>,
    /// What happened, the latest first.
    pub events: Vec<Happened>,
    /// Papers.
    pub papers: Vec<PaperLink>,
    /// The decision.
    pub decision: Option<DecisionLine>,
    /// Special procedures, the latest first (`SO-68`).
    pub pauses: Vec<PauseLine>,
    /// The extension; for the organization once it is granted.
    pub extension: Option<ExtensionLine>,
    /// Whether its organization may take it back.
    pub may_withdraw: bool,
}

/// What the desk of an officer shows beside the case itself.
#[derive(Debug, Clone, Serialize)]
pub struct DeskSide {
    /// Checklist for the one notice.
    pub checks: Vec<Verdict>,
    /// The latest notice with its answers.
    pub sent: Vec<DefectLine>,
    /// When it was sent.
    pub sent_at: Option<Ts>,
    /// The reviewer's opinion.
    pub opinion: Option<DecisionLine>,
    /// Clerk, reviewer, decider.
    pub handlers: [Option<String>; 3],
    /// What this reader may do: `clerk`, `reviewer`, `resumer`, `decider` or nothing.
    pub part: &'static str,
    /// Whether the reader may answer the wish for more time.
    pub extends: bool,
    /// Whether the law has accepted it already.
    pub is_over: bool,
    /// Grounds to choose from.
    pub grounds: Vec<&'static str>,
    /// Special procedures to choose from.
    pub procedures: Vec<&'static str>,
    /// Officers of this office, for an on-site check.
    pub staff: Vec<Choice>,
    /// The case that is due next, for going on without the mouse.
    pub next: Option<String>,
    /// Whether the reader has a queue.
    pub has_queue: bool,
}

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Where it is.
    pub path: String,
    /// Number.
    pub no: String,
    /// What it is about; nothing while it is not said.
    pub title: String,
    /// State.
    pub state: CaseState,
    /// When last changed.
    pub updated_at: Ts,
}

/// An organization's cases of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Which kind.
    pub kind: &'static str,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Where the list is.
    pub path: String,
    /// The cases, the latest first.
    pub rows: Vec<Row>,
    /// Next page.
    pub next: Option<String>,
    /// Whether the reader may begin one.
    pub may_begin: bool,
    /// Why not, for an officer.
    pub reasons: Vec<String>,
}

/// The office's queue of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct QueuePage {
    /// Which kind.
    pub kind: &'static str,
    /// Groups by urgency.
    pub groups: Vec<Group>,
    /// Views of the same list.
    pub choices: Vec<QueueChoice>,
    /// Next page.
    pub next: Option<String>,
}

/// An instant for samples.
#[must_use]
pub fn sample_at() -> Ts {
    Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780)
}

impl Head {
    /// A case of this kind that cannot exist.
    #[must_use]
    pub fn sample(kind: &'static str, state: CaseState) -> Self {
        let is_draft = state == CaseState::Draft;
        Self {
            kind,
            path: "/x".into(),
            queue: "/desk/x".into(),
            no: "510903-20261123-BG01-00001".into(),
            name: "Lotus Elder-care Centre".into(),
            code: "52510903XXXX00019L".into(),
            state,
            title: "Name · Domicile".into(),
            authority: "Suining Civil Affairs".into(),
            phone: "0825-0000000".into(),
            apply_by: Some(sample_at().day()),
            is_late: matches!(state, CaseState::Correction | CaseState::Liquidating),
            received_at: (!is_draft).then(sample_at),
            deemed_on: (state == CaseState::Accepted).then(|| sample_at().day()),
            statutory_due: Some(sample_at().day()),
            left: CaseState::WITH_AUTHORITY.contains(&state).then(Left::sample),
        }
    }
}

fn file() -> FileLine {
    FileLine {
        name: "resolution.pdf".into(),
        href: "/x".into(),
        size: 123_456,
        pages: Some(2),
        sha256: "ab".repeat(32),
        at: sample_at(),
        remove: Some("/x/removal".into()),
    }
}

fn defects() -> Vec<DefectLine> {
    vec![DefectLine { label: "Name".into(), text: "x".into(), answer: Some("y".into()), href: "#x".into() }]
}

impl DraftSide {
    /// As a draft, or as a correction, sees it.
    #[must_use]
    pub fn sample(state: CaseState) -> Self {
        let place = PlaceLine {
            key: "resolution".into(),
            label: "Resolution".into(),
            is_required: true,
            types: vec!["pdf"],
            files: vec![file()],
        };
        let is_asked = state == CaseState::Correction;
        Self {
            documents: vec![place],
            missing: if is_asked { vec![] } else { vec!["The resolution is missing".into()] },
            defects: if is_asked { defects() } else { vec![] },
        }
    }
}

impl Course {
    /// As a case in this state has it.
    #[must_use]
    pub fn sample(state: CaseState) -> Self {
        let decision = state.is_decided().then(|| DecisionLine {
            is_granted: state == CaseState::Approved,
            ground: Some("x".into()),
            text: "x".into(),
            entry: 5,
        });
        let pause = PauseLine {
            kind: "inspection",
            reason: "To see the premises".into(),
            officers: "He Qing, Long Mu".into(),
            from_on: sample_at().day(),
            expected_on: sample_at().day(),
            until_on: (state != CaseState::Suspended).then(|| sample_at().day()),
            record: "x".into(),
        };
        let stood = matches!(state, CaseState::Suspended | CaseState::Reviewed);
        let extension = ExtensionLine { state: "granted", reason: "x".into(), answer: "y".into(), days: None };
        Self {
            files: vec![("Resolution".into(), file())],
            events: vec![Happened { title: "Received".into(), state: Some("now"), at: sample_at(), entry: Some(3) }],
            papers: vec![PaperLink { label: "Receipt".into(), href: "/x".into() }],
            decision,
            pauses: if stood { vec![pause] } else { vec![] },
            extension: stood.then_some(extension),
            may_withdraw: state.is_open(),
        }
    }
}

impl DeskSide {
    /// As somebody with this part sees it.
    #[must_use]
    pub fn sample(part: &'static str) -> Self {
        let check = Verdict { name: "name".into(), label: "Name".into(), value: "fix", note: None, text: "x".into() };
        let acts = !part.is_empty();
        Self {
            checks: vec![check.clone(), Verdict { value: "", text: String::new(), ..check }],
            sent: if acts { defects() } else { vec![] },
            sent_at: acts.then(sample_at),
            opinion: acts.then(|| DecisionLine { is_granted: false, ground: None, text: "x".into(), entry: 0 }),
            handlers: [Some("x".into()), None, None],
            part,
            extends: part == "decider",
            is_over: part == "clerk",
            grounds: vec!["fraud", "other"],
            procedures: vec!["inspection", "hearing"],
            staff: vec![Choice::new("1", "He Qing")],
            next: acts.then(|| "/x".into()),
            has_queue: acts,
        }
    }
}

/// Kinds whose messages the samples speak.
const KINDS: [&str; 2] = ["change", "cancellation"];

impl View for ListPage {
    const TEMPLATE: &'static str = "registry/case/list.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let row = Row {
            path: "/x".into(),
            no: "510903-20261123-BG01-00001".into(),
            title: "Name".into(),
            state: CaseState::Suspended,
            updated_at: sample_at(),
        };
        let full = |kind| Self {
            kind,
            name: "Lotus".into(),
            code: "x".into(),
            path: "/x".into(),
            rows: vec![row.clone(), Row { title: String::new(), state: CaseState::Draft, ..row.clone() }],
            next: Some("/x".into()),
            may_begin: false,
            reasons: vec!["One is open".into()],
        };
        let empty = |kind| Self { rows: vec![], next: None, may_begin: true, reasons: vec![], ..full(kind) };
        KINDS.iter().flat_map(|kind| [full(kind), empty(kind)]).collect()
    }
}

impl View for QueuePage {
    const TEMPLATE: &'static str = "registry/case/queue.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let row = QueueRow {
            href: "/x".into(),
            title: "Lotus".into(),
            sub: "Name".into(),
            no: "510903-20261123-BG01-00001".into(),
            stage: "To accept".into(),
            who: None,
            left: Some(Left::sample()),
        };
        let choices = vec![QueueChoice { label: "All".into(), href: "/desk/changes".into(), on: true }];
        let full = |kind| Self {
            kind,
            groups: vec![Group { code: "today", count: 1, rows: vec![row.clone()] }],
            choices: choices.clone(),
            next: Some("/x".into()),
        };
        let empty = |kind| Self { groups: vec![], next: None, ..full(kind) };
        KINDS.iter().flat_map(|kind| [full(kind), empty(kind)]).collect()
    }
}
