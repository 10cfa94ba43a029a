//! The clerk's side: the one notice, acceptance, non-acceptance, and what the law does by itself.
use super::{periods, rules_of};
use crate::{
    kernel::{
        actor::{AccountId, Role},
        refusal::Result,
        time::Day,
    },
    platform::db::{Event, Json, Tx},
    registry::{
        application::{Checks, Decision, Defect, Notice, forms::Refusal},
        case::{
            access,
            jobs::{Tell, Word},
            matter::Matter,
            model::Case,
            rules::{self, Permit},
            store::{self, Written},
        },
    },
};

/// Sends the one-time notice 一次性补正告知 (`SO-60`), made of the items that ask for correction.
///
/// # Errors
/// See [`rules::may_notify`].
pub fn notify<C: Matter>(tx: &mut Tx, no: &str, checks: &Checks) -> Result<Case<C>> {
    let (x, clerk) = access::official::<C>(tx, Role::Clerk, no)?;
    let wrong = checks.iter().filter(|(_, c)| !c.is_fine);
    let defects: Vec<Defect> =
        wrong.map(|(item, c)| Defect { item: item.clone(), text: c.text.clone(), answer: None }).collect();
    let permit = rules::may_notify(&x, &defects, tx.now)?;
    let n = defects.len();
    let mut notices = x.notices.0.clone();
    notices.push(Notice { at: tx.now, defects });
    let written = Written {
        clerk_id: Some(clerk),
        checks: Some(Json(checks.clone())),
        notices: Some(Json(notices)),
        due_on: Some(None),
        ..Written::default()
    };
    store::step(tx, &x, &permit, written, None)?;
    tx.record((C::KIND.word(), no), Event::private(C::ACTS.correction).with("items", n))?;
    tx.enqueue(&Tell::<C>::new(x.id, Word::Correction))?;
    store::find(tx.conn, no)
}

/// Accepts 受理; the decision period runs from today. When the notice period is over already, the law has accepted the
/// case as of the day it was received, and that is what is written (`SO-61`).
///
/// # Errors
/// See [`rules::may_accept`].
pub fn accept<C: Matter>(tx: &mut Tx, no: &str) -> Result<Case<C>> {
    let (x, clerk) = access::official::<C>(tx, Role::Clerk, no)?;
    if rules::counts_as_accepted(&x, tx.now) {
        deem_now(tx, &x)?;
    } else {
        let permit = rules::may_accept(&x)?;
        take_in(tx, &x, &permit, tx.now.day(), Some(clerk))?;
    }
    store::find(tx.conn, no)
}

/// Writes down that the law has accepted a case (`SO-61`, `CX-04`); nothing when it has not.
///
/// # Errors
/// A fault of the database.
pub fn deem<C: Matter>(tx: &mut Tx, no: &str) -> Result<bool> {
    let x = store::find::<C>(tx.conn, no)?;
    if !rules::counts_as_accepted(&x, tx.now) {
        return Ok(false);
    }
    deem_now(tx, &x)?;
    Ok(true)
}

fn deem_now<C: Matter>(tx: &mut Tx, x: &Case<C>) -> Result<()> {
    let permit = rules::may_deem(x, tx.now)?;
    let received = x.received_at.unwrap_or(tx.now).day();
    take_in(tx, x, &permit, received, None)?;
    tx.enqueue(&Tell::<C>::new(x.id, Word::Deemed))
}

fn take_in<C: Matter>(tx: &mut Tx, x: &Case<C>, permit: &Permit, on: Day, clerk: Option<AccountId>) -> Result<()> {
    let kind = rules_of(tx, x)?;
    let periods = periods::<C>(&kind)?;
    let (promised, statutory) = rules::limits(&periods, tx.env.rulebook.calendar(), on, &[], None);
    let written = Written {
        accepted_on: Some(on),
        is_deemed: Some(clerk.is_none()),
        promised_due: Some(promised),
        statutory_due: Some(statutory),
        due_on: Some(Some(promised)),
        clerk_id: clerk,
        ..Written::default()
    };
    store::step(tx, x, permit, written, None)?;
    let act = if clerk.is_some() { C::ACTS.accepted } else { C::ACTS.deemed };
    let event = Event::private(act)
        .with("accepted_on", on.to_string())
        .with("promised_due", promised.to_string())
        .with("statutory_due", statutory.to_string());
    tx.record((C::KIND.word(), &x.no), event)?;
    tx.enqueue(&Tell::<C>::new(x.id, Word::Accepted))
}

/// Answers 不予受理 with ground and reasons (`SO-62`).
///
/// # Errors
/// See [`rules::may_decline`].
pub fn decline<C: Matter>(tx: &mut Tx, no: &str, refusal: &Refusal) -> Result<Case<C>> {
    let (x, clerk) = access::official::<C>(tx, Role::Clerk, no)?;
    let permit = rules::may_decline(&x, tx.now)?;
    let event = Event::private(C::ACTS.not_accepted).with("ground", refusal.ground.word());
    let entry = tx.record((C::KIND.word(), no), event)?;
    let decision =
        Decision { is_granted: false, ground: Some(refusal.ground), text: refusal.text.clone(), at: tx.now, entry };
    let written =
        Written { clerk_id: Some(clerk), due_on: Some(None), decision: Some(Json(decision)), ..Written::default() };
    store::step(tx, &x, &permit, written, None)?;
    tx.enqueue(&Tell::<C>::new(x.id, Word::NotAccepted))?;
    store::find(tx.conn, no)
}
