//! Special procedures 特别程序 and the extension 延期: who stops the clock, who lets it run, who gives more time.
use super::super::{
    access::{self, Hand},
    forms::{Extending, Pausing},
    jobs::{Letter, SendLetter},
    model::{Application, ApplicationState as State, Extension, PauseKind},
    rules::{self, Bounds, More},
    standard,
    store::{self, Change, NewPause},
};
use crate::{
    kernel::{
        period::{Pause, Period},
        refusal::{Error, FieldError, Result},
    },
    platform::db::{Event, Tx},
};

/// Stops the clock for a special procedure and tells the applicant for how long (`SO-68`).
///
/// # Errors
/// See [`rules::may_suspend`]; [`Error::Invalid`] for an officer of another office.
pub fn suspend(tx: &mut Tx, no: &str, form: &Pausing) -> Result<Application> {
    let (a, by) = access::official(tx, Hand::Examine, no)?;
    let staff = store::staff(tx.conn, a.committee().unwrap_or(a.authority_id))?;
    let sent: Vec<String> =
        staff.iter().filter(|(id, _)| form.officers.contains(id)).map(|(_, name)| name.clone()).collect();
    if sent.len() < form.officers.len() {
        return Err(Error::Invalid(vec![FieldError::new("officers", "choice")]));
    }
    let today = tx.now.day();
    let hold = tx.env.rulebook.period("reg.hearing_hold", today)?;
    let hearing_by = hold.last_day(tx.env.rulebook.calendar(), today);
    let kind = standard::rules_of(&tx.env.rulebook, &a, today)?;
    let public_until = kind.periods.publicity.map(|p| p.last_day(tx.env.rulebook.calendar(), today));
    let bounds = Bounds { hearing_by, public_until };
    let permit = rules::may_suspend(&a, by, (form.kind, form.expected_on), sent.len(), bounds)?;
    let change = Change { due_on: Some(Some(form.expected_on)), reviewer_id: Some(by), ..Change::default() };
    store::step(tx, &a, &permit, change, Some(&form.reason))?;
    let new =
        NewPause { kind: form.kind, reason: form.reason.clone(), officers: sent, expected_on: form.expected_on, by };
    store::open_pause(tx, a.id, &new)?;
    // What everybody may see is an open act (`SO-154`).
    let is_public = a.is_filing() && form.kind == PauseKind::Publicity;
    let event = if is_public { Event::public } else { Event::private };
    let event = event("registry.application.suspended")
        .with("procedure", form.kind.word())
        .with("expected_on", form.expected_on.to_string());
    tx.record(("application", no), event)?;
    tx.enqueue(&SendLetter::new(a.id, Letter::Suspended))?;
    store::find(tx.conn, no)
}

/// Ends the special procedure with its record; the clock runs again, and the suspended days are not counted (`SO-68`).
///
/// # Errors
/// See [`rules::may_resume`].
pub fn resume(tx: &mut Tx, no: &str, record: &str) -> Result<Application> {
    let (a, by) = access::official(tx, Hand::Examine, no)?;
    let open = store::open(tx.conn, a.id)?;
    let permit = rules::may_resume(&a, by, open.as_ref(), tx.now.day())?;
    let kind = open.ok_or(Error::Missing)?.kind;
    store::close_pause(tx, a.id, record, by)?;
    let change = limits(tx, &a, true)?;
    let (promised, statutory) = (change.promised_due, change.statutory_due);
    store::step(tx, &a, &permit, change, None)?;
    let say = |day: Option<crate::kernel::time::Day>| day.map(|d| d.to_string()).unwrap_or_default();
    let event = Event::private("registry.application.resumed")
        .with("procedure", kind.word())
        .with("promised_due", say(promised))
        .with("statutory_due", say(statutory));
    tx.record(("application", no), event)?;
    tx.enqueue(&SendLetter::new(a.id, Letter::Resumed))?;
    store::find(tx.conn, no)
}

/// The last days as they stand with every pause and the extension, if it was granted.
fn limits(tx: &mut Tx, a: &Application, runs: bool) -> Result<Change> {
    let on = a.accepted_on.ok_or(Error::Missing)?;
    let pauses: Vec<Pause> =
        store::pauses(tx.conn, a.id)?.iter().map(|p| Pause { from: p.from_on, until: p.until_on }).collect();
    let more = match store::extension(tx.conn, a.id)?.filter(|e| e.is_granted == Some(true)) {
        None => None,
        Some(Extension { days: Some(days), .. }) => Some(More::ByLaw(Period::days(u16::try_from(days).unwrap_or(0)))),
        Some(_) => Some(More::Promised(tx.env.rulebook.period("licence.extension_max", tx.now.day())?)),
    };
    let time = standard::rules_of(&tx.env.rulebook, a, tx.now.day())?.decision_time(a.content.0.founding());
    let from = rules::runs_from(&time, a, on);
    let days = rules::limits_with(&time, tx.env.rulebook.calendar(), from, &pauses, more);
    Ok(Change {
        promised_due: Some(days.promised),
        statutory_due: Some(days.statutory),
        due_on: runs.then_some(Some(days.promised)),
        ..Change::default()
    })
}

/// The days by which the Ministry prolongs the founding of a charity; nothing for everybody else (`SO-65`).
fn days(tx: &Tx, a: &Application, form: &Extending) -> Result<Option<i64>> {
    let rules = standard::rules_of(&tx.env.rulebook, a, tx.now.day())?;
    let Some(charity) = rules.as_charity(a.content.0.founding()).filter(|_| form.is_granted) else { return Ok(None) };
    let most = i64::from(charity.extension_max.value);
    match form.days {
        Some(days) if (1..=most).contains(&days) => Ok(Some(days)),
        Some(_) => Err(Error::Invalid(vec![FieldError::new("days", "range").with("least", 1i64).with("most", most)])),
        None => Err(Error::Invalid(vec![FieldError::new("days", "required")])),
    }
}

/// Asks the head for more time, with the reason (`SO-66`, `CX-03`).
///
/// # Errors
/// See [`rules::may_ask_extension`].
pub fn ask_extension(tx: &mut Tx, no: &str, reason: &str) -> Result<Application> {
    let (a, by) = access::official(tx, Hand::Examine, no)?;
    let earlier = store::extension(tx.conn, a.id)?;
    rules::may_ask_extension(&a, by, earlier.as_ref())?;
    store::ask_extension(tx, a.id, reason, by)?;
    tx.record(("application", no), Event::private("registry.application.extension_asked"))?;
    Ok(a)
}

/// Answers the wish for more time. When it is granted the promised day moves, never past the law's, and the applicant is
/// told the reason (`SO-66`, `SO-72`, `CX-03`). In the founding of a charity the Ministry agrees to a number of days, and
/// the law's own day moves (`SO-65`).
///
/// # Errors
/// See [`rules::may_extend`]; [`Error::Invalid`] for a number of days the law does not know.
pub fn extend(tx: &mut Tx, no: &str, form: &Extending) -> Result<Application> {
    let (a, by) = access::official(tx, Hand::Decide, no)?;
    let asked = store::extension(tx.conn, a.id)?;
    rules::may_extend(&a, by, asked.as_ref())?;
    let days = days(tx, &a, form)?;
    store::decide_extension(tx, a.id, form, days, by)?;
    if !form.is_granted {
        tx.record(("application", no), Event::private("registry.application.extension_refused"))?;
        return Ok(a);
    }
    let change = limits(tx, &a, a.state != State::Suspended)?;
    let until = change.promised_due.map(|d| d.to_string()).unwrap_or_default();
    store::move_limits(tx, &a, change)?;
    let event = Event::private("registry.application.extended").with("promised_due", until);
    tx.record(("application", no), event)?;
    tx.enqueue(&SendLetter::new(a.id, Letter::Extended))?;
    store::find(tx.conn, no)
}
