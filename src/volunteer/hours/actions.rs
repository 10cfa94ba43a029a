//! Verbs of hours; each runs in one transaction, and every one leaves an entry in the ledger.
use super::{
    certificate,
    model::{Act, Correction, HourRecord, How, NewNote, NewRecord, NoteKind, Paper, RecordEvent, RecordState, Times},
    rules::{self, Counting},
    store::{self, Marks},
};
use crate::{
    kernel::{
        actor::AccountId,
        refusal::{Code, Error, Result},
        state::Step,
        time::Ts,
    },
    platform::db::{Event, Json, Tx},
    volunteer::{
        activity::{self, Activity, ActivityState, Signup, SignupId},
        person::{self, Letter, Tell, Volunteer},
    },
};

/// Marks somebody in or out by the list, on the spot (`VO-32`). Nobody marks themselves.
///
/// # Errors
/// Not the organizer, one's own mark, outside the window, not insured, or overlapping.
pub fn mark_by_list(tx: &mut Tx, no: &str, signup: SignupId, act: Act) -> Result<()> {
    let (activity, me) = run(tx, no)?;
    let signup = activity::signup_by_id(tx.conn, activity.id, signup)?;
    let volunteer = person::by_id(tx.conn, signup.volunteer_id)?;
    not_oneself(&volunteer, me)?;
    mark(tx, &activity, &signup, act, (How::List, me))
}

/// Marks the person who asks in or out by the code on the leader's screen; the leader counts as who recorded it.
///
/// # Errors
/// An old code, not on the list, outside the window, not insured, or overlapping.
pub fn mark_by_code(tx: &mut Tx, no: &str, code: &str) -> Result<Act> {
    let me = person::actions::myself(tx)?;
    let activity = activity::by_no(tx.conn, no)?;
    let (act, presenter) = rules::read_code(&tx.env.keyring, no, code, tx.now)?;
    let signup = activity::signup_of(tx.conn, activity.id, me.id)?.ok_or(Code::NotSignedUp)?;
    mark(tx, &activity, &signup, act, (How::Code, presenter))?;
    Ok(act)
}

fn mark(tx: &mut Tx, activity: &Activity, signup: &Signup, act: Act, by: (How, AccountId)) -> Result<()> {
    rules::may_mark(activity, signup.state, act, tx.now)?;
    match (act, store::of_signup(tx.conn, signup.id)?) {
        (Act::In, None) => sign_in(tx, activity, signup, by),
        (Act::In, Some(_)) => Err(Code::AlreadySignedIn.into()),
        (Act::Out, Some(was)) => sign_out(tx, activity, &was, by),
        (Act::Out, None) => Err(Code::NotSignedIn.into()),
    }
}

fn sign_in(tx: &mut Tx, activity: &Activity, signup: &Signup, (how, by): (How, AccountId)) -> Result<()> {
    let others = store::others(tx.conn, signup.volunteer_id, tx.now.day(), None)?;
    rules::may_add((tx.now, tx.now), 0, &others, i64::MAX)?;
    let row = NewRecord { in_how: how, in_by: Some(by.0), ..blank(activity, signup, tx.now, tx.now) };
    store::insert(tx, &row)?;
    activity::start(tx, activity)?;
    log(tx, &row.no, Event::private("volunteer.hours.signed_in").with("how", how.word()))?;
    Ok(())
}

fn sign_out(tx: &mut Tx, activity: &Activity, was: &HourRecord, (how, by): (How, AccountId)) -> Result<()> {
    let step = Step::new(was.state, RecordEvent::SignOut)?;
    let counting = Counting::on(&tx.env.rulebook, was.served_on)?;
    let others = store::others(tx.conn, was.volunteer_id, was.served_on, Some(was.id))?;
    let left = counting.day_cap - others.iter().map(|o| o.2).sum::<i64>();
    // On the spot nobody can be asked to un-serve: what is over the cap of the day is cut off.
    let minutes = rules::minutes(activity, was.in_at, tx.now, counting.precision).min(left.max(0));
    rules::may_add((was.in_at, tx.now), minutes, &others, counting.day_cap)?;
    let marks = Marks {
        in_at: was.in_at,
        out_at: tx.now,
        how,
        by: by.0,
        minutes,
        is_back_dated: false,
        is_late: false,
        reason: None,
    };
    store::complete(tx, was, &step, &marks)?;
    log(tx, &was.no, Event::private("volunteer.hours.signed_out").with("minutes", minutes))?;
    Ok(())
}

fn blank(activity: &Activity, signup: &Signup, in_at: Ts, now: Ts) -> NewRecord {
    NewRecord {
        no: format!("{}-{:04}", activity.no, signup.place),
        signup_id: signup.id,
        activity_id: activity.id,
        volunteer_id: signup.volunteer_id,
        organization_id: activity.organization_id,
        team_id: activity.team_id,
        served_on: in_at.day(),
        in_at,
        in_how: How::List,
        in_by: None,
        out_at: None,
        out_how: None,
        out_by: None,
        minutes: 0,
        state: RecordState::SignedIn,
        is_back_dated: false,
        is_late: false,
        reason: None,
        confirmed_by: None,
        confirmed_at: None,
        entered_at: now,
        entry_id: None,
    }
}

/// Copies a line of a paper list: back-dated and marked so; late ones need the organizer's reason (`VO-33`).
///
/// # Errors
/// Not the organizer, one's own line, times that do not fit, overlap, cap, or a missing reason.
pub fn enter_from_paper(tx: &mut Tx, no: &str, paper: &Paper) -> Result<()> {
    let (activity, me) = run(tx, no)?;
    let signup = activity::signup_by_id(tx.conn, activity.id, paper.signup)?;
    let volunteer = person::by_id(tx.conn, signup.volunteer_id)?;
    not_oneself(&volunteer, me)?;
    let was = store::of_signup(tx.conn, signup.id)?;
    if was.as_ref().is_some_and(|w| w.state != RecordState::SignedIn) {
        return Err(Code::AlreadySignedIn.into());
    }
    let counting = Counting::on(&tx.env.rulebook, paper.in_at.day())?;
    let times = (paper.in_at, paper.out_at);
    let calendar = tx.env.rulebook.calendar();
    let is_late =
        rules::may_enter(&activity, signup.state, times, paper.reason.as_deref(), (tx.now, calendar, &counting))?;
    let minutes = rules::minutes(&activity, paper.in_at, paper.out_at, counting.precision);
    let others = store::others(tx.conn, signup.volunteer_id, paper.in_at.day(), was.as_ref().map(|w| w.id))?;
    rules::may_add(times, minutes, &others, counting.day_cap)?;
    let marks = Marks {
        in_at: paper.in_at,
        out_at: paper.out_at,
        how: How::Paper,
        by: me.0,
        minutes,
        is_back_dated: true,
        is_late,
        reason: paper.reason.clone(),
    };
    let was = match was {
        Some(was) => was,
        None => {
            let row =
                NewRecord { in_how: How::Paper, in_by: Some(me.0), ..blank(&activity, &signup, paper.in_at, tx.now) };
            store::insert(tx, &row)?;
            activity::start(tx, &activity)?;
            store::by_no(tx.conn, &row.no)?
        }
    };
    store::complete(tx, &was, &Step::new(was.state, RecordEvent::SignOut)?, &marks)?;
    let event = Event::private("volunteer.hours.entered").with("minutes", minutes).with("late", is_late);
    log(tx, &was.no, event)?;
    Ok(())
}

/// The second person confirms, and the hours count (`design.md` 7.4).
///
/// # Errors
/// Not the organizer, the volunteer, or anybody who wrote the times; or nothing to confirm.
pub fn confirm(tx: &mut Tx, record_no: &str) -> Result<i64> {
    let was = store::by_no(tx.conn, record_no)?;
    let activity = activity::by_id(tx.conn, was.activity_id)?;
    confirm_one(tx, &activity, &was)
}

fn confirm_one(tx: &mut Tx, activity: &Activity, was: &HourRecord) -> Result<i64> {
    let me = tx.account()?;
    let volunteer = person::by_id(tx.conn, was.volunteer_id)?;
    let second = rules::may_confirm(was, volunteer.account_id, me, activity.is_run_by(tx.actor))?;
    let step = Step::new(was.state, RecordEvent::Confirm)?;
    let event = Event::public("volunteer.hours.effective")
        .with("activity", activity.no.clone())
        .with("day", was.served_on.to_string())
        .with("minutes", was.minutes)
        .with("back_dated", was.is_back_dated);
    let entry = log(tx, &was.no, event)?;
    store::credit(tx, was, &step, &second, entry)?;
    let facts = serde_json::json!({
        "title": activity.title, "minutes": was.minutes, "hours": hours_text(was.minutes), "day": was.served_on,
        "path": format!("/hours/{}", was.no),
    });
    tx.enqueue(&Tell::new(was.volunteer_id, Letter::Effective, facts))?;
    Ok(was.minutes)
}

/// Confirms everything of an activity that this person may confirm; answers how many.
///
/// # Errors
/// Not the organizer.
pub fn confirm_all(tx: &mut Tx, no: &str) -> Result<i64> {
    let (activity, me) = run(tx, no)?;
    let mut done = 0;
    for was in store::of_activity(tx.conn, activity.id)? {
        let volunteer = person::by_id(tx.conn, was.volunteer_id)?;
        let waits = matches!(was.state, RecordState::Entered | RecordState::Corrected);
        if waits && rules::may_confirm(&was, volunteer.account_id, me, true).is_ok() {
            confirm_one(tx, &activity, &was)?;
            done += 1;
        }
    }
    if done == 0 { Err(Code::NothingToConfirm.into()) } else { Ok(done) }
}

/// The volunteer objects to the record (`VO-34`).
///
/// # Errors
/// Not the volunteer's own record, or nothing that can be objected to.
pub fn object(tx: &mut Tx, record_no: &str, reason: &str) -> Result<()> {
    let me = person::actions::myself(tx)?;
    let was = store::by_no(tx.conn, record_no)?;
    if was.volunteer_id != me.id {
        return Err(Error::Missing);
    }
    let step = Step::new(was.state, RecordEvent::Object)?;
    store::advance(tx, &was, &step, Some(reason))?;
    remember(tx, &was, (NoteKind::Objection, reason), None, "volunteer.hours.objected")
}

/// The objection does not hold; the record waits for a second person again.
///
/// # Errors
/// Not the organizer, one's own record, or no objection.
pub fn dismiss(tx: &mut Tx, record_no: &str, reason: &str) -> Result<()> {
    let (was, _, me) = handled(tx, record_no)?;
    let step = Step::new(was.state, RecordEvent::Dismiss)?;
    let times = was.times();
    store::retime(tx, &was, &step, &times, me.0)?;
    remember(tx, &was, (NoteKind::Dismissal, reason), None, "volunteer.hours.objection_dismissed")
}

/// Corrects the times. Old values stay on record, and the corrected record waits for a second person (`VO-34`).
///
/// # Errors
/// Not the organizer, one's own record, times that do not fit, overlap or cap.
pub fn correct(tx: &mut Tx, record_no: &str, command: &Correction) -> Result<()> {
    let (was, activity, me) = handled(tx, record_no)?;
    let step = Step::new(was.state, RecordEvent::Correct)?;
    let counting = Counting::on(&tx.env.rulebook, was.served_on)?;
    let times = (command.in_at, command.out_at);
    let calendar = tx.env.rulebook.calendar();
    let signup = activity::signup_by_id(tx.conn, activity.id, was.signup_id)?;
    rules::may_enter(&activity, signup.state, times, Some(&command.reason), (tx.now, calendar, &counting))?;
    let minutes = rules::minutes(&activity, command.in_at, command.out_at, counting.precision);
    let others = store::others(tx.conn, was.volunteer_id, was.served_on, Some(was.id))?;
    rules::may_add(times, minutes, &others, counting.day_cap)?;
    let new = Times { in_at: command.in_at, out_at: Some(command.out_at), minutes };
    store::retime(tx, &was, &step, &new, me.0)?;
    if was.state == RecordState::Effective {
        certificate::withdraw_resting_on(tx, &was)?;
    }
    remember(tx, &was, (NoteKind::Correction, &command.reason), Some(new), "volunteer.hours.corrected")
}

/// Voids a record; certificates that rest on it are withdrawn (`VO-35`).
///
/// # Errors
/// Not the organizer, or voided already.
pub fn void(tx: &mut Tx, record_no: &str, reason: &str) -> Result<()> {
    let (was, activity, _) = handled(tx, record_no)?;
    let step = Step::new(was.state, RecordEvent::Void)?;
    store::advance(tx, &was, &step, Some(reason))?;
    certificate::withdraw_resting_on(tx, &was)?;
    let facts = serde_json::json!({
        "title": activity.title, "reason": reason, "hours": hours_text(was.minutes), "path": format!("/hours/{}", was.no),
    });
    tx.enqueue(&Tell::new(was.volunteer_id, Letter::Voided, facts))?;
    let note = NewNote { entry_id: None, ..note_of(tx, &was, NoteKind::Voiding, reason) };
    let entry = log(tx, &was.no, Event::public("volunteer.hours.voided").with("minutes", was.minutes))?;
    store::note(tx, &NewNote { entry_id: Some(entry), ..note })
}

fn remember(
    tx: &mut Tx,
    was: &HourRecord,
    (kind, reason): (NoteKind, &str),
    new: Option<Times>,
    event: &'static str,
) -> Result<()> {
    let entry = log(tx, &was.no, Event::private(event).with("minutes", was.minutes))?;
    let note = NewNote { entry_id: Some(entry), new: new.map(Json), ..note_of(tx, was, kind, reason) };
    store::note(tx, &note)
}

fn note_of(tx: &Tx, was: &HourRecord, kind: NoteKind, reason: &str) -> NewNote {
    NewNote {
        record_id: was.id,
        kind,
        reason: reason.to_owned(),
        old: Some(Json(was.times())),
        new: None,
        account_id: tx.actor.account().map(|a| a.0),
        entry_id: None,
        at: tx.now,
    }
}

fn log(tx: &mut Tx, record_no: &str, event: Event) -> Result<i64> {
    tx.record(("service_record", record_no), event)
}

/// A record, for who runs its activity and is not its volunteer.
fn handled(tx: &mut Tx, record_no: &str) -> Result<(HourRecord, Activity, AccountId)> {
    let me = tx.account()?;
    let was = store::by_no(tx.conn, record_no)?;
    let activity = activity::by_id(tx.conn, was.activity_id)?;
    if !activity.is_run_by(tx.actor) {
        return Err(Code::NotYourRole.into());
    }
    let volunteer = person::by_id(tx.conn, was.volunteer_id)?;
    not_oneself(&volunteer, me)?;
    Ok((was, activity, me))
}

fn run(tx: &mut Tx, no: &str) -> Result<(Activity, AccountId)> {
    let me = tx.account()?;
    let activity = activity::by_no(tx.conn, no)?;
    match (activity.is_run_by(tx.actor), activity.state) {
        (true, _) => Ok((activity, me)),
        (false, ActivityState::Draft) => Err(Error::Missing),
        (false, _) => Err(Code::NotYourRole.into()),
    }
}

fn not_oneself(volunteer: &Volunteer, me: AccountId) -> Result<()> {
    if volunteer.account_id == Some(me.0) { Err(Code::SamePerson.into()) } else { Ok(()) }
}

/// Minutes as hours with at most one decimal: `2.5`, `12`.
#[must_use]
pub fn hours_text(minutes: i64) -> String {
    let tenths = (minutes * 10 + 30) / 60;
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}
