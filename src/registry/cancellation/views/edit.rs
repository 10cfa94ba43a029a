//! A draft, a liquidation under way, or an application to correct.
use super::Told;
use crate::{
    registry::case::{
        CaseState,
        views::{DraftSide, Head},
    },
    web::View,
};
use serde::Serialize;

/// A draft, a liquidation under way, or an application to correct.
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// The case.
    pub a: Head,
    /// What was told.
    pub b: Told,
    /// Grounds to choose from.
    pub grounds: Vec<String>,
    /// Whether the simplified procedure is open here.
    pub may_simplify: bool,
    /// Documents, once creditors were called; what is missing, points to answer.
    #[serde(flatten)]
    pub side: DraftSide,
}

impl View for EditPage {
    const TEMPLATE: &'static str = "registry/cancellation/edit.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let of = |state| Self {
            a: Head::sample("cancellation", state),
            b: Told::sample(state),
            grounds: vec!["dissolved".into(), "other".into()],
            may_simplify: true,
            side: DraftSide::sample(state),
        };
        let draft = of(CaseState::Draft);
        let ready = DraftSide { missing: vec![], ..draft.side.clone() };
        vec![
            Self { may_simplify: false, side: ready, ..draft.clone() },
            draft,
            of(CaseState::Liquidating),
            of(CaseState::Correction),
        ]
    }
}
