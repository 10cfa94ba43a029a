//! Opinion and decision. An approval makes the organization, its certificate, the founder's seat, the announcement and
//! the ledger entry in one commit.
use super::super::{
    access::{self, Hand},
    content::Part,
    forms::{DecisionForm, OpinionForm},
    jobs::{Letter, SendLetter},
    model::{Application, Decision, Ground, Opinion, PauseKind},
    rules, standard,
    store::{self, Change},
};
use crate::{
    account,
    kernel::{
        actor::{BodyKind, OrganizationId, Role},
        division::DivisionCode,
        money::Money,
        refusal::{Code, Error, FieldError, Result},
    },
    platform::{
        db::{Event, Json, Tx},
        rulebook::{OrganizationKind as Rules, RegistrationMode},
    },
    registry::{
        announcement,
        certificate::{self, CertificateStatus},
        charity,
        organization::{self, NewOrganization, OrganizationStatus, Others, Paper},
    },
};

/// Gives the reviewer's opinion 审查意见.
///
/// # Errors
/// See [`rules::may_review`].
pub fn review(tx: &mut Tx, no: &str, form: &OpinionForm) -> Result<Application> {
    let (a, reviewer) = access::official(tx, Hand::Examine, no)?;
    let kind = standard::rules_of(&tx.env.rulebook, &a, tx.now.day())?;
    let was_public = |p: &super::super::model::PauseRow| p.kind == PauseKind::Publicity && p.until_on.is_some();
    let lacks_publicity =
        form.is_in_favour && kind.periods.publicity.is_some() && !store::pauses(tx.conn, a.id)?.iter().any(was_public);
    let permit = rules::may_review(&a, reviewer, lacks_publicity)?;
    let opinion = Opinion { is_in_favour: form.is_in_favour, text: form.text.clone(), at: tx.now };
    let change = Change { reviewer_id: Some(reviewer), opinion: Some(Json(opinion)), ..Change::default() };
    store::step(tx, &a, &permit, change, None)?;
    let event = Event::private("registry.application.reviewed").with("in_favour", form.is_in_favour);
    tx.record(("application", no), event)?;
    store::find(tx.conn, no)
}

/// Decides 准予登记 or 不予登记 (`SO-63`, `SO-71`).
///
/// # Errors
/// See [`rules::may_decide`]; [`Code::NameBlocked`] when the name was taken meanwhile; [`Error::Invalid`] for a ground that
/// is none for this kind.
pub fn decide(tx: &mut Tx, no: &str, form: &DecisionForm) -> Result<Application> {
    let (a, decider) = access::official(tx, Hand::Decide, no)?;
    if form.ground.is_some_and(|g| !Ground::refused(a.kind).contains(&g)) {
        return Err(Error::Invalid(vec![FieldError::new("ground", "choice")]));
    }
    let permit = rules::may_decide(&a, decider, form.is_granted)?;
    let mut change = Change { decider_id: Some(decider), due_on: Some(None), ..Change::default() };
    let entry = if form.is_granted {
        let (organization, entry) = if a.is_filing() { super::file::file(tx, &a)? } else { found(tx, &a)? };
        change.organization_id = Some(organization);
        entry
    } else {
        let ground = form.ground.map_or("other", |g| g.word());
        tx.record(("application", no), Event::private("registry.application.refused").with("ground", ground))?
    };
    let decision =
        Decision { is_granted: form.is_granted, ground: form.ground, text: form.text.clone(), at: tx.now, entry };
    change.decision = Some(Json(decision));
    store::step(tx, &a, &permit, change, None)?;
    let letter = if form.is_granted { Letter::Approved } else { Letter::Refused };
    tx.enqueue(&SendLetter::new(a.id, letter))?;
    store::find(tx.conn, no)
}

/// Nothing that exists bears the name (`SO-40`).
///
/// # Errors
/// [`Code::NameBlocked`].
pub(super) fn name_is_free(tx: &mut Tx, a: &Application) -> Result<()> {
    let name_is_free = store::namesakes(tx.conn, &a.name)?
        .iter()
        .filter(|(id, ..)| a.upgrades() != Some(*id))
        .all(|(_, s, _)| matches!(s, OrganizationStatus::Cancelled | OrganizationStatus::Revoked));
    if !name_is_free {
        let reason = crate::kernel::refusal::Reason::from(Code::NameBlocked);
        return Err(reason.with("rule", "SO-40").with("word", a.name.clone()).into());
    }
    Ok(())
}

/// Everything a registration brings about; answers the organization and the ledger entry.
fn found(tx: &mut Tx, a: &Application) -> Result<(OrganizationId, i64)> {
    name_is_free(tx, a)?;
    let bars = standard::Judge::new(&tx.env.rulebook, a, tx.now, "zh-CN")?.bars(tx.conn, &a.content.0)?;
    if !bars.is_empty() {
        return Err(Error::Refused(bars));
    }
    let rules = standard::rules_of(&tx.env.rulebook, a, tx.now.day())?;
    let division: DivisionCode = a.division.parse().map_err(|e| anyhow::anyhow!("{e}"))?;
    let code = organization::issue_code(tx, a.kind, &division)?;
    let certificate_no = certificate::next_no(tx, &a.division)?;
    let mut new = new_organization(tx, a, &rules, code.as_str())?;
    new.certificate_no = certificate_no;
    let entry = tx.record(("organization", &new.credit_code), registered(a, &new))?;
    new.entry_id = Some(entry);
    let id = organization::register(tx, &new)?;
    others(tx, a, &rules, id)?;
    super::upgrade::close(tx, a, id, &new.credit_code)?;
    let o = organization::find(tx.conn, id)?;
    let paper = Paper {
        no: &new.certificate_no,
        valid_until: new.valid_until,
        entry,
        before: (CertificateStatus::Replaced, &a.no),
    };
    let facts = organization::certify(tx, &o, &paper)?;
    if o.is_charity {
        charity::founded(tx, &o, &a.no, entry)?;
    }
    announcement::publish(tx, "founded", ("organization", &new.credit_code), &new.name, &facts, entry)?;
    account::add_membership(tx, a.account_id, Role::Officer, (BodyKind::Organization, id.0), &new.name)?;
    Ok((id, entry))
}

/// Area of activity and competent authority, and who represents the organization by law, by the hash alone.
fn others(tx: &mut Tx, a: &Application, rules: &Rules, id: OrganizationId) -> Result<()> {
    let content = &a.content.0;
    let mode = standard::mode(rules, content, &a.division, tx.now.day());
    let o = content.organization.as_ref();
    let others = Others {
        area: o.and_then(|o| o.area.clone()).unwrap_or_default(),
        sponsor: o.and_then(|o| o.sponsor.clone()).filter(|_| mode == RegistrationMode::Dual).unwrap_or_default(),
        ..Others::default()
    };
    if others != Others::default() {
        let new = organization::find(tx.conn, id)?;
        organization::set_others(tx, &new, &others)?;
    }
    let head = content.people.iter().find(|p| p.parts.contains(&Part::Representative));
    organization::represent(tx, id, head.map(|p| p.identity.as_str()))
}

fn registered(a: &Application, new: &NewOrganization) -> Event {
    Event::public("registry.organization.registered")
        .with("name", new.name.clone())
        .with("kind", new.kind.word())
        .with("category", new.category.word())
        .with("domicile", new.domicile.clone())
        .with("legal_representative", new.legal_representative.clone())
        .with("capital_fen", new.capital.fen())
        .with("certificate_no", new.certificate_no.clone())
        .with("charity", new.is_charity)
        .with("application", a.no.clone())
}

/// What the answers make of the organization, under a code.
pub(super) fn new_organization(tx: &Tx, a: &Application, rules: &Rules, code: &str) -> Result<NewOrganization> {
    let missing = || anyhow::anyhow!("application {} was accepted incomplete", a.no);
    let content = &a.content.0;
    let o = content.organization.as_ref().ok_or_else(missing)?;
    let premises = content.premises.as_ref().ok_or_else(missing)?;
    // A filed group has no capital of its own (SO-153).
    let capital = match &content.capital {
        Some(c) => c.amount,
        None if a.is_filing() => Money::from_fen(0),
        None => return Err(missing().into()),
    };
    let head = content.people.iter().find(|p| p.parts.contains(&Part::Representative)).ok_or_else(missing)?;
    let today = tx.now.day();
    Ok(NewOrganization {
        credit_code: code.to_owned(),
        kind: a.kind,
        form: o.form.clone(),
        mode: rules::mode_of(standard::mode(rules, content, &a.division, today)),
        category: o.category,
        name: o.name.clone(),
        name_en: o.name_en.clone(),
        former_names: Json(Vec::new()),
        authority_id: a.authority_id,
        division: o.division.clone(),
        county: o.division.chars().take(6).collect(),
        domicile: premises.address.clone(),
        purpose: o.purpose.clone(),
        scope: o.scope.clone(),
        legal_representative: head.name.clone(),
        capital,
        // Who is a legal person by statute was founded on the day of approval (SO-64).
        founded_on: o.statute.as_ref().map_or(today, |s| s.approved_on),
        certificate_no: String::new(),
        valid_until: organization::last_day(today, rules.certificate_validity),
        status: OrganizationStatus::Active,
        is_registered: rules.legal_person,
        is_charity: o.is_charity,
        grade: None,
        contact_phone: head.phone.clone(),
        contact_email: String::new(),
        entry_id: None,
        created_at: tx.now,
        updated_at: tx.now,
    })
}
