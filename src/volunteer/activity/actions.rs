//! Verbs of activities and sign-ups; each runs in one transaction.
use super::{
    jobs::Index,
    model::{
        Activity, ActivityEvent, ActivityState, Host, Insurance, NewActivity, NewSignup, Notice, Signup, SignupEvent,
        SignupState,
    },
    rules, store,
};
use crate::{
    kernel::{
        actor::{BodyKind, OrganizationId, Role},
        refusal::{Code, Error, Result},
        state::Step,
    },
    platform::{
        db::{Event, Json, Tx},
        numbers,
    },
    volunteer::{
        person::{self, AgeLimits, Letter, Tell, VolunteerId},
        team::{self, TeamId},
    },
};
use chrono::{Datelike, TimeDelta};
use serde_json::json;

/// How long after its end an activity is closed by the clock.
const CLOSES_AFTER: TimeDelta = TimeDelta::days(1);

/// Writes a draft and answers its number.
///
/// # Errors
/// Not the organizer, or a notice whose facts do not fit (`VO-10`, `VO-12`).
pub fn draft(tx: &mut Tx, command: &Notice) -> Result<String> {
    let (organization, host_name, team) = host(tx, command.host)?;
    check(tx, command)?;
    let (county, year) = (command.division.county_or_above().to_owned(), tx.now.day().year());
    let n = numbers::next(tx, &format!("activity-{county}-{year}"))?;
    let no = format!("{county}-{year}-A{n:05}");
    let row = row(tx, command, no.clone(), (organization, host_name, team));
    store::insert(tx, &row)?;
    Ok(no)
}

fn check(tx: &Tx, command: &Notice) -> Result<()> {
    rules::may_write(command, tx.now, AgeLimits::on(&tx.env.rulebook, tx.now.day())?)
}

/// The organization behind a host, for who may speak for it.
fn host(tx: &mut Tx, host: Host) -> Result<(OrganizationId, String, Option<TeamId>)> {
    tx.account()?;
    match host {
        Host::Organization(id) => {
            let held = tx
                .actor
                .seats()
                .iter()
                .find(|s| s.role == Role::Officer && s.body_kind == BodyKind::Organization && s.body_id == id.0);
            let name = held.map(|s| s.body_name.clone()).ok_or(Code::NotYourRole)?;
            Ok((id, name, None))
        }
        Host::Team(id) => {
            let team = match team::by_id(tx.conn, id) {
                Err(Error::Missing) => return Err(Code::NotYourRole.into()),
                other => other?,
            };
            if !team.is_led_by(tx.actor) {
                return Err(Code::NotYourRole.into());
            }
            Ok((team.organization_id, team.host_name, Some(team.id)))
        }
    }
}

fn row(tx: &Tx, n: &Notice, no: String, host: (OrganizationId, String, Option<TeamId>)) -> NewActivity {
    NewActivity {
        no,
        organization_id: host.0,
        host_name: host.1,
        team_id: host.2,
        title: n.title.clone(),
        summary: n.summary.clone(),
        field: n.field,
        division: n.division.clone(),
        place: n.place.clone(),
        starts_at: n.starts_at,
        ends_at: n.ends_at,
        sign_up_until: n.sign_up_until,
        break_minutes: n.break_minutes,
        capacity: n.capacity,
        min_age: n.min_age,
        is_dangerous: n.is_dangerous,
        details: Json(n.details.clone()),
        state: ActivityState::Draft,
        account_id: tx.actor.account().map(|a| a.0),
        entry_id: None,
        created_at: tx.now,
        published_at: None,
    }
}

/// Rewrites a draft.
///
/// # Errors
/// Not the organizer, no draft any more, or facts that do not fit.
pub fn rewrite(tx: &mut Tx, no: &str, command: &Notice) -> Result<()> {
    let was = run(tx, no)?;
    if was.state != ActivityState::Draft {
        return Err(Code::WrongState.into());
    }
    check(tx, command)?;
    let row = row(tx, command, was.no.clone(), (was.organization_id, was.host_name.clone(), was.team_id));
    store::rewrite(tx, &was, &row)
}

/// Makes a draft like an earlier activity, a week later than it was, or a week from now.
///
/// # Errors
/// Not the organizer.
pub fn copy(tx: &mut Tx, no: &str) -> Result<String> {
    let was = run(tx, no)?;
    let mut starts_at = was.starts_at + TimeDelta::days(7);
    while starts_at <= tx.now {
        starts_at = starts_at + TimeDelta::days(7);
    }
    let notice = Notice {
        host: was.team_id.map_or(Host::Organization(was.organization_id), Host::Team),
        title: was.title,
        summary: was.summary,
        field: was.field,
        division: was.division,
        place: was.place,
        starts_at,
        ends_at: starts_at + (was.ends_at - was.starts_at),
        sign_up_until: starts_at - (was.starts_at - was.sign_up_until),
        break_minutes: was.break_minutes,
        capacity: was.capacity,
        min_age: was.min_age,
        is_dangerous: was.is_dangerous,
        details: was.details.0,
    };
    draft(tx, &notice)
}

/// Publishes the notice.
///
/// # Errors
/// Not the organizer, no draft, or the start is past.
pub fn publish(tx: &mut Tx, no: &str) -> Result<()> {
    let was = run(tx, no)?;
    let step = Step::new(was.state, ActivityEvent::Publish)?;
    if was.starts_at <= tx.now {
        return Err(Code::ActivityInPast.into());
    }
    store::advance(tx, &was, &step, None)?;
    let event = Event::public("volunteer.activity.published")
        .with("title", was.title.clone())
        .with("host", was.host_name.clone())
        .with("starts_at", was.starts_at.iso_local())
        .with("capacity", was.capacity);
    let entry = tx.record(("activity", no), event)?;
    store::set_published(tx, was.id, entry)?;
    tx.enqueue(&Index::of(was.id))
}

/// Cancels an open activity, tells everybody on its list, or throws a draft away.
///
/// # Errors
/// Not the organizer, or already running.
pub fn cancel(tx: &mut Tx, no: &str, reason: &str) -> Result<()> {
    let was = run(tx, no)?;
    let event = if was.state == ActivityState::Draft { ActivityEvent::Discard } else { ActivityEvent::Cancel };
    let step = Step::new(was.state, event)?;
    store::advance(tx, &was, &step, Some(reason))?;
    if was.state == ActivityState::Draft {
        return Ok(());
    }
    for signup in store::roster(tx.conn, was.id)? {
        let facts = json!({ "title": was.title, "reason": reason, "path": "/activities" });
        tx.enqueue(&Tell::new(signup.volunteer_id, Letter::Cancelled, facts))?;
    }
    tx.record(("activity", no), Event::public("volunteer.activity.cancelled").with("reason", reason))?;
    tx.enqueue(&Index::of(was.id))
}

/// Closes an activity that is over.
///
/// # Errors
/// Not the organizer, or not running.
pub fn finish(tx: &mut Tx, no: &str) -> Result<()> {
    let was = run(tx, no)?;
    let step = Step::new(was.state, ActivityEvent::Finish)?;
    if tx.now < was.ends_at {
        return Err(Code::ActivityNotOver.into());
    }
    close(tx, &was, &step)
}

fn close(tx: &mut Tx, was: &Activity, step: &Step<ActivityState>) -> Result<()> {
    store::advance(tx, was, step, None)?;
    tx.record(("activity", &was.no), Event::public("volunteer.activity.finished"))?;
    tx.enqueue(&Index::of(was.id))
}

/// What the clock does: open activities begin, running ones are closed a day after their end.
///
/// # Errors
/// A fault of the database.
pub fn tick(tx: &mut Tx) -> Result<()> {
    for was in store::due(tx.conn, tx.now, tx.now - CLOSES_AFTER)? {
        if was.state == ActivityState::Open {
            store::start(tx, &was)?;
            continue;
        }
        let step = Step::new(was.state, ActivityEvent::Finish)?;
        close(tx, &was, &step)?;
    }
    Ok(())
}

/// Puts the accident insurance on record (`VO-12`).
///
/// # Errors
/// Not the organizer, or the activity is over.
pub fn insure(tx: &mut Tx, no: &str, insurance: &Insurance) -> Result<()> {
    let was = run(tx, no)?;
    if matches!(was.state, ActivityState::Done | ActivityState::Cancelled) {
        return Err(Code::WrongState.into());
    }
    let mut details = was.details.0.clone();
    details.insurance = insurance.clone();
    store::set_details(tx, &was, &details)?;
    tx.record(("activity", no), Event::private("volunteer.activity.insured").with("policy", insurance.policy.clone()))?;
    Ok(())
}

/// Signs the person who asks up: a place while there is one, the waiting list after that. Nobody signs up others (`VO-05`).
///
/// # Errors
/// Not on the roll, too young, closed, or signed up already.
pub fn sign_up(tx: &mut Tx, no: &str) -> Result<SignupState> {
    let me = person::actions::myself(tx)?;
    let activity = public(tx, no)?;
    rules::may_sign_up(&activity, me.birth_month, tx.now)?;
    let place = store::next_place(tx.conn, activity.id)?;
    let free = free_places(tx, &activity)? > 0;
    match store::signup_of(tx.conn, activity.id, me.id)? {
        None => {
            let state = if free { SignupState::Confirmed } else { SignupState::Waiting };
            let row = NewSignup {
                activity_id: activity.id,
                volunteer_id: me.id,
                place,
                state,
                signed_up_at: tx.now,
                promoted_at: None,
            };
            store::insert_signup(tx, &row)?;
        }
        Some(was) => {
            if was.state != SignupState::Cancelled {
                return Err(Code::AlreadySignedUp.into());
            }
            store::move_signup(tx, &was, &Step::new(was.state, SignupEvent::Again)?, place)?;
            if free {
                fill(tx, &activity, false)?;
            }
        }
    }
    let mine = store::signup_of(tx.conn, activity.id, me.id)?.ok_or(Error::Missing)?;
    tx.record(("activity", no), Event::private("volunteer.signup.made").with("place", place))?;
    let facts = json!({
        "title": activity.title, "place": activity.place, "starts_at": activity.starts_at,
        "state": mine.state, "path": format!("/activities/{no}"),
    });
    tx.enqueue(&Tell::new(me.id, Letter::SignedUp, facts))?;
    Ok(mine.state)
}

fn free_places(tx: &mut Tx, activity: &Activity) -> Result<i64> {
    let taken = store::taken(tx.conn, &[activity.id])?.get(&activity.id.0).copied().unwrap_or(0);
    Ok(activity.capacity - taken)
}

/// Takes one's own sign-up back; the first on the waiting list moves up.
///
/// # Errors
/// Not signed up, or the activity has begun.
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<()> {
    let me = person::actions::myself(tx)?;
    let activity = public(tx, no)?;
    let was = store::signup_of(tx.conn, activity.id, me.id)?.ok_or(Code::NotSignedUp)?;
    if activity.state != ActivityState::Open || tx.now >= activity.starts_at {
        return Err(Code::SignUpClosed.into());
    }
    give_up(tx, &activity, &was)?;
    tx.record(("activity", no), Event::private("volunteer.signup.withdrawn"))?;
    Ok(())
}

fn give_up(tx: &mut Tx, activity: &Activity, was: &Signup) -> Result<()> {
    store::move_signup(tx, was, &Step::new(was.state, SignupEvent::Cancel)?, was.place)?;
    if was.state == SignupState::Confirmed { fill(tx, activity, true) } else { Ok(()) }
}

/// Gives free places to the waiting list, in its order.
fn fill(tx: &mut Tx, activity: &Activity, tells: bool) -> Result<()> {
    while free_places(tx, activity)? > 0 {
        let Some(next) = store::first_waiting(tx.conn, activity.id)? else { return Ok(()) };
        store::move_signup(tx, &next, &Step::new(next.state, SignupEvent::Promote)?, next.place)?;
        if tells {
            let facts = json!({
                "title": activity.title, "place": activity.place, "starts_at": activity.starts_at,
                "path": format!("/activities/{}", activity.no),
            });
            tx.enqueue(&Tell::new(next.volunteer_id, Letter::Promoted, facts))?;
            tx.record(
                ("activity", &activity.no),
                Event::private("volunteer.signup.promoted").with("place", next.place),
            )?;
        }
    }
    Ok(())
}

/// Takes back every sign-up of a volunteer who leaves the roll.
///
/// # Errors
/// A fault of the database.
pub fn release(tx: &mut Tx, volunteer: VolunteerId) -> Result<()> {
    for (signup, activity) in store::coming(tx.conn, volunteer, tx.now)? {
        if activity.starts_at > tx.now {
            give_up(tx, &activity, &signup)?;
        }
    }
    Ok(())
}

/// An activity anybody may see.
fn public(tx: &mut Tx, no: &str) -> Result<Activity> {
    let found = store::by_no(tx.conn, no)?;
    if found.state == ActivityState::Draft { Err(Error::Missing) } else { Ok(found) }
}

/// An activity, for who runs it. To everybody else a draft does not exist.
pub(super) fn run(tx: &mut Tx, no: &str) -> Result<Activity> {
    tx.account()?;
    let found = store::by_no(tx.conn, no)?;
    match (found.is_run_by(tx.actor), found.state) {
        (true, _) => Ok(found),
        (false, ActivityState::Draft) => Err(Error::Missing),
        (false, _) => Err(Code::NotYourRole.into()),
    }
}
