//! The filing 备案 of a community group: number, certificate, announcement and ledger entry in one commit (`SO-152`–`SO-154`).
use super::{
    super::{jobs::TellCounty, model::Application, standard, store},
    decide::{name_is_free, new_organization},
};
use crate::{
    account,
    kernel::{
        actor::{BodyKind, OrganizationId, Role},
        refusal::{Error, Result},
    },
    platform::{
        db::{Event, Tx},
        numbers,
    },
    registry::{
        announcement,
        certificate::{self, CertificateStatus},
        organization::{self, Paper},
    },
};

/// The filing number 遂船社备〔2026〕018号 and its plain form `B510903202600018`, which stands where others have a credit
/// code; counted without gaps within a county and year (`domain.md` 3.6).
///
/// # Errors
/// A fault of the database.
fn next_number(tx: &mut Tx, division: &str) -> Result<(String, String)> {
    let county: String = division.chars().take(6).collect();
    let year = tx.now.day().format("%Y").to_string();
    let n = numbers::next(tx, &format!("filed:{county}:{year}"))?;
    let divisions = tx.env.rulebook.divisions();
    let first = |code: &str| {
        let name = code.parse().ok().and_then(|code| divisions.get(&code)).and_then(|d| d.zh.chars().next());
        name.map(String::from).unwrap_or_default()
    };
    let (city, place) = (first(divisions.home().as_str()), first(&county));
    Ok((format!("{city}{place}社备〔{year}〕{n:03}号"), format!("B{county}{year}{n:05}")))
}

/// Everything a filing brings about; answers the group and the ledger entry. It gets no legal personality (`SO-153`).
///
/// # Errors
/// [`crate::kernel::refusal::Code::NameBlocked`] when the name was taken meanwhile.
pub(super) fn file(tx: &mut Tx, a: &Application) -> Result<(OrganizationId, i64)> {
    name_is_free(tx, a)?;
    let rules = standard::rules_of(&tx.env.rulebook, a, tx.now.day())?;
    let (number, code) = next_number(tx, &a.division)?;
    let mut new = new_organization(tx, a, &rules, &code)?;
    new.certificate_no.clone_from(&number);
    let committee = a.committee().ok_or(Error::Missing)?;
    let event = Event::public("registry.organization.filed")
        .with("name", new.name.clone())
        .with("category", new.category.word())
        .with("domicile", new.domicile.clone())
        .with("filing_no", number)
        .with("community", store::authority(tx.conn, committee)?.name)
        .with("application", a.no.clone());
    let entry = tx.record(("organization", &code), event)?;
    new.entry_id = Some(entry);
    let id = organization::register(tx, &new)?;
    let o = organization::find(tx.conn, id)?;
    let no = certificate::next_no(tx, &o.county)?;
    let paper = Paper { no: &no, valid_until: new.valid_until, entry, before: (CertificateStatus::Replaced, &a.no) };
    let facts = organization::certify(tx, &o, &paper)?;
    announcement::publish(tx, "filed", ("organization", &code), &new.name, &facts, entry)?;
    account::add_membership(tx, a.account_id, Role::Officer, (BodyKind::Organization, id.0), &new.name)?;
    tx.enqueue(&TellCounty::new(a.id))?;
    Ok((id, entry))
}
