//! Pure decisions about challenges: within which days, by whom.
use super::model::{Against, Consequence};
use crate::{
    kernel::{
        calendar::Calendar,
        refusal::{Code, Reason, Result},
        time::{Day, Ts},
    },
    market::tender::{Tender, TenderState},
};

/// The day from which the period for a challenge runs: the end of the notice period for the documents, the latest step
/// for the process, the end of the result's publicity for the result (`PR-52`). Nothing while there is nothing to dispute.
fn starts(tender: &Tender, against: Against, calendar: &Calendar) -> Option<Day> {
    let periods = &tender.profile().periods;
    match against {
        Against::Documents => tender.published_at.map(|at| periods.notice_publicity.last_day(calendar, at.day())),
        Against::Process => {
            [tender.priced_at, tender.scored_at, tender.opened_at].into_iter().flatten().map(Ts::day).max()
        }
        Against::Result => tender.result_at.map(|at| periods.result_publicity.last_day(calendar, at.day())),
    }
}

/// The last day for a challenge: seven working days from its start (`PR-51`).
#[must_use]
pub(super) fn last_day(tender: &Tender, against: Against, calendar: &Calendar) -> Option<Day> {
    Some(tender.profile().periods.challenge.last_day(calendar, starts(tender, against, calendar)?))
}

/// Whether a challenge may be lodged now.
///
/// # Errors
/// [`Code::ChallengeTooEarly`], [`Code::ChallengeTooLate`] with the last day.
pub(super) fn may_lodge(tender: &Tender, against: Against, calendar: &Calendar, now: Ts) -> Result<()> {
    let Some(last) = last_day(tender, against, calendar).filter(|_| tender.state.is_public()) else {
        return Err(Code::ChallengeTooEarly.into());
    };
    if now < Ts::end_of(last) {
        return Ok(());
    }
    Err(Reason::from(Code::ChallengeTooLate).with("last", last).into())
}

/// Last day for the reply: seven working days after receipt (`PR-53`).
#[must_use]
pub(super) fn reply_by(tender: &Tender, calendar: &Calendar, lodged: Ts) -> Day {
    tender.profile().periods.challenge_reply.last_day(calendar, lodged.day())
}

/// Whether what follows fits the state of the tender: only a result can go back to the candidates.
///
/// # Errors
/// [`Code::WrongState`].
pub(super) fn may_follow(tender: &Tender, consequence: Consequence) -> Result<()> {
    let fits = match consequence {
        Consequence::Changed => tender.state == TenderState::Open,
        Consequence::Refixed => tender.state == TenderState::Result,
        Consequence::Stopped => tender.state.is_stoppable(),
    };
    if fits { Ok(()) } else { Err(Code::WrongState.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{market::tender::sample, platform::rulebook::Rulebook};

    fn at(text: &str) -> Ts {
        text.parse().unwrap()
    }

    #[test]
    fn the_result_may_be_challenged_for_seven_working_days_after_its_publicity_pr_51() {
        let book = Rulebook::load(None).unwrap();
        let mut t = sample::tender(&book, TenderState::Result);
        t.result_at = Some(at("2026-09-17T02:00:00Z"));
        // Publicity ends on Friday the 18th; 10.8: seven working days from 09-18 end on 09-29.
        let last = last_day(&t, Against::Result, book.calendar()).unwrap();
        assert_eq!(last, "2026-09-29".parse().unwrap());
        may_lodge(&t, Against::Result, book.calendar(), at("2026-09-29T15:59:59Z")).unwrap();
        let late = may_lodge(&t, Against::Result, book.calendar(), at("2026-09-29T16:00:00Z")).unwrap_err();
        assert!(late.has(Code::ChallengeTooLate));
        assert_eq!(reply_by(&t, book.calendar(), at("2026-09-18T02:00:00Z")), last);
    }

    #[test]
    fn what_has_not_happened_cannot_be_challenged() {
        let book = Rulebook::load(None).unwrap();
        let t = sample::tender(&book, TenderState::Open);
        let early = may_lodge(&t, Against::Result, book.calendar(), at("2026-09-29T00:00:00Z")).unwrap_err();
        assert!(early.has(Code::ChallengeTooEarly));
        assert!(may_follow(&t, Consequence::Refixed).is_err());
        may_follow(&t, Consequence::Changed).unwrap();
    }
}
