//! Everything once more before the report is handed in.
use super::parts::{Block, FigureLine, Head, Place, blocks, figures, head, papers};
use crate::web::View;
use serde::Serialize;

/// The check before handing in.
#[derive(Debug, Clone, Serialize)]
pub struct CheckPage {
    /// What stands on every page.
    pub head: Head,
    /// Year before, where there is a report on it.
    pub before: Option<String>,
    /// The numbers.
    pub figures: Vec<FigureLine>,
    /// The words.
    pub blocks: Vec<Block>,
    /// The papers.
    pub papers: Vec<Place>,
    /// What speaks against handing in.
    pub missing: Vec<String>,
}

impl View for CheckPage {
    const TEMPLATE: &'static str = "registry/report/check.html";
    const NAV: &'static str = "desk";
    fn samples() -> Vec<Self> {
        let open = Self {
            head: head("draft"),
            before: Some("2024".into()),
            figures: figures(),
            blocks: blocks(Some("/x")),
            papers: papers(),
            missing: vec!["x".into()],
        };
        let ready = Self { head: head("returned"), before: None, missing: vec![], ..open.clone() };
        vec![open, ready]
    }
}
