//! Page contexts of applications.
use super::{
    content::Task,
    model::{Application, ApplicationState, Document},
    names::NameFault,
};
use crate::{
    kernel::time::{Day, Ts},
    registry::organization::OrganizationKind,
    web::{Left, View},
};
use serde::Serialize;

/// A choice of a list: its code and its words in the reader's language.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// The code.
    pub value: String,
    /// The words.
    pub label: String,
    /// What belongs to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Whether it cannot be chosen.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub disabled: bool,
}

impl Choice {
    /// A choice.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, disabled: false }
    }

    fn sample() -> Vec<Self> {
        vec![Self::new("service", "Social service institution"), Self::new("association", "Association")]
    }
}

/// A period as words need it.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// How many.
    pub n: u16,
    /// Of what: `wd`, `d`, `months`, `years`, `min`.
    pub unit: String,
}

/// 办事指南: everything to know before beginning (`CX-01`).
#[derive(Debug, Clone, Serialize)]
pub struct GuidePage {
    /// Kinds registered here.
    pub kinds: Vec<Choice>,
    /// Registration authorities.
    pub authorities: Vec<Choice>,
    /// The kind described.
    pub kind: OrganizationKind,
    /// Legal basis.
    pub basis: String,
    /// Documents with whether they are required.
    pub documents: Vec<DocumentNeed>,
    /// Least capital of this kind.
    pub capital: Option<crate::kernel::money::Money>,
    /// By law.
    pub statutory: Term,
    /// Promised.
    pub promised: Term,
    /// Where to ask.
    pub contacts: Vec<Contact>,
    /// Whether the reader is signed in.
    pub is_signed_in: bool,
}

/// A document of the guide.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentNeed {
    /// Its name.
    pub label: String,
    /// Whether an application needs it.
    pub is_required: bool,
}

/// Where to ask.
#[derive(Debug, Clone, Serialize)]
pub struct Contact {
    /// The office.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Address.
    pub address: String,
}

impl View for GuidePage {
    const TEMPLATE: &'static str = "registry/application/guide.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let page = Self {
            kinds: Choice::sample(),
            authorities: vec![Choice::new("mz-510900", "Suining Civil Affairs")],
            kind: OrganizationKind::Service,
            basis: "Order 251".into(),
            documents: vec![DocumentNeed { label: "Application".into(), is_required: true }],
            capital: Some(crate::kernel::money::Money::from_yuan(30_000)),
            statutory: Term { n: 60, unit: "d".into() },
            promised: Term { n: 20, unit: "wd".into() },
            contacts: vec![Contact { name: "Suining".into(), phone: "0825-0000000".into(), address: "1 Road".into() }],
            is_signed_in: true,
        };
        vec![Self { is_signed_in: false, ..page.clone() }, page]
    }
}

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
            updated_at: sample_at(),
        };
        vec![Self { rows: vec![], next: None }, Self { rows: vec![row], next: Some("x".into()) }]
    }
}

fn sample_at() -> Ts {
    Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780)
}

fn sample_day() -> Day {
    sample_at().day()
}

/// What every page of one case shows.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Number.
    pub no: String,
    /// Name wanted; empty at first.
    pub name: String,
    /// Kind.
    pub kind: OrganizationKind,
    /// State.
    pub state: ApplicationState,
    /// Registration mode, once known.
    pub mode: Option<crate::registry::organization::Mode>,
    /// The office, in the reader's language.
    pub authority: String,
    /// Where to ask.
    pub phone: String,
    /// When first submitted.
    pub submitted_at: Option<Ts>,
    /// When the last complete set was received.
    pub received_at: Option<Ts>,
    /// From when the law accepted it, if it did.
    pub deemed_on: Option<Day>,
    /// Last day for the notice.
    pub notice_due: Option<Day>,
    /// Last day by law.
    pub statutory_due: Option<Day>,
    /// What is left until the authority's next act is due.
    pub left: Option<Left>,
}

impl Head {
    /// Of a case.
    #[must_use]
    pub fn of(a: &Application, authority: String, phone: String, left: Option<Left>) -> Self {
        Self {
            no: a.no.clone(),
            name: a.name.clone(),
            kind: a.kind,
            state: a.state,
            mode: a.mode,
            authority,
            phone,
            submitted_at: a.submitted_at,
            received_at: a.received_at,
            deemed_on: a.accepted_on.filter(|_| a.is_deemed),
            notice_due: a.notice_due,
            statutory_due: a.statutory_due,
            left,
        }
    }

    fn sample(state: ApplicationState) -> Self {
        Self {
            no: "510900-20261123-SO01-00042".into(),
            name: "Lotus Elder-care Centre".into(),
            kind: OrganizationKind::Service,
            state,
            mode: Some(crate::registry::organization::Mode::Direct),
            authority: "Suining Civil Affairs".into(),
            phone: "0825-0000000".into(),
            submitted_at: (state != ApplicationState::Draft).then(sample_at),
            received_at: (state != ApplicationState::Draft).then(sample_at),
            deemed_on: (state == ApplicationState::Accepted).then(sample_day),
            notice_due: Some(sample_day()),
            statutory_due: Some(sample_day()),
            left: state.is_with_authority().then(|| Left::sample()),
        }
    }
}

/// A task of the list as `ui.tasks` shows it.
#[derive(Debug, Clone, Serialize)]
pub struct TaskLine {
    /// Its words.
    pub label: String,
    /// Where it is done.
    pub href: Option<String>,
    /// `todo`, `doing`, `done`, `blocked` or `wrong`.
    pub state: &'static str,
    /// Why it is blocked.
    pub note: Option<String>,
}

/// A point of a notice.
#[derive(Debug, Clone, Serialize)]
pub struct DefectLine {
    /// What it is about.
    pub label: String,
    /// What to put right.
    pub text: String,
    /// The founder's answer.
    pub answer: Option<String>,
    /// Where to put it right.
    pub href: String,
}

/// The task list of a draft or a correction.
#[derive(Debug, Clone, Serialize)]
pub struct TasksPage {
    /// The case.
    pub a: Head,
    /// The tasks.
    pub tasks: Vec<TaskLine>,
    /// The last step.
    pub finish: Vec<TaskLine>,
    /// How many are done.
    pub done: usize,
    /// Of how many.
    pub total: usize,
    /// Points of the notice, while correction is asked for.
    pub defects: Vec<DefectLine>,
    /// When the notice was sent.
    pub notice_at: Option<Ts>,
}

impl View for TasksPage {
    const TEMPLATE: &'static str = "registry/application/tasks.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let line = |state| TaskLine { label: "Premises".into(), href: Some("/x".into()), state, note: None };
        let page = Self {
            a: Head::sample(ApplicationState::Draft),
            tasks: vec![line("done"), line("doing"), line("todo"), line("wrong")],
            finish: vec![TaskLine { href: None, note: Some("later".into()), ..line("blocked") }],
            done: 1,
            total: 4,
            defects: vec![],
            notice_at: None,
        };
        let corrected = Self {
            a: Head::sample(ApplicationState::Correction),
            defects: vec![DefectLine {
                label: "Charter".into(),
                text: "Article 28".into(),
                answer: None,
                href: "/x".into(),
            }],
            notice_at: Some(sample_at()),
            ..page.clone()
        };
        vec![page, corrected]
    }
}

/// One task's form.
#[derive(Debug, Clone, Serialize)]
pub struct TaskPage {
    /// The case.
    pub a: Head,
    /// Which task.
    pub task: Task,
    /// Where a change link came from, to return there.
    pub back: &'static str,
    /// Fields.
    pub categories: Vec<Choice>,
    /// Legal forms.
    pub forms: Vec<Choice>,
    /// Places.
    pub divisions: Vec<Choice>,
    /// Identity documents.
    pub identity_kinds: Vec<&'static str>,
    /// Rows of people, by their masked numbers; the last one is empty.
    pub people: Vec<String>,
    /// Members counted.
    pub members: Option<(usize, usize)>,
    /// Least capital.
    pub capital_min: Option<crate::kernel::money::Money>,
    /// Points of the charter.
    pub charter: Vec<Choice>,
    /// Doubts about the name.
    pub name_faults: Vec<NameFault>,
    /// Whether the name was checked.
    pub is_name_checked: bool,
    /// What is missing in this task, in sentences.
    pub missing: Vec<String>,
    /// Places for documents.
    pub documents: Vec<Place>,
    /// Points of the notice about this task.
    pub defects: Vec<String>,
}

/// A place for a document, with the file in it.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Key.
    pub key: String,
    /// Name.
    pub label: String,
    /// Whether it must be there.
    pub is_required: bool,
    /// Extensions that are taken.
    pub types: Vec<&'static str>,
    /// The file, as `ui.files` shows it.
    pub files: Vec<FileLine>,
}

/// A file as `ui.files` shows it.
#[derive(Debug, Clone, Serialize)]
pub struct FileLine {
    /// Name.
    pub name: String,
    /// Where to get it.
    pub href: String,
    /// Bytes.
    pub size: i64,
    /// Pages.
    pub pages: Option<i64>,
    /// SHA-256.
    pub sha256: String,
    /// When uploaded.
    pub at: Ts,
    /// Where to take it out.
    pub remove: Option<String>,
}

impl FileLine {
    /// Of a document; `editable` adds the way to remove it.
    #[must_use]
    pub fn of(no: &str, d: &Document, editable: bool) -> Self {
        let href = format!("/applications/{no}/documents/{}", d.id);
        Self {
            name: d.name.clone(),
            remove: editable.then(|| format!("{href}/removal")),
            href,
            size: d.size,
            pages: d.pages,
            sha256: d.sha256.clone(),
            at: d.created_at,
        }
    }

    fn sample() -> Self {
        Self {
            name: "charter.pdf".into(),
            href: "/x".into(),
            size: 123_456,
            pages: Some(4),
            sha256: "ab".repeat(32),
            at: sample_at(),
            remove: Some("/x/removal".into()),
        }
    }
}

impl View for TaskPage {
    const TEMPLATE: &'static str = "registry/application/task.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let fault = NameFault { check: "misleading", rule: "SO-46", word: "x".into(), is_blocking: false };
        let page = |task| Self {
            a: Head::sample(ApplicationState::Draft),
            task,
            back: "",
            categories: Choice::sample(),
            forms: Choice::sample(),
            divisions: vec![Choice::new("510903", "Chuanshan")],
            identity_kinds: vec!["resident_id", "passport"],
            people: vec!["510***********0013".into(), String::new()],
            members: Some((12, 3)),
            capital_min: Some(crate::kernel::money::Money::from_yuan(3000)),
            charter: Choice::sample(),
            name_faults: vec![fault.clone()],
            is_name_checked: true,
            missing: vec!["Something is missing".into()],
            documents: vec![Place {
                key: "charter".into(),
                label: "Charter".into(),
                is_required: true,
                types: vec!["pdf"],
                files: vec![FileLine::sample()],
            }],
            defects: vec!["Article 28".into()],
        };
        Task::ALL.iter().map(|t| page(*t)).collect()
    }
}

/// A block of the check page: a task and its answers.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// The task.
    pub task: Task,
    /// Where to change it; nothing when it is too late.
    pub href: Option<String>,
    /// Labels (Fluent keys or words) and answers.
    pub rows: Vec<Answer>,
    /// Files of the task.
    pub files: Vec<FileLine>,
}

/// An answer as it is shown.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// Its label in the reader's language.
    pub label: String,
    /// The answer; empty when there is none.
    pub value: String,
}

impl Block {
    fn sample() -> Vec<Self> {
        let rows = vec![
            Answer { label: "Name".into(), value: "Lotus".into() },
            Answer { label: "English".into(), value: String::new() },
        ];
        vec![
            Self { task: Task::Organization, href: Some("/x".into()), rows, files: vec![] },
            Self { task: Task::Documents, href: None, rows: vec![], files: vec![FileLine::sample()] },
        ]
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

/// A step of the history as `ui.thread` shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Happened {
    /// What.
    pub title: String,
    /// `now` for the latest.
    pub state: Option<&'static str>,
    /// When.
    pub at: Ts,
    /// Ledger entry.
    pub entry: Option<i64>,
}

/// A paper of the case.
#[derive(Debug, Clone, Serialize)]
pub struct PaperLink {
    /// Its name.
    pub label: String,
    /// Where it is.
    pub href: String,
}

/// A decision as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionLine {
    /// Granted.
    pub is_granted: bool,
    /// Ground, in words.
    pub ground: Option<String>,
    /// Reasons.
    pub text: String,
    /// Ledger entry.
    pub entry: i64,
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
    /// The decision.
    pub decision: Option<DecisionLine>,
    /// Credit code of the organization it became.
    pub credit_code: Option<String>,
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
            decision: None,
            credit_code: None,
            may_withdraw: true,
        };
        let decision = |is_granted| {
            Some(DecisionLine { is_granted, ground: Some("Other".into()), text: "Because".into(), entry: 7 })
        };
        vec![
            page(ApplicationState::Submitted),
            page(ApplicationState::Accepted),
            Self {
                decision: decision(true),
                credit_code: Some("52510903XXXX00019L".into()),
                ..page(ApplicationState::Issued)
            },
            Self { decision: decision(false), ..page(ApplicationState::Refused) },
        ]
    }
}

/// The office's queue.
#[derive(Debug, Clone, Serialize)]
pub struct QueuePage {
    /// Groups by urgency.
    pub groups: Vec<Group>,
    /// Views of the same list.
    pub choices: Vec<QueueChoice>,
    /// Next page.
    pub next: Option<String>,
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
        };
        vec![Self { groups: vec![], choices, next: None }, full]
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
    /// Opinion, if there is one.
    pub opinion: Option<DecisionLine>,
    /// Decision, if there is one.
    pub decision: Option<DecisionLine>,
    /// Credit code of the organization it became.
    pub credit_code: Option<String>,
    /// Names of clerk, reviewer, decider.
    pub handlers: [Option<String>; 3],
    /// What this reader may do now: `clerk`, `reviewer`, `decider`, or nothing.
    pub part: &'static str,
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
            tabs: vec![Tab { label: "Application".into(), href: "?".into(), current: true, wrong: true }],
            blocks: Block::sample(),
            shown: None,
            charter: vec!["Article 1".into()],
            checks: vec![check],
            notice: vec![defect.clone()],
            sent: vec![defect],
            sent_at: Some(sample_at()),
            name_faults: vec![NameFault { check: "rival", rule: "SO-50", word: "x".into(), is_blocking: true }],
            opinion: None,
            decision: None,
            credit_code: None,
            handlers: [Some("Clerk".into()), None, None],
            part: "clerk",
            is_over: false,
            grounds: vec!["not_competent", "other"],
            events: vec![Happened { title: "Received".into(), state: None, at: sample_at(), entry: None }],
            papers: vec![],
        };
        let opinion = DecisionLine { is_granted: true, ground: None, text: "Fine".into(), entry: 0 };
        vec![
            Self { part: "reviewer", a: Head::sample(ApplicationState::Accepted), ..page.clone() },
            Self {
                part: "decider",
                opinion: Some(opinion.clone()),
                a: Head::sample(ApplicationState::Reviewed),
                ..page.clone()
            },
            Self { part: "", decision: Some(opinion), a: Head::sample(ApplicationState::Issued), ..page.clone() },
            Self { shown: Some(Shown { file: FileLine::sample(), is_picture: true }), is_over: true, ..page.clone() },
            page,
        ]
    }
}
