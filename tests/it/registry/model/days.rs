//! Days as one counts them with a finger on the calendar.
use crate::support::TestApp;
use chrono::{Days, Months};
use shanzhi::kernel::time::Day;
use std::collections::BTreeSet;

/// The days on which offices work.
#[derive(Debug)]
pub struct Worked(BTreeSet<Day>);

/// Days of a special procedure: from the first until, not with, the last, if it is over.
pub type Pause = (Day, Option<Day>);

fn next(day: Day) -> Day {
    day + Days::new(1)
}

impl Worked {
    /// The days of the city's calendar from today until long after every test.
    pub fn of(app: &TestApp) -> Self {
        let calendar = app.jx.env.rulebook.calendar();
        let from = app.clock.now().day();
        Self((0..30_000).map(|n| from + Days::new(n)).filter(|day| calendar.is_working_day(*day)).collect())
    }

    fn works(&self, day: Day) -> bool {
        self.0.contains(&day)
    }

    fn first_from(&self, mut day: Day) -> Day {
        while !self.works(day) {
            day = next(day);
        }
        day
    }

    /// The n-th working day after the day.
    pub fn working_days(&self, day: Day, n: usize) -> Day {
        self.count(day, n, true, &[])
    }

    /// So many months on, moved to a working day (民法典 art. 201–203).
    pub fn months(&self, day: Day, n: u32) -> Day {
        self.first_from(day + Months::new(n))
    }

    /// The n-th day after the day that is counted: working days or all, none while the clock stands; an end on a rest day
    /// moves on (`SO-68`, `domain.md` 10.8).
    pub fn count(&self, day: Day, n: usize, is_worked_only: bool, pauses: &[Pause]) -> Day {
        let stands = |d: Day| pauses.iter().any(|(from, until)| *from <= d && until.is_none_or(|u| d < u));
        // A clock that never runs again tells nothing yet: then the days count as if it ran.
        let open = pauses.iter().filter(|(_, until)| until.is_none()).map(|(from, _)| *from).min();
        let (mut at, mut left) = (day, n);
        while left > 0 {
            at = next(at);
            if open.is_some_and(|from| at >= from) {
                return self.count(day, n, is_worked_only, &[]);
            }
            left -= usize::from(!stands(at) && (!is_worked_only || self.works(at)));
        }
        while !is_worked_only && (!self.works(at) || stands(at)) {
            at = next(at);
            if open.is_some_and(|from| at >= from) {
                return self.count(day, n, is_worked_only, &[]);
            }
        }
        at
    }
}
