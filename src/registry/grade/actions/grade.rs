//! The grade itself: confirmed, questioned, kept, lowered, withdrawn, ended by the clock.
use super::official;
use crate::{
    kernel::{
        actor::Role,
        refusal::{Code, Reason, Result},
        state::Step,
    },
    platform::db::{Event, Tx},
    registry::{
        announcement,
        certificate::{self, CertificateStatus, NewCertificate},
        grade::{
            jobs::{Tell, Word},
            model::{Assessment, AssessmentEvent},
            rules::{self, Terms},
            store::{self, Change},
        },
        organization::{self, Grade, Organization},
    },
};
use std::collections::BTreeMap;

/// Confirms what was published, after the publicity and any review; a grade is announced, certified and entered, and the
/// one before gives way. Where the score led to none, the case ends without one (`SO-132`, `SO-135`).
pub(super) fn confirm(tx: &mut Tx, no: &str) -> Result<i64> {
    let (x, o, _) = official(tx, Role::Decider, no)?;
    let today = tx.now.day();
    let Some(grade) = x.grade else {
        let step = Step::new(x.state, AssessmentEvent::Close)?;
        rules::may_confirm(&x, today)?;
        let event = Event::public("registry.grade.closed").with("organization", o.credit_code.as_str());
        let entry = tx.record(("grade_assessment", no), event)?;
        store::step(tx, &x, &step, &Change { entry: Some(entry), ..Change::default() })?;
        tx.enqueue(&Tell::new(x.id, Word::Ungraded))?;
        return Ok(x.id);
    };
    let step = Step::new(x.state, AssessmentEvent::Confirm)?;
    rules::may_confirm(&x, today)?;
    let until = Terms::of(&tx.env.rulebook, today)?.valid_until(today);
    let event = Event::public("registry.grade.confirmed")
        .with("organization", o.credit_code.as_str())
        .with("grade", grade.word())
        .with("valid_until", until.map(|d| d.to_string()).unwrap_or_default());
    let entry = tx.record(("grade_assessment", no), event)?;
    replace(tx, &o, entry)?;
    let paper = issue(tx, &x, &o, (grade, until), entry)?;
    let change = Change {
        grade: Some(Some(grade)),
        confirmed: Some((today, until, &paper)),
        entry: Some(entry),
        ..Change::default()
    };
    store::step(tx, &x, &step, &change)?;
    organization::set_grade(tx, o.id, Some(grade))?;
    announce(tx, "graded", &o, &x, Some(grade), entry)?;
    tx.enqueue(&Tell::new(x.id, Word::Confirmed))?;
    Ok(x.id)
}

/// The grade an organization held until now gives way to a new one.
fn replace(tx: &mut Tx, o: &Organization, entry: i64) -> Result<()> {
    let Some(old) = store::holding(tx.conn, o.id)? else { return Ok(()) };
    let step = Step::new(old.state, AssessmentEvent::Replace)?;
    let today = tx.now.day();
    void(tx, &old, CertificateStatus::Replaced, "grade-replaced")?;
    store::step(tx, &old, &step, &Change { ended_on: Some(today), entry: Some(entry), ..Change::default() })
}

/// Issues the certificate 评估等级证书 and answers its number.
fn issue(
    tx: &mut Tx,
    x: &Assessment,
    o: &Organization,
    (grade, until): (Grade, Option<crate::kernel::time::Day>),
    entry: i64,
) -> Result<String> {
    let division = store::division(tx.conn, x.authority_id.0)?;
    let no = certificate::next_no(tx, &format!("{division:0<6}"))?;
    let facts = BTreeMap::from([
        ("grade".to_owned(), grade.word().to_uppercase()),
        ("assessment".to_owned(), x.no.clone()),
        ("authority".to_owned(), store::authority(tx.conn, x.authority_id)?.0),
    ]);
    let new = NewCertificate {
        kind: "grade",
        no: no.clone(),
        subject: ("organization", o.credit_code.clone()),
        name: o.name.clone(),
        valid_to: until,
        facts,
        entry,
    };
    certificate::issue(tx, &new)?;
    Ok(no)
}

/// Ends the certificate of a grade, where this program issued one that still holds.
fn void(tx: &mut Tx, x: &Assessment, status: CertificateStatus, reason: &str) -> Result<()> {
    let Some(no) = &x.certificate_no else { return Ok(()) };
    if certificate::find(tx.conn, no)?.status == CertificateStatus::Valid {
        certificate::withdraw(tx, no, status, reason)?;
    }
    Ok(())
}

fn announce(tx: &mut Tx, kind: &str, o: &Organization, x: &Assessment, grade: Option<Grade>, entry: i64) -> Result<()> {
    let facts = serde_json::json!({ "no": x.no, "grade": grade.map_or("none", Grade::word) });
    announcement::publish(tx, kind, ("organization", &o.credit_code), &o.name, &facts, entry)
}

/// Tells the organization why its grade is to be lowered or withdrawn, with the days to answer (`SO-135`).
pub(super) fn question(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, _, _) = official(tx, Role::Clerk, no)?;
    let step = Step::new(x.state, AssessmentEvent::Question)?;
    let today = tx.now.day();
    let by = Terms::of(&tx.env.rulebook, today)?.answer_by(tx.env.rulebook.calendar(), today);
    let event = Event::private("registry.grade.questioned").with("answer_by", by.to_string());
    tx.record(("grade_assessment", no), event)?;
    store::step(tx, &x, &step, &Change { text, due_on: Some(by), ..Change::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Questioned))?;
    Ok(x.id)
}

/// A questioned grade, for a decider other than who questioned it, when it may be decided on.
fn questioned(tx: &mut Tx, no: &str) -> Result<(Assessment, Organization)> {
    let (x, o, account) = official(tx, Role::Decider, no)?;
    rules::another(&x, &[], &[AssessmentEvent::Question], account)?;
    Ok((x, o))
}

/// Keeps a questioned grade, with reasons.
pub(super) fn keep(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, _) = questioned(tx, no)?;
    let step = Step::new(x.state, AssessmentEvent::Keep)?;
    tx.record(("grade_assessment", no), Event::private("registry.grade.kept"))?;
    store::step(tx, &x, &step, &Change { text, ..Change::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Kept))?;
    Ok(x.id)
}

/// Lowers a questioned grade, with reasons; the last day stays, the certificate is issued anew.
pub(super) fn lower(tx: &mut Tx, no: &str, to: Grade, text: &str) -> Result<i64> {
    let (x, o) = questioned(tx, no)?;
    let step = Step::new(x.state, AssessmentEvent::Lower)?;
    rules::may_resolve(&x, tx.now.day())?;
    let from = x.grade.ok_or(Code::WrongState)?;
    if !rules::is_below(to, from) {
        return Err(Reason::from(Code::GradeNotLower).with("grade", from.word().to_uppercase()).into());
    }
    let event = Event::public("registry.grade.lowered")
        .with("organization", o.credit_code.as_str())
        .with("from", from.word())
        .with("grade", to.word());
    let entry = tx.record(("grade_assessment", no), event)?;
    void(tx, &x, CertificateStatus::Replaced, "grade-lowered")?;
    let paper = issue(tx, &x, &o, (to, x.valid_until), entry)?;
    let change =
        Change { text, grade: Some(Some(to)), certificate_no: Some(&paper), entry: Some(entry), ..Change::default() };
    store::step(tx, &x, &step, &change)?;
    organization::set_grade(tx, o.id, Some(to))?;
    announce(tx, "grade-lowered", &o, &x, Some(to), entry)?;
    tx.enqueue(&Tell::new(x.id, Word::Lowered))?;
    Ok(x.id)
}

/// Withdraws a questioned grade, with reasons.
pub(super) fn revoke(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, o) = questioned(tx, no)?;
    let step = Step::new(x.state, AssessmentEvent::Revoke)?;
    rules::may_resolve(&x, tx.now.day())?;
    let today = tx.now.day();
    let event = Event::public("registry.grade.revoked")
        .with("organization", o.credit_code.as_str())
        .with("from", x.grade.map_or("none", Grade::word));
    let entry = tx.record(("grade_assessment", no), event)?;
    void(tx, &x, CertificateStatus::Withdrawn, "grade-revoked")?;
    store::step(tx, &x, &step, &Change { text, ended_on: Some(today), entry: Some(entry), ..Change::default() })?;
    organization::set_grade(tx, o.id, None)?;
    announce(tx, "grade-revoked", &o, &x, None, entry)?;
    tx.enqueue(&Tell::new(x.id, Word::Revoked))?;
    Ok(x.id)
}

/// Ends a grade whose last day has passed (`SO-132`). Doing it twice does nothing more.
///
/// # Errors
/// A fault of the database.
pub(in crate::registry::grade) fn expire(tx: &mut Tx, id: i64) -> Result<()> {
    let x = store::find(tx.conn, id)?;
    if !x.state.is_in_force() || x.valid_until.is_none_or(|last| tx.now.day() <= last) {
        return Ok(());
    }
    let step = Step::new(x.state, AssessmentEvent::Expire)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let event = Event::public("registry.grade.expired")
        .with("organization", o.credit_code.as_str())
        .with("grade", x.grade.map_or("none", Grade::word));
    let entry = tx.record(("grade_assessment", &x.no), event)?;
    let change = Change { ended_on: x.valid_until, entry: Some(entry), ..Change::default() };
    store::step(tx, &x, &step, &change)?;
    organization::set_grade(tx, o.id, None)?;
    tx.enqueue(&Tell::new(x.id, Word::Expired))
}

/// Sends the reminder of `lead` days, unless it or a later one was sent (`SO-132`).
///
/// # Errors
/// A fault of the database.
pub(in crate::registry::grade) fn remind(tx: &mut Tx, id: i64, lead: i64) -> Result<()> {
    let x = store::find(tx.conn, id)?;
    if x.state.is_in_force() && store::reminded(tx, &x, lead)? {
        tx.enqueue(&Tell::new(id, Word::Reminder))?;
    }
    Ok(())
}
