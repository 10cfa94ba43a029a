//! The task list and its tasks.
use super::{Apart, Choice, DefectLine, FileLine, Head, sample_at};
use crate::{
    kernel::time::Ts,
    registry::application::{content::Task, model::ApplicationState, names::NameFault},
    web::View,
};
use serde::Serialize;

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
    /// Whether a charity is founded, whose people declare more (`SO-33`).
    pub is_charity: bool,
    /// Founding otherwise than usual, which the first task offers.
    pub apart: Apart,
    /// The area of activity to propose, where one is asked for.
    pub area: Option<String>,
    /// Communities to choose from, of a filed group.
    pub communities: Vec<Choice>,
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
            is_charity: true,
            apart: Apart::sample(),
            area: Some("Chuanshan".into()),
            communities: vec![Choice::new("jw-1", "Lotus Community Committee")],
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
        let filed = |task| Self { a: Head::sample_filed(ApplicationState::Draft), ..page(task) };
        let filed_tasks = Task::of(crate::registry::organization::OrganizationKind::Filed).into_iter().map(filed);
        Task::ALL.iter().map(|t| page(*t)).chain(filed_tasks).collect()
    }
}
