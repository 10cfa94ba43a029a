//! Lists of reports: the public season, the desk's queue, the reports of one organization.
use crate::{
    kernel::time::{Day, Ts},
    web::{Left, View},
};
use serde::Serialize;

/// A view of a list to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether it is shown.
    pub on: bool,
    /// How many.
    pub n: Option<i64>,
}

/// One published result.
#[derive(Debug, Clone, Serialize)]
pub struct ResultRow {
    /// Number of the report.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// County's name.
    pub county: String,
    /// The result.
    pub outcome: &'static str,
    /// Whether the report came late.
    pub is_late: bool,
    /// 收入合计 in fen.
    pub income: Option<i64>,
    /// 费用合计 in fen.
    pub expenditure: Option<i64>,
    /// 年末净资产 in fen.
    pub net_assets: Option<i64>,
    /// When it was published.
    pub at: Option<Ts>,
    /// Ledger entry.
    pub entry: Option<i64>,
}

/// A figure of the season.
#[derive(Debug, Clone, Serialize)]
pub struct Stat {
    /// The number, as text.
    pub value: String,
    /// What it counts.
    pub label: String,
}

/// A bar of the chart.
#[derive(Debug, Clone, Serialize)]
pub struct Mark {
    /// Words beside it.
    pub label: String,
    /// The number, as text.
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

/// What a colour means.
#[derive(Debug, Clone, Serialize)]
pub struct Key {
    /// Colour.
    pub series: i64,
    /// Its words.
    pub label: String,
}

/// The numbers of a chart.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// Headings.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// Sums.
    pub foot: Vec<String>,
}

/// The season by county.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// What it shows, in a sentence.
    pub title: String,
    /// Width of the drawing.
    pub width: i64,
    /// Its height.
    pub height: i64,
    /// Where the bars begin.
    pub left: i64,
    /// The bars.
    pub points: Vec<Mark>,
    /// The colours.
    pub key: Vec<Key>,
    /// The numbers.
    pub table: Table,
}

/// The public season.
#[derive(Debug, Clone, Serialize)]
pub struct SeasonPage {
    /// The year reported on, as words: no separators.
    pub year: String,
    /// Years to choose from.
    pub years: Vec<Choice>,
    /// Last days: message `report-due-…` and day.
    pub dues: Vec<(&'static str, Day)>,
    /// Figures of the season.
    pub stats: Vec<Stat>,
    /// The season by county; nothing while there is nothing to draw.
    pub chart: Option<Chart>,
    /// Results to choose from.
    pub choices: Vec<Choice>,
    /// The result chosen.
    pub outcome: String,
    /// Words looked for.
    pub q: String,
    /// County looked for.
    pub county: String,
    /// Counties to choose from: code, name.
    pub counties: Vec<(String, String)>,
    /// Published results.
    pub rows: Vec<ResultRow>,
    /// Address of the next page.
    pub next: Option<String>,
    /// The same as CSV.
    pub csv: String,
    /// The same as JSON.
    pub json: String,
    /// The season counted, as JSON.
    pub season_json: String,
}

/// A report at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// Number of the report.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The year it is about, as words: no separators.
    pub year: String,
    /// Whether it came late, or its day is over.
    pub is_late: bool,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// The proposed result.
    pub outcome: Option<&'static str>,
    /// What is left of the day that runs.
    pub left: Option<Left>,
}

/// The desk's queue.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// States to choose from.
    pub choices: Vec<Choice>,
    /// The state shown.
    pub state: &'static str,
    /// The reports.
    pub rows: Vec<Task>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// A report in the list of its organization.
#[derive(Debug, Clone, Serialize)]
pub struct Year {
    /// Number.
    pub no: String,
    /// The year, as words: no separators.
    pub year: String,
    /// Where it stands.
    pub state: &'static str,
    /// The result, once public.
    pub outcome: Option<&'static str>,
    /// Last day to hand it in.
    pub due_on: Day,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// Whether it came late.
    pub is_late: bool,
    /// 收入合计 in fen.
    pub income: Option<i64>,
    /// 费用合计 in fen.
    pub expenditure: Option<i64>,
    /// 年末净资产 in fen.
    pub net_assets: Option<i64>,
    /// What is left of the day that runs, for the parties.
    pub left: Option<Left>,
}

/// The reports of one organization.
#[derive(Debug, Clone, Serialize)]
pub struct OrganizationReportsPage {
    /// Name.
    pub name: String,
    /// Code.
    pub code: String,
    /// Whether the reader acts for it.
    pub is_officer: bool,
    /// The reports the reader may see.
    pub rows: Vec<Year>,
    /// Why there is no report on this season's year, for the officer: message `report-none-…`.
    pub none: Option<&'static str>,
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 5, 31).unwrap_or_default()
}

fn choice() -> Choice {
    Choice { label: "x".into(), href: "/reports".into(), on: true, n: Some(4) }
}

impl View for SeasonPage {
    const TEMPLATE: &'static str = "registry/report/season.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let row = |outcome| ResultRow {
            no: "2025-52510903XXXX00019L".into(),
            name: "遂宁市示例服务中心".into(),
            code: "52510903XXXX00019L".into(),
            county: "船山区".into(),
            outcome,
            is_late: true,
            income: Some(100),
            expenditure: Some(90),
            net_assets: None,
            at: Some(Ts::start_of(day())),
            entry: Some(1),
        };
        let mark = Mark { label: "x".into(), value: "3".into(), x: 80, y: 4, w: 40, h: 13, series: 1 };
        let full = Self {
            year: "2025".into(),
            years: vec![choice()],
            dues: vec![("sponsor", day()), ("registrar", day())],
            stats: vec![Stat { value: "12".into(), label: "x".into() }],
            chart: Some(Chart {
                title: "x".into(),
                width: 440,
                height: 60,
                left: 80,
                points: vec![mark],
                key: vec![Key { series: 1, label: "x".into() }],
                table: Table { head: vec!["x".into()], rows: vec![vec!["y".into()]], foot: vec!["z".into()] },
            }),
            choices: vec![choice()],
            outcome: "pass".into(),
            q: String::new(),
            county: String::new(),
            counties: vec![("510903".into(), "船山区".into())],
            rows: vec![row("pass"), row("basic"), row("fail")],
            next: Some("/reports?cursor=x".into()),
            csv: "/reports.csv".into(),
            json: "/api/v1/reports".into(),
            season_json: "/api/v1/report-seasons/2025".into(),
        };
        let empty = Self { q: "x".into(), rows: vec![], chart: None, stats: vec![], next: None, ..full.clone() };
        vec![full, empty]
    }
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "registry/report/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let task = Task {
            no: "2025-52510903XXXX00019L".into(),
            name: "遂宁市示例服务中心".into(),
            code: "52510903XXXX00019L".into(),
            year: "2025".into(),
            is_late: true,
            submitted_at: Some(Ts::start_of(day())),
            outcome: Some("pass"),
            left: Some(Left::sample()),
        };
        let plain = Task { is_late: false, submitted_at: None, outcome: None, left: None, ..task.clone() };
        let full = Self {
            choices: vec![choice()],
            state: "submitted",
            rows: vec![task, plain],
            next: Some("/desk/reports?cursor=x".into()),
        };
        vec![Self { rows: vec![], next: None, ..full.clone() }, full]
    }
}

impl View for OrganizationReportsPage {
    const TEMPLATE: &'static str = "registry/report/organization.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let year = Year {
            no: "2025-52510903XXXX00019L".into(),
            year: "2025".into(),
            state: "concluded",
            outcome: Some("pass"),
            due_on: day(),
            submitted_at: Some(Ts::start_of(day())),
            is_late: false,
            income: Some(1),
            expenditure: Some(2),
            net_assets: Some(3),
            left: None,
        };
        let open =
            Year { state: "draft", outcome: None, submitted_at: None, left: Some(Left::sample()), ..year.clone() };
        let full = Self {
            name: "遂宁市示例服务中心".into(),
            code: "52510903XXXX00019L".into(),
            is_officer: true,
            rows: vec![open, year],
            none: None,
        };
        let none = |why| Self { rows: vec![], none: Some(why), ..full.clone() };
        vec![full.clone(), none("exempt"), none("closed"), Self { is_officer: false, rows: vec![], ..full.clone() }]
    }
}
