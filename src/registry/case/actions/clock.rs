//! Special procedures 特别程序 and the extension 延期: who stops the clock, who lets it run, who gives more time.
use super::{periods, rules_of};
use crate::{
    kernel::{
        actor::Role,
        period::Pause,
        refusal::{Error, FieldError, Result},
        time::Day,
    },
    platform::db::{Event, Tx},
    registry::{
        application::forms::{Extending, Pausing},
        case::{
            access,
            jobs::{Tell, Word},
            matter::Matter,
            model::{Case, CaseState as State},
            rules,
            store::{self, NewPause, Written},
        },
    },
};

/// Stops the clock for a special procedure and tells the organization for how long (`SO-68`).
///
/// # Errors
/// See [`rules::may_suspend`]; [`Error::Invalid`] for an officer of another office.
pub fn suspend<C: Matter>(tx: &mut Tx, no: &str, form: &Pausing) -> Result<Case<C>> {
    let (x, by) = access::official::<C>(tx, Role::Reviewer, no)?;
    let staff = store::staff(tx.conn, x.authority_id)?;
    let officers: Vec<String> =
        staff.iter().filter(|(id, _)| form.officers.contains(id)).map(|(_, name)| name.clone()).collect();
    if officers.len() < form.officers.len() {
        return Err(Error::Invalid(vec![FieldError::new("officers", "choice")]));
    }
    let today = tx.now.day();
    let hearing_by = tx.env.rulebook.period("reg.hearing_hold", today)?.last_day(tx.env.rulebook.calendar(), today);
    let permit = rules::may_suspend(&x, by, (form.kind, form.expected_on), officers.len(), hearing_by)?;
    let written = Written { due_on: Some(Some(form.expected_on)), reviewer_id: Some(by), ..Written::default() };
    store::step(tx, &x, &permit, written, Some(&form.reason))?;
    let (kind, reason, expected_on) = (form.kind, form.reason.clone(), form.expected_on);
    store::open_pause(tx, x.id, NewPause { kind, reason, officers, expected_on, by })?;
    let event =
        Event::private(C::ACTS.suspended).with("procedure", kind.word()).with("expected_on", expected_on.to_string());
    tx.record((C::KIND.word(), no), event)?;
    tx.enqueue(&Tell::<C>::new(x.id, Word::Suspended))?;
    store::find(tx.conn, no)
}

/// Ends the special procedure with its record; the clock runs again, and the suspended days are not counted (`SO-68`).
///
/// # Errors
/// See [`rules::may_resume`].
pub fn resume<C: Matter>(tx: &mut Tx, no: &str, record: &str) -> Result<Case<C>> {
    let (x, by) = access::official::<C>(tx, Role::Reviewer, no)?;
    let permit = rules::may_resume(&x, by)?;
    store::close_pause(tx, x.id, record, by)?;
    let written = limits(tx, &x, true)?;
    let event = Event::private(C::ACTS.resumed)
        .with("promised_due", said(written.promised_due))
        .with("statutory_due", said(written.statutory_due));
    store::step(tx, &x, &permit, written, None)?;
    tx.record((C::KIND.word(), no), event)?;
    tx.enqueue(&Tell::<C>::new(x.id, Word::Resumed))?;
    store::find(tx.conn, no)
}

fn said(day: Option<Day>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}

/// The last days as they stand with every pause and the extension, if it was granted.
fn limits<C: Matter>(tx: &mut Tx, x: &Case<C>, runs: bool) -> Result<Written> {
    let on = x.accepted_on.ok_or(Error::Missing)?;
    let pauses: Vec<Pause> =
        store::pauses(tx.conn, x.id)?.iter().map(|p| Pause { from: p.from_on, until: p.until_on }).collect();
    let granted = store::extension(tx.conn, x.id)?.is_some_and(|e| e.is_granted == Some(true));
    let more = tx.env.rulebook.period("licence.extension_max", tx.now.day())?;
    let kind = rules_of(tx, x)?;
    let periods = periods::<C>(&kind)?;
    let calendar = tx.env.rulebook.calendar();
    let (promised, statutory) = rules::limits(&periods, calendar, on, &pauses, granted.then_some(more));
    Ok(Written {
        promised_due: Some(promised),
        statutory_due: Some(statutory),
        due_on: runs.then_some(Some(promised)),
        ..Written::default()
    })
}

/// Asks the head for more time, with the reason (`SO-66`, `CX-03`).
///
/// # Errors
/// See [`rules::may_ask_extension`].
pub fn ask_extension<C: Matter>(tx: &mut Tx, no: &str, reason: &str) -> Result<Case<C>> {
    let (x, by) = access::official::<C>(tx, Role::Reviewer, no)?;
    let earlier = store::extension(tx.conn, x.id)?;
    rules::may_ask_extension(&x, by, earlier.as_ref())?;
    store::ask_extension(tx, x.id, reason, by)?;
    tx.record((C::KIND.word(), no), Event::private(C::ACTS.extension_asked))?;
    Ok(x)
}

/// Answers the wish for more time. When it is granted the promised day moves, never past the law's, and the organization
/// is told the reason (`SO-66`, `SO-72`, `CX-03`).
///
/// # Errors
/// See [`rules::may_extend`].
pub fn extend<C: Matter>(tx: &mut Tx, no: &str, form: &Extending) -> Result<Case<C>> {
    let (x, by) = access::official::<C>(tx, Role::Decider, no)?;
    let asked = store::extension(tx.conn, x.id)?;
    rules::may_extend(&x, by, asked.as_ref())?;
    store::decide_extension(tx, x.id, form.is_granted, &form.text, by)?;
    if !form.is_granted {
        tx.record((C::KIND.word(), no), Event::private(C::ACTS.extension_refused))?;
        return Ok(x);
    }
    let written = limits(tx, &x, x.state != State::Suspended)?;
    let event = Event::private(C::ACTS.extended).with("promised_due", said(written.promised_due));
    store::move_limits(tx, &x, written)?;
    tx.record((C::KIND.word(), no), event)?;
    tx.enqueue(&Tell::<C>::new(x.id, Word::Extended))?;
    store::find(tx.conn, no)
}
