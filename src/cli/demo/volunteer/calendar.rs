//! Which activity is held when and where, drawn before anything is written.
use super::words::{self, Kind};
use crate::{
    cli::demo::{before, dice::Dice},
    kernel::time::Ts,
    volunteer::activity::ActivityState,
};
use chrono::{Datelike, TimeDelta, Weekday};
use std::collections::BTreeMap;

/// One activity.
#[derive(Debug, Clone)]
pub struct Event {
    /// Order when drawn.
    pub n: usize,
    /// Which kind of [`words::KINDS`].
    kind: usize,
    /// Team, else an organization of the hosts.
    pub team: Option<usize>,
    /// County, six digits.
    pub county: &'static str,
    /// Begins.
    pub starts: Ts,
    /// Ends.
    pub ends: Ts,
    /// State.
    pub state: ActivityState,
    /// Serial within county and year.
    pub serial: i64,
}

impl Event {
    /// Year of the number.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.starts.day().year()
    }

    /// Its public number.
    #[must_use]
    pub fn no(&self) -> String {
        format!("{}-{}-A{:05}", self.county, self.year(), self.serial)
    }

    /// What is done.
    pub(super) fn kind(&self) -> &'static Kind {
        words::KINDS.get(self.kind).unwrap_or(FIRST)
    }
}

const FIRST: &Kind = match words::KINDS.first() {
    Some(first) => first,
    None => panic!("there are kinds of activities"),
};

/// How far back the calendar goes, in days.
pub(super) const LONGEST: i64 = 720;

/// Draws the calendar, oldest first.
pub(super) fn draw(held: usize, coming: usize, teams: usize, now: Ts) -> Vec<Event> {
    let mut all: Vec<Event> = (0..held + coming).map(|n| event(n, n >= held, teams, now)).collect();
    all.sort_by_key(|e| (e.starts, e.n));
    let mut serials: BTreeMap<(&str, i32), i64> = BTreeMap::new();
    for e in &mut all {
        let serial = serials.entry((e.county, e.starts.day().year())).or_default();
        *serial += 1;
        e.serial = *serial;
    }
    all
}

fn event(n: usize, is_coming: bool, teams: usize, now: Ts) -> Event {
    let mut d = Dice::new(80_000 + n as u64);
    // Newer ones are more frequent, and some happen today.
    let days = match is_coming {
        true => -d.within(1, 46),
        false if n.is_multiple_of(60) => 0,
        false if n.is_multiple_of(5) => d.within(1, 12),
        false => d.within(1, LONGEST),
    };
    let team = d.chance(62).then(|| if d.chance(14) { 0 } else { d.below(teams) });
    let fitting = |k: &Kind| team.is_none_or(|t| team_fields(t).contains(&k.field));
    let kinds: Vec<usize> = words::KINDS.iter().enumerate().filter(|(_, k)| fitting(k)).map(|(i, _)| i).collect();
    let kind = *d.pick(&kinds);
    let of = words::KINDS.get(kind).unwrap_or(FIRST);
    let day = weekend(before(now, days, 0), &mut d, days);
    let hour = *d.pick(if of.hours > 4 { &[8, 9] } else { &[9, 9, 14, 14, 15, 18] });
    let starts = Ts::start_of(day.day()) + TimeDelta::hours(hour) + TimeDelta::minutes(*d.pick(&[0, 0, 30]));
    let ends = starts + TimeDelta::hours(of.hours);
    let state = match () {
        () if is_coming && n.is_multiple_of(24) => ActivityState::Draft,
        () if n % 47 == 46 => ActivityState::Cancelled,
        () if now > ends => ActivityState::Done,
        () if now >= starts => ActivityState::Running,
        () => ActivityState::Open,
    };
    let county = match team {
        Some(t) => words::TEAMS.get(t % words::TEAMS.len()).map_or("510903", |t| t.1),
        None => COUNTIES.get(n % COUNTIES.len()).copied().unwrap_or("510903"),
    };
    Event { n, kind, team, county, starts, ends, state, serial: 0 }
}

const COUNTIES: [&str; 7] = ["510903", "510904", "510921", "510923", "510981", "510903", "510981"];

fn team_fields(team: usize) -> &'static [crate::volunteer::person::ServiceField] {
    words::TEAMS.get(team % words::TEAMS.len()).map_or(&[], |t| t.2)
}

/// Two of three activities are at a weekend: the nearest one that stays on the same side of today.
fn weekend(day: Ts, d: &mut Dice, days: i64) -> Ts {
    let weekday = day.day().weekday();
    if days == 0 || matches!(weekday, Weekday::Sat | Weekday::Sun) || !d.chance(55) {
        return day;
    }
    let since_saturday = i64::from((weekday.num_days_from_sunday() + 1) % 7);
    let back = day - TimeDelta::days(since_saturday);
    let on = day + TimeDelta::days(7 - since_saturday);
    if days > 0 { back } else { on }
}
