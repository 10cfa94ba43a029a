//! Page contexts of name pre-registration.
use super::model::{Reservation, ReservationState};
use crate::{
    kernel::time::{Day, Ts},
    registry::{application::NameFault, organization::OrganizationKind},
    web::{Left, View},
};
use serde::Serialize;

/// A name of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Number.
    pub no: String,
    /// The name.
    pub name: String,
    /// Kind.
    pub kind: OrganizationKind,
    /// State.
    pub state: ReservationState,
    /// When asked.
    pub asked_at: Ts,
    /// Last day on which it is kept.
    pub until_on: Option<Day>,
    /// What is left to answer.
    pub left: Option<Left>,
}

impl Line {
    /// Of a reservation.
    #[must_use]
    pub fn of(x: Reservation, left: Option<Left>) -> Self {
        let (no, name, kind, state) = (x.no, x.name, x.kind, x.state);
        Self { no, name, kind, state, asked_at: x.asked_at, until_on: x.until_on, left }
    }

    fn sample() -> Self {
        Self {
            no: "510903-20261123-MC01-00001".into(),
            name: "Lotus Elder-care Centre".into(),
            kind: OrganizationKind::Service,
            state: ReservationState::Held,
            asked_at: Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780),
            until_on: Day::from_ymd_opt(2027, 5, 22),
            left: None,
        }
    }
}

/// Somebody's own names.
#[derive(Debug, Clone, Serialize)]
pub struct MinePage {
    /// The latest first.
    pub rows: Vec<Line>,
    /// Next page.
    pub next: Option<String>,
}

/// One name.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    /// What lists show too.
    pub line: Line,
    /// What the organization is for.
    pub purpose: String,
    /// The office.
    pub authority: String,
    /// Doubts about the name, for who answers.
    pub faults: Vec<NameFault>,
    /// Reasons of the answer.
    pub decision: Option<String>,
    /// The application that took it up.
    pub application_no: Option<String>,
    /// Whether the reader may answer.
    pub may_answer: bool,
    /// Whether the reader may take it back.
    pub may_withdraw: bool,
}

/// Names that wait at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// The most urgent first.
    pub rows: Vec<Line>,
}

impl View for MinePage {
    const TEMPLATE: &'static str = "registry/reservation/mine.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        vec![Self { rows: vec![], next: None }, Self { rows: vec![Line::sample()], next: Some("/x".into()) }]
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/reservation/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let page = |state, left: Option<Left>| Self {
            line: Line { state, left, ..Line::sample() },
            purpose: "To help".into(),
            authority: "Civil Affairs".into(),
            faults: vec![NameFault { check: "rival", rule: "SO-50", word: "x".into(), is_blocking: false }],
            decision: Some("Fine".into()),
            application_no: None,
            may_answer: true,
            may_withdraw: true,
        };
        let used = Self {
            application_no: Some("510903-20261123-SO01-00042".into()),
            faults: vec![],
            decision: None,
            may_answer: false,
            may_withdraw: false,
            ..page(ReservationState::Used, None)
        };
        vec![page(ReservationState::Asked, Some(Left::sample())), page(ReservationState::Held, None), used]
    }
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "registry/reservation/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let row = Line { state: ReservationState::Asked, left: Some(Left::sample()), ..Line::sample() };
        vec![Self { rows: vec![row] }, Self { rows: vec![] }]
    }
}
