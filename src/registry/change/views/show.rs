//! A change as its organization follows it.
use super::{Asked, Difference};
use crate::{
    registry::case::{
        CaseState,
        views::{Course, Head},
    },
    web::View,
};
use serde::Serialize;

/// A change as its organization follows it.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    /// The case.
    pub a: Head,
    /// What is asked for.
    pub b: Asked,
    /// Item by item.
    pub differences: Vec<Difference>,
    /// Its course.
    #[serde(flatten)]
    pub course: Course,
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/change/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let of = |state: &CaseState| Self {
            a: Head::sample("change", *state),
            b: Asked::sample(),
            differences: Difference::sample(),
            course: Course::sample(*state),
        };
        CaseState::ALL.iter().filter(|s| !s.is_editable() && **s != CaseState::Discarded).map(of).collect()
    }
}
