//! Page contexts of the organs.
use crate::{
    kernel::time::Day,
    registry::application::views::Choice,
    web::{Left, View},
};
use serde::Serialize;

/// Somebody in an organ; names are masked for everybody but the parties.
#[derive(Debug, Clone, Serialize)]
pub struct PersonLine {
    /// The post.
    pub post: &'static str,
    /// Name.
    pub name: String,
    /// Paid.
    pub is_paid: bool,
    /// A near relative sits in the same organ.
    pub is_related: bool,
}

/// An organ as it is.
#[derive(Debug, Clone, Serialize)]
pub struct BodyLine {
    /// Which.
    pub organ: &'static str,
    /// 第几届; nothing while it is not declared.
    pub number: Option<i64>,
    /// First day.
    pub from_on: Option<Day>,
    /// Last day.
    pub until_on: Option<Day>,
    /// Whether the term is over.
    pub is_over: bool,
    /// Its people.
    pub people: Vec<PersonLine>,
}

/// A branch.
#[derive(Debug, Clone, Serialize)]
pub struct BranchLine {
    /// Row.
    pub id: i64,
    /// Kind.
    pub kind: &'static str,
    /// Name.
    pub name: String,
    /// Who leads it; masked for everybody but the parties.
    pub head: String,
    /// Where it is.
    pub address: String,
    /// Day of the decision.
    pub decided_on: Day,
    /// Day on which it ended.
    pub ended_on: Option<Day>,
}

/// Organs, people and branches of an organization.
#[derive(Debug, Clone, Serialize)]
pub struct OrgansPage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The three organs.
    pub bodies: Vec<BodyLine>,
    /// Branches.
    pub branches: Vec<BranchLine>,
    /// Whether it may have branches.
    pub may_branch: bool,
    /// Findings, for the parties.
    pub findings: Vec<String>,
    /// Whether the reader declares.
    pub is_officer: bool,
    /// Whether the reader sees everything.
    pub is_party: bool,
    /// Kinds of branches.
    pub kinds: Vec<&'static str>,
}

/// Declaring an organ.
#[derive(Debug, Clone, Serialize)]
pub struct DeclarePage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Which organ.
    pub organ: &'static str,
    /// Posts to choose from.
    pub posts: Vec<Choice>,
    /// Rows to fill in.
    pub rows: Vec<usize>,
}

/// A term at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Which organ.
    pub organ: &'static str,
    /// 第几届.
    pub number: i64,
    /// Last day.
    pub until_on: Day,
    /// What is left.
    pub left: Left,
}

/// Terms that are over or end soon, for the office.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// The terms, the oldest first.
    pub rows: Vec<Row>,
    /// Next page.
    pub next: Option<String>,
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

impl View for OrgansPage {
    const TEMPLATE: &'static str = "registry/organ/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let person = PersonLine { post: "chair", name: "何*".into(), is_paid: true, is_related: true };
        let body = |organ, is_over| BodyLine {
            organ,
            number: Some(2),
            from_on: Some(day()),
            until_on: Some(day()),
            is_over,
            people: vec![person.clone(), PersonLine { is_paid: false, is_related: false, ..person.clone() }],
        };
        let none =
            BodyLine { number: None, from_on: None, until_on: None, people: vec![], ..body("supervisory", false) };
        let branch = BranchLine {
            id: 1,
            kind: "branch",
            name: "Lotus Committee".into(),
            head: "何*".into(),
            address: "x".into(),
            decided_on: day(),
            ended_on: None,
        };
        let full = Self {
            name: "Lotus".into(),
            code: "x".into(),
            bodies: vec![body("decision", false), body("executive", true), none],
            branches: vec![branch.clone(), BranchLine { ended_on: Some(day()), ..branch }],
            may_branch: true,
            findings: vec!["x".into()],
            is_officer: true,
            is_party: true,
            kinds: vec!["branch", "representative"],
        };
        let read = Self {
            branches: vec![],
            findings: vec![],
            is_officer: false,
            is_party: false,
            may_branch: false,
            ..full.clone()
        };
        vec![Self { findings: vec![], is_officer: false, ..full.clone() }, full, read]
    }
}

impl View for DeclarePage {
    const TEMPLATE: &'static str = "registry/organ/declare.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let posts = vec![Choice::new("chair", "x"), Choice::new("director", "y")];
        vec![Self { name: "Lotus".into(), code: "x".into(), organ: "decision", posts, rows: vec![0, 1, 2] }]
    }
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "registry/organ/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let row = Row {
            name: "Lotus".into(),
            code: "x".into(),
            organ: "decision",
            number: 2,
            until_on: day(),
            left: Left::sample(),
        };
        vec![Self { rows: vec![row], next: Some("/x".into()) }, Self { rows: vec![], next: None }]
    }
}
