//! A section of a draft.
use super::parts::{Head, Place, head, papers};
use crate::web::View;
use serde::Serialize;

/// An item to answer.
#[derive(Debug, Clone, Serialize)]
pub struct FieldLine {
    /// Its name in the form; message `report-item-…`.
    pub item: &'static str,
    /// `lines`, `count`, `yes-no`, `day` or `money`.
    pub sort: &'static str,
    /// The most characters of words.
    pub max: i64,
    /// Whether it must be answered.
    pub required: bool,
    /// Help, with last year's number where there is one.
    pub hint: String,
    /// Message of the heading before it; empty where there is none.
    pub group: &'static str,
}

/// One section to fill in.
#[derive(Debug, Clone, Serialize)]
pub struct SectionPage {
    /// What stands on every page.
    pub head: Head,
    /// Which.
    pub section: &'static str,
    /// `check` returns to the check page.
    pub back: &'static str,
    /// Its items.
    pub items: Vec<FieldLine>,
    /// What still speaks against it.
    pub missing: Vec<String>,
    /// What the return asked for here.
    pub defects: Vec<String>,
    /// The papers.
    pub papers: Vec<Place>,
}

impl View for SectionPage {
    const TEMPLATE: &'static str = "registry/report/section.html";
    const NAV: &'static str = "desk";
    fn samples() -> Vec<Self> {
        let item = |item, sort, group| FieldLine { item, sort, max: 3000, required: true, hint: "x".into(), group };
        let answered = Self {
            head: head("draft"),
            section: "finance",
            back: "check",
            items: vec![
                item("law", "lines", ""),
                item("activity_count", "count", ""),
                item("has_party", "yes-no", ""),
                item("term_ends", "day", ""),
                item("opening", "money", ""),
                item("donations", "money", "income"),
                item("programme", "money", "expenditure"),
                item("closing", "money", "closing"),
            ],
            missing: vec!["x".into()],
            defects: vec![],
            papers: vec![],
        };
        let papers = Self {
            section: "papers",
            back: "",
            items: vec![],
            defects: vec!["x".into()],
            papers: papers(),
            ..answered.clone()
        };
        vec![answered, papers]
    }
}
