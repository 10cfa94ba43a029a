//! Pure decisions about cancellations.
use super::{
    content::Content,
    model::{Cancellation, CancellationEvent as Event, CancellationState as State},
};
use crate::{
    kernel::{
        actor::AccountId,
        calendar::Calendar,
        refusal::{Code, Reason, Reasons, Result},
        state::Step,
        time::{Day, Ts},
    },
    platform::rulebook::{CancellationRules, RegistrationMode},
    registry::{
        application::{Defect, Notice},
        organization::{Organization, OrganizationStatus},
    },
};
use std::collections::BTreeSet;

/// Leave to take one step. Only this file makes one, and the store's one function that writes the state asks for it.
#[derive(Debug)]
pub struct Permit(Step<State>);

impl Permit {
    /// The step.
    #[must_use]
    pub fn step(&self) -> &Step<State> {
        &self.0
    }
}

/// Whether a cancellation may be begun: the organization is registered and exists, and no other is open. One whose
/// certificate was revoked is cancelled too (`SO-126`).
///
/// # Errors
/// [`Code::OrganizationEnded`], [`Code::OrganizationFiled`], [`Code::CancellationOpen`].
pub fn may_begin(o: &Organization, open: Option<&str>) -> Result<()> {
    let mut r = Reasons::default();
    r.require(o.status != OrganizationStatus::Cancelled, Code::OrganizationEnded);
    r.require(o.is_registered, Code::OrganizationFiled);
    r.require(open.is_none(), Reason::from(Code::CancellationOpen).with("no", open.unwrap_or_default()));
    r.done()
}

/// The days that run in a cancellation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    /// Last day of a charity to form the group (`SO-98`).
    pub group_by: Option<Day>,
    /// First day on which liquidation may have ended: creditors had their time, or the public notice was long enough.
    pub open_until: Option<Day>,
    /// Last day to apply (`SO-96`).
    pub apply_by: Option<Day>,
}

/// The days as they follow from the answers and the public notice.
#[must_use]
pub fn days(
    p: &CancellationRules,
    calendar: &Calendar,
    content: &Content,
    announced: Option<Ts>,
    is_charity: bool,
) -> Days {
    let notice = if content.is_simplified { p.simplified_notice } else { p.creditors_notice };
    Days {
        group_by: content
            .ended_on
            .filter(|_| is_charity && !content.is_simplified)
            .map(|d| p.charity_group_within.last_day(calendar, d)),
        open_until: announced.map(|at| notice.last_day(calendar, at.day())),
        apply_by: content
            .liquidated_on
            .filter(|_| !content.is_simplified)
            .map(|d| p.apply_within.last_day(calendar, d)),
    }
}

/// Everything that is missing before creditors are called and liquidation begins (`SO-95`).
#[must_use]
pub fn unplanned(content: &Content, lawful: &[String], simplified_is_open: bool, today: Day) -> Vec<Reason> {
    let mut r = Reasons::default();
    r.require(content.ground.is_some_and(|g| lawful.iter().any(|l| l == g.word())), Code::CancellationGroundMissing);
    r.require(content.ended_on.is_some_and(|d| d <= today), Code::CancellationDayMissing);
    r.require(!content.contact.is_empty(), Code::CancellationContactMissing);
    if content.is_simplified {
        r.require(simplified_is_open, Code::CancellationNotSimplified);
    } else {
        r.require(!content.group.is_empty(), Code::LiquidatorsMissing);
        r.require(content.group_on.is_some_and(|d| d <= today), Code::LiquidatorsMissing);
    }
    r.list().to_vec()
}

/// Everything that is missing before the application: the days of the creditors are over, liquidation ended, its report
/// and the assets are told, the documents are there (`SO-96`, `SO-98`, `SO-99`).
#[must_use]
pub fn missing(
    x: &Cancellation,
    p: &CancellationRules,
    days: &Days,
    documents: &BTreeSet<String>,
    by: (RegistrationMode, Day, &str),
) -> Vec<Reason> {
    let (mode, today, language) = by;
    let content = &x.content.0;
    let mut r = Reasons::default();
    if let Some(last) = days.open_until {
        r.require(today > last, Reason::from(Code::CreditorsStillOpen).with("day", last));
    }
    if !content.is_simplified {
        let over = content.liquidated_on.is_some_and(|d| d <= today);
        r.require(over, Code::LiquidationNotOver);
        r.require(!content.report.is_empty(), Code::LiquidationReportMissing);
        r.require(!content.assets.is_empty(), Code::RemainingAssetsMissing);
    }
    for d in p.documents.iter().filter(|d| d.simplified || !content.is_simplified) {
        let there = !d.document.is_required(mode) || documents.contains(&d.document.key);
        let name = d.document.label.in_language(language).to_owned();
        r.require(there, Reason::from(Code::DocumentMissing).with("document", name));
    }
    r.list().to_vec()
}

/// Whether liquidation may be announced.
///
/// # Errors
/// Everything that is missing at once, [`Code::WrongState`].
pub fn may_announce(x: &Cancellation, missing: Vec<Reason>) -> Result<Permit> {
    let step = Step::new(x.state, Event::Announce)?;
    let mut r = Reasons::default();
    missing.into_iter().for_each(|reason| r.require(false, reason));
    r.done()?;
    Ok(Permit(step))
}

/// Whether the law has accepted the cancellation, as no notice came in time (`SO-61`, `CX-04`).
#[must_use]
pub fn counts_as_accepted(x: &Cancellation, now: Ts) -> bool {
    x.state == State::Submitted && x.notice_due.is_some_and(|day| now >= Ts::end_of(day))
}

/// Whether the cancellation may be handed in: everything there, every point of the notice answered.
///
/// # Errors
/// Everything that is missing at once, [`Code::DefectUnanswered`], [`Code::WrongState`].
pub fn may_submit(x: &Cancellation, missing: Vec<Reason>, answers: &[String]) -> Result<Permit> {
    let step = Step::new(x.state, Event::Submit)?;
    let mut r = Reasons::default();
    for reason in missing {
        r.require(false, reason);
    }
    let asked = if x.state == State::Correction { x.notices.0.last().map_or(0, |n| n.defects.len()) } else { 0 };
    let answered = answers.iter().filter(|t| !t.is_empty()).count();
    r.require(answered >= asked, Reason::from(Code::DefectUnanswered).with("n", asked.saturating_sub(answered)));
    r.done()?;
    Ok(Permit(step))
}

/// Whether the organization may take the cancellation back, or throw a draft away.
///
/// # Errors
/// [`Code::WrongState`] once it is decided.
pub fn may_withdraw(x: &Cancellation) -> Result<Permit> {
    let event = if x.state == State::Draft { Event::Discard } else { Event::Withdraw };
    Ok(Permit(Step::new(x.state, event)?))
}

/// Whether the one notice may be sent (`SO-60`): in time, with something in it, and a second one only about what the
/// first one named already.
///
/// # Errors
/// [`Code::NoticeTooLate`], [`Code::NoticeEmpty`], [`Code::SecondNotice`], [`Code::WrongState`].
pub fn may_notify(x: &Cancellation, defects: &[Defect], now: Ts) -> Result<Permit> {
    let step = Step::new(x.state, Event::Notify)?;
    let named = |d: &Defect| x.notices.0.iter().flat_map(|n: &Notice| &n.defects).any(|k| k.item == d.item);
    let mut r = Reasons::default();
    r.require(!counts_as_accepted(x, now), Code::NoticeTooLate);
    r.require(!defects.is_empty(), Code::NoticeEmpty);
    r.require(x.notices.0.is_empty() || defects.iter().all(named), Code::SecondNotice);
    r.done()?;
    Ok(Permit(step))
}

/// Whether the clerk may accept 受理 (`SO-62`).
///
/// # Errors
/// [`Code::WrongState`].
pub fn may_accept(x: &Cancellation) -> Result<Permit> {
    Ok(Permit(Step::new(x.state, Event::Accept)?))
}

/// Whether the cancellation counts as accepted (`SO-61`).
///
/// # Errors
/// [`Code::WrongState`] before the period is over.
pub fn may_deem(x: &Cancellation, now: Ts) -> Result<Permit> {
    let step = Step::new(x.state, Event::Deem)?;
    if counts_as_accepted(x, now) { Ok(Permit(step)) } else { Err(Code::WrongState.into()) }
}

/// Whether the cancellation may be answered with 不予受理.
///
/// # Errors
/// [`Code::NoticeTooLate`] once the law has accepted it, [`Code::WrongState`].
pub fn may_decline(x: &Cancellation, now: Ts) -> Result<Permit> {
    let step = Step::new(x.state, Event::Decline)?;
    if counts_as_accepted(x, now) { Err(Code::NoticeTooLate.into()) } else { Ok(Permit(step)) }
}

/// Whether this person may give the opinion: not the clerk of the case (`domain.md` 13).
///
/// # Errors
/// [`Code::SamePerson`], [`Code::WrongState`].
pub fn may_review(x: &Cancellation, by: AccountId) -> Result<Permit> {
    let step = Step::new(x.state, Event::Review)?;
    if x.account_id == by || x.clerk_id == Some(by) { Err(Code::SamePerson.into()) } else { Ok(Permit(step)) }
}

/// Whether this person may decide: neither clerk nor reviewer of the case (`domain.md` 13).
///
/// # Errors
/// [`Code::SamePerson`], [`Code::OrganizationEnded`], [`Code::WrongState`].
pub fn may_decide(x: &Cancellation, by: AccountId, is_granted: bool, o: &Organization) -> Result<Permit> {
    let step = Step::new(x.state, if is_granted { Event::Approve } else { Event::Refuse })?;
    let mut r = Reasons::default();
    let others = [Some(x.account_id), x.clerk_id, x.reviewer_id];
    r.require(!others.contains(&Some(by)), Code::SamePerson);
    r.require(!is_granted || o.status != OrganizationStatus::Cancelled, Code::OrganizationEnded);
    r.done()?;
    Ok(Permit(step))
}

#[cfg(test)]
mod tests;
