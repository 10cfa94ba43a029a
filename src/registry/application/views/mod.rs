//! Page contexts of applications, a file for each side of the counter; here stand the parts that both share.
mod case;
mod desk;
mod notices;
mod task;

pub use case::{CasePage, CheckPage, MinePage, MineRow, ReceiptPage};
pub use desk::{Group, QueueChoice, QueuePage, QueueRow, ReviewPage, Shown, Tab, Verdict};
pub use notices::{NoticeLine, NoticesPage};
pub use task::{Place, TaskLine, TaskPage, TasksPage};

use super::{
    content::Task,
    model::{Application, ApplicationState, Document},
};
use crate::{
    kernel::{
        period::Period,
        time::{Day, Ts},
    },
    platform::rulebook::OrganizationKind as Rules,
    registry::organization::OrganizationKind,
    web::Left,
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

    pub(super) fn sample() -> Vec<Self> {
        vec![Self::new("service", "Social service institution"), Self::new("association", "Association")]
    }
}

pub(super) fn sample_at() -> Ts {
    Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780)
}

pub(super) fn sample_day() -> Day {
    sample_at().day()
}

/// A period as words need it.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// How many.
    pub n: u16,
    /// Of what: `wd`, `d`, `months`, `years`, `min`.
    pub unit: String,
}

impl From<Period> for Term {
    fn from(p: Period) -> Self {
        Self { n: p.value, unit: p.unit.as_str().to_owned() }
    }
}

/// Founding otherwise than usual, where the kind knows it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Apart {
    /// Time to decide on a charity (`SO-65`).
    pub charity: Option<Term>,
    /// By how much the Ministry may let it be prolonged.
    pub charity_more: Option<Term>,
    /// Time of a legal person by statute to hand in its approval (`SO-64`).
    pub statute_submit: Option<Term>,
    /// Time to issue its certificate.
    pub statute_certificate: Option<Term>,
}

impl Apart {
    /// What a kind knows.
    #[must_use]
    pub fn of(rules: &Rules) -> Self {
        let (charity, statute) = (rules.charity.as_ref(), rules.statute.as_ref());
        Self {
            charity: charity.map(|c| c.decision.into()),
            charity_more: charity.map(|c| c.extension_max.into()),
            statute_submit: statute.map(|s| s.submit_within.into()),
            statute_certificate: statute.map(|s| s.certificate_within.into()),
        }
    }

    pub(in crate::registry) fn sample() -> Self {
        let days = |n| Some(Term { n, unit: "d".into() });
        Self { charity: days(30), charity_more: days(60), statute_submit: days(60), statute_certificate: days(30) }
    }
}

/// Where the words of a case stand: a filing speaks otherwise of its states and tasks than a registration does.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Wording {
    /// Before the word of a state.
    pub state: &'static str,
    /// Before the word of an event.
    pub event: &'static str,
    /// Before the word of a task.
    pub task: &'static str,
    /// Before the word of what a person will be.
    pub part: &'static str,
}

impl Wording {
    /// Of a kind.
    #[must_use]
    pub const fn of(kind: OrganizationKind) -> Self {
        match kind {
            OrganizationKind::Filed => {
                Self { state: "filed-state", event: "filed-event", task: "filed-task", part: "filed-part" }
            }
            _ => Self { state: "application-state", event: "application-event", task: "app-task", part: "app-part" },
        }
    }
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
    /// Where its words stand.
    pub words: Wording,
    /// Registration mode, once known.
    pub mode: Option<crate::registry::organization::Mode>,
    /// The committee that checks a filed group first.
    pub committee: Option<String>,
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
            words: Wording::of(a.kind),
            mode: a.mode,
            committee: None,
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

    pub(super) fn sample(state: ApplicationState) -> Self {
        Self {
            no: "510900-20261123-SO01-00042".into(),
            name: "Lotus Elder-care Centre".into(),
            kind: OrganizationKind::Service,
            state,
            words: Wording::of(OrganizationKind::Service),
            mode: Some(crate::registry::organization::Mode::Direct),
            committee: None,
            authority: "Suining Civil Affairs".into(),
            phone: "0825-0000000".into(),
            submitted_at: (state != ApplicationState::Draft).then(sample_at),
            received_at: (state != ApplicationState::Draft).then(sample_at),
            deemed_on: (state == ApplicationState::Accepted).then(sample_day),
            notice_due: Some(sample_day()),
            statutory_due: Some(sample_day()),
            left: state.is_with_authority().then(Left::sample),
        }
    }

    /// Of a group to be filed.
    pub(super) fn sample_filed(state: ApplicationState) -> Self {
        Self {
            no: "510903-20261123-BA01-00007".into(),
            kind: OrganizationKind::Filed,
            words: Wording::of(OrganizationKind::Filed),
            mode: Some(crate::registry::organization::Mode::Filing),
            committee: Some("Lotus Community Committee".into()),
            ..Self::sample(state)
        }
    }
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

    pub(super) fn sample() -> Self {
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
    pub(super) fn sample() -> Vec<Self> {
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

/// A special procedure as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct PauseLine {
    /// Which.
    pub kind: &'static str,
    /// Why.
    pub reason: String,
    /// Who checks on the spot.
    pub officers: String,
    /// First day.
    pub from_on: Day,
    /// Expected last day.
    pub expected_on: Day,
    /// Last day, once it is over.
    pub until_on: Option<Day>,
    /// What was found or heard.
    pub record: String,
}

impl PauseLine {
    fn sample() -> Vec<Self> {
        let open = Self {
            kind: "inspection",
            reason: "To see the premises".into(),
            officers: "He Qing, Long Mu".into(),
            from_on: sample_day(),
            expected_on: sample_day(),
            until_on: None,
            record: String::new(),
        };
        vec![open.clone(), Self { until_on: Some(sample_day()), record: "As described".into(), ..open }]
    }
}

/// The extension as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct ExtensionLine {
    /// `asked`, `granted` or `refused`.
    pub state: &'static str,
    /// Why it was asked for.
    pub reason: String,
    /// Why it was answered so.
    pub answer: String,
    /// The days to which the Ministry agreed, of a charity (`SO-65`).
    pub days: Option<i64>,
}

impl ExtensionLine {
    fn sample(state: &'static str) -> Self {
        Self { state, reason: "An opinion is awaited".into(), answer: "Agreed".into(), days: Some(30) }
    }
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
