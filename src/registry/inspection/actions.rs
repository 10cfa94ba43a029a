//! Verbs of random inspection. A clerk announces, a decider draws; the two officers drawn record and confirm; the
//! organization reports what it put right; the clock gives notice of what was not.
use super::{
    forms::{Announcement, Record, Verification},
    model::{Draw, DrawEvent, Finding, Inspection, InspectionEvent, InspectionState},
    rules,
    store::{self, Change, NewDraw, NewInspection},
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        random,
        refusal::{Code, Error, Result},
        state::Step,
    },
    platform::{
        db::{Event, Tx},
        numbers,
    },
    registry::{
        credit::{self, Ground, ListingState},
        inspection::jobs::{Tell, Word},
        organization,
    },
};

/// Announces a draw: the list of organizations and officers stand now, and a seed is fixed of which only the SHA-256 is
/// published, so that nobody can choose it after the list or change the list after it (`SO-118`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::TwoOfficers`], [`Code::SampleTooLarge`].
pub fn announce(tx: &mut Tx, authority: i64, new: &Announcement) -> Result<Draw> {
    tx.official(Role::Clerk, (BodyKind::Authority, authority))?;
    let population = store::population(tx.conn, authority, new.kind)?;
    let roster = store::roster(tx.conn, authority)?;
    let wanted = usize::try_from(new.sample).unwrap_or(usize::MAX);
    rules::may_announce(roster.len(), population.len(), wanted)?;
    let division = store::division(tx.conn, authority)?;
    let head = format!("{division:0<6}-{}-SJ", tx.now.local().format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("draw-{head}"))?);
    let seed = hex::encode(random::bytes::<32>());
    let (digest, commitment) = (rules::digest_of(&population), rules::digest(&seed));
    let event = Event::public("registry.inspection.announced")
        .with("title", new.title.as_str())
        .with("population", i64::try_from(population.len()).unwrap_or(i64::MAX))
        .with("population_digest", digest.as_str())
        .with("officers", i64::try_from(roster.len()).unwrap_or(i64::MAX))
        .with("sample", new.sample)
        .with("commitment", commitment.as_str());
    let entry = tx.record(("inspection_draw", &no), event)?;
    let id = store::insert_draw(
        tx,
        NewDraw {
            no: &no,
            authority,
            title: &new.title,
            basis: &new.basis,
            sample: new.sample,
            population,
            population_digest: &digest,
            roster,
            commitment: &commitment,
            sealed_seed: &tx.env.keyring.seal_text("inspection-seed", &no, &seed),
            entry,
        },
    )?;
    store::draw(tx.conn, id)
}

/// Draws: the seed is published, and with it every organization and both its officers are fixed.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`] for who announced it, [`Code::WrongState`].
pub fn draw(tx: &mut Tx, no: &str) -> Result<Draw> {
    let d = store::draw_by_no(tx.conn, no)?;
    let account = tx.official(Role::Decider, (BodyKind::Authority, d.authority_id.0))?;
    if d.announced_by == account {
        return Err(Code::SamePerson.into());
    }
    let step = Step::new(d.state, DrawEvent::Draw)?;
    let seed = tx.env.keyring.open_text("inspection-seed", &d.no, &d.sealed_seed).map_err(anyhow::Error::from)?;
    let wanted = usize::try_from(d.sample).unwrap_or(usize::MAX);
    let codes = rules::sample(&seed, &d.population.0, wanted);
    let mut rows = Vec::with_capacity(codes.len());
    for (place, code) in (1i64..).zip(&codes) {
        let o = organization::find_by_code(tx.conn, code)?;
        let barred = store::officers_among(tx.conn, o.id, &d.roster.0)?;
        let numbers: Vec<usize> =
            (1..).zip(&d.roster.0).filter(|(_, account)| barred.contains(account)).map(|(n, _)| n).collect();
        let pair = rules::officers(&seed, code, d.roster.0.len(), &numbers).ok_or(Code::TwoOfficers)?;
        let at = |n: usize| d.roster.0.get(n.saturating_sub(1)).copied().ok_or(Error::Missing);
        rows.push(NewInspection {
            no: format!("{}-{place:03}", d.no),
            draw_id: d.id,
            organization_id: o.id.0,
            authority_id: d.authority_id.0,
            place,
            first_id: at(pair.0)?,
            second_id: at(pair.1)?,
            state: InspectionState::Assigned,
        });
    }
    let event = Event::public("registry.inspection.drawn")
        .with("seed", seed.as_str())
        .with("drawn", serde_json::Value::from(codes));
    let entry = tx.record(("inspection_draw", no), event)?;
    store::drawn(tx, &d, &step, &seed, entry)?;
    store::insert(tx.conn, rows)?;
    store::draw(tx.conn, d.id)
}

/// Writes the record of the visit; one of the two officers does.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`], [`Error::Missing`].
pub fn record(tx: &mut Tx, no: &str, new: &Record) -> Result<Inspection> {
    let (x, _) = inspector(tx, no)?;
    let step = Step::new(x.state, InspectionEvent::Record)?;
    tx.record(("inspection", no), Event::private("registry.inspection.recorded"))?;
    let recorded = Some((new.visited_on, new.facts.as_str(), new.finding, new.rectify_by));
    store::step(tx, &x, &step, &Change { recorded, ..Change::default() })?;
    store::find(tx.conn, x.id)
}

/// The other officer confirms the record, which publishes it, or gives it back saying why.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`] for who wrote it, [`Code::WrongState`].
pub fn confirm(tx: &mut Tx, no: &str, wrong: Option<&str>) -> Result<Inspection> {
    let (x, account) = inspector(tx, no)?;
    if x.recorded_by == Some(account) {
        return Err(Code::SamePerson.into());
    }
    if let Some(note) = wrong {
        let step = Step::new(x.state, InspectionEvent::Reject)?;
        store::step(tx, &x, &step, &Change { note: Some(note), ..Change::default() })?;
        return store::find(tx.conn, x.id);
    }
    let is_order = x.finding == Some(Finding::Rectify);
    let step = Step::new(x.state, if is_order { InspectionEvent::Order } else { InspectionEvent::Pass })?;
    let finding = x.finding.ok_or(Code::WrongState)?;
    let entry = public(tx, &x, "registry.inspection.published", finding)?;
    let change = Change { is_confirmed: true, is_closed: !is_order, entry: Some(entry), ..Change::default() };
    store::step(tx, &x, &step, &change)?;
    tx.enqueue(&Tell::new(x.id, if is_order { Word::Ordered } else { Word::Published }))?;
    store::find(tx.conn, x.id)
}

/// The organization reports what it put right.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`], [`Error::Missing`].
pub fn reply(tx: &mut Tx, no: &str, text: &str) -> Result<Inspection> {
    tx.account()?;
    let x = store::find_by_no(tx.conn, no)?;
    if !tx.actor.is_officer_of(x.organization_id) {
        return Err(hidden(tx, &x));
    }
    let step = Step::new(x.state, InspectionEvent::Reply)?;
    tx.record(("inspection", no), Event::private("registry.inspection.replied"))?;
    store::step(tx, &x, &step, &Change { reply: Some(text), ..Change::default() })?;
    store::find(tx.conn, x.id)
}

/// One of the officers verifies what was put right: accepts it, or insists with a new day.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn verify(tx: &mut Tx, no: &str, v: &Verification) -> Result<Inspection> {
    let (x, _) = inspector(tx, no)?;
    if let Some((note, day)) = &v.insists {
        let step = Step::new(x.state, InspectionEvent::Insist)?;
        store::step(tx, &x, &step, &Change { note: Some(note), rectify_by: Some(*day), ..Change::default() })?;
        tx.enqueue(&Tell::new(x.id, Word::Ordered))?;
        return store::find(tx.conn, x.id);
    }
    let step = Step::new(x.state, InspectionEvent::Accept)?;
    let finding = x.finding.ok_or(Code::WrongState)?;
    let entry = public(tx, &x, "registry.inspection.rectified", finding)?;
    store::step(tx, &x, &step, &Change { is_closed: true, entry: Some(entry), ..Change::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Published))?;
    store::find(tx.conn, x.id)
}

/// Gives notice of the abnormal list for what was not put right by its day (`SO-121`).
///
/// # Errors
/// A fault of the database.
pub(super) fn miss(tx: &mut Tx, id: i64) -> Result<()> {
    let x = store::find(tx.conn, id)?;
    if x.listing_no.is_some() || !rules::is_overdue(&x, tx.now.day()) {
        return Ok(());
    }
    let o = organization::find(tx.conn, x.organization_id)?;
    let given = credit::notify_by_clock(tx, &o, Ground::RectificationLate, "listing-facts-rectification-late")?;
    let listing_no = match given {
        Some(listing) => listing.no,
        None => {
            let is_open = |s: ListingState| !matches!(s, ListingState::Removed | ListingState::Dropped);
            let all = credit::of_organization(tx.conn, o.id)?;
            let same = all.into_iter().find(|l| l.ground == Ground::RectificationLate && is_open(l.state));
            same.map(|l| l.no).unwrap_or_default()
        }
    };
    store::noticed(tx, &x, &listing_no)
}

fn public(tx: &mut Tx, x: &Inspection, kind: &'static str, finding: Finding) -> Result<i64> {
    let o = organization::find(tx.conn, x.organization_id)?;
    let mut event = Event::public(kind).with("organization", o.credit_code.as_str()).with("finding", finding.word());
    if let Some(day) = x.rectify_by {
        event = event.with("rectify_by", day.to_string());
    }
    tx.record(("inspection", &x.no), event)
}

/// The inspection, for one of its two officers.
fn inspector(tx: &mut Tx, no: &str) -> Result<(Inspection, AccountId)> {
    let account = tx.account()?;
    let x = store::find_by_no(tx.conn, no)?;
    if account != x.first_id && account != x.second_id {
        return Err(hidden(tx, &x));
    }
    // Whoever has left the office since the draw inspects no more.
    let at = (BodyKind::Authority, x.authority_id.0);
    match tx.official(Role::Clerk, at) {
        Ok(account) => Ok((x, account)),
        Err(_) => Ok((x, tx.official(Role::Reviewer, at)?)),
    }
}

/// Whoever may not know of an inspection hears that there is none.
fn hidden(tx: &Tx, x: &Inspection) -> Error {
    let staff = [Role::Clerk, Role::Reviewer, Role::Decider].iter().any(|r| tx.actor.is_at(*r, x.authority_id));
    let known = x.state.is_public() || staff || tx.actor.is_officer_of(x.organization_id);
    if known { Code::NotYourRole.into() } else { Error::Missing }
}
