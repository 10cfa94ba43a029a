//! Handing a case in, and taking it back.
use super::periods;
use crate::{
    kernel::refusal::{Reason, Result},
    platform::{
        db::{Event, Json, Tx},
        rulebook::OrganizationKind,
    },
    registry::{
        application::{Notice, forms::Submission},
        case::{
            access,
            jobs::{Tell, Word},
            matter::Matter,
            model::Case,
            rules,
            store::{self, Written},
        },
        organization::Organization,
    },
};

/// Hands the case in as `x` carries it, at first or after correction; the authority has the notice period from today
/// (`SO-60`).
///
/// # Errors
/// Everything that is missing at once; [`crate::kernel::refusal::Code::WrongState`].
pub fn hand_in<C: Matter>(
    tx: &mut Tx,
    x: &Case<C>,
    by: (&OrganizationKind, &Organization),
    missing: Vec<Reason>,
    command: &Submission,
) -> Result<Case<C>> {
    let (kind, o) = by;
    let permit = rules::may_submit(x, missing, &command.answers)?;
    let received = command.received_at.min(tx.now);
    let due = periods::<C>(kind)?.correction_notice.last_day(tx.env.rulebook.calendar(), received.day());
    let written = Written {
        rules: Some(Json(kind.clone())),
        submitted_at: x.submitted_at.is_none().then_some(received),
        received_at: Some(received),
        notice_due: Some(due),
        due_on: Some(Some(due)),
        notices: Some(Json(answered(x, &command.answers))),
        checks: Some(Json(Default::default())),
        ..Written::default()
    };
    store::step(tx, x, &permit, written, None)?;
    let mut event = Event::private(C::ACTS.received)
        .with("organization", o.credit_code.clone())
        .with("notice_due", due.to_string());
    let items = x.content.0.items();
    if !items.is_empty() {
        event = event.with("items", items.join(","));
    }
    tx.record((C::KIND.word(), &x.no), event)?;
    tx.enqueue(&Tell::<C>::new(x.id, Word::Submitted))?;
    store::find(tx.conn, &x.no)
}

fn answered<C: Matter>(x: &Case<C>, answers: &[String]) -> Vec<Notice> {
    let mut notices = x.notices.0.clone();
    if let Some(last) = notices.last_mut() {
        for (defect, answer) in last.defects.iter_mut().zip(answers) {
            defect.answer = Some(answer.clone());
        }
    }
    notices
}

/// Takes the case back 撤回申请, or throws a draft away. What goes into the ledger is the kind's own.
///
/// # Errors
/// [`crate::kernel::refusal::Code::WrongState`] once it is decided.
pub fn withdraw<C: Matter>(
    tx: &mut Tx,
    no: &str,
    record: impl FnOnce(&mut Tx, &Case<C>) -> Result<()>,
) -> Result<Case<C>> {
    let x = access::own::<C>(tx.conn, tx.actor, no)?;
    let permit = rules::may_withdraw(&x)?;
    store::step(tx, &x, &permit, Written { due_on: Some(None), ..Written::default() }, None)?;
    record(tx, &x)?;
    store::find(tx.conn, no)
}
