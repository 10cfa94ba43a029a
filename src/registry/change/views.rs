//! Page contexts of changes.
use super::model::{Change, ChangeState};
use crate::{
    kernel::time::{Day, Ts},
    registry::application::{
        NameFault,
        views::{DecisionLine, DefectLine, FileLine, Group, Happened, PaperLink, QueueChoice, QueueRow, Verdict},
    },
    web::{Left, View},
};
use serde::Serialize;

/// What every page of one change shows.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Number.
    pub no: String,
    /// Name of the organization as it is now.
    pub name: String,
    /// Its code.
    pub code: String,
    /// State.
    pub state: ChangeState,
    /// Names of the items that change.
    pub items: Vec<String>,
    /// The office, in the reader's language.
    pub authority: String,
    /// Where to ask.
    pub phone: String,
    /// Why.
    pub reason: String,
    /// Day of the resolution or of the agreement.
    pub agreed_on: Option<Day>,
    /// Whether a competent authority agrees, or the organization's own organ resolves.
    pub is_dual: bool,
    /// Last day to apply (`SO-90`).
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

/// A registered item: before, after.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// Value before.
    pub before: String,
    /// Value after.
    pub after: String,
    /// Whether the change is announced (`SO-75`).
    pub is_announced: bool,
}

/// A field of the draft.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// What is registered now.
    pub now: String,
    /// `line`, `lines` or `money`.
    pub form: &'static str,
    /// Whether the change is announced (`SO-75`).
    pub is_announced: bool,
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

/// A change in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Number.
    pub no: String,
    /// Names of the items.
    pub items: Vec<String>,
    /// State.
    pub state: ChangeState,
    /// When last changed.
    pub updated_at: Ts,
}

/// An organization's changes.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The changes, the latest first.
    pub rows: Vec<Row>,
    /// Next page.
    pub next: Option<String>,
    /// Whether the reader may begin one.
    pub may_begin: bool,
    /// Why not, for an officer.
    pub reasons: Vec<String>,
}

/// A draft, or a change to correct.
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// The change.
    pub a: Head,
    /// Registered items.
    pub fields: Vec<Field>,
    /// What is doubtful about the new name.
    pub name_faults: Vec<NameFault>,
    /// Documents.
    pub documents: Vec<Place>,
    /// What is missing, in sentences.
    pub missing: Vec<String>,
    /// Points of the notice to answer.
    pub defects: Vec<DefectLine>,
    /// Days to apply, as the rule has them.
    pub within: Option<(u16, String)>,
}

/// A change as its organization follows it.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    /// The change.
    pub a: Head,
    /// Item by item.
    pub differences: Vec<Difference>,
    /// Documents.
    pub files: Vec<FileLine>,
    /// Its course.
    pub events: Vec<Happened>,
    /// Papers.
    pub papers: Vec<PaperLink>,
    /// The decision.
    pub decision: Option<DecisionLine>,
    /// Whether it may be taken back.
    pub may_withdraw: bool,
}

/// A change on the officer's desk.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    /// The change.
    pub a: Head,
    /// Item by item, before beside after.
    pub differences: Vec<Difference>,
    /// Documents with their names.
    pub files: Vec<(String, FileLine)>,
    /// What is doubtful about the new name.
    pub name_faults: Vec<NameFault>,
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
    /// Papers.
    pub papers: Vec<PaperLink>,
    /// The change that is due next, for going on without the mouse.
    pub next: Option<String>,
    /// Whether the reader has a queue.
    pub has_queue: bool,
}

/// The office's queue of changes.
#[derive(Debug, Clone, Serialize)]
pub struct QueuePage {
    /// Groups by urgency.
    pub groups: Vec<Group>,
    /// Views of the same list.
    pub choices: Vec<QueueChoice>,
    /// Next page.
    pub next: Option<String>,
}

pub(super) fn sample_at() -> Ts {
    Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780)
}

impl Head {
    fn sample(state: ChangeState) -> Self {
        Self {
            no: "510903-20261123-BG01-00001".into(),
            name: "Lotus Elder-care Centre".into(),
            code: "52510903XXXX00019L".into(),
            state,
            items: vec!["Name".into(), "Domicile".into()],
            authority: "Suining Civil Affairs".into(),
            phone: "0825-0000000".into(),
            reason: "We moved".into(),
            agreed_on: Some(sample_at().day()),
            is_dual: state == ChangeState::Draft,
            apply_by: Some(sample_at().day()),
            is_late: state == ChangeState::Correction,
            received_at: (state != ChangeState::Draft).then(sample_at),
            deemed_on: (state == ChangeState::Accepted).then(|| sample_at().day()),
            statutory_due: Some(sample_at().day()),
            left: matches!(state, ChangeState::Submitted | ChangeState::Accepted | ChangeState::Reviewed)
                .then(Left::sample),
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

fn difference() -> Vec<Difference> {
    let name = Difference {
        key: "name",
        label: "Name".into(),
        before: "Lotus Station".into(),
        after: "Lotus Centre".into(),
        is_announced: true,
    };
    let area = Difference { key: "area", before: String::new(), is_announced: false, ..name.clone() };
    vec![name, area]
}

fn happened() -> Vec<Happened> {
    vec![Happened { title: "Received".into(), state: Some("now"), at: sample_at(), entry: Some(3) }]
}

fn faults() -> Vec<NameFault> {
    vec![
        NameFault { check: "taken", rule: "SO-40", word: "x".into(), is_blocking: true },
        NameFault { check: "renamed-recently", rule: "SO-50", word: "x".into(), is_blocking: false },
    ]
}

fn defects() -> Vec<DefectLine> {
    vec![DefectLine { label: "Name".into(), text: "x".into(), answer: Some("y".into()), href: "#x".into() }]
}

impl View for ListPage {
    const TEMPLATE: &'static str = "registry/change/list.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let row = Row {
            no: "510903-20261123-BG01-00001".into(),
            items: vec!["Name".into()],
            state: ChangeState::Accepted,
            updated_at: sample_at(),
        };
        let full = Self {
            name: "Lotus".into(),
            code: "x".into(),
            rows: vec![row.clone(), Row { items: vec![], state: ChangeState::Draft, ..row }],
            next: Some("/x".into()),
            may_begin: false,
            reasons: vec!["One is open".into()],
        };
        vec![Self { rows: vec![], next: None, may_begin: true, reasons: vec![], ..full.clone() }, full]
    }
}

impl View for EditPage {
    const TEMPLATE: &'static str = "registry/change/edit.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let field = |key, form| Field { key, label: "Name".into(), now: "Lotus".into(), form, is_announced: true };
        let place = Place {
            key: "resolution".into(),
            label: "Resolution".into(),
            is_required: true,
            types: vec!["pdf"],
            files: vec![file()],
        };
        let draft = Self {
            a: Head::sample(ChangeState::Draft),
            fields: vec![
                field("name", "line"),
                Field { now: String::new(), is_announced: false, ..field("scope", "lines") },
                field("capital", "money"),
            ],
            name_faults: faults(),
            documents: vec![place],
            missing: vec!["The resolution is missing".into()],
            defects: vec![],
            within: Some((30, "days".into())),
        };
        let correction =
            Self { a: Head::sample(ChangeState::Correction), defects: defects(), missing: vec![], ..draft.clone() };
        let bare = Self {
            name_faults: vec![],
            documents: vec![],
            within: None,
            a: Head { items: vec![], agreed_on: None, apply_by: None, ..Head::sample(ChangeState::Draft) },
            ..draft.clone()
        };
        vec![draft, correction, bare]
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/change/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let decision =
            |is_granted| Some(DecisionLine { is_granted, ground: Some("x".into()), text: "x".into(), entry: 5 });
        let of = |state, decision, may_withdraw| Self {
            a: Head::sample(state),
            differences: difference(),
            files: vec![file()],
            events: happened(),
            papers: vec![PaperLink { label: "Receipt".into(), href: "/x".into() }],
            decision,
            may_withdraw,
        };
        vec![
            of(ChangeState::Submitted, None, true),
            of(ChangeState::Accepted, None, true),
            of(ChangeState::Approved, decision(true), false),
            of(ChangeState::Refused, decision(false), false),
            of(ChangeState::NotAccepted, decision(false), false),
            of(ChangeState::Withdrawn, None, false),
        ]
    }
}

impl View for ReviewPage {
    const TEMPLATE: &'static str = "registry/change/review.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let check = Verdict { name: "name".into(), label: "Name".into(), value: "fix", note: None, text: "x".into() };
        let of = |state, part| Self {
            a: Head::sample(state),
            differences: difference(),
            files: vec![("Resolution".into(), file())],
            name_faults: faults(),
            checks: vec![check.clone(), Verdict { value: "", text: String::new(), ..check.clone() }],
            sent: defects(),
            sent_at: Some(sample_at()),
            opinion: Some(DecisionLine { is_granted: false, ground: None, text: "x".into(), entry: 0 }),
            decision: None,
            handlers: [Some("x".into()), None, None],
            part,
            is_over: part == "clerk",
            grounds: vec!["fraud", "other"],
            events: happened(),
            papers: vec![PaperLink { label: "Receipt".into(), href: "/x".into() }],
            next: Some("/changes/x".into()),
            has_queue: true,
        };
        let done = Self {
            decision: Some(DecisionLine { is_granted: true, ground: None, text: String::new(), entry: 5 }),
            sent: vec![],
            sent_at: None,
            opinion: None,
            name_faults: vec![],
            has_queue: false,
            next: None,
            ..of(ChangeState::Approved, "")
        };
        vec![
            of(ChangeState::Submitted, "clerk"),
            Self { is_over: false, ..of(ChangeState::Submitted, "clerk") },
            of(ChangeState::Accepted, "reviewer"),
            of(ChangeState::Reviewed, "decider"),
            done,
        ]
    }
}

impl View for QueuePage {
    const TEMPLATE: &'static str = "registry/change/queue.html";
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
        let full = Self {
            groups: vec![Group { code: "today", count: 1, rows: vec![row] }],
            choices: choices.clone(),
            next: Some("/x".into()),
        };
        vec![Self { groups: vec![], choices, next: None }, full]
    }
}

/// A change that cannot exist, for tests of the rules.
#[must_use]
pub fn sample_change(state: ChangeState) -> Change {
    use crate::{
        kernel::actor::{AccountId, AuthorityId, OrganizationId},
        platform::db::Json,
        registry::{
            change::Content,
            organization::{Item, Items},
        },
    };
    let content = Content { items: Items::from([(Item::Name, "Lotus".to_owned())]), ..Content::default() };
    Change {
        id: 1,
        no: "510903-20261123-BG01-00001".into(),
        organization_id: OrganizationId(1),
        authority_id: AuthorityId(1),
        account_id: AccountId(1),
        state,
        version: 0,
        name: "Lotus".into(),
        content: Json(content),
        agreed_on: Some(sample_at().day()),
        rules: None,
        submitted_at: None,
        received_at: None,
        accepted_on: None,
        is_deemed: false,
        notice_due: None,
        promised_due: None,
        statutory_due: None,
        due_on: None,
        clerk_id: None,
        reviewer_id: None,
        decider_id: None,
        checks: Json::default(),
        notices: Json::default(),
        opinion: None,
        decision: None,
        entry_id: None,
        created_at: sample_at(),
        updated_at: sample_at(),
    }
}
