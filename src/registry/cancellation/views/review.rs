//! A cancellation on the officer's desk.
use super::Told;
use crate::{
    registry::case::{
        CaseState,
        views::{Course, DeskSide, Head},
    },
    web::View,
};
use serde::Serialize;

/// A cancellation on the officer's desk.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    /// The case.
    pub a: Head,
    /// What was told.
    pub b: Told,
    /// What the reader does.
    #[serde(flatten)]
    pub side: DeskSide,
    /// Its course.
    #[serde(flatten)]
    pub course: Course,
}

impl View for ReviewPage {
    const TEMPLATE: &'static str = "registry/cancellation/review.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let of = |state, part| Self {
            a: Head::sample("cancellation", state),
            b: Told::sample(state),
            side: DeskSide::sample(part),
            course: Course::sample(state),
        };
        let over = of(CaseState::Submitted, "clerk");
        vec![
            Self { side: DeskSide { is_over: false, ..over.side.clone() }, ..over.clone() },
            over,
            of(CaseState::Accepted, "reviewer"),
            of(CaseState::Suspended, "resumer"),
            of(CaseState::Reviewed, "decider"),
            of(CaseState::Reviewed, ""),
            of(CaseState::Approved, ""),
        ]
    }
}
