//! Page context of the register through the years.
use crate::{portal::statistics::views::Chart, web::View};
use serde::Serialize;

/// One of several views.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether it is shown.
    pub on: bool,
}

/// The register through the years.
#[derive(Debug, Clone, Serialize)]
pub struct YearsPage {
    /// What is counted.
    pub measures: Vec<Choice>,
    /// By what.
    pub bys: Vec<Choice>,
    /// Of which organizations.
    pub scopes: Vec<Choice>,
    /// What is shown, in words.
    pub title: String,
    /// Chart with its table; nothing where nothing was counted.
    pub chart: Option<Chart>,
    /// The same as a file.
    pub csv: String,
    /// The same from the API.
    pub json: String,
}

impl View for YearsPage {
    const TEMPLATE: &'static str = "portal/years.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        use crate::portal::statistics::views::{Grid, Mark};
        let choice = |on| Choice { label: "x".into(), href: "/statistics/registry".into(), on };
        let mark =
            Mark { label: "2026".into(), value: "3".into(), x: 4, y: 40, w: 20, h: 180, series: 1, strong: false };
        let row = || vec!["2026".to_owned(), "3".to_owned()];
        let table = Grid { head: row(), rows: vec![row()], links: vec![], foot: vec![] };
        let chart = Chart {
            title: "x".into(),
            width: 900,
            height: 244,
            base: Some(220),
            points: vec![mark],
            table,
            ..Chart::default()
        };
        let full = Self {
            measures: vec![choice(true), choice(false)],
            bys: vec![choice(true)],
            scopes: vec![choice(true)],
            title: "x".into(),
            chart: Some(chart),
            csv: "/statistics/registry.csv".into(),
            json: "/api/v1/registry-statistics".into(),
        };
        vec![Self { chart: None, ..full.clone() }, full]
    }
}
