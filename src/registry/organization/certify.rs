//! The registration certificate 登记证书, or filing certificate 备案证书, of an organization: issued, and the one before
//! ended (`SO-81`, `SO-82`, `SO-154`).
use super::{
    jobs::IndexOrganization,
    model::{Organization, OrganizationStatus},
    store,
};
use crate::{
    kernel::{refusal::Result, time::Day},
    platform::db::Tx,
    registry::certificate::{self, CertificateStatus, NewCertificate},
};
use std::collections::BTreeMap;

/// A certificate about to be issued.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// Number from [`certificate::next_no`].
    pub no: &'a str,
    /// Last day.
    pub valid_until: Option<Day>,
    /// Ledger entry of the act.
    pub entry: i64,
    /// What becomes of the one before, and why.
    pub before: (CertificateStatus, &'a str),
}

/// The last day of a certificate that begins on a day: the day before the anniversary of the rulebook (`SO-82`).
#[must_use]
pub fn last_day(from: Day, validity: crate::kernel::period::Period) -> Option<Day> {
    from.checked_add_months(chrono::Months::new(12 * u32::from(validity.value)))?.pred_opt()
}

/// The kind of certificate an organization has.
#[must_use]
pub const fn certificate_kind(o: &Organization) -> &'static str {
    if o.is_registered { "registration" } else { "filing" }
}

/// Ends an organization: its status, its certificate, its place in the index. The caller records the act and says which
/// case ended it.
///
/// # Errors
/// [`Error::Stale`] when somebody changed it first.
pub fn close(tx: &mut Tx, o: &Organization, case: &str) -> Result<()> {
    store::set_status(tx, o, OrganizationStatus::Cancelled)?;
    let held = certificate::latest(tx.conn, certificate_kind(o), ("organization", &o.credit_code))?;
    if let Some(held) = held.filter(|x| x.status == CertificateStatus::Valid) {
        certificate::withdraw(tx, &held.no, CertificateStatus::Withdrawn, case)?;
    }
    tx.enqueue(&IndexOrganization { id: o.id })
}

/// Issues a certificate of the organization as it is given, ends the one before, and answers what stands on its face.
/// The credit code, or the filing number, stays for life (`ID-03`).
///
/// # Errors
/// A fault of the key or the database.
pub fn certify(tx: &mut Tx, o: &Organization, paper: &Paper<'_>) -> Result<BTreeMap<String, String>> {
    let subject = ("organization", o.credit_code.as_str());
    if let Some(old) = certificate::latest(tx.conn, certificate_kind(o), subject)?
        && old.status == CertificateStatus::Valid
    {
        certificate::withdraw(tx, &old.no, paper.before.0, paper.before.1)?;
    }
    let rules = tx.env.rulebook.kind(o.kind.word(), tx.now.day());
    let title = rules.and_then(|r| r.legal_form(&o.form).map(|f| f.certificate.zh.clone())).unwrap_or_default();
    let mut facts = BTreeMap::from([
        ("title".to_owned(), title),
        ("kind".to_owned(), o.kind.word().to_owned()),
        ("domicile".to_owned(), o.domicile.clone()),
        ("scope".to_owned(), o.scope.clone()),
        ("founded_on".to_owned(), o.founded_on.to_string()),
        ("authority".to_owned(), store::authority_name(tx.conn, o)?.0),
    ]);
    let head = if o.is_registered { "legal_representative" } else { "responsible_person" };
    facts.insert(head.to_owned(), o.legal_representative.clone());
    if o.is_registered {
        facts.insert("capital_fen".to_owned(), o.capital.fen().to_string());
    } else {
        facts.insert("filing_no".to_owned(), o.certificate_no.clone());
    }
    for (key, value) in [("area", &o.others.0.area), ("sponsor", &o.others.0.sponsor)] {
        if !value.is_empty() {
            facts.insert(key.to_owned(), value.clone());
        }
    }
    let new = NewCertificate {
        kind: certificate_kind(o),
        no: paper.no.to_owned(),
        subject: ("organization", o.credit_code.clone()),
        name: o.name.clone(),
        valid_to: paper.valid_until,
        facts: facts.clone(),
        entry: paper.entry,
    };
    certificate::issue(tx, &new)?;
    // The directory shows the filing number; the paper has a number of its own, with a check character.
    let shown = if o.is_registered { paper.no } else { o.certificate_no.as_str() };
    store::set_certificate(tx, o.id, shown, paper.valid_until)?;
    Ok(facts)
}
