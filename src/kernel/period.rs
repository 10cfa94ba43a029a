//! Periods 期间: how long, in which unit, and on which day they end (民法典 art. 201–204, `domain.md` 10.8).
use crate::kernel::{
    calendar::{Calendar, add_days, days_after},
    input,
    time::{Day, Ts},
};
use chrono::{Months, TimeDelta};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a period is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 工作日: only days the calendar marks as work.
    WorkingDays,
    /// 日: calendar days; an end on a rest day moves to the next working day.
    Days,
    /// 月: ends on the corresponding day or the month's last day.
    Months,
    /// 年.
    Years,
    /// Minutes: for practice procedures only; no law counts in them.
    Minutes,
}

/// A length of time that means the same wherever it is written, as `5 wd`, `60 d`, `6 months`, `2 years`, `10 min`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "String")]
pub struct Period {
    /// How many of the unit.
    pub value: u16,
    /// Of what.
    pub unit: Unit,
}

/// A text that is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a period such as \"5 wd\", \"60 d\", \"6 months\", \"2 years\" or \"10 min\"")]
pub struct PeriodError(String);

/// An interval on which a case was suspended 挂起: from a day until the day it was resumed, if it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The day on which the case was suspended.
    pub from: Day,
    /// The day on which it went on; nothing while it is still suspended.
    pub until: Option<Day>,
}

impl Pause {
    /// True when the case was suspended at 24:00 of the day: then the day is not counted (10.8, item 4).
    #[must_use]
    pub fn covers(self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

impl Period {
    /// This many working days.
    #[must_use]
    pub const fn working_days(value: u16) -> Self {
        Self { value, unit: Unit::WorkingDays }
    }

    /// This many calendar days.
    #[must_use]
    pub const fn days(value: u16) -> Self {
        Self { value, unit: Unit::Days }
    }

    /// The last day of a maximum period (“within …”); `day0`, the day of the event, is not counted.
    #[must_use]
    pub fn last_day(self, calendar: &Calendar, day0: Day) -> Day {
        match self.unit {
            Unit::WorkingDays => calendar.add_working_days(day0, self.value),
            Unit::Minutes => day0,
            _ => calendar.roll(self.plain_end(day0)),
        }
    }

    /// The earliest lawful day after a minimum period (“not less than …”): a result on a non-working day moves
    /// forward, whatever the switch for maximum periods says (10.8, item 5).
    #[must_use]
    pub fn earliest(self, calendar: &Calendar, day0: Day) -> Day {
        match self.unit {
            Unit::WorkingDays => calendar.add_working_days(day0, self.value),
            Unit::Minutes => day0,
            _ => calendar.next_working_day(self.plain_end(day0)),
        }
    }

    /// The last day of a maximum period from which the suspended days are removed, or nothing while an open pause
    /// keeps the clock standing (10.8, item 4; `SO-68`).
    #[must_use]
    pub fn last_day_with_pauses(self, calendar: &Calendar, day0: Day, pauses: &[Pause]) -> Option<Day> {
        let counts = |day: &Day| self.unit != Unit::WorkingDays || calendar.is_working_day(*day);
        // Without this bound an open pause would be walked through to the end of time.
        let standstill = pauses.iter().filter(|pause| pause.until.is_none()).map(|pause| pause.from).min();
        let paused = |day: Day| pauses.iter().any(|pause| pause.covers(day));
        let running = |after: Day| {
            days_after(after).take_while(|day| standstill.is_none_or(|from| *day < from)).filter(|day| !paused(*day))
        };
        let Some(others) = usize::from(self.counted_days(day0)).checked_sub(1) else { return Some(day0) };
        let mut end = running(day0).filter(counts).nth(others)?;
        if self.unit != Unit::WorkingDays {
            end = calendar.roll(end);
            while paused(end) {
                end = calendar.roll(running(end).next()?);
            }
        }
        Some(end)
    }

    /// The instant at which a maximum period that began at `from` is over.
    #[must_use]
    pub fn ends_at(self, calendar: &Calendar, from: Ts) -> Ts {
        match self.minutes() {
            Some(minutes) => from + minutes,
            None => Ts::end_of(self.last_day(calendar, from.day())),
        }
    }

    /// The first lawful instant after a minimum period that began at `from`.
    #[must_use]
    pub fn earliest_at(self, calendar: &Calendar, from: Ts) -> Ts {
        match self.minutes() {
            Some(minutes) => from + minutes,
            None => Ts::start_of(self.earliest(calendar, from.day())),
        }
    }

    fn minutes(self) -> Option<TimeDelta> {
        (self.unit == Unit::Minutes).then(|| TimeDelta::minutes(self.value.into()))
    }

    /// The corresponding day, not yet moved.
    fn plain_end(self, day0: Day) -> Day {
        let months = match self.unit {
            Unit::Months => u32::from(self.value),
            Unit::Years => u32::from(self.value) * 12,
            _ => return add_days(day0, self.value),
        };
        day0.checked_add_months(Months::new(months)).unwrap_or(Day::MAX)
    }

    /// How many days have to run: months and years as the days they span from `day0`.
    fn counted_days(self, day0: Day) -> u16 {
        match self.unit {
            Unit::Minutes => 0,
            Unit::Months | Unit::Years => u16::try_from((self.plain_end(day0) - day0).num_days()).unwrap_or(u16::MAX),
            Unit::WorkingDays | Unit::Days => self.value,
        }
    }
}

impl Unit {
    /// The short word of the unit in rule files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WorkingDays => "wd",
            Self::Days => "d",
            Self::Months => "months",
            Self::Years => "years",
            Self::Minutes => "min",
        }
    }

    fn read(word: &str) -> Option<Self> {
        Some(match word {
            "wd" | "working_days" | "working days" | "工作日" | "个工作日" => Self::WorkingDays,
            "d" | "day" | "days" | "日" | "天" => Self::Days,
            "month" | "months" | "月" | "个月" => Self::Months,
            "year" | "years" | "年" => Self::Years,
            "min" | "minutes" | "分钟" => Self::Minutes,
            _ => return None,
        })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.unit.as_str())
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl std::str::FromStr for Period {
    type Err = PeriodError;
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let plain = input::halfwidth(text);
        let plain = plain.trim();
        let digits = plain.find(|c: char| !c.is_ascii_digit()).unwrap_or(plain.len());
        let (value, unit) = plain.split_at(digits);
        match (value.parse(), Unit::read(unit.trim())) {
            (Ok(value), Some(unit)) => Ok(Self { value, unit }),
            _ => Err(PeriodError(text.to_owned())),
        }
    }
}

/// The two ways a period may be written in a file.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Parts { value: u16, unit: Unit },
}

impl TryFrom<Written> for Period {
    type Error = PeriodError;
    fn try_from(written: Written) -> Result<Self, PeriodError> {
        match written {
            Written::Text(text) => text.parse(),
            Written::Parts { value, unit } => Ok(Self { value, unit }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::calendar::tests::{day, shipped};
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn periods_are_written_as_text_or_as_parts() {
        for text in ["5 wd", "60 d", "6 months", "2 years", "10 min"] {
            assert_eq!(period(text).to_string(), text);
        }
        assert_eq!(period("２０个工作日"), Period::working_days(20));
        assert_eq!(period("60日"), Period::days(60));
        let parts: Period = serde_json::from_str(r#"{"value":5,"unit":"working_days"}"#).unwrap();
        assert_eq!(serde_json::to_string(&parts).unwrap(), r#""5 wd""#);
        for text in ["", "wd", "5", "-5 d", "5 weeks", "70000 d", "5.5 d"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn months_end_on_the_corresponding_day_or_the_months_last() {
        let calendar = shipped();
        assert_eq!(period("1 months").last_day(&calendar, day("2026-10-31")), day("2026-11-30"));
        assert_eq!(period("6 months").last_day(&calendar, day("2026-05-25")), day("2026-11-25"));
        assert_eq!(period("1 years").last_day(&calendar, day("2025-11-23")), day("2026-11-23"));
        assert_eq!(period("1 months").last_day(&calendar, day("2026-09-03")), day("2026-10-08"), "moved");
    }

    #[test]
    fn a_tender_closes_no_earlier_than_twenty_days_after_its_documents() {
        // PR-34; domain.md 12, vector 7
        let earliest = period("20 d").earliest(&shipped(), day("2026-09-11"));
        assert_eq!(earliest, day("2026-10-08"));
        assert!(day("2026-09-30") < earliest);
    }

    #[test]
    fn a_clarification_moves_the_deadline() {
        // PR-35; domain.md 12, vector 8
        let calendar = shipped();
        assert_eq!(period("15 d").earliest(&calendar, day("2026-09-01")), day("2026-09-16"));
        assert_eq!(period("15 d").earliest(&calendar, day("2026-09-21")), day("2026-10-08"));
    }

    #[test]
    fn minimum_periods_move_forward_whatever_the_switch_says() {
        use crate::kernel::calendar::RollOver;
        let strict = shipped().with_roll_over(RollOver::HolidaysOnly);
        assert_eq!(period("10 d").earliest(&strict, day("2026-11-04")), day("2026-11-16"));
        assert_eq!(period("10 d").last_day(&strict, day("2026-11-04")), day("2026-11-14"));
    }

    #[test]
    fn statutory_sixty_days_from_acceptance() {
        // domain.md 12, vector 4
        assert_eq!(period("60 d").last_day(&shipped(), day("2026-09-18")), day("2026-11-17"));
    }

    #[test]
    fn suspended_days_are_not_counted() {
        // SO-68; 10.8, item 4
        let calendar = shipped();
        let pause = |from: &str, until: &str| Pause { from: day(from), until: Some(day(until)) };
        let end =
            |text: &str, pauses: &[Pause]| period(text).last_day_with_pauses(&calendar, day("2026-11-02"), pauses);
        assert_eq!(end("10 wd", &[]), Some(day("2026-11-16")));
        // suspended at 24:00 on the 4th, 5th and 6th; resumed on the 9th
        assert_eq!(end("10 wd", &[pause("2026-11-04", "2026-11-09")]), Some(day("2026-11-19")));
        assert_eq!(end("10 wd", &[pause("2026-11-04", "2026-11-04")]), Some(day("2026-11-16")), "resumed the same day");
        assert_eq!(end("10 d", &[pause("2026-11-04", "2026-11-09")]), Some(day("2026-11-17")));
        let twice = [pause("2026-11-04", "2026-11-09"), pause("2026-11-05", "2026-11-10")];
        assert_eq!(end("10 wd", &twice), Some(day("2026-11-20")), "overlapping pauses count once");
    }

    #[test]
    fn an_open_pause_stops_the_clock_unless_the_period_was_over_before() {
        let calendar = shipped();
        let open = |from: &str| [Pause { from: day(from), until: None }];
        let end = |from: &str| Period::working_days(5).last_day_with_pauses(&calendar, day("2026-11-02"), &open(from));
        assert_eq!(end("2026-11-05"), None);
        assert_eq!(end("2026-11-10"), Some(day("2026-11-09")));
    }

    #[test]
    fn an_end_that_moves_into_a_pause_moves_past_it() {
        // 10 days from 11-04 end on Saturday 11-14, move to Monday 11-16, which is suspended until Wednesday
        let pauses = [Pause { from: day("2026-11-16"), until: Some(day("2026-11-18")) }];
        let end = period("10 d").last_day_with_pauses(&shipped(), day("2026-11-04"), &pauses);
        assert_eq!(end, Some(day("2026-11-18")));
    }

    #[test]
    fn minutes_count_from_the_instant_and_days_from_midnight() {
        let calendar = shipped();
        let from: Ts = "2026-11-23T02:00:00Z".parse().unwrap();
        assert_eq!(period("10 min").earliest_at(&calendar, from), "2026-11-23T02:10:00Z".parse().unwrap());
        assert_eq!(period("5 wd").ends_at(&calendar, from), "2026-11-30T16:00:00Z".parse().unwrap());
        assert_eq!(period("5 wd").earliest_at(&calendar, from), "2026-11-29T16:00:00Z".parse().unwrap());
    }

    proptest! {
        #[test]
        fn without_pauses_both_ways_agree(offset in 0u16..700, n in 1u16..90, unit in 0..3usize) {
            let calendar = shipped();
            let day0 = add_days(day("2025-01-01"), offset);
            let unit = [Unit::WorkingDays, Unit::Days, Unit::Months][unit];
            let period = Period { value: if unit == Unit::Months { n % 12 + 1 } else { n }, unit };
            prop_assert_eq!(period.last_day_with_pauses(&calendar, day0, &[]), Some(period.last_day(&calendar, day0)));
        }

        #[test]
        fn a_pause_never_shortens_a_period(offset in 0u16..700, n in 1u16..60, start in 0u16..80, length in 0u16..40) {
            let calendar = shipped();
            let day0 = add_days(day("2025-01-01"), offset);
            let from = add_days(day0, start);
            let pauses = [Pause { from, until: Some(add_days(from, length)) }];
            for period in [Period::working_days(n), Period::days(n)] {
                let end = period.last_day_with_pauses(&calendar, day0, &pauses).unwrap();
                prop_assert!(end >= period.last_day(&calendar, day0));
                prop_assert!(!pauses[0].covers(end));
            }
        }
    }
}
