//! Pure decisions about changes.
use super::{
    content::Content,
    model::{Change, ChangeEvent as Event, ChangeState as State},
};
use crate::{
    kernel::{
        actor::AccountId,
        calendar::Calendar,
        refusal::{Code, Reason, Reasons, Result},
        state::Step,
        time::{Day, Ts},
    },
    platform::rulebook::{ChangeRules, RegistrationMode},
    registry::{
        application::{Defect, NameFault, Notice},
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

/// Whether a change may be begun: the organization is registered and exists, and no other change is open.
///
/// # Errors
/// [`Code::OrganizationEnded`], [`Code::OrganizationFiled`], [`Code::ChangeOpen`].
pub fn may_begin(o: &Organization, open: Option<&str>) -> Result<()> {
    let mut r = Reasons::default();
    let ended = matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked);
    r.require(!ended, Code::OrganizationEnded);
    r.require(o.is_registered, Code::OrganizationFiled);
    r.require(open.is_none(), Reason::from(Code::ChangeOpen).with("no", open.unwrap_or_default()));
    r.done()
}

/// The last day to apply after the agreement or the resolution (`SO-90`, `SO-91`); nothing where the law counts no days
/// (`SO-92`). A late application is told so and handled all the same.
#[must_use]
pub fn apply_by(rules: &ChangeRules, calendar: &Calendar, content: &Content, agreed_on: Option<Day>) -> Option<Day> {
    let items = rules.apply_within.filter(|_| !content.items.is_empty());
    let charter = rules.charter_within.filter(|_| content.charter.is_some());
    let last = |p: crate::kernel::period::Period| agreed_on.map(|day| p.last_day(calendar, day));
    items.into_iter().chain(charter).filter_map(last).min()
}

/// What a change is judged by.
pub struct Standard<'a> {
    /// The kind's rules of changes.
    pub rules: &'a ChangeRules,
    /// Registration mode of the organization.
    pub mode: RegistrationMode,
    /// Judgement of a new name.
    pub name: &'a [NameFault],
    /// Day of judging.
    pub today: Day,
    /// Language tag for names of documents.
    pub language: &'a str,
}

/// Everything that is missing; nothing means it may be handed in.
#[must_use]
pub fn missing(
    content: &Content,
    agreed_on: Option<Day>,
    documents: &BTreeSet<String>,
    by: &Standard<'_>,
) -> Vec<Reason> {
    let mut r = Reasons::default();
    let changed = content.changed();
    r.require(!changed.is_empty(), Code::ChangeNothing);
    r.require(agreed_on.is_some(), Code::ChangeAgreedMissing);
    r.require(agreed_on.is_none_or(|day| day <= by.today), Code::ChangeAgreedLater);
    for fault in by.name.iter().filter(|f| f.is_blocking) {
        let reason = Reason::from(Code::NameBlocked).with("rule", fault.rule).with("word", fault.word.clone());
        r.require(false, reason);
    }
    for d in &by.rules.documents {
        let there = !d.is_required(&changed, by.mode) || documents.contains(&d.document.key);
        let name = d.document.label.in_language(by.language).to_owned();
        r.require(there, Reason::from(Code::DocumentMissing).with("document", name));
    }
    r.list().to_vec()
}

/// Whether the law has accepted the change, as no notice came in time (`SO-61`, `CX-04`).
#[must_use]
pub fn counts_as_accepted(x: &Change, now: Ts) -> bool {
    x.state == State::Submitted && x.notice_due.is_some_and(|day| now >= Ts::end_of(day))
}

/// Whether the change may be handed in: everything there, every point of the notice answered.
///
/// # Errors
/// Everything that is missing at once, [`Code::DefectUnanswered`], [`Code::WrongState`].
pub fn may_submit(x: &Change, missing: Vec<Reason>, answers: &[String]) -> Result<Permit> {
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

/// Whether the organization may take the change back, or throw a draft away.
///
/// # Errors
/// [`Code::WrongState`] once it is decided.
pub fn may_withdraw(x: &Change) -> Result<Permit> {
    let event = if x.state == State::Draft { Event::Discard } else { Event::Withdraw };
    Ok(Permit(Step::new(x.state, event)?))
}

/// Whether the one notice may be sent (`SO-60`): in time, with something in it, and a second one only about what the
/// first one named already.
///
/// # Errors
/// [`Code::NoticeTooLate`], [`Code::NoticeEmpty`], [`Code::SecondNotice`], [`Code::WrongState`].
pub fn may_notify(x: &Change, defects: &[Defect], now: Ts) -> Result<Permit> {
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
pub fn may_accept(x: &Change) -> Result<Permit> {
    Ok(Permit(Step::new(x.state, Event::Accept)?))
}

/// Whether the change counts as accepted (`SO-61`).
///
/// # Errors
/// [`Code::WrongState`] before the period is over.
pub fn may_deem(x: &Change, now: Ts) -> Result<Permit> {
    let step = Step::new(x.state, Event::Deem)?;
    if counts_as_accepted(x, now) { Ok(Permit(step)) } else { Err(Code::WrongState.into()) }
}

/// Whether the change may be answered with 不予受理.
///
/// # Errors
/// [`Code::NoticeTooLate`] once the law has accepted it, [`Code::WrongState`].
pub fn may_decline(x: &Change, now: Ts) -> Result<Permit> {
    let step = Step::new(x.state, Event::Decline)?;
    if counts_as_accepted(x, now) { Err(Code::NoticeTooLate.into()) } else { Ok(Permit(step)) }
}

/// Whether this person may give the opinion: not the clerk of the case (`domain.md` 13).
///
/// # Errors
/// [`Code::SamePerson`], [`Code::WrongState`].
pub fn may_review(x: &Change, by: AccountId) -> Result<Permit> {
    let step = Step::new(x.state, Event::Review)?;
    if x.account_id == by || x.clerk_id == Some(by) { Err(Code::SamePerson.into()) } else { Ok(Permit(step)) }
}

/// Whether this person may decide: neither clerk nor reviewer of the case (`domain.md` 13). What is to be replaced must
/// still be what was shown when the change was handed in.
///
/// # Errors
/// [`Code::SamePerson`], [`Code::ChangeOutdated`], [`Code::OrganizationEnded`], [`Code::WrongState`].
pub fn may_decide(x: &Change, by: AccountId, is_granted: bool, o: &Organization) -> Result<Permit> {
    let step = Step::new(x.state, if is_granted { Event::Approve } else { Event::Refuse })?;
    let mut r = Reasons::default();
    let others = [Some(x.account_id), x.clerk_id, x.reviewer_id];
    r.require(!others.contains(&Some(by)), Code::SamePerson);
    if is_granted {
        let ended = matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked);
        r.require(!ended, Code::OrganizationEnded);
        r.require(x.content.0.replaced(o) == x.content.0.before, Code::ChangeOutdated);
    }
    r.done()?;
    Ok(Permit(step))
}

#[cfg(test)]
mod tests;
