//! Handing a change in, and taking it back.
use crate::{
    kernel::refusal::Result,
    platform::db::{Event, Json, Tx},
    registry::{
        application::{Notice, forms::Submission},
        change::{
            access,
            content::Content,
            jobs::{Tell, Word},
            judge::Judge,
            model::Change,
            rules,
            store::{self, Written},
        },
        organization,
    },
};

/// Hands the change in, at first or after correction. The values it replaces are kept as they are now; the authority has
/// the notice period from today (`SO-60`).
///
/// # Errors
/// Everything that is missing at once; [`crate::kernel::refusal::Code::WrongState`].
pub fn submit(tx: &mut Tx, no: &str, command: &Submission) -> Result<Change> {
    let x = access::own(tx.conn, tx.actor, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let judge = Judge::new(&tx.env.rulebook, &x, &o, tx.now)?;
    let missing = judge.missing(tx.conn, &x, "zh-CN")?;
    let permit = rules::may_submit(&x, missing, &command.answers)?;
    let received = command.received_at.min(tx.now);
    let due = judge.change()?.correction_notice.last_day(tx.env.rulebook.calendar(), received.day());
    let content = Content { before: x.content.0.replaced(&o), ..x.content.0.clone() };
    let items = content.changed().join(",");
    let written = Written {
        content: Some(Json(content)),
        rules: Some(Json((*judge.rules).clone())),
        submitted_at: x.submitted_at.is_none().then_some(received),
        received_at: Some(received),
        notice_due: Some(due),
        due_on: Some(Some(due)),
        notices: Some(Json(answered(&x, &command.answers))),
        checks: Some(Json(Default::default())),
        ..Written::default()
    };
    store::step(tx, &x, &permit, written, None)?;
    let event = Event::private("registry.change.received")
        .with("organization", o.credit_code)
        .with("items", items)
        .with("notice_due", due.to_string());
    tx.record(("change", no), event)?;
    tx.enqueue(&Tell::new(x.id, Word::Submitted))?;
    store::find(tx.conn, no)
}

fn answered(x: &Change, answers: &[String]) -> Vec<Notice> {
    let mut notices = x.notices.0.clone();
    if let Some(last) = notices.last_mut() {
        for (defect, answer) in last.defects.iter_mut().zip(answers) {
            defect.answer = Some(answer.clone());
        }
    }
    notices
}

/// Takes the change back 撤回申请, or throws a draft away.
///
/// # Errors
/// [`crate::kernel::refusal::Code::WrongState`] once it is decided.
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<Change> {
    let x = access::own(tx.conn, tx.actor, no)?;
    let permit = rules::may_withdraw(&x)?;
    store::step(tx, &x, &permit, Written { due_on: Some(None), ..Written::default() }, None)?;
    if x.submitted_at.is_some() {
        tx.record(("change", no), Event::private("registry.change.withdrawn"))?;
    }
    store::find(tx.conn, no)
}
