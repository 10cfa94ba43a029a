//! Opinion and decision. An approval strikes the organization off, withdraws its certificate, announces it and writes the
//! ledger entry in one commit.
use crate::{
    kernel::{
        actor::Role,
        refusal::{Error, Result},
    },
    platform::db::{Event, Json, Tx},
    registry::{
        announcement,
        application::{
            Decision, Opinion,
            forms::{DecisionForm, OpinionForm},
        },
        cancellation::{
            access,
            jobs::{Tell, Word},
            model::Cancellation,
            rules,
            store::{self, Written},
        },
        certificate::{self, CertificateStatus},
        organization::{self, Organization, OrganizationStatus, jobs::IndexOrganization},
    },
};

/// Gives the reviewer's opinion 审查意见.
///
/// # Errors
/// See [`rules::may_review`].
pub fn review(tx: &mut Tx, no: &str, form: &OpinionForm) -> Result<Cancellation> {
    let (x, reviewer) = access::official(tx, Role::Reviewer, no)?;
    let permit = rules::may_review(&x, reviewer)?;
    let opinion = Opinion { is_in_favour: form.is_in_favour, text: form.text.clone(), at: tx.now };
    let written = Written { reviewer_id: Some(reviewer), opinion: Some(Json(opinion)), ..Written::default() };
    store::step(tx, &x, &permit, written, None)?;
    let event = Event::private("registry.cancellation.reviewed").with("in_favour", form.is_in_favour);
    tx.record(("cancellation", no), event)?;
    store::find(tx.conn, no)
}

/// Decides 准予注销 or 不予注销 (`SO-66`, `SO-97`).
///
/// # Errors
/// See [`rules::may_decide`].
pub fn decide(tx: &mut Tx, no: &str, form: &DecisionForm) -> Result<Cancellation> {
    let (x, decider) = access::official(tx, Role::Decider, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let permit = rules::may_decide(&x, decider, form.is_granted, &o)?;
    let entry = if form.is_granted {
        strike_off(tx, &x, &o)?
    } else {
        let ground = form.ground.map_or("other", |g| g.word());
        tx.record(("cancellation", no), Event::private("registry.cancellation.refused").with("ground", ground))?
    };
    let decision =
        Decision { is_granted: form.is_granted, ground: form.ground, text: form.text.clone(), at: tx.now, entry };
    let written = Written {
        decider_id: Some(decider),
        due_on: Some(None),
        decision: Some(Json(decision)),
        entry_id: form.is_granted.then_some(entry),
        ..Written::default()
    };
    store::step(tx, &x, &permit, written, None)?;
    tx.enqueue(&Tell::new(x.id, if form.is_granted { Word::Approved } else { Word::Refused }))?;
    store::find(tx.conn, no)
}

/// Everything a cancellation brings about; answers the ledger entry. The name stays blocked from today on (`SO-50`).
fn strike_off(tx: &mut Tx, x: &Cancellation, o: &Organization) -> Result<i64> {
    let content = &x.content.0;
    let event = Event::public("registry.organization.cancelled")
        .with("case", x.no.clone())
        .with("name", o.name.clone())
        .with("ground", content.ground.map_or("other", |g| g.word()))
        .with("certificate_no", o.certificate_no.clone());
    let entry = tx.record(("organization", &o.credit_code), event)?;
    organization::set_status(tx, o, OrganizationStatus::Cancelled)?;
    match certificate::withdraw(tx, &o.certificate_no, CertificateStatus::Withdrawn, &x.no) {
        // A certificate of paper, from before this program, has no row to withdraw.
        Ok(()) | Err(Error::Stale) => {}
        Err(e) => return Err(e),
    }
    let facts = std::collections::BTreeMap::from([
        ("no".to_owned(), x.no.clone()),
        ("certificate_no".to_owned(), o.certificate_no.clone()),
    ]);
    announcement::publish(tx, "cancelled", ("organization", &o.credit_code), &o.name, &facts, entry)?;
    tx.enqueue(&IndexOrganization { id: o.id })?;
    Ok(entry)
}
