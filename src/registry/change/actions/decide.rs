//! Opinion and decision. An approval writes the register, the certificate, the announcement and the ledger entry in one
//! commit.
use crate::{
    kernel::{
        actor::Role,
        refusal::{Code, Reason, Result},
    },
    platform::db::{Event, Json, Tx},
    registry::{
        announcement,
        application::{
            self, Decision, Opinion,
            forms::{DecisionForm, OpinionForm},
        },
        certificate::{self, CertificateStatus},
        change::{
            access,
            jobs::{Tell, Word},
            judge::Judge,
            model::Change,
            rules,
            store::{self, Written},
        },
        organization::{self, Item, Organization, Paper},
    },
};

/// Gives the reviewer's opinion 审查意见.
///
/// # Errors
/// See [`rules::may_review`].
pub fn review(tx: &mut Tx, no: &str, form: &OpinionForm) -> Result<Change> {
    let (x, reviewer) = access::official(tx, Role::Reviewer, no)?;
    let permit = rules::may_review(&x, reviewer)?;
    let opinion = Opinion { is_in_favour: form.is_in_favour, text: form.text.clone(), at: tx.now };
    let written = Written { reviewer_id: Some(reviewer), opinion: Some(Json(opinion)), ..Written::default() };
    store::step(tx, &x, &permit, written, None)?;
    let event = Event::private("registry.change.reviewed").with("in_favour", form.is_in_favour);
    tx.record(("change", no), event)?;
    store::find(tx.conn, no)
}

/// Decides 准予变更 or 不予变更 (`SO-66`, `SO-71`).
///
/// # Errors
/// See [`rules::may_decide`]; [`Code::NameBlocked`] when the name was taken meanwhile.
pub fn decide(tx: &mut Tx, no: &str, form: &DecisionForm) -> Result<Change> {
    let (x, decider) = access::official(tx, Role::Decider, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let permit = rules::may_decide(&x, decider, form.is_granted, &o)?;
    let entry = if form.is_granted {
        take_effect(tx, &x, &o)?
    } else {
        let ground = form.ground.map_or("other", |g| g.word());
        tx.record(("change", no), Event::private("registry.change.refused").with("ground", ground))?
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

/// Everything an approval brings about; answers the ledger entry.
fn take_effect(tx: &mut Tx, x: &Change, o: &Organization) -> Result<i64> {
    let judge = Judge::new(&tx.env.rulebook, x, o, tx.now)?;
    let faults = judge.name_faults(tx.conn, x)?;
    if let Some(f) = faults.into_iter().find(|f| f.is_blocking) {
        return Err(Reason::from(Code::NameBlocked).with("rule", f.rule).with("word", f.word).into());
    }
    let content = &x.content.0;
    if content.is_charter_only() {
        let event = Event::public("registry.charter.approved").with("change", x.no.clone());
        return tx.record(("organization", &o.credit_code), event);
    }
    let office = application::authority(tx.conn, o.authority_id)?;
    let certificate_no = certificate::next_no(tx, &office.division)?;
    let mut event = Event::public("registry.organization.changed")
        .with("change", x.no.clone())
        .with("items", content.changed().join(","))
        .with("certificate_no", certificate_no.clone());
    for (item, value) in &content.items {
        event = event.with(item.word(), value.clone());
    }
    if content.items.contains_key(&Item::Name) {
        event = event.with("former_name", o.name.clone());
    }
    let entry = tx.record(("organization", &o.credit_code), event)?;
    organization::put(tx, o, &content.items, content.name_en.as_deref(), (&x.no, entry))?;
    let after = organization::find(tx.conn, o.id)?;
    let paper = Paper {
        no: &certificate_no,
        valid_until: o.valid_until,
        entry,
        before: (CertificateStatus::Replaced, x.no.as_str()),
    };
    organization::certify(tx, &after, &paper)?;
    announce(tx, x, o, &after, entry)?;
    Ok(entry)
}

/// Changes of name, domicile and legal representative are announced with the value before and after (`SO-75`).
fn announce(tx: &mut Tx, x: &Change, o: &Organization, after: &Organization, entry: i64) -> Result<()> {
    let judge = Judge::new(&tx.env.rulebook, x, o, tx.now)?;
    let told = x.content.0.announced(&judge.rules);
    if told.is_empty() {
        return Ok(());
    }
    let mut facts = std::collections::BTreeMap::from([("no".to_owned(), x.no.clone())]);
    for (item, value) in told {
        facts.insert(format!("{item}_before"), o.item(item));
        facts.insert(item.word().to_owned(), value);
    }
    announcement::publish(tx, "changed", ("organization", &o.credit_code), &after.name, &facts, entry)
}
