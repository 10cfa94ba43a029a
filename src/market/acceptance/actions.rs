//! Verbs of acceptance and evaluation; each runs in one transaction.
use super::{
    model::{Acceptance, Points, Verdict},
    rules,
    store::{self, Frame},
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        refusal::{Code, Result},
        state::Step,
    },
    market::{
        contract::{
            self, Contract, ContractState, Milestone, MilestoneEvent, MilestoneState,
            jobs::{Letter, Tell},
        },
        duties::{self, Duty},
        money::{self, Purse, Transfer},
        tender,
    },
    platform::{
        db::{Event, Tx},
        files::{self, Stored, inspect::Accepted},
    },
};

/// A looked-at file that lies in the store already.
pub type Kept = (Accepted, Stored);

/// The supplier reports a milestone done, with evidence.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn report(tx: &mut Tx, no: &str, position: i64, summary: &str, evidence: &[Kept]) -> Result<()> {
    let (contract, milestone) = open(tx, no, position)?;
    tx.account()?;
    if !tx.actor.is_officer_of(contract.organization_id) {
        return Err(Code::NotYourRole.into());
    }
    step(tx, &milestone, MilestoneEvent::Report)?;
    let mut ids = Vec::with_capacity(evidence.len());
    for (accepted, stored) in evidence {
        ids.push(files::row::insert(tx, accepted, stored)?);
    }
    store::insert_report(tx, &milestone, summary, &ids)?;
    tx.record(("contract", no), Event::private("market.milestone.reported").with("milestone", position))?;
    Ok(())
}

/// Returns a report: it is not yet what the contract says.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn give_back(tx: &mut Tx, no: &str, position: i64, reason: &str) -> Result<()> {
    let (contract, milestone) = open(tx, no, position)?;
    acceptor(tx, &contract)?;
    step(tx, &milestone, MilestoneEvent::Return)?;
    let report = store::latest_report(tx.conn, milestone.id)?;
    store::return_report(tx, &report, reason)?;
    tx.record(("contract", no), Event::private("market.milestone.returned").with("milestone", position))?;
    tx.enqueue(&Tell::about(contract.id, Letter::Returned, &milestone.title, None))
}

/// Accepts a milestone in whole or in part, with its acceptance report 验收书; the result is public (`PR-103`).
///
/// # Errors
/// What [`rules::check_verdict`] refuses; [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn accept(tx: &mut Tx, no: &str, position: i64, verdict: &Verdict) -> Result<Acceptance> {
    let (contract, milestone) = open(tx, no, position)?;
    let by = acceptor(tx, &contract)?;
    rules::check_verdict(verdict, milestone.amount, contract.is_public_service)?;
    step(tx, &milestone, MilestoneEvent::Accept)?;
    let tender = tender::find(tx.conn, contract.tender_id)?;
    let report = store::latest_report(tx.conn, milestone.id)?;
    let frame = Frame {
        no: format!("{no}-Y{position}"),
        contract: contract.id,
        milestone: milestone.id,
        report: report.id,
        by,
        pay_by: rules::pay_by(tender.profile().periods.payment, tx.env.rulebook.calendar(), tx.now),
    };
    let id = store::insert(tx, &frame, verdict)?;
    let event = Event::public("market.acceptance.made")
        .with("contract", no)
        .with("value", verdict.value.fen())
        .with("of", milestone.amount.fen())
        .with("users_asked", verdict.users_asked)
        .with("users_satisfied", verdict.users_satisfied);
    let entry = tx.record(("acceptance", &frame.no), event)?;
    store::set_entry(tx, id, entry)?;
    book(tx, &contract, &milestone, verdict, &frame.no)?;
    complete(tx, &contract)?;
    tx.enqueue(&Tell::about(contract.id, Letter::Accepted, &milestone.title, Some(verdict.value)))?;
    store::find(tx.conn, id)
}

/// Moves the accepted value from what was committed to what is payable; what was not accepted goes back to the budget.
fn book(tx: &mut Tx, contract: &Contract, milestone: &Milestone, verdict: &Verdict, no: &str) -> Result<()> {
    let committed = Purse::Committed(contract.id.0);
    let unspent = milestone.amount.checked_sub(verdict.value).unwrap_or_default();
    let moves = [
        ("accepted", Purse::Payable(contract.id.0), verdict.value),
        ("unspent", Purse::Budget(contract.authority_id.0), unspent),
    ];
    for (kind, to, amount) in moves.into_iter().filter(|(_, _, amount)| amount.is_positive()) {
        money::post(tx, &Transfer { kind, subject: no.to_owned(), from: committed.clone(), to, amount })?;
    }
    Ok(())
}

/// After the last milestone the contract is completed and the tender accepted.
fn complete(tx: &mut Tx, contract: &Contract) -> Result<()> {
    let all = contract::milestones(tx.conn, contract.id)?;
    if all.iter().any(|m| m.state != MilestoneState::Accepted) {
        return Ok(());
    }
    let done = contract::mark_complete(tx, contract)?;
    let tender = tender::find(tx.conn, contract.tender_id)?;
    let tender = tender::mark_accepted(tx, &tender)?;
    if store::of_contract(tx.conn, contract.id)?.iter().all(|a| a.paid == a.accepted_value) {
        contract::mark_settled(tx, &done)?;
        tender::mark_paid(tx, &tender)?;
    }
    Ok(())
}

/// Evaluates a settled contract (`PR-105`); the result is public and feeds the supplier's record (`PR-17`).
///
/// # Errors
/// [`Code::WrongState`] before everything is paid; [`Code::NotYourRole`], [`Code::SamePerson`].
pub fn evaluate(tx: &mut Tx, no: &str, points: &Points) -> Result<i64> {
    let contract = contract::find_by_no(tx.conn, no)?;
    acceptor(tx, &contract)?;
    let done = contract::mark_evaluated(tx, &contract)?;
    let score = rules::score(points);
    let grade = rules::grade(score, tx.env.rulebook.list("proc.performance_bands", tx.now.day())?);
    let event = Event::public("market.contract.evaluated").with("score", score).with("grade", grade.word());
    let entry = tx.record(("contract", no), event)?;
    store::insert_evaluation(tx, &done, points, score, grade, entry)?;
    let tender = tender::find(tx.conn, contract.tender_id)?;
    tender::mark_archived(tx, &tender)?;
    Ok(score)
}

fn open(tx: &mut Tx, no: &str, position: i64) -> Result<(Contract, Milestone)> {
    let contract = contract::find_by_no(tx.conn, no)?;
    let milestone = contract::milestone(tx.conn, contract.id, position)?;
    if contract.state != ContractState::Performing {
        return Err(Code::WrongState.into());
    }
    Ok((contract, milestone))
}

fn acceptor(tx: &mut Tx, contract: &Contract) -> Result<AccountId> {
    tx.official(Role::Acceptor, (BodyKind::Authority, contract.authority_id.0))?;
    duties::check(tx, contract.tender_id.0, Duty::Accept)
}

fn step(tx: &mut Tx, milestone: &Milestone, event: MilestoneEvent) -> Result<()> {
    let step: Step<MilestoneState> = Step::new(milestone.state, event)?;
    contract::move_milestone(tx, milestone, &step)
}
