//! From a filing to a registration 备案转登记 (`SO-155`): the draft begins with what the filing knows, and the approval
//! closes the filing in the same commit.
use super::{
    super::{
        content::{Content, Organization},
        forms::Begin,
        model::Application,
        store,
    },
    draft::{begin, drawn},
};
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::{Code, Error, FieldError, Reason, Result},
    },
    platform::{
        db::{Event, Tx},
        rulebook::OrganizationKind as Rules,
    },
    registry::organization::{self, Category, OrganizationKind, OrganizationStatus, Others},
};

/// Begins the founding of what a filed group is to become, filled in from its filing; answers the number of the draft.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::NotFiled`], [`Code::OrganizationEnded`], [`Code::UpgradeOpen`], and those of [`begin`].
pub fn upgrade(tx: &mut Tx, code: &str, command: &Begin) -> Result<String> {
    tx.account()?;
    let o = organization::find_by_code(tx.conn, code)?;
    if !tx.actor.is_officer_of(o.id) {
        return Err(Code::NotYourRole.into());
    }
    if o.is_registered {
        return Err(Code::NotFiled.into());
    }
    if matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked) {
        return Err(Code::OrganizationEnded.into());
    }
    if command.kind == OrganizationKind::Filed {
        return Err(Error::Invalid(vec![FieldError::new("kind", "choice")]));
    }
    if let Some(no) = store::upgrade_of(tx.conn, o.id)? {
        return Err(Reason::from(Code::UpgradeOpen).with("no", no).into());
    }
    let no = begin(tx, command)?;
    let a = store::find(tx.conn, &no)?;
    let rules = tx.env.rulebook.kind(command.kind.word(), tx.now.day()).ok_or(Code::KindNotOpen)?;
    let content = content_of(tx, &o, &rules)?;
    let drawn = drawn(tx, &a, &content)?;
    store::save(tx, &a, &content, &drawn)?;
    Ok(no)
}

/// What the filing knows of its organization, people, members and place; the rest is asked.
fn content_of(tx: &mut Tx, o: &organization::Organization, rules: &Rules) -> Result<Content> {
    let before = store::founding_of(tx.conn, o.id)?.map(|a| a.content.0).unwrap_or_default();
    let is_association = rules.key == OrganizationKind::Association.word();
    Ok(Content {
        organization: Some(Organization {
            name: o.name.clone(),
            name_en: o.name_en.clone(),
            category: category(o.category, rules),
            form: rules.legal_forms.first().map(|f| f.key.clone()).unwrap_or_default(),
            division: o.division.clone(),
            is_community: true,
            is_charity: false,
            statute: None,
            purpose: o.purpose.clone(),
            scope: o.scope.clone(),
            area: None,
            sponsor: None,
            community: None,
        }),
        people: before.people,
        members: before.members.filter(|_| is_association),
        premises: before.premises,
        upgrades: Some(o.id),
        ..Content::default()
    })
}

/// The nearest field of the new kind: what serves one community stays a community service (`SO-21`, `SO-151`).
fn category(filed: Category, rules: &Rules) -> Category {
    if rules.categories.iter().any(|c| c.key == filed.word()) { filed } else { Category::Community }
}

/// Closes the filing that a founding registers, and ties both together; `code` is that of the new organization.
///
/// # Errors
/// [`Code::OrganizationEnded`] when the filing ended meanwhile.
pub(super) fn close(tx: &mut Tx, a: &Application, id: OrganizationId, code: &str) -> Result<()> {
    let Some(filed) = a.upgrades() else { return Ok(()) };
    let before = organization::find(tx.conn, filed)?;
    if matches!(before.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked) {
        return Err(Code::OrganizationEnded.into());
    }
    let event = Event::public("registry.filing.upgraded")
        .with("filing_no", before.certificate_no.clone())
        .with("credit_code", code)
        .with("application", a.no.clone());
    tx.record(("organization", &before.credit_code), event)?;
    let others = Others { successor: code.to_owned(), ..before.others.0.clone() };
    organization::set_others(tx, &before, &others)?;
    let before = organization::find(tx.conn, filed)?;
    organization::close(tx, &before, &a.no)?;
    let new = organization::find(tx.conn, id)?;
    let others = Others { filing: before.credit_code, ..new.others.0.clone() };
    organization::set_others(tx, &new, &others)
}
