//! Verbs of renewal and reissue: an officer asks, a decider of the authority answers.
use super::{
    jobs::{Remind, Tell},
    model::{Renewal, RenewalEvent, RenewalKind},
    rules,
    store::{self, Asked, Written},
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, OrganizationId, Role},
        refusal::{Code, Error, Result},
        state::Step,
        time::Day,
    },
    platform::{
        db::{Event, Tx},
        numbers,
    },
    registry::{
        announcement, application,
        certificate::{self, CertificateStatus},
        organization::{self, Paper},
    },
};

/// Asks for a new certificate. Who lost one declares when and how, under the eyes of everybody once it is reissued.
///
/// # Errors
/// See [`rules::may_ask`]; [`Code::NotYourRole`].
pub fn ask(tx: &mut Tx, code: &str, kind: RenewalKind, declaration: &str) -> Result<Renewal> {
    let by = tx.account()?;
    let o = organization::find_by_code(tx.conn, code)?;
    if !tx.actor.is_officer_of(o.id) {
        return Err(Code::NotYourRole.into());
    }
    let today = tx.now.day();
    let open = store::of_organization(tx.conn, o.id)?.into_iter().find(|x| x.decided_at.is_none() && x.is_asked());
    let days = rules::reminders(&tx.env.rulebook, today)?;
    rules::may_ask(&o, kind, open.as_ref().map(|x| x.no.as_str()), &days, today)?;
    let office = application::authority(tx.conn, o.authority_id)?;
    let head = format!("{}-{}-HF01", office.division, today.format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("renewal:{head}"))?);
    let due_on = tx.env.rulebook.period("reg.certificate_delivery", today)?.last_day(tx.env.rulebook.calendar(), today);
    store::insert(tx, &o, &Asked { no: &no, kind, declaration, due_on, by })?;
    let event = Event::private("registry.certificate.asked")
        .with("organization", o.credit_code)
        .with("kind", kind.word())
        .with("due_on", due_on.to_string());
    tx.record(("renewal", &no), event)?;
    store::find(tx.conn, &no)
}

/// Takes the wish back.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<Renewal> {
    tx.account()?;
    let x = store::find(tx.conn, no)?;
    if !tx.actor.is_officer_of(x.organization_id) {
        return Err(hidden(tx, &x));
    }
    let step = Step::new(x.state, RenewalEvent::Withdraw)?;
    store::step(tx, &x, &step, Written::default())?;
    tx.record(("renewal", no), Event::private("registry.certificate.withdrawn"))?;
    store::find(tx.conn, no)
}

/// Issues the new certificate: the same code, another number. The one before is replaced, or withdrawn when it was lost,
/// and a lost one is announced.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::OrganizationEnded`], [`Code::WrongState`].
pub fn grant(tx: &mut Tx, no: &str, text: &str) -> Result<Renewal> {
    let (x, by) = decided_here(tx, no)?;
    let step = Step::new(x.state, RenewalEvent::Grant)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let today = tx.now.day();
    if matches!(o.status, organization::OrganizationStatus::Cancelled | organization::OrganizationStatus::Revoked) {
        return Err(Code::OrganizationEnded.into());
    }
    let kind = tx.env.rulebook.kind(o.kind.word(), today).ok_or(Code::KindNotOpen)?;
    let valid_until = rules::valid_until(&o, x.kind, kind.certificate_validity, today);
    let office = application::authority(tx.conn, o.authority_id)?;
    let certificate_no = certificate::next_no(tx, &office.division)?;
    let mut event = Event::public(match x.kind {
        RenewalKind::Renewal => "registry.certificate.renewed",
        RenewalKind::Reissue => "registry.certificate.reissued",
    })
    .with("case", no)
    .with("certificate_no", certificate_no.clone())
    .with("before_no", o.certificate_no.clone());
    if let Some(day) = valid_until {
        event = event.with("valid_until", day.to_string());
    }
    let entry = tx.record(("organization", &o.credit_code), event)?;
    let status = match x.kind {
        RenewalKind::Renewal => CertificateStatus::Replaced,
        RenewalKind::Reissue => CertificateStatus::Withdrawn,
    };
    let paper = Paper { no: &certificate_no, valid_until, entry, before: (status, no) };
    organization::certify(tx, &o, &paper)?;
    if x.kind == RenewalKind::Reissue {
        let facts = std::collections::BTreeMap::from([
            ("no".to_owned(), no.to_owned()),
            ("before_no".to_owned(), x.before_no.clone()),
            ("certificate_no".to_owned(), certificate_no.clone()),
        ]);
        announcement::publish(tx, "reissued", ("organization", &o.credit_code), &o.name, &facts, entry)?;
    }
    let written = Written {
        decision: Some(text.to_owned()),
        decided_by: Some(by),
        decided_at: Some(tx.now),
        certificate_no: Some(certificate_no),
        valid_until,
        entry_id: Some(entry),
    };
    store::step(tx, &x, &step, written)?;
    tx.enqueue(&Tell::new(x.id))?;
    store::find(tx.conn, no)
}

/// Does not issue one, with reasons.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn refuse(tx: &mut Tx, no: &str, text: &str) -> Result<Renewal> {
    let (x, by) = decided_here(tx, no)?;
    let step = Step::new(x.state, RenewalEvent::Refuse)?;
    tx.record(("renewal", no), Event::private("registry.certificate.refused"))?;
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

/// Gives the reminder that is due about a certificate that ends on a day; nothing when none is (`SO-82`).
pub(super) fn remind(tx: &mut Tx, id: OrganizationId, last: Day) -> Result<bool> {
    let days = rules::reminders(&tx.env.rulebook, tx.now.day())?;
    let given = store::given(tx.conn, id, last)?;
    let Some(due) = rules::reminder(last, &days, &given, tx.now.day()) else { return Ok(false) };
    if !store::remind(tx, id, last, due)? {
        return Ok(false);
    }
    tx.enqueue(&Remind { organization: id, days: due, last })?;
    Ok(true)
}

/// The wish, for a decider of its authority who acts for the organization in no role (`domain.md` 13).
fn decided_here(tx: &mut Tx, no: &str) -> Result<(Renewal, AccountId)> {
    tx.account()?;
    let x = store::find(tx.conn, no)?;
    let by = match tx.official(Role::Decider, (BodyKind::Authority, x.authority_id.0)) {
        Ok(by) => by,
        Err(Error::Refused(r)) if r.iter().any(|r| r.code == Code::NotYourRole) => return Err(hidden(tx, &x)),
        Err(e) => return Err(e),
    };
    if tx.actor.is_officer_of(x.organization_id) { Err(Code::SamePerson.into()) } else { Ok((x, by)) }
}

/// Whoever may not know of a wish hears that there is none.
fn hidden(tx: &Tx, x: &Renewal) -> Error {
    let staff = [Role::Clerk, Role::Reviewer, Role::Decider].iter().any(|&r| tx.actor.is_at(r, x.authority_id));
    if staff || tx.actor.is_officer_of(x.organization_id) { Code::NotYourRole.into() } else { Error::Missing }
}
