//! How much time is left until an instant, as pages count it down.
use crate::kernel::time::Ts;
use serde::Serialize;

/// What is left until an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// `over`, `today`, `soon` or `later`.
    pub state: &'static str,
    /// Whole days, or hours when less than a day is left and one line has to do.
    pub days: i64,
    /// `day` or `hour`.
    pub unit: &'static str,
    /// Hours beside the days of a countdown.
    pub hours: i64,
    /// Minutes beside the hours.
    pub minutes: i64,
    /// The instant.
    pub at: Ts,
}

impl Left {
    /// What is left at `now`.
    #[must_use]
    pub fn until(at: Ts, now: Ts) -> Self {
        let minutes = (at - now).num_minutes();
        let (days, hours) = (minutes.abs() / 1440, minutes.abs() / 60);
        let state = match minutes {
            _ if at <= now => "over",
            _ if at.day() == now.day() => "today",
            _ if minutes < 3 * 1440 => "soon",
            _ => "later",
        };
        let by_hour = days == 0;
        Self {
            state,
            days: if by_hour && state == "over" { hours.max(1) } else { days },
            unit: if by_hour && state == "over" { "hour" } else { "day" },
            hours: hours % 24,
            minutes: minutes.abs() % 60,
            at,
        }
    }

    /// The same for one line of a list: hours where less than two days are left.
    #[must_use]
    pub fn line(at: Ts, now: Ts) -> Self {
        let mut left = Self::until(at, now);
        let hours = (at - now).num_hours();
        if left.state == "soon" && hours < 48 {
            left.unit = "hour";
            left.days = hours;
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn time_is_counted_in_days_hours_and_minutes() {
        let now: Ts = "2026-11-23T02:42:00Z".parse().unwrap();
        let left = Left::until("2026-12-07T06:30:00Z".parse().unwrap(), now);
        assert_eq!((left.state, left.days, left.hours, left.minutes), ("later", 14, 3, 48));
        assert_eq!(Left::until(now + TimeDelta::minutes(1), now).state, "today");
        assert_eq!(Left::until(now, now).state, "over");
        assert_eq!(Left::line(now + TimeDelta::hours(30), now).unit, "hour");
    }
}
