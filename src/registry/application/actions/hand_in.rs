//! Handing an application in, and taking it back.
use super::super::{
    access,
    content::{Content, Task},
    forms::Submission,
    jobs::{Letter, SendLetter},
    model::Application,
    rules,
    standard::Judge,
    store::{self, Change},
};
use crate::{
    kernel::{
        refusal::{Code, Reason, Result},
        time::Ts,
    },
    platform::{
        db::{Conn, Event, Json, Tx},
        rulebook::Rulebook,
    },
    registry::reservation,
};
use std::collections::BTreeSet;

/// Everything that is missing in the whole application, blocking faults of the name included.
pub(in super::super) fn missing(
    c: &mut Conn,
    book: &Rulebook,
    a: &Application,
    now: Ts,
    language: &str,
) -> Result<Vec<Reason>> {
    let judge = Judge::new(book, a, now, language)?;
    let documents: BTreeSet<String> = store::current(c, a.id)?.into_iter().map(|d| d.key).collect();
    let mut out = Vec::new();
    for task in Task::of(a.kind) {
        out.extend(judge.faults(task, &a.content.0, &documents)?.into_iter().map(|r| at(task, r)));
    }
    out.extend(judge.bars(c, &a.content.0)?);
    for fault in judge.name_faults(c, a)?.into_iter().filter(|f| f.is_blocking) {
        out.push(Reason::from(Code::NameBlocked).with("rule", fault.rule).with("word", fault.word));
    }
    Ok(out)
}

fn at(task: Task, reason: Reason) -> Reason {
    if reason.code == Code::ApplicationIncomplete { reason.with("task", task.word()) } else { reason }
}

/// Hands the application in, at first or after correction. The documents count as received at this instant; the
/// authority has the notice period from its day (`SO-60`).
///
/// # Errors
/// Everything that is missing at once; [`Code::WrongState`].
pub fn submit(tx: &mut Tx, no: &str, command: &Submission) -> Result<Application> {
    let a = access::own(tx.conn, tx.actor, no)?;
    let missing = missing(tx.conn, &tx.env.rulebook, &a, tx.now, "zh-CN")?;
    let permit = rules::may_submit(&a, missing, &command.answers)?;
    let judge = Judge::new(&tx.env.rulebook, &a, tx.now, "zh-CN")?;
    let received = command.received_at.min(tx.now);
    let due = rules::notice_due(judge.rules.periods.correction_notice, tx.env.rulebook.calendar(), received);
    let change = Change {
        rules: Some(Json((*judge.rules).clone())),
        submitted_at: a.submitted_at.is_none().then_some(received),
        received_at: Some(received),
        notice_due: Some(due),
        due_on: Some(Some(due)),
        notices: Some(Json(answered(&a, &command.answers))),
        checks: Some(Json(Default::default())),
        ..Change::default()
    };
    store::step(tx, &a, &permit, change, None)?;
    let event =
        Event::private("registry.application.received").with("kind", a.kind.word()).with("notice_due", due.to_string());
    tx.record(("application", no), event)?;
    reservation::take_up(tx, a.account_id, &a.name, no)?;
    tx.enqueue(&SendLetter::new(a.id, Letter::Submitted))?;
    store::find(tx.conn, no)
}

fn answered(a: &Application, answers: &[String]) -> Vec<super::super::model::Notice> {
    let mut notices = a.notices.0.clone();
    if let Some(last) = notices.last_mut() {
        for (defect, answer) in last.defects.iter_mut().zip(answers) {
            defect.answer = Some(answer.clone());
        }
    }
    notices
}

/// Takes the application back 撤回申请; a draft is thrown away, and what it held about people with it.
///
/// # Errors
/// [`Code::WrongState`] once it is decided.
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<Application> {
    let a = access::own(tx.conn, tx.actor, no)?;
    let permit = rules::may_withdraw(&a)?;
    let was_draft = a.submitted_at.is_none();
    store::step(tx, &a, &permit, Change { due_on: Some(None), ..Change::default() }, None)?;
    if was_draft {
        store::forget(tx, &a, &Content::default())?;
    } else {
        tx.record(("application", no), Event::private("registry.application.withdrawn"))?;
    }
    store::find(tx.conn, no)
}
