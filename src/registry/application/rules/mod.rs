//! Pure decisions about an application: time limits, completeness, who may do what. Every refusal names all its reasons.
mod clock;

pub use clock::{Bounds, More, limits_with, may_ask_extension, may_extend, may_resume, may_suspend};

use super::{
    content::{Content, Part, Task},
    model::{Application, ApplicationEvent as Event, ApplicationState as State, Defect, Notice},
};
use crate::{
    kernel::{
        actor::AccountId,
        calendar::Calendar,
        period::Period,
        ratio::Ratio,
        refusal::{Code, Reason, Reasons, Result},
        state::Step,
        time::{Day, Ts},
    },
    platform::rulebook::{DecisionTime, OrganizationKind, RegistrationMode, ThresholdFault, Thresholds},
    registry::organization::Mode,
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

/// The last days of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Promised (`SO-72`), never later than the law's.
    pub promised: Day,
    /// By law (`SO-63`).
    pub statutory: Day,
}

/// The last day for the one-time notice after complete documents were received (`SO-60`).
#[must_use]
pub fn notice_due(period: Period, calendar: &Calendar, received: Ts) -> Day {
    period.last_day(calendar, received.day())
}

/// The last days for the decision, counted from acceptance or from receipt (`SO-63`–`SO-65`, `SO-72`).
#[must_use]
pub fn limits(time: &DecisionTime, calendar: &Calendar, from: Day) -> Limits {
    limits_with(time, calendar, from, &[], None)
}

/// The day from which the time to decide runs in a case that was accepted on a day (`SO-64`).
#[must_use]
pub fn runs_from(time: &DecisionTime, a: &Application, accepted_on: Day) -> Day {
    a.received_at.filter(|_| time.is_from_receipt).map_or(accepted_on, Ts::day)
}

/// Whether the law has accepted the application, as no notice came in time (`SO-61`, `CX-04`).
#[must_use]
pub fn counts_as_accepted(a: &Application, now: Ts) -> bool {
    a.state == State::Submitted && a.notice_due.is_some_and(|day| now >= Ts::end_of(day))
}

/// The mode as the directory knows it.
#[must_use]
pub fn mode_of(mode: RegistrationMode) -> Mode {
    match mode {
        RegistrationMode::Direct => Mode::Direct,
        RegistrationMode::DirectWithConsultation => Mode::DirectWithConsultation,
        RegistrationMode::Dual => Mode::Dual,
        RegistrationMode::Filing => Mode::Filing,
    }
}

/// What completeness is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Standard<'a> {
    /// The kind's rules.
    pub rules: &'a OrganizationKind,
    /// Mode, once the field is chosen; dual management until then.
    pub mode: RegistrationMode,
    /// The thresholds that count, if any.
    pub thresholds: Option<&'a Thresholds>,
    /// Least share that does not come from the state.
    pub nonstate: Ratio,
    /// The day of judging.
    pub today: Day,
    /// Language tag for names of documents.
    pub language: &'a str,
}

/// What is still missing in a task; nothing means it is complete.
#[must_use]
pub fn faults(task: Task, content: &Content, documents: &BTreeSet<String>, by: &Standard<'_>) -> Vec<Reason> {
    let mut r = Reasons::default();
    match task {
        Task::Organization => organization(&mut r, content, by),
        Task::People => people(&mut r, content, by.rules.legal_person),
        Task::Members => members(&mut r, content, by),
        Task::Premises => premises(&mut r, content, by),
        Task::Capital => capital(&mut r, content, by),
        Task::Charter => charter(&mut r, content, documents, by),
        Task::Documents => papers(&mut r, content, documents, by),
    }
    r.list().to_vec()
}

fn organization(r: &mut Reasons, content: &Content, by: &Standard<'_>) {
    let Some(o) = &content.organization else { return r.require(false, Code::ApplicationIncomplete) };
    // Where the rulebook registers an area of activity, it is asked for (SO-80).
    let has_area = by.rules.registered_items.iter().any(|i| i.key == "area");
    r.require(!has_area || o.area.is_some(), Code::AreaMissing);
    // A legal person by statute was approved otherwise (SO-64).
    let is_by_statute = by.rules.by_statute(content.founding()).is_some();
    r.require(is_by_statute || by.mode != RegistrationMode::Dual || o.sponsor.is_some(), Code::SponsorMissing);
    if let Some(statute) = &o.statute {
        let reason = Reason::from(Code::StatuteAhead).with("day", statute.approved_on);
        r.require(statute.approved_on <= by.today, reason);
    }
}

fn people(r: &mut Reasons, content: &Content, is_legal_person: bool) {
    let has = |part: Part| content.people.iter().filter(|p| p.parts.contains(&part)).count();
    r.require(!is_legal_person || has(Part::Founder) >= 1, Code::FounderMissing);
    let head = if is_legal_person { Code::RepresentativeNeeded } else { Code::ResponsibleNeeded };
    r.require(has(Part::Representative) == 1, head);
    let distinct: BTreeSet<&str> = content.people.iter().map(|p| p.identity.as_str()).collect();
    r.require(distinct.len() == content.people.len(), Code::PersonTwice);
    for person in content.people.iter().filter(|p| !p.is_eligible) {
        r.require(false, Reason::from(Code::PersonBarred).with("name", person.name.clone()));
    }
    let is_charity = is_legal_person && content.is_charitable();
    for person in content.people.iter().filter(|p| is_charity && !p.is_charity_eligible) {
        r.require(false, Reason::from(Code::PersonBarredCharity).with("name", person.name.clone()));
    }
}

fn members(r: &mut Reasons, content: &Content, by: &Standard<'_>) {
    // Who is a legal person by statute has its members by statute too (SO-64).
    if by.rules.by_statute(content.founding()).is_some() {
        return;
    }
    let Some(m) = &content.members else { return r.require(false, Code::ApplicationIncomplete) };
    let count = |set: &BTreeSet<String>| u32::try_from(set.len()).unwrap_or(u32::MAX);
    let (individuals, units) = (count(&m.individuals), count(&m.units));
    let fault = by.thresholds.and_then(|t| match t.workers_min {
        Some(_) => t.check_workers(individuals),
        None => t.check_members(individuals, units),
    });
    threshold(r, fault);
}

fn premises(r: &mut Reasons, content: &Content, by: &Standard<'_>) {
    let Some(p) = &content.premises else { return r.require(false, Code::ApplicationIncomplete) };
    if let Some(day) = p.until {
        r.require(day > by.today, Reason::from(Code::PremisesEnd).with("day", day));
    }
}

fn capital(r: &mut Reasons, content: &Content, by: &Standard<'_>) {
    let Some(c) = &content.capital else { return r.require(false, Code::ApplicationIncomplete) };
    let fault = by.thresholds.and_then(|t| t.check_capital(c.amount));
    threshold(r, fault);
    if by.rules.key == "service" {
        let share = c.nonstate.and_then(|share| u32::try_from(share).ok()).unwrap_or(0);
        r.require(by.nonstate.is_reached_by(share, 100), Code::NonstateShareLow);
    }
}

fn charter(r: &mut Reasons, content: &Content, documents: &BTreeSet<String>, by: &Standard<'_>) {
    // Its charter was approved with the body (SO-64); one that is told of is still looked at.
    if by.rules.by_statute(content.founding()).is_some() && content.charter.is_none() {
        return;
    }
    let Some(c) = &content.charter else { return r.require(false, Code::ApplicationIncomplete) };
    for item in by.rules.charter_for(content.founding()).filter(|i| !c.items.contains(&i.key)) {
        let name = item.label.in_language(by.language).to_owned();
        r.require(false, Reason::from(Code::CharterItemMissing).with("item", name));
    }
    r.require(c.text.is_some() || documents.contains("charter"), Code::CharterTextMissing);
}

fn papers(r: &mut Reasons, content: &Content, documents: &BTreeSet<String>, by: &Standard<'_>) {
    let asked = by.rules.documents_for(by.mode, content.founding()).filter(|(_, is_required)| *is_required);
    for (d, _) in asked.filter(|(d, _)| !documents.contains(&d.key)) {
        let name = d.label.in_language(by.language).to_owned();
        r.require(false, Reason::from(Code::DocumentMissing).with("document", name));
    }
}

fn threshold(r: &mut Reasons, fault: Option<ThresholdFault>) {
    if let Some(fault) = fault {
        r.require(false, shortage(fault));
    }
}

/// What a shortage is called in a refusal, and in advice (`SO-30`, `SO-31`).
#[must_use]
pub fn shortage(fault: ThresholdFault) -> Reason {
    use ThresholdFault as F;
    match fault {
        F::CapitalTooLow { have, need } => Reason::from(Code::CapitalTooLow).with("have", have).with("need", need),
        F::TooFewIndividuals { have, need }
        | F::TooFewUnits { have, need }
        | F::TooFewMembers { have, need }
        | F::TooFewWorkers { have, need } => {
            Reason::from(Code::TooFewMembers).with("have", i64::from(have)).with("need", i64::from(need))
        }
    }
}

/// Whether the founder may hand the application in: everything complete, the declaration given.
///
/// # Errors
/// Every task's faults at once, and [`Code::WrongState`].
pub fn may_submit(a: &Application, missing: Vec<Reason>, answers: &[String]) -> Result<Permit> {
    let step = Step::new(a.state, Event::Submit)?;
    let mut r = Reasons::default();
    for reason in missing {
        r.require(false, reason);
    }
    let asked = if a.state == State::Correction { a.notices.0.last().map_or(0, |n| n.defects.len()) } else { 0 };
    let answered = answers.iter().filter(|t| !t.is_empty()).count();
    r.require(answered >= asked, Reason::from(Code::DefectUnanswered).with("n", asked.saturating_sub(answered)));
    r.done()?;
    Ok(Permit(step))
}

/// Whether the founder may take the application back.
///
/// # Errors
/// [`Code::WrongState`] once it is decided.
pub fn may_withdraw(a: &Application) -> Result<Permit> {
    let event = if a.state == State::Draft { Event::Discard } else { Event::Withdraw };
    Ok(Permit(Step::new(a.state, event)?))
}

/// Whether the one notice may be sent (`SO-60`): in time, with something in it, and a second one only about what the
/// first one named already.
///
/// # Errors
/// [`Code::NoticeTooLate`], [`Code::NoticeEmpty`], [`Code::SecondNotice`], [`Code::WrongState`].
pub fn may_notify(a: &Application, by: AccountId, defects: &[Defect], now: Ts) -> Result<Permit> {
    let step = Step::new(a.state, Event::Notify)?;
    let mut r = Reasons::default();
    r.require(a.account_id != by, Code::SamePerson);
    r.require(!counts_as_accepted(a, now), Code::NoticeTooLate);
    r.require(!defects.is_empty(), Code::NoticeEmpty);
    if !a.notices.0.is_empty() {
        r.require(defects.iter().all(|d| was_named(&a.notices.0, &d.item)), Code::SecondNotice);
    }
    r.done()?;
    Ok(Permit(step))
}

fn was_named(notices: &[Notice], item: &str) -> bool {
    notices.iter().flat_map(|n| &n.defects).any(|d| d.item == item)
}

/// Whether the clerk may accept 受理 (`SO-62`). After the notice period the law has accepted already, which
/// [`may_deem`] writes down.
///
/// # Errors
/// [`Code::ChecksOpen`] while an item asks for correction, [`Code::SamePerson`], [`Code::WrongState`].
pub fn may_accept(a: &Application, by: AccountId) -> Result<Permit> {
    let step = Step::new(a.state, Event::Accept)?;
    let mut r = Reasons::default();
    r.require(a.account_id != by, Code::SamePerson);
    r.require(a.checks.0.values().all(|c| c.is_fine), Code::ChecksOpen);
    r.done()?;
    Ok(Permit(step))
}

/// Whether the application counts as accepted (`SO-61`).
///
/// # Errors
/// [`Code::WrongState`] before the period is over.
pub fn may_deem(a: &Application, now: Ts) -> Result<Permit> {
    let step = Step::new(a.state, Event::Deem)?;
    if counts_as_accepted(a, now) { Ok(Permit(step)) } else { Err(Code::WrongState.into()) }
}

/// Whether the application may be answered with 不予受理.
///
/// # Errors
/// [`Code::NoticeTooLate`] once the law has accepted it, [`Code::SamePerson`], [`Code::WrongState`].
pub fn may_decline(a: &Application, by: AccountId, now: Ts) -> Result<Permit> {
    let step = Step::new(a.state, Event::Decline)?;
    let mut r = Reasons::default();
    r.require(a.account_id != by, Code::SamePerson);
    r.require(!counts_as_accepted(a, now), Code::NoticeTooLate);
    r.done()?;
    Ok(Permit(step))
}

/// Whether this person may give the opinion: neither the founder nor the clerk of the case (`domain.md` 13). Nobody
/// proposes to file what was not made public (`SO-154`).
///
/// # Errors
/// [`Code::PublicityNeeded`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn may_review(a: &Application, by: AccountId, lacks_publicity: bool) -> Result<Permit> {
    let step = Step::new(a.state, Event::Review)?;
    let mut r = Reasons::default();
    r.require(clock::is_free(a, by), Code::SamePerson);
    r.require(!lacks_publicity, Code::PublicityNeeded);
    r.done()?;
    Ok(Permit(step))
}

/// Whether this person may decide: neither founder nor clerk nor reviewer of the case (`domain.md` 13). After the
/// statutory day a decision is still owed, and the delay shows.
///
/// # Errors
/// [`Code::SamePerson`], [`Code::WrongState`].
pub fn may_decide(a: &Application, by: AccountId, is_granted: bool) -> Result<Permit> {
    let step = Step::new(a.state, if is_granted { Event::Approve } else { Event::Refuse })?;
    let mut r = Reasons::default();
    let others = [Some(a.account_id), a.clerk_id, a.reviewer_id];
    r.require(!others.contains(&Some(by)), Code::SamePerson);
    r.done()?;
    Ok(Permit(step))
}

#[cfg(test)]
mod tests;
