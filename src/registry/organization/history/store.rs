//! Statements of `organization_versions`, and the one that changes registered items.
use crate::{
    both,
    kernel::{
        actor::OrganizationId,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::db::{Conn, Json, Tx},
    registry::organization::{
        jobs::IndexOrganization,
        model::{Item, Items, Organization},
        store::represent,
    },
    schema::{organization_versions as versions, organizations},
};
use diesel::prelude::*;

/// Registered items as they were in an interval that is over: from a day until before another.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Version {
    /// Row.
    pub id: i64,
    /// First day.
    pub from_on: Day,
    /// The day on which something else began to hold.
    pub until_on: Day,
    /// The name in that time.
    pub name: String,
    /// Every registered item.
    pub items: Json<Items>,
    /// Number of the case that ended it.
    pub case_no: String,
    /// Ledger entry of the act that ended it.
    pub entry_id: Option<i64>,
}

/// A version written in bulk, for the demonstration and for an imported register.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = versions)]
pub struct NewVersion {
    /// Whose.
    pub organization_id: OrganizationId,
    /// First day.
    pub from_on: Day,
    /// The day on which something else began to hold.
    pub until_on: Day,
    /// The name in that time.
    pub name: String,
    /// Every registered item.
    pub items: Json<Items>,
    /// Number of the case that ended it.
    pub case_no: String,
    /// When written.
    pub created_at: Ts,
}

/// The versions that ended, the earliest first.
///
/// # Errors
/// A fault of the database.
pub fn versions(c: &mut Conn, id: OrganizationId) -> Result<Vec<Version>> {
    Ok(versions::table
        .filter(versions::organization_id.eq(id.0))
        .order(versions::id)
        .limit(500)
        .select((
            versions::id,
            versions::from_on,
            versions::until_on,
            versions::name,
            versions::items,
            versions::case_no,
            versions::entry_id,
        ))
        .load(c)?)
}

/// Writes many versions at once; the rows of the organizations must fit them already.
///
/// # Errors
/// A fault of the database.
pub fn insert_versions(c: &mut Conn, rows: &[NewVersion]) -> Result<usize> {
    let mut written = 0;
    for part in rows.chunks(500) {
        let part = part.to_vec();
        written += both!(c, c => diesel::insert_into(versions::table).values(part).execute(c))?;
    }
    Ok(written)
}

/// Keeps the registered items as they are until today; the caller puts others in their place. `case` is the number and the
/// ledger entry of the act that ends them.
///
/// # Errors
/// A fault of the database.
pub fn keep(tx: &mut Tx, o: &Organization, case: (&str, i64)) -> Result<()> {
    let today = tx.now.day();
    let from: Option<Day> = versions::table
        .filter(versions::organization_id.eq(o.id.0))
        .order(versions::id.desc())
        .select(versions::until_on)
        .first(tx.conn)
        .optional()?;
    let row = (
        versions::organization_id.eq(o.id.0),
        versions::from_on.eq(from.unwrap_or(o.founded_on)),
        versions::until_on.eq(today),
        versions::name.eq(&o.name),
        versions::items.eq(Json(o.items())),
        versions::case_no.eq(case.0),
        versions::entry_id.eq(case.1),
        versions::created_at.eq(tx.now),
    );
    diesel::insert_into(versions::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// Puts new values in the place of registered items from today on, keeps what they replace, and has the organization
/// indexed. A former name stays findable. The caller records the act; `case` is its number and ledger entry.
///
/// # Errors
/// [`Error::Stale`] when somebody changed the organization first.
pub fn put(tx: &mut Tx, o: &Organization, items: &Items, name_en: Option<&str>, case: (&str, i64)) -> Result<()> {
    keep(tx, o, case)?;
    let after = o.clone().with(items);
    let mut former = o.former_names.0.clone();
    if after.name != o.name {
        former.retain(|n| *n != o.name && *n != after.name);
        former.insert(0, o.name.clone());
    }
    let english = match name_en {
        Some(text) if !text.is_empty() => Some(text.to_owned()),
        // The old English name says nothing of the new one.
        _ if items.contains_key(&Item::Name) => None,
        _ => o.name_en.clone(),
    };
    let target = organizations::table.filter(organizations::id.eq(o.id.0)).filter(organizations::version.eq(o.version));
    let set = (
        (
            organizations::name.eq(after.name),
            organizations::name_en.eq(english),
            organizations::former_names.eq(Json(former)),
            organizations::domicile.eq(after.domicile),
            organizations::purpose.eq(after.purpose),
            organizations::scope.eq(after.scope),
            organizations::others.eq(after.others),
        ),
        organizations::legal_representative.eq(after.legal_representative),
        organizations::capital.eq(after.capital),
        organizations::updated_at.eq(tx.now),
        organizations::version.eq(organizations::version + 1),
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    if items.contains_key(&Item::LegalRepresentative) {
        // Of the new one only the name was given.
        represent(tx, o.id, None)?;
    }
    tx.enqueue(&IndexOrganization { id: o.id })
}
