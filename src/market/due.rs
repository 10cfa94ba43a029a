//! What is left until a day, as `ui.due` shows it.
use crate::kernel::{
    calendar::Calendar,
    time::{Day, Ts},
};
use serde::Serialize;

/// What is left until the end of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// `over`, `today`, `soon` or `later`.
    pub state: &'static str,
    /// How many.
    pub days: i64,
    /// `day` or `workday`.
    pub unit: &'static str,
    /// The instant at which the day is over.
    pub at: Ts,
}

impl Left {
    /// Working days until the end of `day`, soon when three or fewer are left.
    #[must_use]
    pub fn until(calendar: &Calendar, now: Ts, day: Day) -> Self {
        let (today, at) = (now.day(), Ts::end_of(day));
        let days = if today > day {
            calendar.working_days_left(day, today).max(1)
        } else {
            calendar.working_days_left(today, day)
        };
        let state = match (day - today).num_days() {
            ..0 => "over",
            0 => "today",
            _ if days <= 3 => "soon",
            _ => "later",
        };
        Self { state, days, unit: "workday", at }
    }

    /// A sample for pages.
    #[must_use]
    pub fn sample() -> Self {
        Self { state: "soon", days: 3, unit: "workday", at: Ts::new(chrono::DateTime::UNIX_EPOCH) }
    }
}
