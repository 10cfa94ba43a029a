//! The two lists as the domain says they are kept (`domain.md` 2.13), in their simplest words.
use super::{Outcome, Who, acts::Word, days::Worked};
use shanzhi::kernel::time::Day;

const OBJECT: usize = 10;
/// Months: nothing to put right (`SO-124`), two years on a list (`SO-125`, `SO-126`), penalties that add up (`SO-125`).
const BY_TIME: u32 = 6;
const LONG: u32 = 24;
const WINDOW: u32 = 36;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub ground: &'static str,
    pub state: &'static str,
    pub noticed: Day,
    pub object_by: Day,
    pub listed: Option<Day>,
    pub removed: Option<Day>,
}

impl Entry {
    fn is_serious(&self) -> bool {
        !matches!(self.ground, "report_late" | "light_penalty" | "unreachable")
    }

    fn is_open(&self) -> bool {
        !matches!(self.state, "removed" | "dropped")
    }

    fn is_in_force(&self) -> bool {
        matches!(self.state, "listed" | "asking")
    }

    fn is_public(&self) -> bool {
        self.is_in_force() || self.state == "removed"
    }
}

/// The entries of one organization, the first first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register(pub Vec<Entry>);

impl Register {
    /// Its standing.
    pub fn status(&self) -> &'static str {
        let mut status = "active";
        for entry in self.0.iter().filter(|e| e.is_in_force()) {
            if entry.is_serious() {
                return "serious";
            }
            status = "abnormal";
        }
        status
    }

    fn notice(&mut self, ground: &'static str, today: Day, calendar: &Worked) {
        let object_by = calendar.working_days(today, OBJECT);
        self.0.push(Entry { ground, state: "noticed", noticed: today, object_by, listed: None, removed: None });
    }

    fn has_open(&self, ground: &str) -> bool {
        self.0.iter().any(|e| e.ground == ground && e.is_open())
    }

    /// The latest day on which something in force was entered in the same list: a new one begins the period anew (`SO-123`).
    fn since(&self, is_serious: bool) -> Option<Day> {
        self.0.iter().filter(|e| e.is_in_force() && e.is_serious() == is_serious).filter_map(|e| e.listed).max()
    }

    /// What has added up (`SO-125`).
    fn add_up(&mut self, today: Day, calendar: &Worked) {
        let first = self.0.iter().filter(|e| e.is_in_force() && !e.is_serious()).filter_map(|e| e.listed).min();
        let is_long = first.is_some_and(|day| today > calendar.months(day, LONG)) && !self.has_open("long_abnormal");
        let light: Vec<Day> = self.0.iter().filter(|e| e.ground == "light_penalty").filter_map(|e| e.listed).collect();
        let noticed = self.0.iter().filter(|e| e.ground == "repeated_penalty").map(|e| e.noticed).max();
        let is_repeated = light.iter().filter(|day| calendar.months(**day, WINDOW) >= today).count() >= 2
            && light.iter().any(|day| noticed.is_none_or(|at| *day > at))
            && !self.has_open("repeated_penalty");
        if is_long {
            self.notice("long_abnormal", today, calendar);
        }
        if is_repeated {
            self.notice("repeated_penalty", today, calendar);
        }
    }

    /// The clock looks at the organization.
    pub fn tick(&mut self, today: Day, calendar: &Worked) {
        if !self.0.iter().any(|e| e.is_open() && !e.is_serious()) {
            return;
        }
        let is_over = self.since(false).is_some_and(|from| today > calendar.months(from, BY_TIME));
        for entry in self.0.iter_mut().filter(|e| is_over && e.is_in_force() && e.ground == "light_penalty") {
            entry.state = "removed";
            entry.removed = Some(today);
        }
        self.add_up(today, calendar);
    }

    /// What the act must come to; does it.
    pub fn act(&mut self, n: usize, who: Who, word: &Word, today: Day, calendar: &Worked) -> Outcome {
        if let Word::Notice(ground) = word {
            let is_counted = matches!(*ground, "long_abnormal" | "repeated_penalty");
            if !who.is_clerk() || is_counted || self.has_open(ground) {
                return Outcome::Refused;
            }
            self.notice(ground, today, calendar);
            return Outcome::Done;
        }
        let Some(entry) = self.0.get(n).cloned() else { return Outcome::Missing };
        let may = match word {
            Word::Object | Word::Ask => who == Who::Officer,
            _ => who.is_decider(),
        };
        if !may {
            return if entry.is_public() { Outcome::Refused } else { Outcome::Missing };
        }
        let since = self.since(entry.is_serious()).max(entry.listed);
        let (to, allowed) = match word {
            Word::Object => ("objected", entry.state == "noticed" && today <= entry.object_by),
            Word::Enter => ("listed", entry.state == "objected" || entry.state == "noticed" && today > entry.object_by),
            Word::Drop => ("dropped", matches!(entry.state, "noticed" | "objected")),
            Word::Ask => {
                let is_at_once = !entry.is_serious() || entry.ground == "long_abnormal";
                let is_late = since.is_some_and(|day| today > calendar.months(day, LONG));
                ("asking", entry.state == "listed" && (is_at_once || is_late))
            }
            Word::Remove => ("removed", entry.is_in_force()),
            Word::Refuse => ("listed", entry.state == "asking"),
            Word::Notice(_) => ("noticed", false),
        };
        if !allowed {
            return Outcome::Refused;
        }
        if let Some(entry) = self.0.get_mut(n) {
            entry.state = to;
            match word {
                Word::Enter => entry.listed = Some(today),
                Word::Remove => entry.removed = Some(today),
                _ => {}
            }
        }
        if matches!(word, Word::Enter) {
            self.add_up(today, calendar);
        }
        Outcome::Done
    }
}
