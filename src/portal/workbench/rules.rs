//! Sorting by due date, as a pure decision.
use super::model::Waiting;
use crate::kernel::time::Ts;
use chrono::TimeDelta;

/// The four groups of a queue, in their order.
pub(super) const GROUPS: [&str; 4] = ["over", "today", "week", "later"];

/// Which group a thing is in: overdue, due today, due within seven days, later or without a limit.
pub(super) fn group_of(waiting: &Waiting, now: Ts) -> &'static str {
    let Some(ends) = waiting.due.ends() else { return "later" };
    // What ends with a day ends at the next midnight, and belongs to the day before.
    let last = (ends - TimeDelta::microseconds(1)).day();
    match (last - now.day()).num_days() {
        _ if ends <= now => "over",
        ..=0 => "today",
        1..=7 => "week",
        _ => "later",
    }
}

/// The most urgent first; what has no limit comes last.
pub(super) fn sort(all: &mut [Waiting]) {
    all.sort_by(|a, b| {
        let key = |w: &Waiting| (w.due.ends().is_none(), w.due.ends(), w.no.clone());
        key(a).cmp(&key(b))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kernel::time::Day, portal::workbench::model::Due};

    fn due(due: Due) -> Waiting {
        let (title, no, href) = (String::new(), String::new(), String::new());
        Waiting { matter: "registry", task: "accept", title, no, href, who: None, due }
    }

    #[test]
    fn a_day_is_due_until_its_midnight_and_over_after_it() {
        let now: Ts = "2026-11-23T15:59:00Z".parse().unwrap();
        let on = |d: u32| due(Due::By(Day::from_ymd_opt(2026, 11, d).unwrap()));
        assert_eq!(group_of(&on(23), now), "today");
        assert_eq!(group_of(&on(23), now + TimeDelta::minutes(1)), "over");
        assert_eq!((group_of(&on(24), now), group_of(&on(30), now)), ("week", "week"));
        assert_eq!(group_of(&due(Due::By(Day::from_ymd_opt(2026, 12, 1).unwrap())), now), "later");
        assert_eq!(group_of(&due(Due::Never), now), "later");
        assert_eq!(group_of(&due(Due::At(now)), now), "over");
    }

    #[test]
    fn what_has_no_limit_comes_last() {
        let mut all = [due(Due::Never), due(Due::By(Day::MAX)), due(Due::By(Day::MIN))];
        sort(&mut all);
        assert_eq!(all.map(|w| w.due), [Due::By(Day::MIN), Due::By(Day::MAX), Due::Never]);
    }
}
