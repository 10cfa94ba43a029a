//! An application as the domain says it goes (`domain.md` 2.8), in its simplest words.
use super::{
    Outcome, Who,
    acts::Verb,
    days::{Pause, Worked},
};
use shanzhi::kernel::time::{Day, Ts};

/// Values of Suining and of the law (`SO-60`, `SO-63`, `SO-66`, `SO-70`, `SO-72`).
const NOTICE: usize = 5;
const STATUTORY: usize = 60;
const PROMISED: usize = 20;
const MORE: usize = 10;
const HEARING: usize = 20;

/// Who asked for more time, and the answer.
type Extension = Option<(Who, Option<bool>)>;

/// An application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub no: String,
    pub state: &'static str,
    pub received: Option<Day>,
    pub notice_due: Option<Day>,
    pub accepted: Option<Day>,
    pub is_deemed: bool,
    pub promised: Option<Day>,
    pub statutory: Option<Day>,
    pub due: Option<Day>,
    pub clerk: Option<Who>,
    pub reviewer: Option<Who>,
    pub decider: Option<Who>,
    named: Vec<usize>,
    last_notice: usize,
    has_open_check: bool,
    pauses: Vec<Pause>,
    extension: Extension,
}

impl Case {
    /// A complete draft.
    pub fn new(no: String) -> Self {
        Self {
            no,
            state: "draft",
            received: None,
            notice_due: None,
            accepted: None,
            is_deemed: false,
            promised: None,
            statutory: None,
            due: None,
            clerk: None,
            reviewer: None,
            decider: None,
            named: vec![],
            last_notice: 0,
            has_open_check: false,
            pauses: vec![],
            extension: None,
        }
    }

    /// How many points the founder has to answer now.
    pub fn asked(&self) -> usize {
        if self.state == "correction" { self.last_notice } else { 0 }
    }

    fn lapsed(&self, now: Ts) -> bool {
        self.state == "submitted" && self.notice_due.is_some_and(|day| now.day() > day)
    }

    fn limits(&mut self, calendar: &Worked) {
        let Some(on) = self.accepted else { return };
        let statutory = calendar.count(on, STATUTORY, false, &self.pauses);
        let mut promised = calendar.count(on, PROMISED, true, &self.pauses);
        if self.extension.is_some_and(|(_, granted)| granted == Some(true)) {
            promised = calendar.count(promised, MORE, true, &self.pauses);
        }
        self.statutory = Some(statutory);
        self.promised = Some(promised.min(statutory));
    }

    fn accept(&mut self, on: Day, calendar: &Worked) {
        self.state = "accepted";
        self.accepted = Some(on);
        self.limits(calendar);
        self.due = self.promised;
    }

    /// What the act must come to; does it.
    pub fn act(&mut self, who: Who, verb: &Verb, now: Ts, calendar: &Worked) -> Outcome {
        if matches!(verb, Verb::Deem) {
            if self.lapsed(now) {
                self.is_deemed = true;
                self.accept(self.received.unwrap_or_default(), calendar);
            }
            return Outcome::Done;
        }
        let is_seen = who == Who::Founder || (who.is_staff() && self.received.is_some());
        if !is_seen {
            return Outcome::Missing;
        }
        let may = match verb {
            Verb::Submit { .. } | Verb::Withdraw => who == Who::Founder,
            Verb::Check(_) | Verb::Notify(_) | Verb::Accept | Verb::Decline => who.is_clerk(),
            Verb::Suspend { .. } | Verb::Resume | Verb::AskExtension | Verb::Review => who.is_reviewer(),
            Verb::Extend { .. } | Verb::Decide { .. } => who.is_decider(),
            Verb::Deem => true,
        };
        if may && self.done(who, verb, now, calendar) { Outcome::Done } else { Outcome::Refused }
    }

    fn done(&mut self, who: Who, verb: &Verb, now: Ts, calendar: &Worked) -> bool {
        let today = now.day();
        let lapsed = self.lapsed(now);
        let is_free = self.clerk != Some(who);
        match verb {
            Verb::Submit { is_answered } => {
                let allowed = matches!(self.state, "draft" | "correction") && (*is_answered || self.asked() == 0);
                if allowed {
                    self.state = "submitted";
                    self.received = Some(today);
                    self.notice_due = Some(calendar.working_days(today, NOTICE));
                    self.due = self.notice_due;
                    self.has_open_check = false;
                }
                allowed
            }
            Verb::Withdraw => {
                let over = matches!(self.state, "issued" | "refused" | "not_accepted" | "withdrawn" | "discarded");
                if !over {
                    self.state = if self.state == "draft" { "discarded" } else { "withdrawn" };
                    self.due = None;
                }
                !over
            }
            Verb::Check(items) => {
                let allowed = self.state == "submitted";
                if allowed {
                    // What is said last about an item counts.
                    let last = |n: usize| items.iter().rev().find(|(item, _)| *item == n);
                    self.has_open_check = items.iter().any(|(n, _)| last(*n).is_some_and(|(_, is_fine)| !is_fine));
                }
                allowed
            }
            Verb::Notify(items) => {
                let is_new = self.named.is_empty() || items.iter().all(|n| self.named.contains(n));
                let allowed = self.state == "submitted" && !lapsed && !items.is_empty() && is_new;
                if allowed {
                    self.state = "correction";
                    self.named.extend(items);
                    self.last_notice = items.len();
                    self.has_open_check = true;
                    self.clerk = Some(who);
                    self.due = None;
                }
                allowed
            }
            Verb::Accept if lapsed => {
                self.is_deemed = true;
                self.accept(self.received.unwrap_or_default(), calendar);
                true
            }
            Verb::Accept => {
                let allowed = self.state == "submitted" && !self.has_open_check;
                if allowed {
                    self.clerk = Some(who);
                    self.accept(today, calendar);
                }
                allowed
            }
            Verb::Decline => {
                let allowed = self.state == "submitted" && !lapsed;
                if allowed {
                    self.state = "not_accepted";
                    self.clerk = Some(who);
                    self.due = None;
                }
                allowed
            }
            Verb::Suspend { procedure, officers, days } => {
                let until = today + chrono::Days::new(*days);
                let allowed = self.state == "accepted"
                    && is_free
                    && (*procedure != "inspection" || *officers >= 2)
                    && (*procedure != "hearing" || until <= calendar.working_days(today, HEARING));
                if allowed {
                    self.state = "suspended";
                    self.reviewer = Some(who);
                    self.due = Some(until);
                    self.pauses.push((today, None));
                }
                allowed
            }
            Verb::Resume => {
                let allowed = self.state == "suspended" && is_free;
                if allowed {
                    self.state = "accepted";
                    if let Some(pause) = self.pauses.last_mut() {
                        pause.1 = Some(today);
                    }
                    self.limits(calendar);
                    self.due = self.promised;
                }
                allowed
            }
            Verb::AskExtension => {
                let allowed = matches!(self.state, "accepted" | "reviewed") && is_free && self.extension.is_none();
                if allowed {
                    self.extension = Some((who, None));
                }
                allowed
            }
            Verb::Extend { is_granted } => {
                let is_open = self.extension.is_some_and(|(by, answer)| answer.is_none() && by != who);
                let allowed = matches!(self.state, "accepted" | "reviewed" | "suspended") && is_free && is_open;
                if allowed {
                    self.extension = self.extension.map(|(by, _)| (by, Some(*is_granted)));
                    if *is_granted {
                        self.limits(calendar);
                        self.due = if self.state == "suspended" { self.due } else { self.promised };
                    }
                }
                allowed
            }
            Verb::Review => {
                let allowed = self.state == "accepted" && is_free;
                if allowed {
                    self.state = "reviewed";
                    self.reviewer = Some(who);
                }
                allowed
            }
            Verb::Decide { is_granted } => {
                let allowed = self.state == "reviewed" && is_free && self.reviewer != Some(who);
                if allowed {
                    self.state = if *is_granted { "issued" } else { "refused" };
                    self.decider = Some(who);
                    self.due = None;
                }
                allowed
            }
            Verb::Deem => true,
        }
    }
}
