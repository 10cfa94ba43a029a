//! Page context of the workbench.
use crate::{
    kernel::actor::Role,
    web::{Left, View},
};
use serde::Serialize;

/// One row of the queue.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Where to do it.
    pub href: String,
    /// The thing's name.
    pub title: String,
    /// What kind of matter.
    pub sub: String,
    /// Its number.
    pub no: String,
    /// What is to be done.
    pub stage: String,
    /// Who has it in hand.
    pub who: Option<String>,
    /// By when.
    pub left: Option<Left>,
}

/// Overdue, today, this week, later.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// `over`, `today`, `week` or `later`.
    pub code: &'static str,
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub rows: Vec<Row>,
    /// Where the rest is shown.
    pub more: Option<String>,
    /// How many are left out.
    pub rest: usize,
}

/// One kind of matters to look at alone.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Words.
    pub label: String,
    /// Address.
    pub href: String,
    /// Whether it is in force.
    pub on: bool,
    /// How many.
    pub n: usize,
}

/// One column of the chart.
#[derive(Debug, Clone, Serialize)]
pub struct Point {
    /// Day of the month.
    pub label: String,
    /// How many are due.
    pub value: String,
    /// Left edge.
    pub x: i64,
    /// Upper edge.
    pub y: i64,
    /// Width.
    pub w: i64,
    /// Height.
    pub h: i64,
    /// Colour.
    pub series: i64,
}

/// Due on each of the next ten working days.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// What it shows, in a sentence.
    pub title: String,
    /// Width of the drawing.
    pub width: i64,
    /// Its height.
    pub height: i64,
    /// Where the axis lies.
    pub base: f64,
    /// The columns.
    pub points: Vec<Point>,
}

/// A way to begin something.
#[derive(Debug, Clone, Serialize)]
pub struct Start {
    /// Address.
    pub href: &'static str,
    /// Words.
    pub label: String,
}

/// The workbench.
#[derive(Debug, Clone, Serialize)]
pub struct WorkbenchPage {
    /// Everything that waits.
    pub total: usize,
    /// Roles of the reader.
    pub roles: Vec<&'static str>,
    /// Kinds of matters.
    pub kinds: Vec<Choice>,
    /// The queue.
    pub groups: Vec<Group>,
    /// The next ten working days.
    pub chart: Option<Chart>,
    /// What the reader may begin.
    pub starts: Vec<Start>,
    /// Whose words are said when nothing waits: a role, or `person`.
    pub calm: &'static str,
}

impl View for WorkbenchPage {
    const TEMPLATE: &'static str = "portal/workbench.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let row = Row {
            href: "/tenders/1".into(),
            title: "Tea for elders".into(),
            sub: "Purchase".into(),
            no: "510903202600017".into(),
            stage: "Approve".into(),
            who: None,
            left: Some(Left::sample()),
        };
        let calm = Row { left: None, who: Some("x".into()), ..row.clone() };
        let full = Self {
            total: 2,
            roles: vec!["clerk"],
            kinds: vec![Choice { label: "All".into(), href: "/workbench".into(), on: true, n: 2 }],
            groups: vec![
                Group { code: "over", count: 1, rows: vec![row], more: None, rest: 0 },
                Group { code: "later", count: 9, rows: vec![calm], more: Some("/workbench?all=1".into()), rest: 8 },
            ],
            chart: Some(Chart {
                title: "x".into(),
                width: 280,
                height: 132,
                base: 100.5,
                points: vec![Point { label: "23".into(), value: "1".into(), x: 4, y: 20, w: 20, h: 80, series: 1 }],
            }),
            starts: vec![Start { href: "/applications", label: "y".into() }],
            calm: "clerk",
        };
        let empty = Self { total: 0, roles: vec![], kinds: vec![], groups: vec![], chart: None, ..full.clone() };
        let calm = Role::ALL.iter().map(|r| r.word()).chain(["person"]).map(|calm| Self { calm, ..empty.clone() });
        std::iter::once(full).chain(calm).collect()
    }
}
