//! The decision. An approval writes the register, the certificate, the announcement and the ledger entry in one commit.
use crate::{
    kernel::{
        actor::AuthorityId,
        refusal::{Code, Reason, Result},
    },
    platform::db::{Event, Tx},
    registry::{
        announcement,
        application::{self, Authority, forms::DecisionForm},
        case,
        certificate::{self, CertificateStatus},
        change::{Change, content::Content, judge::Judge},
        organization::{self, Item, Organization, Paper},
        supervision,
    },
};

/// Decides 准予变更 or 不予变更 (`SO-66`, `SO-71`).
///
/// # Errors
/// See [`case::actions::decide`]; [`Code::NameBlocked`] when the name was taken meanwhile.
pub fn decide(tx: &mut Tx, no: &str, form: &DecisionForm) -> Result<Change> {
    case::actions::decide(tx, no, form, take_effect)
}

/// Everything an approval brings about; answers the ledger entry.
fn take_effect(tx: &mut Tx, x: &Change, o: &Organization) -> Result<i64> {
    let rules = case::actions::rules_of(tx, x)?;
    let judge = Judge { book: &tx.env.rulebook, rules: &rules, mode: o.mode, today: tx.now.day() };
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
    let moved = moved_to(tx, o, content)?;
    if let (Some(county), Some(to)) = (&content.county, &moved) {
        event = event.with("county", county.clone()).with("authority", to.code.clone());
    }
    let entry = tx.record(("organization", &o.credit_code), event)?;
    organization::put(tx, o, &content.items, content.name_en.as_deref(), (&x.no, entry))?;
    if let (Some(county), Some(to)) = (&content.county, &moved) {
        let now = organization::find(tx.conn, o.id)?;
        organization::transfer(tx, &now, county, AuthorityId(to.id))?;
        case::transfer(tx, x.id, o.id, AuthorityId(to.id))?;
        let supervisor = organization::find(tx.conn, o.id)?.supervisor_id;
        supervision::follow(tx, o.id, supervisor)?;
    }
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

/// The authority to which an organization moves with a domicile in another county: who is registered at the county moves
/// to that of the new one; who is registered at the city stays with the city (`SO-10`, `SO-14`).
fn moved_to(tx: &mut Tx, o: &Organization, content: &Content) -> Result<Option<Authority>> {
    let Some(county) = content.county.as_deref().filter(|county| *county != o.county) else { return Ok(None) };
    let now = application::authority(tx.conn, o.authority_id)?;
    let to = if now.division == o.county { application::authority_of(tx.conn, county)? } else { None };
    Ok(Some(to.unwrap_or(now)))
}

/// Changes of name, domicile and legal representative are announced with the value before and after (`SO-75`).
fn announce(tx: &mut Tx, x: &Change, o: &Organization, after: &Organization, entry: i64) -> Result<()> {
    let rules = case::actions::rules_of(tx, x)?;
    let told = x.content.0.announced(&rules);
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
