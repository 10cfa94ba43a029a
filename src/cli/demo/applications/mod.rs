//! Applications for registration in every state, walked there by the verbs of the house, so that nothing in them is
//! other than what people at the counter would have made.
mod answers;
mod filed;
mod staff;

pub use filed::{FILED, insert as filed};
pub use staff::{Office, make as staff};

use super::{
    dice::Dice,
    papers::Papers,
    people::{self, Cast},
};
use crate::{
    kernel::{
        actor::Actor,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{db::Tx, rulebook::Rulebook},
    registry::{
        application::{
            ApplicationState as State, Check, Checks, Ground,
            actions::{self, Answer},
            forms::{Begin, DecisionForm, OpinionForm, Refusal, Submission},
        },
        organization::OrganizationKind,
    },
};
use anyhow::anyhow;
use chrono::TimeDelta;

/// Applications of the demonstration that end in a registration; the report's count holds these organizations too.
pub const GRANTED: u32 = 7;

/// What a case became, and how many working days ago it was handed in.
#[derive(Debug, Clone, Copy)]
struct Course {
    /// Which office: 0 is the city, 1 to 5 the counties.
    office: usize,
    /// Whose: the demonstration's `founder` or somebody else.
    is_founder: bool,
    to: State,
    ago: u16,
}

const fn course(office: usize, to: State, ago: u16) -> Course {
    Course { office, is_founder: false, to, ago }
}

const fn of_founder(to: State, ago: u16) -> Course {
    Course { office: 0, is_founder: true, to, ago }
}

/// Every case: the city's queue is full, every county has some.
#[rustfmt::skip]
const COURSES: &[Course] = &[
    of_founder(State::Draft, 1), of_founder(State::Correction, 2), of_founder(State::Accepted, 6), of_founder(State::Refused, 60),
    course(0, State::Submitted, 0), course(0, State::Submitted, 0), course(0, State::Submitted, 1), course(0, State::Submitted, 1),
    course(0, State::Submitted, 2), course(0, State::Submitted, 2), course(0, State::Submitted, 3), course(0, State::Submitted, 4),
    course(0, State::Submitted, 4), course(0, State::Submitted, 5), course(0, State::Correction, 3), course(0, State::Correction, 9),
    course(0, State::Accepted, 3), course(0, State::Accepted, 5), course(0, State::Accepted, 7), course(0, State::Accepted, 8),
    course(0, State::Accepted, 11), course(0, State::Accepted, 13), course(0, State::Reviewed, 9), course(0, State::Reviewed, 10),
    course(0, State::Reviewed, 12), course(0, State::Reviewed, 14), course(0, State::Issued, 30), course(0, State::Issued, 44),
    course(0, State::Refused, 38), course(0, State::NotAccepted, 21), course(0, State::Withdrawn, 17), course(0, State::Draft, 2),
    course(1, State::Submitted, 1), course(1, State::Submitted, 3), course(1, State::Correction, 4), course(1, State::Accepted, 6), course(1, State::Reviewed, 11), course(1, State::Issued, 25),
    course(2, State::Submitted, 0), course(2, State::Submitted, 4), course(2, State::Accepted, 9), course(2, State::Issued, 33), course(2, State::Withdrawn, 12),
    course(3, State::Submitted, 2), course(3, State::Accepted, 5), course(3, State::Reviewed, 12), course(3, State::Refused, 50), course(3, State::Issued, 40),
    course(4, State::Submitted, 2), course(4, State::Correction, 6), course(4, State::Accepted, 10), course(4, State::Issued, 52),
    course(5, State::Submitted, 1), course(5, State::Submitted, 5), course(5, State::Accepted, 8), course(5, State::Reviewed, 13), course(5, State::Issued, 28), course(5, State::NotAccepted, 19),
];

/// How many cases there are.
#[must_use]
pub fn count() -> usize {
    COURSES.len()
}

/// Keys and titles of every document an application may need.
#[must_use]
pub fn documents(book: &Rulebook, day: Day) -> Vec<(String, String)> {
    documents_of(book, OrganizationKind::Service, day)
}

fn documents_of(book: &Rulebook, kind: OrganizationKind, day: Day) -> Vec<(String, String)> {
    let rules = book.kind(kind.word(), day);
    rules.map_or_else(Vec::new, |r| r.documents.iter().map(|d| (d.key.clone(), d.label.zh.clone())).collect())
}

/// Walks cases `from..to`.
///
/// # Errors
/// A fault of the database, or a verb that refuses what the demonstration does.
pub fn insert(tx: &mut Tx, cast: &Cast, offices: &[Office], papers: &Papers, from: usize, to: usize) -> Result<()> {
    let hash = people::password(tx)?;
    for (n, course) in COURSES.iter().enumerate().take(to).skip(from) {
        let office = offices.get(course.office).ok_or_else(|| anyhow!("no office {}", course.office))?;
        let applicant = match course.is_founder {
            true => cast.account("founder"),
            false => people::other(tx, &hash, &format!("applicant-{:02}", n + 1))?,
        };
        let applicant = people::actor_of(tx.conn, applicant)?;
        let mut case = Case { n, course: *course, office, applicant, papers, no: String::new() };
        case.walk(tx).map_err(|e| match e {
            Error::Fault(fault) => Error::Fault(fault),
            other => Error::Fault(anyhow!("application {n} to {}: {other:?}", course.to)),
        })?;
    }
    Ok(())
}

struct Case<'a> {
    n: usize,
    course: Course,
    office: &'a Office,
    applicant: Actor,
    papers: &'a Papers,
    no: String,
}

impl Case<'_> {
    /// The hour of a working day so many working days ago, never in the future.
    fn at(&self, tx: &Tx, ago: u16, hour: i64) -> Ts {
        let calendar = tx.env.rulebook.calendar();
        let mut day = tx.now.day();
        let mut left = ago;
        while left > 0 {
            day -= TimeDelta::days(1);
            left -= u16::from(calendar.is_working_day(day));
        }
        let minute = i64::try_from(self.n * 7 % 50).unwrap_or_default();
        let at = Ts::start_of(day) + TimeDelta::hours(hour) + TimeDelta::minutes(minute);
        at.min(tx.now - TimeDelta::minutes(30 - hour))
    }

    fn walk(&mut self, tx: &mut Tx) -> Result<()> {
        let ago = self.course.ago;
        self.draft(tx, self.at(tx, ago + 1, 9))?;
        match self.course.to {
            State::Draft => Ok(()),
            State::Submitted => self.submit(tx, self.at(tx, ago, 10)),
            State::Correction => {
                self.submit(tx, self.at(tx, ago, 10))?;
                self.notify(tx, self.at(tx, ago.saturating_sub(1), 15))
            }
            State::Withdrawn => {
                self.submit(tx, self.at(tx, ago, 10))?;
                self.by_applicant(tx, self.at(tx, ago - 1, 11), |tx, no| actions::withdraw(tx, no).map(|_| ()))
            }
            State::NotAccepted => {
                self.submit(tx, self.at(tx, ago, 10))?;
                let refusal = Refusal {
                    ground: Ground::NotCompetent,
                    text: "业务范围只在一个县（市、区）内，请向住所地登记管理机关申请。".into(),
                };
                self.by(tx, Step::Clerk, ago - 2, |tx, no| actions::decline(tx, no, &refusal).map(|_| ()))
            }
            to => self.handle(tx, to),
        }
    }

    /// From receipt to acceptance, opinion and decision, as far as the case came.
    fn handle(&self, tx: &mut Tx, to: State) -> Result<()> {
        let ago = self.course.ago;
        self.submit(tx, self.at(tx, ago, 10))?;
        let mut accepted = ago - 1;
        // Some needed the one correction notice first.
        if self.n.is_multiple_of(4) && ago > 8 {
            self.notify(tx, self.at(tx, ago - 1, 15))?;
            let answers = Submission {
                received_at: self.at(tx, ago - 3, 10),
                answers: vec!["已更换为加盖印章的扫描件，并补充了使用期限。".into()],
            };
            self.by_applicant(tx, answers.received_at, |tx, no| actions::submit(tx, no, &answers).map(|_| ()))?;
            accepted = ago - 4;
        }
        self.by(tx, Step::Clerk, accepted, |tx, no| actions::accept(tx, no).map(|_| ()))?;
        if to == State::Accepted {
            return Ok(());
        }
        let is_granted = to != State::Refused;
        let opinion = OpinionForm {
            is_in_favour: is_granted,
            text: match is_granted {
                true => "材料齐全，宗旨和业务范围符合规定，建议准予登记。".into(),
                false => "同一行政区域内已有业务范围相同的组织，建议不予登记。".into(),
            },
        };
        self.by(tx, Step::Reviewer, accepted - 2, |tx, no| actions::review(tx, no, &opinion).map(|_| ()))?;
        if to == State::Reviewed {
            return Ok(());
        }
        let decision = DecisionForm {
            is_granted,
            ground: (!is_granted).then_some(Ground::Duplicate),
            text: if is_granted {
                String::new()
            } else {
                "同一行政区域内已有业务范围相同的组织，没有必要成立。".into()
            },
        };
        self.by(tx, Step::Decider, accepted - 3, |tx, no| actions::decide(tx, no, &decision).map(|_| ()))
    }

    fn draft(&mut self, tx: &mut Tx, at: Ts) -> Result<()> {
        let begin = Begin { kind: OrganizationKind::Service, authority: self.office.code.clone() };
        self.no = tx.acting(&self.applicant, at, |tx| actions::begin(tx, &begin))?;
        let d = Dice::new(300_000 + self.n as u64);
        let is_half = self.course.to == State::Draft;
        let papers = self.papers;
        let mut given = answers::all(tx, d, self.n, self.office)?;
        if is_half {
            given.truncate(3);
        }
        self.by_applicant(tx, at + TimeDelta::minutes(9), |tx, no| {
            given.iter().try_for_each(|answer: &Answer| actions::save(tx, no, answer))?;
            let day = tx.now.day();
            for (key, _) in documents(&tx.env.rulebook, day).iter().take(if is_half { 2 } else { usize::MAX }) {
                // Papers that only other modes ask for have no place here.
                if let Some((accepted, stored)) = papers.get(key) {
                    match actions::attach(tx, no, key, accepted, stored) {
                        Ok(_) | Err(Error::Invalid(_)) => {}
                        Err(e) => return Err(e),
                    }
                }
            }
            Ok(())
        })
    }

    fn submit(&self, tx: &mut Tx, at: Ts) -> Result<()> {
        let command = Submission { received_at: at, answers: Vec::new() };
        self.by_applicant(tx, at, |tx, no| actions::submit(tx, no, &command).map(|_| ()))
    }

    fn notify(&self, tx: &mut Tx, at: Ts) -> Result<()> {
        let text = "场所使用权证明未写明使用期限，请补充出租方签章的完整合同。".into();
        let checks = Checks::from([("doc-premises_proof".to_owned(), Check { is_fine: false, text })]);
        let at = at.min(tx.now);
        tx.acting(self.office.actor(Step::Clerk), at, |tx| actions::notify(tx, &self.no, &checks))?;
        Ok(())
    }

    fn by_applicant(&self, tx: &mut Tx, at: Ts, f: impl FnOnce(&mut Tx, &str) -> Result<()>) -> Result<()> {
        tx.acting(&self.applicant, at, |tx| f(tx, &self.no))
    }

    fn by(&self, tx: &mut Tx, who: Step, ago: u16, f: impl FnOnce(&mut Tx, &str) -> Result<()>) -> Result<()> {
        let at = self.at(tx, ago, who.hour());
        tx.acting(self.office.actor(who), at, |tx| f(tx, &self.no))
    }
}

/// Which of the three hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Receives.
    Clerk,
    /// Gives the opinion.
    Reviewer,
    /// Decides.
    Decider,
}

impl Step {
    fn hour(self) -> i64 {
        match self {
            Self::Clerk => 14,
            Self::Reviewer => 15,
            Self::Decider => 16,
        }
    }
}
