//! Opinion and decision. An approval makes the organization, its certificate, the founder's seat, the announcement and
//! the ledger entry in one commit.
use super::super::{
    access,
    content::Part,
    forms::{DecisionForm, OpinionForm},
    jobs::{Letter, SendLetter},
    model::{Application, Decision, Opinion},
    rules, standard,
    store::{self, Change},
};
use crate::{
    account,
    kernel::{
        actor::{BodyKind, OrganizationId, Role},
        division::DivisionCode,
        refusal::{Code, Result},
    },
    platform::{
        db::{Event, Json, Tx},
        rulebook::OrganizationKind as Rules,
    },
    registry::{
        announcement,
        certificate::{self, CertificateStatus},
        organization::{self, NewOrganization, OrganizationStatus, Paper},
    },
};

/// Gives the reviewer's opinion 审查意见.
///
/// # Errors
/// See [`rules::may_review`].
pub fn review(tx: &mut Tx, no: &str, form: &OpinionForm) -> Result<Application> {
    let (a, reviewer) = access::official(tx, Role::Reviewer, no)?;
    let permit = rules::may_review(&a, reviewer)?;
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
/// See [`rules::may_decide`]; [`Code::NameBlocked`] when the name was taken meanwhile.
pub fn decide(tx: &mut Tx, no: &str, form: &DecisionForm) -> Result<Application> {
    let (a, decider) = access::official(tx, Role::Decider, no)?;
    let permit = rules::may_decide(&a, decider, form.is_granted)?;
    let mut change = Change { decider_id: Some(decider), due_on: Some(None), ..Change::default() };
    let entry = if form.is_granted {
        let (organization, entry) = found(tx, &a)?;
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

/// Everything a registration brings about; answers the organization and the ledger entry.
fn found(tx: &mut Tx, a: &Application) -> Result<(OrganizationId, i64)> {
    let name_is_free = store::namesakes(tx.conn, &a.name)?
        .iter()
        .all(|(_, s, _)| matches!(s, OrganizationStatus::Cancelled | OrganizationStatus::Revoked));
    if !name_is_free {
        let reason = crate::kernel::refusal::Reason::from(Code::NameBlocked);
        return Err(reason.with("rule", "SO-40").with("word", a.name.clone()).into());
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
    let o = organization::find(tx.conn, id)?;
    let paper = Paper {
        no: &new.certificate_no,
        valid_until: new.valid_until,
        entry,
        before: (CertificateStatus::Replaced, &a.no),
    };
    let facts = organization::certify(tx, &o, &paper)?;
    announcement::publish(tx, "founded", ("organization", &new.credit_code), &new.name, &facts, entry)?;
    account::add_membership(tx, a.account_id, Role::Officer, (BodyKind::Organization, id.0), &new.name)?;
    Ok((id, entry))
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
        .with("application", a.no.clone())
}

fn new_organization(tx: &Tx, a: &Application, rules: &Rules, code: &str) -> Result<NewOrganization> {
    let missing = || anyhow::anyhow!("application {} was accepted incomplete", a.no);
    let content = &a.content.0;
    let o = content.organization.as_ref().ok_or_else(missing)?;
    let premises = content.premises.as_ref().ok_or_else(missing)?;
    let capital = content.capital.as_ref().ok_or_else(missing)?;
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
        capital: capital.amount,
        founded_on: today,
        certificate_no: String::new(),
        valid_until: organization::last_day(today, rules.certificate_validity),
        status: OrganizationStatus::Active,
        is_registered: true,
        is_charity: false,
        grade: None,
        contact_phone: head.phone.clone(),
        contact_email: String::new(),
        is_demo: tx.env.is_demo,
        entry_id: None,
        created_at: tx.now,
        updated_at: tx.now,
    })
}
