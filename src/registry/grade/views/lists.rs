//! Page contexts of lists: grades in force, rounds, the desk, an organization's grades.
use super::case::PartLine;
use crate::{
    kernel::time::{Day, Ts},
    web::{Left, View},
};
use serde::Serialize;

/// One grade in the public list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Number of the assessment.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Its kind.
    pub kind: &'static str,
    /// County's name.
    pub county: String,
    /// The grade.
    pub grade: &'static str,
    /// 等级确定日期.
    pub confirmed_on: Option<Day>,
    /// Last day.
    pub valid_until: Option<Day>,
    /// Ledger entry.
    pub entry: Option<i64>,
}

/// One of several views of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether it is shown.
    pub on: bool,
    /// How many it holds.
    pub n: Option<i64>,
}

/// Grades in force, for everybody.
#[derive(Debug, Clone, Serialize)]
pub struct GradesPage {
    /// Words looked for.
    pub q: String,
    /// Grade looked for.
    pub grade: String,
    /// Kind looked for.
    pub kind: String,
    /// County looked for.
    pub county: String,
    /// All grades, and each alone.
    pub choices: Vec<Choice>,
    /// Kinds to choose from.
    pub kinds: Vec<&'static str>,
    /// Counties to choose from: code, name.
    pub counties: Vec<(String, String)>,
    /// The grades.
    pub rows: Vec<Row>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Address of the same list as CSV.
    pub csv: String,
}

/// A round in a list.
#[derive(Debug, Clone, Serialize)]
pub struct RoundLine {
    /// Its number.
    pub no: String,
    /// Title.
    pub title: String,
    /// Who assesses.
    pub authority: String,
    /// `upcoming`, `open` or `closed`.
    pub phase: &'static str,
    /// First day to apply.
    pub opens_on: Day,
    /// Last day to apply.
    pub closes_on: Day,
    /// What is left to apply.
    pub left: Option<Left>,
}

/// Every round.
#[derive(Debug, Clone, Serialize)]
pub struct RoundsPage {
    /// The rounds, the latest first.
    pub rows: Vec<RoundLine>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CaseLine {
    /// Its number.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Where it stands.
    pub state: &'static str,
    /// The score.
    pub score: Option<i64>,
    /// The grade.
    pub grade: Option<&'static str>,
    /// Last day of the publicity.
    pub public_until: Option<Day>,
    /// First day of the grade.
    pub confirmed_on: Option<Day>,
    /// Last day of the grade.
    pub valid_until: Option<Day>,
    /// When it ended.
    pub ended_on: Option<Day>,
    /// Ledger entry.
    pub entry: Option<i64>,
}

/// A score table.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// The kind it is for.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub basis: String,
    /// Whether it must be checked against the local rule.
    pub is_local: bool,
    /// First day of validity.
    pub valid_from: Day,
    /// Grades with their least scores.
    pub bands: Vec<(&'static str, u32)>,
    /// Parts and indicators.
    pub parts: Vec<PartLine>,
}

/// A round: the notice, the score tables, the published results.
#[derive(Debug, Clone, Serialize)]
pub struct RoundPage {
    /// What stands in lists too.
    pub row: RoundLine,
    /// The notice.
    pub notice: String,
    /// Kinds that may apply.
    pub kinds: Vec<&'static str>,
    /// When it was announced.
    pub published_at: Ts,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// The score tables.
    pub tables: Vec<Table>,
    /// Published results.
    pub rows: Vec<CaseLine>,
    /// Organizations the reader may apply for: code, name.
    pub mine: Vec<(String, String)>,
}

/// Announcing a round.
#[derive(Debug, Clone, Serialize)]
pub struct NewPage {
    /// Authorities the reader works for: row, name.
    pub authorities: Vec<Office>,
    /// Kinds that are assessed.
    pub kinds: Vec<&'static str>,
}

/// An authority to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Office {
    /// Its row.
    pub value: String,
    /// Its name.
    pub label: String,
}

/// One case at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// Its number.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Where it stands.
    pub state: &'static str,
    /// The grade.
    pub grade: Option<&'static str>,
    /// What is left of the running period.
    pub left: Option<Left>,
}

/// The desk: cases that run, and the way to a new round.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// What runs.
    pub rows: Vec<Task>,
    /// Whether the reader may announce a round.
    pub may_announce: bool,
}

/// The grades of one organization.
#[derive(Debug, Clone, Serialize)]
pub struct OrganizationGradesPage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Every case the reader may see.
    pub rows: Vec<CaseLine>,
    /// Rounds that are open to it, where the reader is its officer.
    pub rounds: Vec<RoundLine>,
    /// Whether the reader acts for it.
    pub is_officer: bool,
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn round() -> RoundLine {
    RoundLine {
        no: "510900-20261123-PG-00001".into(),
        title: "x".into(),
        authority: "y".into(),
        phase: "open",
        opens_on: day(),
        closes_on: day(),
        left: Some(Left::sample()),
    }
}

fn case() -> CaseLine {
    CaseLine {
        no: "510900-20261123-PJ-00001".into(),
        name: "x".into(),
        code: "52510900XXXX00001X".into(),
        state: "publicized",
        score: Some(912),
        grade: Some("4a"),
        public_until: Some(day()),
        confirmed_on: Some(day()),
        valid_until: Some(day()),
        ended_on: Some(day()),
        entry: Some(1),
    }
}

impl View for GradesPage {
    const TEMPLATE: &'static str = "registry/grade/grades.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let row = Row {
            no: "510900-20261123-PJ-00001".into(),
            name: "x".into(),
            code: "52510900XXXX00001X".into(),
            kind: "service",
            county: "y".into(),
            grade: "4a",
            confirmed_on: Some(day()),
            valid_until: Some(day()),
            entry: Some(1),
        };
        let full = Self {
            q: String::new(),
            grade: "4a".into(),
            kind: "service".into(),
            county: "510903".into(),
            choices: vec![Choice { label: "x".into(), href: "/grades".into(), on: true, n: Some(3) }],
            kinds: vec!["association", "service"],
            counties: vec![("510903".into(), "y".into())],
            rows: vec![row],
            next: Some("/grades?cursor=x".into()),
            csv: "/grades.csv".into(),
        };
        let empty = Self { rows: vec![], next: None, q: "x".into(), ..full.clone() };
        vec![full, empty]
    }
}

impl View for RoundsPage {
    const TEMPLATE: &'static str = "registry/grade/rounds.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let closed = RoundLine { phase: "closed", left: None, ..round() };
        vec![
            Self { rows: vec![round(), closed], next: Some("/grades/rounds?cursor=x".into()) },
            Self { rows: vec![], next: None },
        ]
    }
}

impl View for RoundPage {
    const TEMPLATE: &'static str = "registry/grade/round.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let table = Table {
            kind: "service".into(),
            name: "x".into(),
            basis: "y".into(),
            is_local: true,
            valid_from: day(),
            bands: vec![("5a", 951), ("1a", 751)],
            parts: vec![PartLine::sample()],
        };
        let full = Self {
            row: round(),
            notice: "x".into(),
            kinds: vec!["service"],
            published_at: Ts::start_of(day()),
            entry: Some(1),
            tables: vec![table],
            rows: vec![case(), CaseLine { grade: None, score: None, ..case() }],
            mine: vec![("52510900XXXX00001X".into(), "x".into())],
        };
        let empty = Self { rows: vec![], mine: vec![], ..full.clone() };
        vec![full, empty]
    }
}

impl View for NewPage {
    const TEMPLATE: &'static str = "registry/grade/new.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let office = |value: &str| Office { value: value.into(), label: "x".into() };
        let kinds = vec!["association", "service", "foundation"];
        vec![
            Self { authorities: vec![office("1")], kinds: kinds.clone() },
            Self { authorities: vec![office("1"), office("2")], kinds },
        ]
    }
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "registry/grade/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let task = |state, grade| Task {
            no: "510900-20261123-PJ-00001".into(),
            name: "x".into(),
            state,
            grade,
            left: Some(Left::sample()),
        };
        let rows = vec![task("submitted", None), Task { left: None, ..task("publicized", Some("3a")) }];
        vec![Self { rows, may_announce: true }, Self { rows: vec![], may_announce: false }]
    }
}

impl View for OrganizationGradesPage {
    const TEMPLATE: &'static str = "registry/grade/organization.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let full = Self {
            name: "x".into(),
            code: "52510900XXXX00001X".into(),
            rows: vec![case(), CaseLine { confirmed_on: None, valid_until: None, ended_on: None, ..case() }],
            rounds: vec![round()],
            is_officer: true,
        };
        let empty = Self { rows: vec![], rounds: vec![], ..full.clone() };
        vec![full, Self { is_officer: false, ..empty.clone() }, empty]
    }
}
