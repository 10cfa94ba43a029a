//! Pure decisions about tenders: whether a draft is lawful, from when a deadline is, who may do what.
use super::model::{Draft, Tender, TenderState};
use crate::{
    kernel::{
        actor::{Actor, AuthorityId, Role},
        calendar::Calendar,
        money::Money,
        refusal::{Code, Reason, Reasons, Result},
        time::{Day, Ts},
    },
    platform::rulebook::{PriceFault, PriceNote, Procedure},
};
use chrono::TimeDelta;

/// Points of a whole score, in hundredths of a point; a weight in hundredths of a percent is the same number.
pub const WHOLE: i64 = 10_000;

/// The procedure that is the main method and never counts as splitting.
const OPEN_TENDER: &str = "open_tender";

/// What the rules know about a draft besides itself.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The procedure as it stands today.
    pub profile: &'a Procedure,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The instant of issue of the documents, if it were published now.
    pub now: Ts,
    /// The open-tender amount 公开招标数额标准.
    pub open_tender_amount: Money,
    /// What is left of the budget line; none for practice.
    pub budget_left: Option<Money>,
    /// When the intention became public, if there is a line.
    pub intention_on: Option<Day>,
    /// How the public was asked, as the line says.
    pub need_asked: &'a str,
    /// Other purchases that count against splitting.
    pub others: Others,
}

/// Non-open purchases of the same item by the same department in the same year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Others {
    /// How many.
    pub count: i64,
    /// Their budgets together.
    pub total: Money,
}

/// The first lawful deadline when documents are issued at `issued`: the longest of the minimum periods
/// (`PR-33`, `PR-34`, `PR-37`, `PR-39`).
#[must_use]
pub fn earliest_deadline(profile: &Procedure, calendar: &Calendar, issued: Ts) -> Ts {
    let periods = &profile.periods;
    [periods.documents_to_deadline, periods.documents_on_offer]
        .into_iter()
        .map(|p| p.earliest_at(calendar, issued))
        .max()
        .unwrap_or(issued)
}

/// The deadline after a clarification at `now` that may affect bids: unchanged when enough time is left, otherwise the
/// first lawful day at the same time of day (`PR-35`, `PR-38`, `PR-39`).
#[must_use]
pub fn deadline_after_change(profile: &Procedure, calendar: &Calendar, now: Ts, closes_at: Ts) -> Ts {
    let earliest = profile.periods.clarification.earliest_at(calendar, now);
    if closes_at >= earliest {
        return closes_at;
    }
    if profile.simulated {
        return earliest;
    }
    let moved = Ts::from_local(earliest.day().and_time(closes_at.local().time()));
    if moved >= earliest { moved } else { moved + TimeDelta::days(1) }
}

/// Splitting 化整为零: with earlier non-open purchases of the same item the sum passes the open-tender amount
/// (`PR-22`). An approved case is none.
#[must_use]
pub fn is_splitting(procedure: &str, budget: Money, others: Others, limit: Money, is_approved: bool) -> bool {
    procedure != OPEN_TENDER
        && !is_approved
        && others.count > 0
        && others.total.checked_add(budget).is_none_or(|sum| sum > limit)
}

/// Every reason why a draft may not be published now. What is odd but lawful comes back as notes.
///
/// # Errors
/// Every reason at once.
pub fn may_publish(draft: &Draft, facts: &Facts) -> Result<Vec<PriceNote>> {
    let mut reasons = Reasons::default();
    money(draft, facts, &mut reasons);
    plan(draft, facts, &mut reasons);
    let notes = scoring(draft, facts.profile, &mut reasons);
    times(draft, facts, &mut reasons);
    reasons.done()?;
    Ok(notes)
}

fn money(draft: &Draft, facts: &Facts, reasons: &mut Reasons) {
    let deposit = Money::from_fen(draft.terms.deposit);
    let most = facts.profile.money.bid_deposit_max;
    reasons.require(draft.ceiling.is_none_or(|c| c <= draft.budget), Code::CeilingAboveBudget);
    reasons.require(
        deposit.is_within(most, draft.budget),
        Reason::from(Code::DepositTooHigh).with("most", draft.budget.share(most).unwrap_or(Money::ZERO)),
    );
    let left = facts.budget_left.unwrap_or(draft.budget);
    reasons.require(draft.budget <= left, Reason::from(Code::OverBudget).with("left", left));
    let months = |p: crate::kernel::period::Period| match p.unit {
        crate::kernel::period::Unit::Years => i64::from(p.value) * 12,
        _ => i64::from(p.value),
    };
    let contract = &facts.profile.contract;
    let longest = months(if draft.terms.is_continuous { contract.longest } else { contract.usual });
    reasons.require(
        (1..=longest).contains(&draft.terms.contract_months),
        Reason::from(Code::ContractPeriodTooLong).with("most", longest),
    );
}

fn plan(draft: &Draft, facts: &Facts, reasons: &mut Reasons) {
    let profile = facts.profile;
    let grounded = profile.grounds.is_empty() || profile.grounds.iter().any(|g| g.key == draft.terms.ground);
    reasons.require(profile.enabled && grounded, Code::ProcedureUnsuited);
    if profile.simulated {
        return;
    }
    let is_approved = !draft.terms.approval_no.is_empty();
    let is_large = draft.budget >= facts.open_tender_amount;
    reasons.require(
        !(profile.approval_at_open_tender_amount && is_large) || is_approved,
        Reason::from(Code::NeedsMethodApproval).with("amount", facts.open_tender_amount),
    );
    reasons.require(
        !is_splitting(&profile.key, draft.budget, facts.others, facts.open_tender_amount, is_approved),
        Reason::from(Code::Splitting)
            .with("count", facts.others.count)
            .with("total", facts.others.total)
            .with("amount", facts.open_tender_amount),
    );
    reasons.require(!facts.need_asked.trim().is_empty(), Code::PublicNotAsked);
    let (Some(period), true) = (profile.periods.intention, draft.terms.urgency.is_empty()) else { return };
    let public_since = facts.intention_on;
    let first = public_since.map(|day| period.earliest(facts.calendar, day));
    reasons.require(
        first.is_some_and(|day| day <= facts.now.day()),
        Reason::from(Code::IntentionTooRecent)
            .with("days", i64::from(period.value))
            .with("first", first.unwrap_or_else(|| period.earliest(facts.calendar, facts.now.day()))),
    );
}

fn scoring(draft: &Draft, profile: &Procedure, reasons: &mut Reasons) -> Vec<PriceNote> {
    let sum = draft.price_points + draft.criteria.iter().map(|c| c.max_points).sum::<i64>();
    let shown = format!("{}.{:02}", sum / 100, sum % 100);
    reasons.require(sum == WHOLE, Reason::from(Code::PointsNotHundred).with("sum", shown));
    reasons.require(!draft.criteria.is_empty(), Code::NoCriteria);
    match price_weight(profile, draft.price_points) {
        Ok(note) => note.into_iter().collect(),
        Err(reason) => {
            reasons.require(false, reason);
            Vec::new()
        }
    }
}

/// Judges the weight of the price, in hundredths of a percent (`PR-77`, 214号 art. 24).
///
/// # Errors
/// The reason, with the limit.
pub fn price_weight(profile: &Procedure, weight_bp: i64) -> std::result::Result<Option<PriceNote>, Reason> {
    let Some(rule) = &profile.price_weight else { return Ok(None) };
    let percent = |bp: i64| u32::try_from(bp).unwrap_or(0);
    let low = rule.check(percent(weight_bp / 100));
    let high = rule.check(percent((weight_bp + 99) / 100));
    match (low, high) {
        (Err(PriceFault::TooLow { min }), _) => {
            Err(Reason::from(Code::PriceWeightTooLow).with("least", i64::from(min)))
        }
        (_, Err(PriceFault::TooHigh { max })) => {
            Err(Reason::from(Code::PriceWeightTooHigh).with("most", i64::from(max)))
        }
        (_, Ok(note)) => Ok(note),
        (_, Err(PriceFault::TooLow { min })) => {
            Err(Reason::from(Code::PriceWeightTooLow).with("least", i64::from(min)))
        }
    }
}

fn times(draft: &Draft, facts: &Facts, reasons: &mut Reasons) {
    let earliest = earliest_deadline(facts.profile, facts.calendar, facts.now);
    reasons.require(draft.closes_at >= earliest, Reason::from(Code::DeadlineTooEarly).with("earliest", earliest));
    reasons.require(draft.questions_until.is_none_or(|q| q <= draft.closes_at), Code::QuestionsTooLate);
}

/// Whether the actor holds a role at the tender's department.
///
/// # Errors
/// [`Code::NotYourRole`]; [`crate::kernel::refusal::Error::SignIn`] when nobody is signed in.
pub fn must_be(actor: &Actor, roles: &[Role], authority: AuthorityId) -> Result<()> {
    if actor.account().is_none() {
        return Err(crate::kernel::refusal::Error::SignIn);
    }
    if roles.iter().any(|&r| actor.is_at(r, authority)) { Ok(()) } else { Err(Code::NotYourRole.into()) }
}

/// Whether this person may see a tender that is not public yet.
#[must_use]
pub fn may_see(actor: &Actor, tender: &Tender) -> bool {
    tender.state.is_public()
        || [Role::Buyer, Role::Approver].iter().any(|&r| actor.is_at(r, tender.authority_id))
        || actor.is(Role::Supervisor)
        || actor.is(Role::Auditor)
}

/// Whether questions are taken at this instant.
///
/// # Errors
/// [`Code::WrongState`] when it is not published; [`Code::QuestionsClosed`] with the instant.
pub fn may_ask(tender: &Tender, now: Ts) -> Result<()> {
    if tender.state != TenderState::Open {
        return Err(Code::WrongState.into());
    }
    let until = tender.questions_until.unwrap_or(tender.closes_at).min(tender.closes_at);
    if now < until { Ok(()) } else { Err(Reason::from(Code::QuestionsClosed).with("until", until).into()) }
}

/// Whether the documents may still be changed or a question answered.
///
/// # Errors
/// [`Code::WrongState`]; [`Code::DeadlinePassed`].
pub fn may_clarify(tender: &Tender, now: Ts) -> Result<()> {
    if tender.state != TenderState::Open {
        return Err(Code::WrongState.into());
    }
    if tender.is_receiving(now) {
        return Ok(());
    }
    Err(Reason::from(Code::DeadlinePassed).with("closed_at", tender.closes_at).into())
}

/// Whether the deadline has passed, so that the tender may be closed.
///
/// # Errors
/// [`Code::DeadlineNotPassed`] with the instant.
pub fn may_close(tender: &Tender, now: Ts) -> Result<()> {
    if now >= tender.closes_at {
        return Ok(());
    }
    Err(Reason::from(Code::DeadlineNotPassed).with("closes_at", tender.closes_at).into())
}

/// Whether too few bids came in for an opening (`PR-83`).
#[must_use]
pub fn too_few(profile: &Procedure, bids: i64) -> bool {
    bids < i64::from(profile.bids.needed(true))
}

#[cfg(test)]
mod tests;
