//! Verbs of the two lists. A clerk gives notice; a decider, another person, lists and removes.
use super::{
    jobs::{Tell, Word},
    model::{Ground, Listing, ListingEvent, ListingState},
    rules::{self, Periods},
    store::{self, Change, Written},
};
use crate::{
    kernel::{
        actor::{BodyKind, OrganizationId, Role},
        refusal::{Code, Error, Result},
        state::Step,
    },
    platform::{
        db::{Event, Tx},
        numbers,
    },
    registry::{
        announcement,
        organization::{self, Organization, jobs::IndexOrganization},
    },
};

/// Gives notice that an organization is to be listed: facts, ground and the days to object (`SO-127`). The day on which
/// two registered letters stayed unanswered, or a penalty became final, belongs into the facts.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::OrganizationEnded`], [`Code::ListedAlready`].
pub fn notify(tx: &mut Tx, credit_code: &str, ground: Ground, facts: &str) -> Result<Listing> {
    let o = organization::find_by_code(tx.conn, credit_code)?;
    tx.official(Role::Clerk, (BodyKind::Authority, o.supervisor_id.0))?;
    if ground.is_counted() {
        return Err(Code::GroundCounted.into());
    }
    begin(tx, &o, ground, facts)
}

/// The same by the clock, which names what the rule counts (`SO-121`, `SO-125`). Nothing happens when the ground is open
/// already.
///
/// # Errors
/// A fault of the database.
pub fn notify_by_clock(tx: &mut Tx, o: &Organization, ground: Ground, facts: &str) -> Result<Option<Listing>> {
    match begin(tx, o, ground, facts) {
        Ok(l) => Ok(Some(l)),
        Err(Error::Refused(_)) => Ok(None),
        Err(e) => Err(e),
    }
}

fn begin(tx: &mut Tx, o: &Organization, ground: Ground, facts: &str) -> Result<Listing> {
    rules::may_notify(o, ground, &store::of_organization(tx.conn, o.id)?)?;
    let periods = Periods::of(&tx.env.rulebook, tx.now.day())?;
    let object_by = periods.object_by(tx.env.rulebook.calendar(), tx.now.day());
    let head = format!("{}-{}-XY", division(o), tx.now.local().format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("listing-{head}"))?);
    let new = Written { no: &no, organization: o.id, authority: o.supervisor_id, ground, facts, object_by };
    let id = store::insert(tx, &new)?;
    // Not public yet: whoever objects in time may never be listed.
    let event = Event::private("registry.listing.noticed")
        .with("organization", o.credit_code.as_str())
        .with("ground", ground.word())
        .with("object_by", object_by.to_string());
    tx.record(("listing", &no), event)?;
    tx.enqueue(&Tell::new(id, Word::Noticed))?;
    store::find(tx.conn, id)
}

fn division(o: &Organization) -> String {
    format!("{:0<6}", o.county.get(..6).unwrap_or(&o.county))
}

/// Objects 陈述申辩, once and in time (`SO-127`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::ObjectionTooLate`], [`Code::WrongState`].
pub fn object(tx: &mut Tx, no: &str, text: &str) -> Result<Listing> {
    let l = own(tx, no)?;
    let step = Step::new(l.state, ListingEvent::Object)?;
    rules::may_object(&l, tx.now.day())?;
    tx.record(("listing", no), Event::private("registry.listing.objected"))?;
    store::step(tx, &l, &step, &Change { objection: Some(text), ..Change::default() })?;
    store::find(tx.conn, l.id)
}

/// Lists the organization, with reasons; from now on everybody sees it (`SO-128`, `SO-129`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::ObjectionStillOpen`], [`Code::WrongState`].
pub fn enter(tx: &mut Tx, no: &str, reasons: &str) -> Result<Listing> {
    let l = decided_here(tx, no)?;
    let step = Step::new(l.state, ListingEvent::Enter)?;
    let today = tx.now.day();
    rules::may_enter(&l, today)?;
    let o = organization::find(tx.conn, l.organization_id)?;
    let event = Event::public("registry.listing.entered")
        .with("organization", o.credit_code.as_str())
        .with("list", l.list.word())
        .with("ground", l.ground.word());
    let entry = tx.record(("listing", no), event)?;
    let change = Change { decision: Some(reasons), listed_on: Some(today), entry: Some(entry), ..Change::default() };
    store::step(tx, &l, &step, &change)?;
    announce(tx, "listed", &o, &l, entry)?;
    refresh(tx, o.id)?;
    escalate(tx, o.id)?;
    tx.enqueue(&Tell::new(l.id, Word::Entered))?;
    store::find(tx.conn, l.id)
}

/// Does not list, with reasons: the objection was right, or the competent authority proved that the organization is not
/// responsible (`SO-122`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn drop(tx: &mut Tx, no: &str, reasons: &str) -> Result<Listing> {
    let l = decided_here(tx, no)?;
    let step = Step::new(l.state, ListingEvent::Drop)?;
    tx.record(("listing", no), Event::private("registry.listing.dropped"))?;
    store::step(tx, &l, &step, &Change { decision: Some(reasons), ..Change::default() })?;
    tx.enqueue(&Tell::new(l.id, Word::Dropped))?;
    store::find(tx.conn, l.id)
}

/// Asks for removal, with what was put right (`SO-124`, `SO-126`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::RemovalTooEarly`], [`Code::RemovalAfterCancelling`], [`Code::WrongState`].
pub fn ask(tx: &mut Tx, no: &str, duty_done: &str) -> Result<Listing> {
    let l = own(tx, no)?;
    let step = Step::new(l.state, ListingEvent::Ask)?;
    let o = organization::find(tx.conn, l.organization_id)?;
    let live = live(tx, o.id)?;
    let (periods, today) = (Periods::of(&tx.env.rulebook, tx.now.day())?, tx.now.day());
    let calendar = tx.env.rulebook.calendar();
    rules::may_ask(&periods, calendar, &l, &live, &o, today)?;
    let verify_by = periods.verify_by(calendar, today);
    tx.record(("listing", no), Event::private("registry.listing.removal_asked"))?;
    store::step(tx, &l, &step, &Change { asked: Some((duty_done, verify_by)), ..Change::default() })?;
    store::find(tx.conn, l.id)
}

/// Removes from the list, with reasons: on application, or because the listing was a mistake (`SO-124`, `SO-129`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn remove(tx: &mut Tx, no: &str, reasons: &str) -> Result<Listing> {
    let l = decided_here(tx, no)?;
    end(tx, &l, reasons)
}

/// Keeps it on the list: what was to be put right is not (`SO-124`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn refuse(tx: &mut Tx, no: &str, reasons: &str) -> Result<Listing> {
    let l = decided_here(tx, no)?;
    let step = Step::new(l.state, ListingEvent::Refuse)?;
    tx.record(("listing", no), Event::private("registry.listing.removal_refused"))?;
    store::step(tx, &l, &step, &Change { decision: Some(reasons), ..Change::default() })?;
    tx.enqueue(&Tell::new(l.id, Word::Refused))?;
    store::find(tx.conn, l.id)
}

fn end(tx: &mut Tx, l: &Listing, reasons: &str) -> Result<Listing> {
    let step = Step::new(l.state, ListingEvent::Remove)?;
    let o = organization::find(tx.conn, l.organization_id)?;
    let event = Event::public("registry.listing.removed")
        .with("organization", o.credit_code.as_str())
        .with("list", l.list.word())
        .with("ground", l.ground.word());
    let entry = tx.record(("listing", &l.no), event)?;
    let today = tx.now.day();
    let change = Change { decision: Some(reasons), removed_on: Some(today), entry: Some(entry), ..Change::default() };
    store::step(tx, l, &step, &change)?;
    announce(tx, "unlisted", &o, l, entry)?;
    refresh(tx, o.id)?;
    tx.enqueue(&Tell::new(l.id, Word::Removed))?;
    store::find(tx.conn, l.id)
}

/// What the clock does for one organization: ends what time has ended (`SO-124`) and gives notice of what has added up
/// (`SO-125`). Doing it twice does nothing more.
///
/// # Errors
/// A fault of the database.
pub(super) fn by_clock(tx: &mut Tx, id: OrganizationId) -> Result<()> {
    let live = live(tx, id)?;
    let periods = Periods::of(&tx.env.rulebook, tx.now.day())?;
    let today = tx.now.day();
    let calendar = tx.env.rulebook.calendar();
    let over: Vec<Listing> = rules::ended_by_time(&periods, calendar, &live, today).into_iter().cloned().collect();
    for l in over {
        end(tx, &l, "listing-ended-by-time")?;
    }
    escalate(tx, id)
}

fn escalate(tx: &mut Tx, id: OrganizationId) -> Result<()> {
    let all = store::of_organization(tx.conn, id)?;
    let periods = Periods::of(&tx.env.rulebook, tx.now.day())?;
    let grounds = rules::escalations(&periods, tx.env.rulebook.calendar(), &all, tx.now.day());
    if grounds.is_empty() {
        return Ok(());
    }
    let o = organization::find(tx.conn, id)?;
    for ground in grounds {
        notify_by_clock(tx, &o, ground, &format!("listing-facts-{}", ground.word().replace('_', "-")))?;
    }
    Ok(())
}

fn live(tx: &mut Tx, id: OrganizationId) -> Result<Vec<Listing>> {
    let all = store::of_organization(tx.conn, id)?;
    Ok(all.into_iter().filter(|l| l.state.is_in_force()).collect())
}

/// Brings the standing of the organization in line with what is in force, and has it indexed.
fn refresh(tx: &mut Tx, id: OrganizationId) -> Result<()> {
    let o = organization::find(tx.conn, id)?;
    let status = rules::status(o.status, &live(tx, id)?);
    if status != o.status {
        organization::set_status(tx, &o, status)?;
        tx.enqueue(&IndexOrganization { id })?;
    }
    Ok(())
}

fn announce(tx: &mut Tx, kind: &str, o: &Organization, l: &Listing, entry: i64) -> Result<()> {
    let facts = serde_json::json!({ "no": l.no, "list": l.list.word(), "ground": l.ground.word() });
    announcement::publish(tx, kind, ("organization", &o.credit_code), &o.name, &facts, entry)
}

/// The entry, for an officer of the organization it concerns.
fn own(tx: &mut Tx, no: &str) -> Result<Listing> {
    tx.account()?;
    let l = store::find_by_no(tx.conn, no)?;
    if tx.actor.is_officer_of(l.organization_id) { Ok(l) } else { Err(hidden(&l)) }
}

/// The entry, for a decider of its authority who did not give the notice (`domain.md` 13).
fn decided_here(tx: &mut Tx, no: &str) -> Result<Listing> {
    tx.account()?;
    let l = store::find_by_no(tx.conn, no)?;
    let at = (BodyKind::Authority, l.authority_id.0);
    let account = match tx.official(Role::Decider, at) {
        Ok(account) => account,
        Err(Error::Refused(r)) if r.iter().any(|r| r.code == Code::NotYourRole) => return Err(hidden(&l)),
        Err(e) => return Err(e),
    };
    if l.noticed_by == Some(account) { Err(Code::SamePerson.into()) } else { Ok(l) }
}

/// Whoever may not know of an entry hears that there is none.
fn hidden(l: &Listing) -> Error {
    let known = matches!(l.state, ListingState::Listed | ListingState::Asking | ListingState::Removed);
    if known { Code::NotYourRole.into() } else { Error::Missing }
}
