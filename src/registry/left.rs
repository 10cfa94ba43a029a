//! What is left until a day, as the components show it.
use crate::kernel::{
    calendar::Calendar,
    time::{Day, Ts},
};
use serde::Serialize;

/// What is left until the end of a day, counted in working days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// `over`, `today`, `soon` or `later`.
    pub state: &'static str,
    /// How many working days.
    pub days: i64,
    /// Always `workday`.
    pub unit: &'static str,
    /// The last second of the day.
    pub at: Ts,
}

/// What is left until the end of `due`; up to three working days are soon.
#[must_use]
pub fn left(calendar: &Calendar, today: Day, due: Day) -> Left {
    let at = Ts::end_of(due) - chrono::TimeDelta::seconds(1);
    let (state, days) = if due < today {
        ("over", calendar.working_days_left(due, today).max(1))
    } else if due == today {
        ("today", 0)
    } else {
        let days = calendar.working_days_left(today, due);
        (if days <= 3 { "soon" } else { "later" }, days)
    };
    Left { state, days, unit: "workday", at }
}
