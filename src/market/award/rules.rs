//! Pure decisions about awards.
use super::model::Deviation;
use crate::{
    kernel::{
        calendar::Calendar,
        refusal::{Code, Reason, Reasons, Result},
        time::{Day, Ts},
    },
    market::{
        review::Ranking,
        tender::{Tender, TenderState},
    },
};

/// What a buyer wants to fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Place among the candidates.
    pub position: i64,
    /// Why better ones are passed over.
    pub deviation: Option<Deviation>,
    /// The same in words.
    pub text: String,
}

/// Whether the candidate may be fixed: the next in order who has not lost an award before, or a later one with a lawful
/// reason in words; within the number of candidates the procedure ranks.
///
/// # Errors
/// Every reason against it.
pub fn may_fix<'a>(
    tender: &Tender,
    ranking: &'a [Ranking],
    spent: &[i64],
    choice: &Choice,
    standing: &[Reason],
) -> Result<&'a Ranking> {
    let candidates = i64::from(tender.profile().bids.candidates.max(1));
    let found = ranking
        .iter()
        .find(|r| r.position == choice.position && r.position <= candidates && !spent.contains(&r.position));
    let first = ranking.iter().map(|r| r.position).find(|p| !spent.contains(p));
    let mut r = Reasons::default();
    let state = Reason::from(Code::WrongState).with("state", tender.state.word()).with("event", "fix");
    r.require(tender.state == TenderState::Priced, state);
    r.require(found.is_some(), Code::NotACandidate);
    let in_order = first == Some(choice.position) || (choice.deviation.is_some() && !choice.text.is_empty());
    r.require(in_order, Code::OutOfOrder);
    for reason in standing {
        r.require(false, reason.clone());
    }
    r.done()?;
    found.ok_or_else(|| Code::NotACandidate.into())
}

/// Last day for fixing the winner, from the ranking (`PR-42`).
#[must_use]
pub fn fix_by(tender: &Tender, calendar: &Calendar) -> Option<Day> {
    tender.priced_at.map(|at| tender.profile().periods.fix_winner.last_day(calendar, at.day()))
}

/// Last day for award notice and result, from the fixing (`PR-43`).
#[must_use]
pub fn publish_by(tender: &Tender, calendar: &Calendar, fixed_at: Ts) -> Day {
    tender.profile().periods.award_notice.last_day(calendar, fixed_at.day())
}

/// Until when the result is on publicity (`PR-44`), and until when it may be challenged, counted from there (`PR-51`,
/// `PR-52`).
#[must_use]
pub fn challenge_until(tender: &Tender, calendar: &Calendar, published_at: Ts) -> (Ts, Ts) {
    let periods = &tender.profile().periods;
    let publicity = periods.result_publicity.ends_at(calendar, published_at);
    // The instant after a day belongs to the next day, and the period begins on the day the publicity ends.
    let last = publicity - chrono::TimeDelta::microseconds(1);
    (publicity, periods.challenge.ends_at(calendar, last))
}
