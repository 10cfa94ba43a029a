//! Verbs of tenders; each runs in one transaction.
use super::{
    committee::{Formed, Member},
    jobs::{IndexTender, Notify, Word},
    model::{Draft, NewAnswer, Tender, TenderEvent, TenderState},
    rules::{self, Facts, Others},
    store,
};
use crate::{
    account,
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId, Role},
        refusal::{Code, Error, Result},
        state::Step,
        time::Ts,
    },
    market::{
        duties::{self, Duty},
        plan,
    },
    platform::{
        db::{Conn, Env, Event, Tx},
        numbers,
        rulebook::{PriceNote, Procedure},
    },
    registry::organization,
    schema::{authorities, memberships},
};
use diesel::prelude::*;
use std::sync::Arc;

/// Begins a tender: a draft with a project number.
///
/// # Errors
/// [`Code::NotYourRole`], [`Error::Missing`] for an unknown plan line, [`Code::ProcedureUnsuited`].
pub fn create(tx: &mut Tx, command: &Draft, authority: &str) -> Result<Tender> {
    let by = tx.account()?;
    let (profile, plan_line_id, authority_id) = grounds_of(tx, command, authority)?;
    let division: String = authorities::table.find(authority_id.0).select(authorities::division).first(tx.conn)?;
    let head = format!("{:0<6}{}", division.get(..6).unwrap_or(&division), tx.now.local().format("%Y"));
    let no = format!("{head}{:05}", numbers::next(tx, &format!("tender-{head}"))?);
    let new = store::Fresh { no: &no, plan_line_id, authority_id, by, draft: command, profile: &profile };
    let id = store::insert(tx, &new)?;
    duties::check(tx, id.0, Duty::Buy)?;
    store::find(tx.conn, id)
}

/// The procedure as it stands today, the plan line and the department of a draft.
fn grounds_of(
    tx: &mut Tx,
    draft: &Draft,
    authority: &str,
) -> Result<(Arc<Procedure>, Option<plan::PlanLineId>, AuthorityId)> {
    let profile = tx.env.rulebook.procedure(&draft.procedure, tx.now.day()).ok_or(Code::ProcedureUnsuited)?;
    if draft.plan_line.is_empty() {
        if !profile.simulated {
            return Err(Code::NoPlanLine.into());
        }
        return Ok((profile, None, plan::authority_of_buyer(tx, authority)?));
    }
    let line = plan::find_by_no(tx.conn, &draft.plan_line)?;
    rules::must_be(tx.actor, &[Role::Buyer], line.authority_id)?;
    if line.status != plan::PlanStatus::Active {
        return Err(Code::WrongState.into());
    }
    Ok((profile, Some(line.id), line.authority_id))
}

/// Rewrites a draft.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`] when it is no draft any more, [`Error::Stale`].
pub fn rewrite(tx: &mut Tx, no: &str, command: &Draft, version: Option<i64>) -> Result<Tender> {
    let tender = mine(tx, no, &[Role::Buyer])?;
    in_state(&tender, TenderState::Draft)?;
    if version.is_some_and(|v| v != tender.version) {
        return Err(Error::Stale);
    }
    duties::check(tx, tender.id.0, Duty::Buy)?;
    let (profile, plan_line_id, authority) = grounds_of(tx, command, "")?;
    if authority != tender.authority_id {
        return Err(Code::NotYourRole.into());
    }
    store::rewrite(tx, &tender, plan_line_id, command, &profile)?;
    store::find(tx.conn, tender.id)
}

/// Looks up the three members for a committee: three different accounts that hold the duty of an opener.
///
/// # Errors
/// [`Code::WrongOpeners`].
pub fn members(tx: &mut Tx, emails: &[String]) -> Result<Vec<AccountId>> {
    let mut found = Vec::new();
    for email in emails {
        let account = account::find_account_by_email(tx.conn, email)?.ok_or(Code::WrongOpeners)?;
        let holds = memberships::table
            .filter(memberships::account_id.eq(account.id.0))
            .filter(memberships::role.eq(Role::Opener))
            .filter(memberships::ended_at.is_null());
        if found.contains(&account.id) || !diesel::select(diesel::dsl::exists(holds)).get_result::<bool>(tx.conn)? {
            return Err(Code::WrongOpeners.into());
        }
        found.push(account.id);
    }
    if found.len() == 3 { Ok(found) } else { Err(Code::WrongOpeners.into()) }
}

/// Keeps the committee that has just met; a draft's committee may meet again and replaces the earlier one.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`], [`Code::WrongOpeners`].
pub fn form_committee(tx: &mut Tx, no: &str, members_named: &[Member], formed: &Formed) -> Result<()> {
    let tender = mine(tx, no, &[Role::Buyer])?;
    in_state(&tender, TenderState::Draft)?;
    duties::check(tx, tender.id.0, Duty::Buy)?;
    let emails: Vec<String> = members_named.iter().map(|m| m.email.clone()).collect();
    let accounts = members(tx, &emails)?;
    if accounts.contains(&tx.account()?) {
        return Err(Code::SamePerson.into());
    }
    store::write_committee(tx, &tender, &accounts, formed)?;
    tx.record(("tender", no), Event::private("market.tender.committee_formed"))?;
    Ok(())
}

/// Every reason why a tender may not be published now; what is lawful but unusual comes back.
///
/// # Errors
/// The reasons.
pub fn check(c: &mut Conn, env: &Env, now: Ts, tender: &Tender) -> Result<Vec<PriceNote>> {
    let book = &env.rulebook;
    let profile = book.procedure(&tender.procedure_key, now.day()).ok_or(Code::ProcedureUnsuited)?;
    let draft = store::draft_of(c, tender)?;
    let line = tender.plan_line_id.map(|id| plan::find(c, id)).transpose()?;
    let (budget_left, others) = match &line {
        Some(line) => {
            let taken = store::committed(c, line.id, Some(tender.id))?.total;
            let left = line.budget.checked_sub(taken).unwrap_or_default();
            (Some(left), store::similar(c, line, tender.id)?)
        }
        None => (None, Others::default()),
    };
    let facts = Facts {
        profile: &profile,
        calendar: book.calendar(),
        now,
        open_tender_amount: book.money("proc.open_tender_threshold", now.day())?,
        budget_left,
        intention_on: line.as_ref().and_then(|l| l.intention_on),
        need_asked: line.as_ref().map_or("", |l| l.need_asked.as_str()),
        others,
    };
    let notes = rules::may_publish(&draft, &facts);
    let has_locks = store::locks(c, tender.id)?.len() == 2;
    match (notes, has_locks) {
        (Err(Error::Refused(mut reasons)), false) => {
            reasons.push(Code::NoCommittee.into());
            Err(Error::Refused(reasons))
        }
        (Ok(_), false) => Err(Code::NoCommittee.into()),
        (notes, _) => notes,
    }
}

/// Hands a draft to another person of the department for approval.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`], and everything that would stop publication.
pub fn submit(tx: &mut Tx, no: &str) -> Result<Tender> {
    let tender = mine(tx, no, &[Role::Buyer])?;
    let step = Step::new(tender.state, TenderEvent::Submit)?;
    duties::check(tx, tender.id.0, Duty::Buy)?;
    check(tx.conn, tx.env, tx.now, &tender)?;
    let tender = store::step(tx, &tender, &step, None)?;
    tx.record(("tender", no), Event::private("market.tender.submitted"))?;
    tx.enqueue(&Notify::approvers(tender.id, Word::Submitted))?;
    Ok(tender)
}

/// Throws a draft away.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn discard(tx: &mut Tx, no: &str) -> Result<Tender> {
    let tender = mine(tx, no, &[Role::Buyer])?;
    let step = Step::new(tender.state, TenderEvent::Discard)?;
    store::step(tx, &tender, &step, None)
}

/// Publishes what another person submitted: the documents are issued at this instant (`PR-34`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`], and every rule about the draft again.
pub fn publish(tx: &mut Tx, no: &str) -> Result<Tender> {
    let tender = mine(tx, no, &[Role::Approver])?;
    let step = Step::new(tender.state, TenderEvent::Publish)?;
    duties::check(tx, tender.id.0, Duty::Approve)?;
    if tender.created_by == tx.account()? {
        return Err(Code::SamePerson.into());
    }
    check(tx.conn, tx.env, tx.now, &tender)?;
    let profile = tx.env.rulebook.procedure(&tender.procedure_key, tx.now.day()).ok_or(Code::ProcedureUnsuited)?;
    let tender = store::step(tx, &tender, &step, None)?;
    let mut event = Event::public("market.tender.published")
        .with("title", tender.title.as_str())
        .with("procedure", tender.procedure_key.as_str())
        .with("budget_fen", tender.budget.fen())
        .with("closes_at", tender.closes_at.iso_local())
        .with("simulated", tender.is_simulated)
        .with("rules", tx.env.rulebook.digest());
    for lock in store::locks(tx.conn, tender.id)? {
        event = event
            .with(&format!("{}_lock_a", lock.envelope), lock.public_a)
            .with(&format!("{}_lock_b", lock.envelope), lock.public_b);
    }
    let entry = tx.record(("tender", no), event)?;
    store::seal_profile(tx, tender.id, &profile, entry)?;
    tx.enqueue(&IndexTender::new(tender.id))?;
    tx.enqueue(&Notify::buyer(tender.id, Word::Published))?;
    store::find(tx.conn, tender.id)
}

/// Sends a submitted draft back with a reason.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn send_back(tx: &mut Tx, no: &str, reason: &str) -> Result<Tender> {
    let tender = mine(tx, no, &[Role::Approver])?;
    let step = Step::new(tender.state, TenderEvent::Return)?;
    duties::check(tx, tender.id.0, Duty::Approve)?;
    let tender = store::step(tx, &tender, &step, Some(reason))?;
    tx.enqueue(&Notify::buyer(tender.id, Word::Returned))?;
    Ok(tender)
}

/// Ends a published tender before its contract, with a reason everybody reads.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn stop(tx: &mut Tx, no: &str, reason: &str) -> Result<Tender> {
    let tender = mine(tx, no, &[Role::Buyer, Role::Approver])?;
    ended(tx, &tender, reason)
}

/// Ends a tender, records it and has it indexed; also for an upheld challenge.
pub(in crate::market) fn ended(tx: &mut Tx, tender: &Tender, reason: &str) -> Result<Tender> {
    let tender = super::steps::stop(tx, tender, reason)?;
    tx.record(("tender", &tender.no), Event::public("market.tender.stopped").with("reason", reason))?;
    tx.enqueue(&IndexTender::new(tender.id))?;
    Ok(tender)
}

/// Asks a question in public, without the asker's name.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::QuestionsClosed`], and what speaks against the organization.
pub fn ask(tx: &mut Tx, no: &str, organization: OrganizationId, body: &str) -> Result<i64> {
    let by = tx.account()?;
    let tender = visible(tx, no)?;
    if !tx.actor.is_officer_of(organization) {
        return Err(Code::NotYourRole.into());
    }
    organization::find(tx.conn, organization)?;
    rules::may_ask(&tender, tx.now)?;
    let id = store::ask(tx, tender.id, Some((organization, by)), body)?;
    tx.record(("tender", no), Event::private("market.tender.question_asked"))?;
    tx.enqueue(&Notify::buyer(tender.id, Word::Asked))?;
    Ok(id)
}

/// Answers a question for everybody at once. An answer that may affect bids moves a near deadline (`PR-35`, `PR-38`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::DeadlinePassed`], [`Code::AlreadyAnswered`].
pub fn answer(tx: &mut Tx, no: &str, question: i64, answer: &NewAnswer) -> Result<Tender> {
    let tender = mine(tx, no, &[Role::Buyer])?;
    duties::check(tx, tender.id.0, Duty::Buy)?;
    rules::may_clarify(&tender, tx.now)?;
    let asked = store::question(tx.conn, tender.id, question)?;
    if asked.answered_at.is_some() {
        return Err(Code::AlreadyAnswered.into());
    }
    clarify(tx, &tender, question, answer)?;
    tx.enqueue(&Notify::asker(tender.id, question))?;
    store::find(tx.conn, tender.id)
}

/// Issues a clarification 澄清 or change nobody asked for; the deadline moves like after an answer.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::DeadlinePassed`].
pub fn issue_clarification(tx: &mut Tx, no: &str, subject: &str, answer: &NewAnswer) -> Result<i64> {
    let tender = mine(tx, no, &[Role::Buyer])?;
    duties::check(tx, tender.id.0, Duty::Buy)?;
    rules::may_clarify(&tender, tx.now)?;
    let id = store::ask(tx, tender.id, None, subject)?;
    clarify(tx, &tender, id, answer)?;
    Ok(id)
}

fn clarify(tx: &mut Tx, tender: &Tender, question: i64, answer: &NewAnswer) -> Result<()> {
    let closes_at = if answer.changes_documents {
        rules::deadline_after_change(tender.profile(), tx.env.rulebook.calendar(), tx.now, tender.closes_at)
    } else {
        tender.closes_at
    };
    let moved_from = (closes_at != tender.closes_at).then_some(tender.closes_at);
    let event = Event::public("market.tender.clarified")
        .with("question", question)
        .with("changes_documents", answer.changes_documents)
        .with("closes_at", closes_at.iso_local());
    let entry = tx.record(("tender", &tender.no), event)?;
    store::answer(tx, question, answer, moved_from, entry)?;
    if moved_from.is_some() {
        store::move_deadline(tx, tender, closes_at)?;
        tx.enqueue(&IndexTender::new(tender.id))?;
    }
    Ok(())
}

/// Adds a stored file to the documents. While bids are received this is a change that may affect them, and is announced
/// as a clarification with `subject` (`PR-35`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`] once the deadline has passed.
pub fn add_document(tx: &mut Tx, no: &str, title: &str, file: i64, subject: &str) -> Result<i64> {
    let tender = mine(tx, no, &[Role::Buyer])?;
    duties::check(tx, tender.id.0, Duty::Buy)?;
    if tender.state == TenderState::Draft {
        return store::add_document(tx, tender.id, title, file, None);
    }
    rules::may_clarify(&tender, tx.now)?;
    let entry = tx.record(("tender", no), Event::public("market.tender.document_added").with("title", title))?;
    let id = store::add_document(tx, tender.id, title, file, Some(entry))?;
    let told = NewAnswer { text: title.to_owned(), changes_documents: true };
    let question = store::ask(tx, tender.id, None, subject)?;
    clarify(tx, &tender, question, &told)?;
    Ok(id)
}

/// Takes a file out of a draft's documents; after publication files stay.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn remove_document(tx: &mut Tx, no: &str, id: i64) -> Result<()> {
    let tender = mine(tx, no, &[Role::Buyer])?;
    in_state(&tender, TenderState::Draft)?;
    store::remove_document(tx, tender.id, id)
}

/// Closes a tender whose deadline has passed; too few bids make it fail at once (`PR-83`). The ticker calls this, and
/// whoever needs a closed tender earlier.
///
/// # Errors
/// [`Code::DeadlineNotPassed`], [`Code::WrongState`].
pub fn close_due(tx: &mut Tx, id: super::TenderId) -> Result<Tender> {
    let tender = store::find(tx.conn, id)?;
    if tender.state == TenderState::Closed {
        return Ok(tender);
    }
    rules::may_close(&tender, tx.now)?;
    let tender = super::steps::close(tx, &tender)?;
    let event = Event::public("market.tender.closed").with("closed_at", tender.closes_at.iso_local());
    tx.record(("tender", &tender.no), event)?;
    tx.enqueue(&IndexTender::new(id))?;
    Ok(tender)
}

/// The tender of a number at whose department the actor holds one of the roles.
pub(in crate::market) fn mine(tx: &mut Tx, no: &str, roles: &[Role]) -> Result<Tender> {
    tx.account()?;
    let tender = visible(tx, no)?;
    rules::must_be(tx.actor, roles, tender.authority_id)?;
    Ok(tender)
}

/// The tender of a number, if the actor may see it.
fn visible(tx: &mut Tx, no: &str) -> Result<Tender> {
    let tender = store::find_by_no(tx.conn, no)?;
    if rules::may_see(tx.actor, &tender) { Ok(tender) } else { Err(Error::Missing) }
}

fn in_state(tender: &Tender, state: TenderState) -> Result<()> {
    if tender.state == state { Ok(()) } else { Err(Code::WrongState.into()) }
}
