//! Verbs of the life of a filing: an officer of the group asks, the street or township answers (`SO-155`).
use super::{
    jobs::Tell,
    model::{Account, Upkeep, UpkeepEvent, UpkeepKind},
    rules,
    store::{self, Asked, Written},
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        refusal::{Code, Error, Reason, Result},
        state::Step,
    },
    platform::{
        db::{Event, Tx},
        numbers,
    },
    registry::{
        announcement,
        application::{self, NameAsked},
        certificate::{self, CertificateStatus},
        organization::{self, Item, Organization, OrganizationStatus, Paper, certificate_kind},
    },
};
use std::collections::BTreeMap;

/// Tells of the year, or asks for a change or the ending of the filing.
///
/// # Errors
/// See [`rules::may_ask`]; [`Code::NameBlocked`], [`Code::NotYourRole`].
pub fn ask(tx: &mut Tx, code: &str, kind: UpkeepKind, told: &Account) -> Result<Upkeep> {
    let by = tx.account()?;
    let o = organization::find_by_code(tx.conn, code)?;
    if !tx.actor.is_officer_of(o.id) {
        return Err(Code::NotYourRole.into());
    }
    let today = tx.now.day();
    let earlier = store::of_organization(tx.conn, o.id)?;
    rules::may_ask(&o, kind, &earlier, told, today)?;
    let mut content = told.clone();
    content.items.retain(|item, value| *value != o.item(*item));
    name_is_lawful(tx, &o, &content)?;
    let head = format!("{}-{}-BG01", o.county, today.format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("upkeep:{head}"))?);
    let due_on = tx.env.rulebook.period("filing.decision", today)?.last_day(tx.env.rulebook.calendar(), today);
    let year = rules::year_of(kind, today);
    store::insert(tx, &o, &Asked { no: &no, kind, year, content: &content, due_on, by })?;
    let event = Event::private("registry.upkeep.asked")
        .with("organization", o.credit_code)
        .with("kind", kind.word())
        .with("due_on", due_on.to_string());
    tx.record(("upkeep", &no), event)?;
    store::find(tx.conn, &no)
}

/// A new name is judged like that of a new group (`SO-40`, `SO-50`).
fn name_is_lawful(tx: &mut Tx, o: &Organization, content: &Account) -> Result<()> {
    let Some(name) = content.items.get(&Item::Name) else { return Ok(()) };
    let today = tx.now.day();
    let kind = tx.env.rulebook.kind(o.kind.word(), today).ok_or(Code::KindNotOpen)?;
    let asked = NameAsked { name, division: &o.division, application: None, organization: Some(o.id) };
    let faults = application::judge_name(tx.conn, &tx.env.rulebook, &kind, &asked, today)?;
    match faults.into_iter().find(|f| f.is_blocking) {
        Some(f) => Err(Reason::from(Code::NameBlocked).with("rule", f.rule).with("word", f.word).into()),
        None => Ok(()),
    }
}

/// Takes the wish back.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<Upkeep> {
    tx.account()?;
    let x = store::find(tx.conn, no)?;
    if !tx.actor.is_officer_of(x.organization_id) {
        return Err(hidden(tx, &x));
    }
    let step = Step::new(x.state, UpkeepEvent::Withdraw)?;
    store::step(tx, &x, &step, Written::default())?;
    tx.record(("upkeep", no), Event::private("registry.upkeep.withdrawn"))?;
    store::find(tx.conn, no)
}

/// Does what was asked: notes the year, changes the filing with a new certificate, or ends it.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::OrganizationEnded`], [`Code::NameBlocked`], [`Code::WrongState`].
pub fn grant(tx: &mut Tx, no: &str, text: &str) -> Result<Upkeep> {
    let (x, by) = decided_here(tx, no)?;
    let step = Step::new(x.state, UpkeepEvent::Grant)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    if matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked) {
        return Err(Code::OrganizationEnded.into());
    }
    let entry = match x.kind {
        UpkeepKind::Update => note(tx, &x, &o)?,
        UpkeepKind::Change => change(tx, &x, &o)?,
        UpkeepKind::Ending => end(tx, &x, &o)?,
    };
    let written = Written {
        decision: Some(text.to_owned()),
        decided_by: Some(by),
        decided_at: Some(tx.now),
        entry_id: Some(entry),
    };
    store::step(tx, &x, &step, written)?;
    tx.enqueue(&Tell::new(x.id))?;
    store::find(tx.conn, no)
}

fn note(tx: &mut Tx, x: &Upkeep, o: &Organization) -> Result<i64> {
    let event = Event::public("registry.filing.updated")
        .with("case", x.no.clone())
        .with("year", x.year)
        .with("members", x.content.0.members)
        .with("activities", x.content.0.activities);
    tx.record(("organization", &o.credit_code), event)
}

fn change(tx: &mut Tx, x: &Upkeep, o: &Organization) -> Result<i64> {
    let items = &x.content.0.items;
    name_is_lawful(tx, o, &x.content.0)?;
    let changed: Vec<&str> = items.keys().map(|item| item.word()).collect();
    let event = Event::public("registry.filing.changed").with("case", x.no.clone()).with("items", changed.join(","));
    let entry = tx.record(("organization", &o.credit_code), event)?;
    organization::put(tx, o, items, None, (&x.no, entry))?;
    let after = organization::find(tx.conn, o.id)?;
    let certificate_no = certificate::next_no(tx, &o.county)?;
    let paper = Paper {
        no: &certificate_no,
        valid_until: o.valid_until,
        entry,
        before: (CertificateStatus::Replaced, x.no.as_str()),
    };
    organization::certify(tx, &after, &paper)?;
    Ok(entry)
}

fn end(tx: &mut Tx, x: &Upkeep, o: &Organization) -> Result<i64> {
    let event = Event::public("registry.filing.ended")
        .with("case", x.no.clone())
        .with("name", o.name.clone())
        .with("filing_no", o.certificate_no.clone());
    let entry = tx.record(("organization", &o.credit_code), event)?;
    organization::close(tx, o, &x.no)?;
    let facts = BTreeMap::from([("no".to_owned(), x.no.clone()), ("filing_no".to_owned(), o.certificate_no.clone())]);
    announcement::publish(tx, "filing-ended", ("organization", &o.credit_code), &o.name, &facts, entry)?;
    debug_assert_eq!(certificate_kind(o), "filing");
    Ok(entry)
}

/// Does not do it, with reasons.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn refuse(tx: &mut Tx, no: &str, text: &str) -> Result<Upkeep> {
    let (x, by) = decided_here(tx, no)?;
    let step = Step::new(x.state, UpkeepEvent::Refuse)?;
    tx.record(("upkeep", no), Event::private("registry.upkeep.refused"))?;
    let written = Written {
        decision: Some(text.to_owned()),
        decided_by: Some(by),
        decided_at: Some(tx.now),
        ..Written::default()
    };
    store::step(tx, &x, &step, written)?;
    tx.enqueue(&Tell::new(x.id))?;
    store::find(tx.conn, no)
}

/// The wish, for a filing officer of its street who acts for the group in no role (`domain.md` 13).
fn decided_here(tx: &mut Tx, no: &str) -> Result<(Upkeep, AccountId)> {
    tx.account()?;
    let x = store::find(tx.conn, no)?;
    let by = match tx.official(Role::Filer, (BodyKind::Authority, x.authority_id.0)) {
        Ok(by) => by,
        Err(Error::Refused(r)) if r.iter().any(|r| r.code == Code::NotYourRole) => return Err(hidden(tx, &x)),
        Err(e) => return Err(e),
    };
    if tx.actor.is_officer_of(x.organization_id) { Err(Code::SamePerson.into()) } else { Ok((x, by)) }
}

/// Whoever may not know of a wish hears that there is none.
fn hidden(tx: &Tx, x: &Upkeep) -> Error {
    let knows = tx.actor.is_at(Role::Filer, x.authority_id) || tx.actor.is_officer_of(x.organization_id);
    if knows { Code::NotYourRole.into() } else { Error::Missing }
}
