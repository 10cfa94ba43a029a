//! The working-day calendar 工作日历: the State Council's yearly notices as data (`CX-30`, `domain.md` 10.7).
use crate::kernel::time::Day;
use chrono::{Datelike, Days, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One year's holiday notice as it lies in `config/calendar/YEAR.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearNotice {
    /// The year the notice arranges.
    pub year: i32,
    /// Title and date of the notice.
    pub source: String,
    /// Where the notice can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// 暂行: no notice yet, only the statutory days are known.
    #[serde(default)]
    pub provisional: bool,
    /// Who entered the year.
    pub entered_by: String,
    /// When it was entered.
    pub entered_at: Day,
    /// The holidays of the year.
    #[serde(rename = "holiday")]
    pub holidays: Vec<Holiday>,
}

/// One holiday: the days off, and the weekend days worked for it 调休上班.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// First day off.
    pub from: Day,
    /// Last day off.
    pub to: Day,
    /// Make-up working days.
    #[serde(default)]
    pub work: Vec<Day>,
}

/// Which non-working days move the end of a period given in days or months: the switch of `domain.md` 10.8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RollOver {
    /// Holidays and ordinary weekends: how courts read 法定休假日.
    #[default]
    RestDays,
    /// Days off of a notice only.
    HolidaysOnly,
}

/// Why a set of notices makes no calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Two notices for one year.
    #[error("two notices for {0}")]
    DoubleYear(i32),
    /// A holiday that ends before it begins, or lasts longer than a month.
    #[error("holiday {name}: from {from} to {to} is no span of days off")]
    Span {
        /// The holiday.
        name: String,
        /// Its first day.
        from: Day,
        /// Its last day.
        to: Day,
    },
    /// A day that is outside the notice's year.
    #[error("{day} does not belong to the notice for {year}")]
    OutsideYear {
        /// The notice.
        year: i32,
        /// The stray day.
        day: Day,
    },
    /// A day that is both off and worked, or named twice.
    #[error("{0} is named twice")]
    DoubleDay(Day),
    /// A make-up working day that is a working day anyway.
    #[error("make-up working day {0} is not on a weekend")]
    MakeUpOnWeekday(Day),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    works: bool,
    holiday: (String, String),
}

/// Which days are worked. Days without an entry follow the week: Monday to Friday work, the weekend rests.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    years: BTreeMap<i32, YearNotice>,
    days: BTreeMap<Day, Entry>,
    roll_over: RollOver,
}

impl Calendar {
    /// The calendar these notices make.
    pub fn new(notices: impl IntoIterator<Item = YearNotice>) -> Result<Self, CalendarError> {
        let mut calendar = Self::default();
        for notice in notices {
            calendar.enter(notice)?;
        }
        Ok(calendar)
    }

    /// The same calendar with the switch for rolling over set.
    #[must_use]
    pub fn with_roll_over(self, roll_over: RollOver) -> Self {
        Self { roll_over, ..self }
    }

    /// The notices the calendar was made of, by year.
    pub fn notices(&self) -> impl Iterator<Item = &YearNotice> {
        self.years.values()
    }

    /// True on days that count as 工作日.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> bool {
        self.days.get(&day).map_or_else(|| !is_weekend(day), |entry| entry.works)
    }

    /// The holiday a day off belongs to, Chinese and English.
    #[must_use]
    pub fn holiday(&self, day: Day) -> Option<(&str, &str)> {
        let entry = self.days.get(&day).filter(|entry| !entry.works)?;
        Some((&entry.holiday.0, &entry.holiday.1))
    }

    /// True when the year's arrangement is not known for sure: deadlines there carry a notice (`domain.md` 10.7).
    #[must_use]
    pub fn is_provisional(&self, day: Day) -> bool {
        self.years.get(&day.year()).is_none_or(|notice| notice.provisional)
    }

    /// The `n`th working day after `day0`, which is not counted itself; `day0` when `n` is zero (`SO-60`, 10.8).
    #[must_use]
    pub fn add_working_days(&self, day0: Day, n: u16) -> Day {
        days_after(day0).filter(|day| self.is_working_day(*day)).take(n.into()).last().unwrap_or(day0)
    }

    /// The `n`th calendar day after `day0`, moved off non-working days as the switch says (民法典 art. 203).
    #[must_use]
    pub fn add_days_rolled(&self, day0: Day, n: u16) -> Day {
        self.roll(add_days(day0, n))
    }

    /// The day itself or, if the switch counts it as a rest day, the next that is none.
    #[must_use]
    pub fn roll(&self, day: Day) -> Day {
        match self.roll_over {
            RollOver::RestDays => self.next_working_day(day),
            RollOver::HolidaysOnly => first_from(day, |day| self.holiday(day).is_none()),
        }
    }

    /// The day itself if it is worked, else the next working day.
    #[must_use]
    pub fn next_working_day(&self, day: Day) -> Day {
        first_from(day, |day| self.is_working_day(day))
    }

    /// Working days from `today`, not counted, to `last_day`, counted; below zero when `last_day` has passed.
    #[must_use]
    pub fn working_days_left(&self, today: Day, last_day: Day) -> i64 {
        if last_day < today { -self.worked(last_day, today) } else { self.worked(today, last_day) }
    }

    /// The number of working days of a month.
    #[must_use]
    pub fn working_days_in_month(&self, year: i32, month: u32) -> i64 {
        let Some(first) = Day::from_ymd_opt(year, month, 1) else { return 0 };
        let days = std::iter::once(first).chain(days_after(first)).take_while(|day| day.month() == month);
        count(days.filter(|day| self.is_working_day(*day)))
    }

    /// Working days after `from` up to and including `to`.
    fn worked(&self, from: Day, to: Day) -> i64 {
        count(days_after(from).take_while(|day| *day <= to).filter(|day| self.is_working_day(*day)))
    }

    fn enter(&mut self, notice: YearNotice) -> Result<(), CalendarError> {
        if self.years.contains_key(&notice.year) {
            return Err(CalendarError::DoubleYear(notice.year));
        }
        for holiday in &notice.holidays {
            self.enter_holiday(notice.year, holiday)?;
        }
        self.years.insert(notice.year, notice);
        Ok(())
    }

    fn enter_holiday(&mut self, year: i32, holiday: &Holiday) -> Result<(), CalendarError> {
        let Holiday { zh, from, to, .. } = holiday;
        if !(0..31).contains(&(*to - *from).num_days()) {
            return Err(CalendarError::Span { name: zh.clone(), from: *from, to: *to });
        }
        for day in std::iter::once(*from).chain(days_after(*from)).take_while(|day| day <= to) {
            self.enter_day(year, day, false, holiday)?;
        }
        for day in &holiday.work {
            if !is_weekend(*day) {
                return Err(CalendarError::MakeUpOnWeekday(*day));
            }
            self.enter_day(year, *day, true, holiday)?;
        }
        Ok(())
    }

    fn enter_day(&mut self, year: i32, day: Day, works: bool, holiday: &Holiday) -> Result<(), CalendarError> {
        // A notice may reach into the December before it: New Year's bridge days.
        if day.year() != year && (day.year(), day.month()) != (year - 1, 12) {
            return Err(CalendarError::OutsideYear { year, day });
        }
        let entry = Entry { works, holiday: (holiday.zh.clone(), holiday.en.clone()) };
        match self.days.insert(day, entry) {
            Some(_) => Err(CalendarError::DoubleDay(day)),
            None => Ok(()),
        }
    }
}

/// The `n`th calendar day after a day; the last day there is when it does not fit.
#[must_use]
pub fn add_days(day: Day, n: u16) -> Day {
    day.checked_add_days(Days::new(n.into())).unwrap_or(Day::MAX)
}

/// Every day after a day, without end.
pub(crate) fn days_after(day: Day) -> impl Iterator<Item = Day> {
    std::iter::successors(day.succ_opt(), Day::succ_opt)
}

fn first_from(day: Day, wanted: impl Fn(Day) -> bool) -> Day {
    if wanted(day) { day } else { days_after(day).find(|day| wanted(*day)).unwrap_or(Day::MAX) }
}

fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn count(days: impl Iterator<Item = Day>) -> i64 {
    i64::try_from(days.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    pub(crate) fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// The calendar the program ships with.
    pub(crate) fn shipped() -> Calendar {
        static SHIPPED: LazyLock<Calendar> = LazyLock::new(|| {
            let files = [
                include_str!("../../config/calendar/2025.toml"),
                include_str!("../../config/calendar/2026.toml"),
                include_str!("../../config/calendar/2027.toml"),
            ];
            Calendar::new(files.map(|file| toml::from_str(file).unwrap())).unwrap()
        });
        SHIPPED.clone()
    }

    #[test]
    fn the_months_of_2025_and_2026_have_their_published_working_days() {
        let months = |year| (1..=12).map(|m| shipped().working_days_in_month(year, m)).collect::<Vec<_>>();
        assert_eq!(months(2025), [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]);
        assert_eq!(months(2026), [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
        assert_eq!(months(2025).iter().sum::<i64>(), 248);
        assert_eq!(months(2026).iter().sum::<i64>(), 248);
    }

    #[test]
    fn periods_in_working_days_end_on_the_days_of_10_8() {
        for (day0, n, last) in [
            ("2025-01-24", 5, "2025-02-07"),
            ("2025-09-26", 7, "2025-10-13"),
            ("2025-12-31", 5, "2026-01-08"),
            ("2026-02-12", 5, "2026-02-26"),
            ("2026-02-13", 15, "2026-03-12"),
            ("2026-04-29", 2, "2026-05-06"),
            ("2026-09-18", 7, "2026-09-29"),
            ("2026-09-24", 30, "2026-11-12"),
            ("2026-09-29", 2, "2026-10-08"),
            ("2026-09-30", 20, "2026-11-03"),
            ("2026-11-23", 20, "2026-12-21"),
        ] {
            assert_eq!(shipped().add_working_days(day(day0), n), day(last), "{day0} + {n} working days");
        }
    }

    #[test]
    fn periods_in_calendar_days_end_on_the_days_of_10_8() {
        for (day0, n, last) in [
            ("2026-01-28", 20, "2026-02-24"),
            ("2026-03-05", 30, "2026-04-07"),
            ("2026-09-05", 30, "2026-10-08"),
            ("2026-09-11", 20, "2026-10-08"),
            ("2026-10-30", 20, "2026-11-19"),
            ("2026-12-02", 60, "2027-02-01"),
            ("2026-09-18", 60, "2026-11-17"),
        ] {
            assert_eq!(shipped().add_days_rolled(day(day0), n), day(last), "{day0} + {n} days");
        }
    }

    #[test]
    fn with_the_switch_off_a_plain_weekend_does_not_move_the_end() {
        let strict = shipped().with_roll_over(RollOver::HolidaysOnly);
        assert_eq!(strict.add_days_rolled(day("2026-12-02"), 60), day("2027-01-31"), "a plain Sunday");
        assert_eq!(strict.add_days_rolled(day("2026-09-11"), 20), day("2026-10-08"), "National Day still moves it");
    }

    #[test]
    fn make_up_days_work_and_holidays_have_names() {
        let calendar = shipped();
        assert!(calendar.is_working_day(day("2026-02-14")) && !calendar.is_working_day(day("2026-02-16")));
        assert!(!calendar.is_working_day(day("2026-11-22")) && calendar.is_working_day(day("2026-11-23")));
        assert_eq!(calendar.holiday(day("2026-10-03")), Some(("国庆节", "National Day")));
        assert_eq!(calendar.holiday(day("2026-10-10")), None);
    }

    #[test]
    fn a_year_without_a_notice_is_provisional() {
        let calendar = shipped();
        assert!(!calendar.is_provisional(day("2026-12-31")));
        assert!(calendar.is_provisional(day("2027-01-01")) && calendar.is_provisional(day("2031-05-05")));
        assert!(!calendar.is_working_day(day("2027-02-08")), "statutory days are known");
    }

    #[test]
    fn working_days_left_are_signed() {
        let calendar = shipped();
        assert_eq!(calendar.working_days_left(day("2026-11-23"), day("2026-12-21")), 20);
        assert_eq!(calendar.working_days_left(day("2026-11-23"), day("2026-11-23")), 0);
        assert_eq!(calendar.working_days_left(day("2026-11-23"), day("2026-11-20")), -1);
        assert_eq!(
            calendar.working_days_left(day("2026-10-08"), day("2026-09-30")),
            -1,
            "the holiday week does not count"
        );
    }

    #[test]
    fn a_wrong_notice_is_refused() {
        let notice = |from: &str, to: &str, work: &[&str]| YearNotice {
            year: 2026,
            source: "made up".into(),
            source_url: None,
            provisional: false,
            entered_by: "test".into(),
            entered_at: day("2026-01-01"),
            holidays: vec![Holiday {
                zh: "节".into(),
                en: "Holiday".into(),
                from: day(from),
                to: day(to),
                work: work.iter().map(|d| day(d)).collect(),
            }],
        };
        let error = |n: YearNotice| Calendar::new([n]).unwrap_err();
        assert!(matches!(error(notice("2026-05-05", "2026-05-01", &[])), CalendarError::Span { .. }));
        assert!(matches!(error(notice("2027-05-01", "2027-05-02", &[])), CalendarError::OutsideYear { .. }));
        assert_eq!(
            error(notice("2026-05-01", "2026-05-05", &["2026-05-06"])),
            CalendarError::MakeUpOnWeekday(day("2026-05-06"))
        );
        assert_eq!(
            error(notice("2026-05-01", "2026-05-05", &["2026-05-02"])),
            CalendarError::DoubleDay(day("2026-05-02"))
        );
        let good = notice("2026-05-01", "2026-05-05", &["2026-05-09"]);
        assert_eq!(Calendar::new([good.clone(), good]).unwrap_err(), CalendarError::DoubleYear(2026));
    }

    proptest! {
        #[test]
        fn adding_working_days_and_counting_them_agree(offset in 0u16..1000, n in 1u16..200) {
            let calendar = shipped();
            let day0 = add_days(day("2025-01-01"), offset);
            let last = calendar.add_working_days(day0, n);
            prop_assert!(calendar.is_working_day(last));
            prop_assert_eq!(calendar.working_days_left(day0, last), i64::from(n));
        }

        #[test]
        fn a_rolled_day_is_worked_and_never_earlier(offset in 0u16..1000, n in 0u16..400) {
            let calendar = shipped();
            let day0 = add_days(day("2025-01-01"), offset);
            let rolled = calendar.add_days_rolled(day0, n);
            prop_assert!(rolled >= add_days(day0, n) && calendar.is_working_day(rolled));
        }
    }
}
