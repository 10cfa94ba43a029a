//! What is left until a deadline, as `ui.due`, `ui.count` and `ui.dock` show it; everything is counted at the server.
use crate::kernel::{
    calendar::Calendar,
    time::{Day, Ts},
};
use chrono::TimeDelta;
use serde::Serialize;

/// What is left until a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// `over`, `today`, `soon` (three days or fewer) or `later`.
    pub state: &'static str,
    /// How many of the unit.
    pub days: i64,
    /// `day`, `workday` or `hour`.
    pub unit: &'static str,
    /// Hours beside the days of a countdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<i64>,
    /// Minutes beside the hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i64>,
    /// The instant itself; the last second of a day.
    pub at: Ts,
}

impl Left {
    /// One line until an instant: days while there are two or more, hours after that.
    #[must_use]
    pub fn until(now: Ts, at: Ts) -> Self {
        let hours = (at - now).num_hours().abs();
        let (days, unit) = if hours >= 48 { (hours / 24, "day") } else { (hours.max(1), "hour") };
        Self { state: state(now, at), days, unit, hours: None, minutes: None, at }
    }

    /// A countdown until an instant: days, hours and minutes.
    #[must_use]
    pub fn count(now: Ts, at: Ts) -> Self {
        let line = Self::until(now, at);
        if line.state == "over" {
            return line;
        }
        let minutes = (at - now).num_minutes();
        let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        Self { days, unit: "day", hours: Some(hours), minutes: Some(minutes), ..line }
    }

    /// One line until a day is over, in working days; soon when three or fewer are left.
    #[must_use]
    pub fn by(calendar: &Calendar, today: Day, due: Day) -> Self {
        let (state, days) = if due < today {
            ("over", calendar.working_days_left(due, today).max(1))
        } else if due == today {
            ("today", 0)
        } else {
            let days = calendar.working_days_left(today, due);
            (if days <= 3 { "soon" } else { "later" }, days)
        };
        let at = Ts::end_of(due) - TimeDelta::seconds(1);
        Self { state, days, unit: "workday", hours: None, minutes: None, at }
    }

    /// A sample for pages.
    #[must_use]
    pub fn sample() -> Self {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        Self { state: "soon", days: 3, unit: "workday", hours: None, minutes: None, at }
    }
}

fn state(now: Ts, at: Ts) -> &'static str {
    match (at - now).num_hours() {
        _ if at <= now => "over",
        _ if at.day() == now.day() => "today",
        0..=71 => "soon",
        _ => "later",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Ts {
        "2026-11-23T02:42:00Z".parse().unwrap()
    }

    #[test]
    fn a_countdown_has_days_hours_and_minutes_until_it_is_over() {
        let left = Left::count(now(), "2026-12-07T06:30:00Z".parse().unwrap());
        assert_eq!((left.state, left.days, left.hours, left.minutes), ("later", 14, Some(3), Some(48)));
        assert_eq!(Left::count(now(), now() + TimeDelta::minutes(1)).state, "today");
        assert_eq!((Left::count(now(), now()).state, Left::count(now(), now()).hours), ("over", None));
    }

    #[test]
    fn one_line_counts_hours_under_two_days_and_days_above() {
        let left = |hours| Left::until(now(), now() + TimeDelta::hours(hours));
        assert_eq!((left(30).state, left(30).unit, left(30).days), ("soon", "hour", 30));
        assert_eq!((left(48).state, left(48).unit, left(48).days), ("soon", "day", 2));
        assert_eq!((left(240).state, left(240).days), ("later", 10));
        assert_eq!((left(-30).state, left(-30).unit, left(-30).days), ("over", "hour", 30));
    }
}
