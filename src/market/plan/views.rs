//! Page contexts of the plan.
use crate::{
    kernel::{money::Money, time::Day},
    market::tender::views::Choice,
    web::View,
};
use serde::Serialize;

/// One line of the list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its number.
    pub no: String,
    /// What is to be bought.
    pub title: String,
    /// Its department.
    pub authority: String,
    /// Path in the catalogue.
    pub catalogue: String,
    /// Fiscal year.
    pub year: i64,
    /// Budget.
    pub budget: Money,
    /// Day of the public intention.
    pub intention_on: Option<Day>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// Where to make a tender from it.
    pub tender: Option<String>,
}

/// The public list of intentions `/plans`.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Years to choose from.
    pub years: Vec<Choice>,
    /// Lines.
    pub rows: Vec<Row>,
    /// The next page.
    pub next: Option<String>,
    /// Whether this person may enter lines.
    pub may_enter: bool,
}

/// The form of a line.
#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    /// Items of the catalogue.
    pub items: Vec<Choice>,
    /// Departments, where there are several.
    pub authorities: Vec<Choice>,
    /// What may not be bought (`PR-10`).
    pub excluded: Vec<String>,
    /// This year.
    pub year: i64,
    /// Today.
    pub today: Day,
}

/// The guiding catalogue `/catalogue`.
#[derive(Debug, Clone, Serialize)]
pub struct CataloguePage {
    /// Which edition it is.
    pub edition: String,
    /// First level.
    pub groups: Vec<CatalogueGroup>,
    /// What may not be bought.
    pub excluded: Vec<String>,
}

/// A group of the catalogue.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueGroup {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Services to the public, not to government itself.
    pub is_public: bool,
    /// Second level.
    pub items: Vec<Choice>,
}

fn choice() -> Choice {
    Choice { value: "A0401".into(), label: "x".into(), hint: Some("x".into()), ..Choice::default() }
}

impl View for ListPage {
    const TEMPLATE: &'static str = "market/plan/list.html";
    const NAV: &'static str = "tenders";
    fn samples() -> Vec<Self> {
        let row = Row {
            no: "510903-2026-P0001".into(),
            title: "居家养老上门服务".into(),
            authority: "x".into(),
            catalogue: "x".into(),
            year: 2026,
            budget: Money::from_yuan(4_260_000),
            intention_on: Day::from_ymd_opt(2026, 10, 12),
            entry: Some(1),
            tender: Some("/tenders/new?plan=510903-2026-P0001".into()),
        };
        let year = Choice { href: Some("/plans".into()), on: true, ..choice() };
        let full =
            Self { years: vec![year.clone()], rows: vec![row], next: Some("/plans?cursor=x".into()), may_enter: true };
        vec![full, Self { years: vec![year], rows: vec![], next: None, may_enter: false }]
    }
}

impl View for FormPage {
    const TEMPLATE: &'static str = "market/plan/form.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        vec![Self {
            items: vec![choice()],
            authorities: vec![choice(), choice()],
            excluded: vec!["x".into()],
            year: 2026,
            today: Day::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
        }]
    }
}

impl View for CataloguePage {
    const TEMPLATE: &'static str = "market/plan/catalogue.html";
    const NAV: &'static str = "tenders";
    fn samples() -> Vec<Self> {
        let group = CatalogueGroup { code: "A04".into(), name: "x".into(), is_public: true, items: vec![choice()] };
        vec![Self { edition: "x".into(), groups: vec![group], excluded: vec!["x".into()] }]
    }
}
