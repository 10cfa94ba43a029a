//! Pure decisions about revocations.
use super::model::{Revocation, RevocationEvent as Event, RevocationState as State};
use crate::{
    kernel::{
        actor::AccountId,
        calendar::Calendar,
        period::Period,
        refusal::{Code, Reason, Reasons, Result},
        state::Step,
        time::Day,
    },
    platform::rulebook::Rulebook,
    registry::organization::Organization,
};

/// Leave to take one step. Only these rules make one.
#[derive(Debug)]
pub(super) struct Permit(Step<State>);

impl Permit {
    pub(super) fn step(&self) -> &Step<State> {
        &self.0
    }
}

/// The periods of a revocation as they stand on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Periods {
    answer: Period,
    hearing_notice: Period,
}

impl Periods {
    /// Read from the parameters `revocation.*`.
    pub(super) fn of(book: &Rulebook, day: Day) -> Result<Self> {
        Ok(Self {
            answer: book.period("revocation.answer", day)?,
            hearing_notice: book.period("revocation.hearing_notice", day)?,
        })
    }

    /// Last day to state its case and to ask for a hearing (行政处罚法 art. 64).
    pub(super) fn answer_by(&self, calendar: &Calendar, noticed: Day) -> Day {
        self.answer.last_day(calendar, noticed)
    }

    /// First day of a hearing that was asked for on a day (行政处罚法 art. 64).
    pub(super) fn hearing_from(&self, calendar: &Calendar, asked: Day) -> Day {
        self.hearing_notice.last_day(calendar, asked)
    }
}

/// Whether a notice may be given: the organization is registered and exists, and no other revocation is open.
pub(super) fn may_notify(o: &Organization, open: Option<&str>) -> Result<()> {
    let mut r = Reasons::default();
    r.require(!o.status.is_ended(), Code::OrganizationEnded);
    r.require(o.is_registered, Code::OrganizationFiled);
    r.require(open.is_none(), Reason::from(Code::RevocationOpen).with("no", open.unwrap_or_default()));
    r.done()
}

fn in_time(x: &Revocation, today: Day) -> Result<()> {
    if today <= x.answer_by {
        Ok(())
    } else {
        Err(Reason::from(Code::RevocationAnswerLate).with("last", x.answer_by).into())
    }
}

/// Whether the organization may still state its case: through the last day.
pub(super) fn may_state(x: &Revocation, today: Day) -> Result<Permit> {
    let step = Step::new(x.state, Event::State)?;
    in_time(x, today)?;
    Ok(Permit(step))
}

/// Whether it may still ask for a hearing: through the last day, after a statement too.
pub(super) fn may_ask(x: &Revocation, today: Day) -> Result<Permit> {
    let step = Step::new(x.state, Event::Ask)?;
    in_time(x, today)?;
    Ok(Permit(step))
}

/// Whether this person may hold the hearing and write its record: not who gave the notice; the organization knew of the
/// day seven days before (行政处罚法 art. 64).
pub(super) fn may_hold(x: &Revocation, by: AccountId, today: Day) -> Result<Permit> {
    let step = Step::new(x.state, Event::Hold)?;
    let mut r = Reasons::default();
    r.require(x.noticed_by != by, Code::SamePerson);
    let first = x.hearing_from.unwrap_or(today);
    r.require(today >= first, Reason::from(Code::HearingTooEarly).with("day", first));
    r.done()?;
    Ok(Permit(step))
}

/// Whether this person may decide: neither who gave the notice nor who held the hearing. A revocation waits until the
/// hearing was held or the days to ask for one are over; dropping the matter waits for nothing.
pub(super) fn may_decide(x: &Revocation, by: AccountId, revoke: bool, o: &Organization, today: Day) -> Result<Permit> {
    let step = Step::new(x.state, if revoke { Event::Revoke } else { Event::Drop })?;
    let mut r = Reasons::default();
    r.require(x.noticed_by != by && x.heard_by != Some(by), Code::SamePerson);
    if revoke {
        let over = x.state == State::Heard || today > x.answer_by;
        r.require(over, Reason::from(Code::RevocationTooEarly).with("last", x.answer_by));
        r.require(!o.status.is_ended(), Code::OrganizationEnded);
    }
    r.done()?;
    Ok(Permit(step))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::{
        organization::{OrganizationStatus, sample::organization},
        revocation::views::sample_revocation,
    };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn at(state: State) -> Revocation {
        Revocation { answer_by: day("2026-11-30"), ..sample_revocation(state) }
    }

    #[test]
    fn nobody_is_revoked_before_the_days_to_answer_are_over_or_the_hearing_was_held() {
        let (o, decider) = (organization(), AccountId(13));
        let on = |state, text: &str| may_decide(&at(state), decider, true, &o, day(text));
        assert!(on(State::Noticed, "2026-11-30").unwrap_err().has(Code::RevocationTooEarly));
        assert!(on(State::Stated, "2026-11-30").unwrap_err().has(Code::RevocationTooEarly));
        assert!(on(State::Noticed, "2026-12-01").is_ok() && on(State::Stated, "2026-12-01").is_ok());
        assert!(on(State::Hearing, "2026-12-20").unwrap_err().has(Code::WrongState));
        assert!(on(State::Heard, "2026-11-28").is_ok());
        assert!(may_decide(&at(State::Hearing), decider, false, &o, day("2026-11-24")).is_ok(), "dropping waits not");
    }

    #[test]
    fn whoever_gave_the_notice_or_held_the_hearing_does_not_decide() {
        let o = organization();
        let mut x = at(State::Heard);
        (x.noticed_by, x.heard_by) = (AccountId(11), Some(AccountId(12)));
        for who in [11, 12].map(AccountId) {
            assert!(may_decide(&x, who, true, &o, day("2026-12-20")).unwrap_err().has(Code::SamePerson));
        }
        x.state = State::Hearing;
        x.hearing_from = Some(day("2026-12-07"));
        assert!(may_hold(&x, AccountId(11), day("2026-12-07")).unwrap_err().has(Code::SamePerson));
        assert!(may_hold(&x, AccountId(12), day("2026-12-06")).unwrap_err().has(Code::HearingTooEarly));
        assert!(may_hold(&x, AccountId(12), day("2026-12-07")).is_ok());
    }

    #[test]
    fn an_answer_is_in_time_through_the_last_day_and_an_ended_organization_gets_no_notice() {
        assert!(may_state(&at(State::Noticed), day("2026-11-30")).is_ok());
        assert!(may_state(&at(State::Noticed), day("2026-12-01")).unwrap_err().has(Code::RevocationAnswerLate));
        assert!(may_ask(&at(State::Stated), day("2026-11-30")).is_ok());
        assert!(may_ask(&at(State::Heard), day("2026-11-30")).unwrap_err().has(Code::WrongState));
        let mut o = organization();
        assert!(may_notify(&o, None).is_ok());
        assert!(may_notify(&o, Some("x")).unwrap_err().has(Code::RevocationOpen));
        o.status = OrganizationStatus::Revoked;
        assert!(may_notify(&o, None).unwrap_err().has(Code::OrganizationEnded));
    }
}
