//! The clerk's side: checklist, the one notice, acceptance, non-acceptance, and what the law does by itself.
use super::super::{
    access::{self, Hand},
    forms::Refusal,
    jobs::{Letter, SendLetter},
    model::{Application, Checks, Decision, Defect, Ground, Notice},
    rules::{self, Limits, Permit},
    standard,
    store::{self, Change},
};
use crate::{
    kernel::{
        actor::AccountId,
        refusal::{Error, FieldError, Result},
        time::Day,
    },
    platform::db::{Event, Json, Tx},
};

/// Saves the checklist; nothing leaves the office by it.
///
/// # Errors
/// [`crate::kernel::refusal::Code::WrongState`] outside the receiving stage, and those of access.
pub fn check(tx: &mut Tx, no: &str, checks: &Checks) -> Result<()> {
    let (a, clerk) = access::official(tx, Hand::Receive, no)?;
    // The checklist belongs to the stage in which acceptance is still open.
    rules::may_accept(&Application { checks: Json(Checks::new()), ..a.clone() }, clerk)?;
    store::save_checks(tx, &a, checks)
}

/// Sends the one-time notice 一次性补正告知 (`SO-60`), made of the items of the checklist that ask for correction.
///
/// # Errors
/// See [`rules::may_notify`].
pub fn notify(tx: &mut Tx, no: &str, checks: &Checks) -> Result<Application> {
    let (a, clerk) = access::official(tx, Hand::Receive, no)?;
    let defects: Vec<Defect> = checks
        .iter()
        .filter(|(_, c)| !c.is_fine)
        .map(|(item, c)| Defect { item: item.clone(), text: c.text.clone(), answer: None })
        .collect();
    let permit = rules::may_notify(&a, clerk, &defects, tx.now)?;
    let n = defects.len();
    let mut notices = a.notices.0.clone();
    notices.push(Notice { at: tx.now, defects });
    let change = Change {
        clerk_id: Some(clerk),
        checks: Some(Json(checks.clone())),
        notices: Some(Json(notices)),
        due_on: Some(None),
        ..Change::default()
    };
    store::step(tx, &a, &permit, change, None)?;
    tx.record(("application", no), Event::private("registry.application.correction").with("items", n))?;
    tx.enqueue(&SendLetter::new(a.id, Letter::Correction))?;
    store::find(tx.conn, no)
}

/// Accepts 受理; the decision period runs from today. When the notice period is over already, the law has accepted the
/// application as of the day it was received, and that is what is written (`SO-61`).
///
/// # Errors
/// See [`rules::may_accept`].
pub fn accept(tx: &mut Tx, no: &str) -> Result<Application> {
    let (a, clerk) = access::official(tx, Hand::Receive, no)?;
    if rules::counts_as_accepted(&a, tx.now) {
        deem_now(tx, &a)?;
    } else {
        let permit = rules::may_accept(&a, clerk)?;
        take_in(tx, &a, &permit, tx.now.day(), Some(clerk))?;
    }
    store::find(tx.conn, no)
}

/// Writes down that the law has accepted an application (`SO-61`, `CX-04`); nothing when it has not.
///
/// # Errors
/// A fault of the database.
pub fn deem(tx: &mut Tx, no: &str) -> Result<bool> {
    let a = store::find(tx.conn, no)?;
    if !rules::counts_as_accepted(&a, tx.now) {
        return Ok(false);
    }
    deem_now(tx, &a)?;
    Ok(true)
}

fn deem_now(tx: &mut Tx, a: &Application) -> Result<()> {
    let permit = rules::may_deem(a, tx.now)?;
    let received = a.received_at.unwrap_or(tx.now).day();
    take_in(tx, a, &permit, received, None)?;
    tx.enqueue(&SendLetter::new(a.id, Letter::DeemedAlert))
}

fn take_in(tx: &mut Tx, a: &Application, permit: &Permit, on: Day, clerk: Option<AccountId>) -> Result<()> {
    let rules = standard::rules_of(&tx.env.rulebook, a, tx.now.day())?;
    let time = rules.decision_time(a.content.0.founding());
    let from = rules::runs_from(&time, a, on);
    let Limits { promised, statutory } = rules::limits(&time, tx.env.rulebook.calendar(), from);
    let change = Change {
        accepted_on: Some(on),
        is_deemed: Some(clerk.is_none()),
        promised_due: Some(promised),
        statutory_due: Some(statutory),
        due_on: Some(Some(promised)),
        clerk_id: clerk,
        ..Change::default()
    };
    store::step(tx, a, permit, change, None)?;
    let kind = if clerk.is_some() { "registry.application.accepted" } else { "registry.application.deemed_accepted" };
    let event = Event::private(kind)
        .with("accepted_on", on.to_string())
        .with("promised_due", promised.to_string())
        .with("statutory_due", statutory.to_string());
    tx.record(("application", &a.no), event)?;
    tx.enqueue(&SendLetter::new(a.id, Letter::Accepted))
}

/// Answers 不予受理 with ground and reasons (`SO-62`).
///
/// # Errors
/// See [`rules::may_decline`]; [`Error::Invalid`] for a ground that is none for this kind.
pub fn decline(tx: &mut Tx, no: &str, refusal: &Refusal) -> Result<Application> {
    let (a, clerk) = access::official(tx, Hand::Decline, no)?;
    if !Ground::not_accepted(a.kind).contains(&refusal.ground) {
        return Err(Error::Invalid(vec![FieldError::new("ground", "choice")]));
    }
    let permit = rules::may_decline(&a, clerk, tx.now)?;
    let event = Event::private("registry.application.not_accepted").with("ground", refusal.ground.word());
    let entry = tx.record(("application", no), event)?;
    let decision =
        Decision { is_granted: false, ground: Some(refusal.ground), text: refusal.text.clone(), at: tx.now, entry };
    let change =
        Change { clerk_id: Some(clerk), due_on: Some(None), decision: Some(Json(decision)), ..Change::default() };
    store::step(tx, &a, &permit, change, None)?;
    tx.enqueue(&SendLetter::new(a.id, Letter::NotAccepted))?;
    store::find(tx.conn, no)
}
