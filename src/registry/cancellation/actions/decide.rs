//! The decision. An approval strikes the organization off, withdraws its certificate, issues the certificate of
//! cancellation, announces it and writes the ledger entry in one commit.
use crate::{
    kernel::refusal::{Error, Result},
    platform::db::{Event, Tx},
    registry::{
        announcement,
        application::{self, forms::DecisionForm},
        cancellation::Cancellation,
        case,
        certificate::{self, CertificateStatus, NewCertificate},
        organization::{self, Organization, OrganizationStatus, jobs::IndexOrganization},
    },
};
use std::collections::BTreeMap;

/// Decides 准予注销 or 不予注销 (`SO-66`, `SO-97`).
///
/// # Errors
/// See [`case::actions::decide`].
pub fn decide(tx: &mut Tx, no: &str, form: &DecisionForm) -> Result<Cancellation> {
    case::actions::decide(tx, no, form, strike_off)
}

/// Everything a cancellation brings about; answers the ledger entry. The name stays blocked from today on (`SO-50`).
fn strike_off(tx: &mut Tx, x: &Cancellation, o: &Organization) -> Result<i64> {
    let ground = x.content.0.ground.map_or("other", |g| g.word());
    let mut event = Event::public("registry.organization.cancelled")
        .with("case", x.no.clone())
        .with("name", o.name.clone())
        .with("ground", ground)
        .with("certificate_no", o.certificate_no.clone());
    let mut facts =
        BTreeMap::from([("no".to_owned(), x.no.clone()), ("certificate_no".to_owned(), o.certificate_no.clone())]);
    let recipient = &x.content.0.recipient;
    if !recipient.is_empty() {
        // Where the assets of a charity or a foundation went is told to everybody (`SO-98`, `SO-99`).
        event = event.with("recipient", recipient.as_str());
        facts.insert("recipient".to_owned(), recipient.clone());
    }
    let entry = tx.record(("organization", &o.credit_code), event)?;
    organization::set_status(tx, o, OrganizationStatus::Cancelled)?;
    match certificate::withdraw(tx, &o.certificate_no, CertificateStatus::Withdrawn, &x.no) {
        // A certificate of paper, from before this program, has no row to withdraw.
        Ok(()) | Err(Error::Stale) => {}
        Err(e) => return Err(e),
    }
    certify(tx, x, o, entry)?;
    announcement::publish(tx, "cancelled", ("organization", &o.credit_code), &o.name, &facts, entry)?;
    tx.enqueue(&IndexOrganization { id: o.id })?;
    Ok(entry)
}

/// Issues the certificate of cancellation 注销证明, which everybody may verify (`SO-97`).
fn certify(tx: &mut Tx, x: &Cancellation, o: &Organization, entry: i64) -> Result<()> {
    let office = application::authority(tx.conn, x.authority_id)?;
    let facts = BTreeMap::from([
        ("credit_code".to_owned(), o.credit_code.clone()),
        ("cancelled_on".to_owned(), tx.now.day().to_string()),
        ("authority".to_owned(), office.name),
    ]);
    let new = NewCertificate {
        kind: "cancellation",
        no: certificate::next_no(tx, &office.division)?,
        subject: ("case", x.no.clone()),
        name: o.name.clone(),
        valid_to: None,
        facts,
        entry,
    };
    certificate::issue(tx, &new).map(drop)
}
