//! A change on the officer's desk.
use super::{Asked, Difference, faults};
use crate::{
    registry::{
        application::NameFault,
        case::{
            CaseState,
            views::{Course, DeskSide, Head},
        },
    },
    web::View,
};
use serde::Serialize;

/// A change on the officer's desk: before beside after, and what this reader does next.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    /// The case.
    pub a: Head,
    /// What is asked for.
    pub b: Asked,
    /// Item by item.
    pub differences: Vec<Difference>,
    /// What is doubtful about the new name.
    pub name_faults: Vec<NameFault>,
    /// What the reader does.
    #[serde(flatten)]
    pub side: DeskSide,
    /// Its course.
    #[serde(flatten)]
    pub course: Course,
}

impl View for ReviewPage {
    const TEMPLATE: &'static str = "registry/change/review.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let of = |state, part| Self {
            a: Head::sample("change", state),
            b: Asked::sample(),
            differences: Difference::sample(),
            name_faults: faults(),
            side: DeskSide::sample(part),
            course: Course::sample(state),
        };
        let in_time = of(CaseState::Submitted, "clerk");
        vec![
            Self { side: DeskSide { is_over: false, ..in_time.side.clone() }, ..in_time.clone() },
            in_time,
            of(CaseState::Accepted, "reviewer"),
            of(CaseState::Suspended, "resumer"),
            of(CaseState::Reviewed, "decider"),
            Self { name_faults: vec![], ..of(CaseState::Approved, "") },
        ]
    }
}
