//! What is left until a deadline, as `ui.due` and `ui.count` show it.
use crate::kernel::{
    calendar::Calendar,
    time::{Day, Ts},
};
use serde::Serialize;

/// What is left until a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// `over`, `today`, `soon` or `later`.
    pub state: &'static str,
    /// How many of the unit.
    pub days: i64,
    /// `day`, `workday` or `hour`.
    pub unit: &'static str,
    /// The instant itself.
    pub at: Ts,
}

impl Left {
    /// Until an instant: in days while there are two or more, in hours after that.
    #[must_use]
    pub fn until(now: Ts, at: Ts) -> Self {
        let (left, over) = (at - now, now >= at);
        let hours = left.num_hours().abs();
        let (days, unit) = if hours >= 48 { (left.num_days().abs(), "day") } else { (hours.max(1), "hour") };
        let state = match left.num_hours() {
            _ if over => "over",
            _ if at.day() == now.day() => "today",
            0..=71 => "soon",
            _ => "later",
        };
        Self { state, days, unit, at }
    }

    /// Until a day is over, in working days; soon when three or fewer are left.
    #[must_use]
    pub fn until_day(calendar: &Calendar, now: Ts, day: Day) -> Self {
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
        Self { state: "soon", days: 3, unit: "day", at: Ts::new(chrono::DateTime::UNIX_EPOCH) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_on_the_same_day_is_due_today_and_one_gone_by_is_over() {
        let now: Ts = "2026-11-23T01:00:00Z".parse().unwrap();
        let at = |t: &str| Left::until(now, t.parse().unwrap());
        assert_eq!((at("2026-11-23T09:00:00Z").state, at("2026-11-23T09:00:00Z").days), ("today", 8));
        assert_eq!(at("2026-11-23T01:00:00Z").state, "over");
        assert_eq!(at("2026-11-25T01:00:00Z").state, "soon");
        assert_eq!((at("2026-12-03T01:00:00Z").state, at("2026-12-03T01:00:00Z").days), ("later", 10));
    }
}
