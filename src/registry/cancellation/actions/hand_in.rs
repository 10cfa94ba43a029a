//! Handing the application in, and taking it back.
use super::{periods, rules_of};
use crate::{
    kernel::refusal::Result,
    platform::db::{Event, Json, Tx},
    registry::{
        application::{Notice, forms::Submission},
        cancellation::{
            access,
            jobs::{Tell, Word},
            model::Cancellation,
            rules,
            store::{self, Written},
        },
        change::mode_of,
        organization,
    },
};
use std::collections::BTreeSet;

/// Hands the application in, at first or after correction; the authority has the notice period from today (`SO-60`).
///
/// # Errors
/// Everything that is missing at once; [`crate::kernel::refusal::Code::WrongState`].
pub fn submit(tx: &mut Tx, no: &str, command: &Submission) -> Result<Cancellation> {
    let x = access::own(tx.conn, tx.actor, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let kind = rules_of(tx, &x)?;
    let (p, calendar) = (periods(&kind)?, tx.env.rulebook.calendar());
    let documents: BTreeSet<String> = store::current(tx.conn, x.id)?.into_iter().map(|d| d.key).collect();
    let days = rules::days(p, calendar, &x.content.0, x.announced_at, o.is_charity);
    let missing = rules::missing(&x, p, &days, &documents, (mode_of(o.mode), tx.now.day(), "zh-CN"));
    let permit = rules::may_submit(&x, missing, &command.answers)?;
    let received = command.received_at.min(tx.now);
    let due = p.correction_notice.last_day(calendar, received.day());
    let written = Written {
        submitted_at: x.submitted_at.is_none().then_some(received),
        received_at: Some(received),
        notice_due: Some(due),
        due_on: Some(Some(due)),
        notices: Some(Json(answered(&x, &command.answers))),
        checks: Some(Json(Default::default())),
        ..Written::default()
    };
    store::step(tx, &x, &permit, written, None)?;
    let event = Event::private("registry.cancellation.received")
        .with("organization", o.credit_code)
        .with("notice_due", due.to_string());
    tx.record(("cancellation", no), event)?;
    tx.enqueue(&Tell::new(x.id, Word::Submitted))?;
    store::find(tx.conn, no)
}

fn answered(x: &Cancellation, answers: &[String]) -> Vec<Notice> {
    let mut notices = x.notices.0.clone();
    if let Some(last) = notices.last_mut() {
        for (defect, answer) in last.defects.iter_mut().zip(answers) {
            defect.answer = Some(answer.clone());
        }
    }
    notices
}

/// Takes the application back 撤回申请, or throws a draft away. Who was announced as in liquidation is so no more.
///
/// # Errors
/// [`crate::kernel::refusal::Code::WrongState`] once it is decided.
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<Cancellation> {
    let x = access::own(tx.conn, tx.actor, no)?;
    let permit = rules::may_withdraw(&x)?;
    store::step(tx, &x, &permit, Written { due_on: Some(None), ..Written::default() }, None)?;
    if x.announced_at.is_some() {
        let code = organization::find(tx.conn, x.organization_id)?.credit_code;
        let event = Event::public("registry.cancellation.withdrawn").with("case", no);
        tx.record(("organization", &code), event)?;
    }
    store::find(tx.conn, no)
}
