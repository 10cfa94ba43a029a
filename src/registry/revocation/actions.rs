//! Verbs of a revocation. A clerk gives notice; the organization answers; a reviewer holds the hearing; a decider, another
//! person than both, decides.
use super::{
    jobs::{List, Tell, Word},
    model::{Ground, Revocation},
    rules::{self, Periods},
    store::{self, New, Written},
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    platform::{
        db::{Event, Tx},
        numbers,
    },
    registry::{
        announcement, application,
        certificate::{self, CertificateStatus},
        organization::{self, Organization, OrganizationStatus, jobs::IndexOrganization},
    },
};

/// Gives the prior notice 事先告知书: ground, facts, and the days to answer (行政处罚法 art. 44, 63).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::OrganizationEnded`], [`Code::OrganizationFiled`], [`Code::RevocationOpen`].
pub fn notify(tx: &mut Tx, credit_code: &str, ground: Ground, facts: &str) -> Result<Revocation> {
    let o = organization::find_by_code(tx.conn, credit_code)?;
    let by = tx.official(Role::Clerk, (BodyKind::Authority, o.supervisor_id.0))?;
    if tx.actor.is_officer_of(o.id) {
        return Err(Code::SamePerson.into());
    }
    let open = store::open_no(tx.conn, o.id)?;
    rules::may_notify(&o, open.as_deref())?;
    let office = application::authority(tx.conn, o.supervisor_id)?;
    let today = tx.now.day();
    let answer_by = Periods::of(&tx.env.rulebook, today)?.answer_by(tx.env.rulebook.calendar(), today);
    let head = format!("{}-{}-CX", office.division, today.format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("revocation:{head}"))?);
    let id = store::insert(tx, &New { no: &no, organization: &o, ground, facts, answer_by, by })?;
    // Not public: whoever is right in the hearing is not revoked.
    let event = Event::private("registry.revocation.noticed")
        .with("organization", o.credit_code)
        .with("ground", ground.word())
        .with("answer_by", answer_by.to_string());
    tx.record(("revocation", &no), event)?;
    tx.enqueue(&Tell::new(id, Word::Noticed))?;
    store::find_by_id(tx.conn, id)
}

/// States the organization's case 陈述申辩, once and in time (行政处罚法 art. 45).
///
/// # Errors
/// See [`rules::may_state`]; [`Error::Missing`] for everybody who is no officer of it.
pub fn state(tx: &mut Tx, no: &str, text: &str) -> Result<Revocation> {
    let x = own(tx, no)?;
    let permit = rules::may_state(&x, tx.now.day())?;
    tx.record(("revocation", no), Event::private("registry.revocation.stated"))?;
    let written = Written { statement: Some(text.to_owned()), stated_at: Some(tx.now), ..Written::default() };
    store::step(tx, &x, &permit, written)?;
    store::find(tx.conn, no)
}

/// Asks for a hearing 申请听证 (行政处罚法 art. 63, 64).
///
/// # Errors
/// See [`rules::may_ask`]; [`Error::Missing`] for everybody who is no officer of it.
pub fn ask(tx: &mut Tx, no: &str) -> Result<Revocation> {
    let x = own(tx, no)?;
    let today = tx.now.day();
    let permit = rules::may_ask(&x, today)?;
    let from = Periods::of(&tx.env.rulebook, today)?.hearing_from(tx.env.rulebook.calendar(), today);
    tx.record(("revocation", no), Event::private("registry.revocation.hearing_asked"))?;
    store::step(tx, &x, &permit, Written { hearing_from: Some(from), ..Written::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Hearing))?;
    store::find(tx.conn, no)
}

/// Writes the record of the hearing 听证笔录, held today (行政处罚法 art. 64).
///
/// # Errors
/// See [`rules::may_hold`]; [`Code::NotYourRole`].
pub fn hold(tx: &mut Tx, no: &str, record: &str) -> Result<Revocation> {
    let (x, by) = official(tx, Role::Reviewer, no)?;
    let today = tx.now.day();
    let permit = rules::may_hold(&x, by, today)?;
    tx.record(("revocation", no), Event::private("registry.revocation.heard"))?;
    let written =
        Written { heard_on: Some(today), heard_by: Some(by), record: Some(record.to_owned()), ..Written::default() };
    store::step(tx, &x, &permit, written)?;
    store::find(tx.conn, no)
}

/// Revokes: from now on it may no longer act; it must still be liquidated and cancelled (`SO-126`). Standing,
/// certificate, announcement and ledger are one commit; the notice for the serious list follows (`SO-125` (7)).
///
/// # Errors
/// See [`rules::may_decide`]; [`Code::NotYourRole`].
pub fn revoke(tx: &mut Tx, no: &str, reasons: &str) -> Result<Revocation> {
    let (x, by) = official(tx, Role::Decider, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let permit = rules::may_decide(&x, by, true, &o, tx.now.day())?;
    let event = Event::public("registry.organization.revoked")
        .with("case", no)
        .with("name", o.name.clone())
        .with("measure", x.ground.measure().word())
        .with("ground", x.ground.word())
        .with("certificate_no", o.certificate_no.clone());
    let entry = tx.record(("organization", &o.credit_code), event)?;
    let written = Written {
        decision: Some(reasons.to_owned()),
        decided_by: Some(by),
        decided_at: Some(tx.now),
        entry_id: Some(entry),
        ..Written::default()
    };
    store::step(tx, &x, &permit, written)?;
    organization::set_status(tx, &o, OrganizationStatus::Revoked)?;
    match certificate::withdraw(tx, &o.certificate_no, CertificateStatus::Withdrawn, no) {
        // A certificate of paper, from before this program, has no row to withdraw.
        Ok(()) | Err(Error::Stale) => {}
        Err(e) => return Err(e),
    }
    let facts = serde_json::json!({ "no": no, "ground": x.ground.word(), "certificate_no": o.certificate_no });
    announcement::publish(tx, "revoked", ("organization", &o.credit_code), &o.name, &facts, entry)?;
    tx.enqueue(&IndexOrganization { id: o.id })?;
    tx.enqueue(&List { organization: o.id.0 })?;
    tx.enqueue(&Tell::new(x.id, Word::Revoked))?;
    store::find(tx.conn, no)
}

/// Does not revoke, with reasons.
///
/// # Errors
/// See [`rules::may_decide`]; [`Code::NotYourRole`].
pub fn drop(tx: &mut Tx, no: &str, reasons: &str) -> Result<Revocation> {
    let (x, by) = official(tx, Role::Decider, no)?;
    let o: Organization = organization::find(tx.conn, x.organization_id)?;
    let permit = rules::may_decide(&x, by, false, &o, tx.now.day())?;
    tx.record(("revocation", no), Event::private("registry.revocation.dropped"))?;
    let written = Written {
        decision: Some(reasons.to_owned()),
        decided_by: Some(by),
        decided_at: Some(tx.now),
        ..Written::default()
    };
    store::step(tx, &x, &permit, written)?;
    tx.enqueue(&Tell::new(x.id, Word::Dropped))?;
    store::find(tx.conn, no)
}

/// The revocation, for an officer of the organization it concerns; for everybody else there is none.
fn own(tx: &mut Tx, no: &str) -> Result<Revocation> {
    tx.account()?;
    let x = store::find(tx.conn, no)?;
    if tx.actor.is_officer_of(x.organization_id) { Ok(x) } else { Err(Error::Missing) }
}

/// The revocation, for somebody in this role of its authority who acts for the organization in none.
fn official(tx: &mut Tx, role: Role, no: &str) -> Result<(Revocation, AccountId)> {
    tx.account()?;
    let x = store::find(tx.conn, no)?;
    let is_party = tx.actor.is_officer_of(x.organization_id);
    match tx.official(role, (BodyKind::Authority, x.authority_id.0)) {
        Ok(_) if is_party => Err(Code::SamePerson.into()),
        Ok(by) => Ok((x, by)),
        // Whoever may not know of it hears that there is none.
        Err(Error::Refused(r)) if !is_party && r.iter().any(|r| r.code == Code::NotYourRole) => {
            let known = [Role::Clerk, Role::Reviewer, Role::Decider].iter().any(|r| tx.actor.is_at(*r, x.authority_id));
            Err(if known { Code::NotYourRole.into() } else { Error::Missing })
        }
        Err(e) => Err(e),
    }
}
