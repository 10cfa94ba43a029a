//! Page context of the statistics page: charts as numbers the template only places.
use crate::{portal::home::views::Figure, web::View};
use serde::Serialize;

/// A colour and what it stands for.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Key {
    /// Colour, 1 to 4.
    pub series: i64,
    /// Words.
    pub label: String,
}

/// One bar or point.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Mark {
    /// Words of the row; empty on its second bar.
    pub label: String,
    /// The number in words.
    pub value: String,
    /// Left edge, or the point itself.
    pub x: i64,
    /// Upper edge, or the point itself.
    pub y: i64,
    /// Width.
    pub w: i64,
    /// Height.
    pub h: i64,
    /// Colour.
    pub series: i64,
    /// Whether its number is written beside the point; the first and the last always are.
    pub strong: bool,
}

/// A line across the chart with its number.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rule {
    /// Height.
    pub y: i64,
    /// Number in words.
    pub label: String,
}

/// The table beside a chart.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Grid {
    /// Headings.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// Where each row is broken down; empty for nowhere.
    pub links: Vec<String>,
    /// Sums.
    pub foot: Vec<String>,
}

/// A chart with its table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Chart {
    /// The finding, in a sentence.
    pub title: String,
    /// Width of the drawing.
    pub width: i64,
    /// Its height.
    pub height: i64,
    /// Where the axis of lying bars stands.
    pub left: Option<i64>,
    /// Where the axis of standing bars lies.
    pub base: Option<i64>,
    /// Colours.
    pub key: Vec<Key>,
    /// Bars, or points of a line.
    pub points: Vec<Mark>,
    /// Soft bars behind a line.
    pub bars: Vec<Mark>,
    /// Lines across.
    pub grid: Vec<Rule>,
    /// The table.
    pub table: Grid,
}

/// One chart of the page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Section {
    /// Its word.
    pub id: &'static str,
    /// Its heading, a question.
    pub title: String,
    /// How it is counted.
    pub line: String,
    /// Download.
    pub csv: String,
    /// The same from the API.
    pub json: String,
    /// `bars`, `columns` or `line`.
    pub kind: &'static str,
    /// The chart; empty when nothing was counted.
    pub chart: Option<Chart>,
}

/// A choice of a select.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// Words.
    pub label: String,
    /// Whether it is in force.
    pub on: bool,
}

/// Statistics of the city.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StatisticsPage {
    /// Years to choose from.
    pub years: Vec<Choice>,
    /// Places to choose from.
    pub places: Vec<Choice>,
    /// Large numbers.
    pub figures: Vec<Figure>,
    /// Charts.
    pub charts: Vec<Section>,
    /// When it was counted.
    pub counted_at: String,
}

impl View for StatisticsPage {
    const TEMPLATE: &'static str = "portal/statistics.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let mark = Mark { label: "a".into(), value: "1".into(), x: 84, y: 20, w: 30, h: 13, series: 1, strong: true };
        let table = Grid {
            head: vec!["a".into(), "n".into()],
            rows: vec![vec!["x".into(), "1".into()]],
            links: vec!["/orgs".into()],
            foot: vec!["all".into(), "1".into()],
        };
        let chart = Chart {
            title: "x".into(),
            width: 900,
            height: 270,
            left: Some(70),
            base: Some(240),
            key: vec![Key { series: 1, label: "x".into() }],
            points: vec![mark.clone()],
            bars: vec![mark],
            grid: vec![Rule { y: 40, label: "95%".into() }],
            table,
        };
        let section = |kind, chart| Section {
            id: kind,
            title: "x".into(),
            line: "y".into(),
            csv: "/statistics/x.csv".into(),
            json: "/api/v1/statistics/x".into(),
            kind,
            chart,
        };
        let charts = vec![
            section("bars", Some(chart.clone())),
            section("columns", Some(chart.clone())),
            section("line", Some(chart)),
            section("none", None),
        ];
        let choice = Choice { value: "2026".into(), label: "2026".into(), on: true };
        let figure = Figure { value: "1".into(), unit: Some("%".into()), label: "x".into(), href: None };
        let counted_at = "2026-11-23T01:00:00Z".into();
        let full =
            Self { years: vec![choice.clone()], places: vec![choice], figures: vec![figure], charts, counted_at };
        vec![full]
    }
}
