//! The registration certificate 登记证书 of an organization: issued, and the one before ended (`SO-81`, `SO-82`).
use super::{model::Organization, store};
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

/// Issues a certificate of the organization as it is given, ends the one before, and answers what stands on its face.
/// The credit code stays for life (`ID-03`).
///
/// # Errors
/// A fault of the key or the database.
pub fn certify(tx: &mut Tx, o: &Organization, paper: &Paper<'_>) -> Result<BTreeMap<String, String>> {
    let subject = ("organization", o.credit_code.as_str());
    if let Some(old) = certificate::latest(tx.conn, "registration", subject)?
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
        ("legal_representative".to_owned(), o.legal_representative.clone()),
        ("scope".to_owned(), o.scope.clone()),
        ("capital_fen".to_owned(), o.capital.fen().to_string()),
        ("founded_on".to_owned(), o.founded_on.to_string()),
        ("authority".to_owned(), store::authority_name(tx.conn, o)?.0),
    ]);
    for (key, value) in [("area", &o.others.0.area), ("sponsor", &o.others.0.sponsor)] {
        if !value.is_empty() {
            facts.insert(key.to_owned(), value.clone());
        }
    }
    let new = NewCertificate {
        kind: "registration",
        no: paper.no.to_owned(),
        subject: ("organization", o.credit_code.clone()),
        name: o.name.clone(),
        valid_to: paper.valid_until,
        facts: facts.clone(),
        entry: paper.entry,
    };
    certificate::issue(tx, &new)?;
    store::set_certificate(tx, o.id, paper.no, paper.valid_until)?;
    Ok(facts)
}
