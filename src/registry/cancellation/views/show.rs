//! A cancellation as its organization follows it.
use super::Told;
use crate::{
    registry::case::{
        CaseState,
        views::{Course, Head},
    },
    web::View,
};
use serde::Serialize;

/// A cancellation as its organization follows it.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    /// The case.
    pub a: Head,
    /// What was told.
    pub b: Told,
    /// Its course.
    #[serde(flatten)]
    pub course: Course,
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/cancellation/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let of = |state: &CaseState| Self {
            a: Head::sample("cancellation", *state),
            b: Told::sample(*state),
            course: Course::sample(*state),
        };
        CaseState::ALL.iter().filter(|s| !s.is_editable() && **s != CaseState::Discarded).map(of).collect()
    }
}
