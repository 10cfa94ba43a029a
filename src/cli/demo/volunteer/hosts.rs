//! Organizations that hold activities, each with two officers: one writes the list, the other confirms (`design.md` 7.4).
use crate::{
    account,
    cli::demo::people::{self, Cast},
    kernel::{
        actor::{AccountId, BodyKind, OrganizationId, Role},
        refusal::Result,
    },
    platform::db::Tx,
    registry::organization::{Category, OrganizationStatus},
    schema::organizations,
};
use diesel::prelude::*;

/// Organizations that hold activities.
const HOSTS: i64 = 32;

/// An organization or the people of a team.
#[derive(Debug, Clone)]
pub struct Host {
    /// Row.
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// County, six digits.
    pub county: String,
    /// Who writes the lists.
    pub writes: AccountId,
    /// Who confirms.
    pub confirms: AccountId,
}

/// Chooses the hosts and gives them officers. The first five are those of the demonstration's own officers, who confirm
/// what a colleague wrote.
///
/// # Errors
/// A fault of the database.
pub fn make(tx: &mut Tx, cast: &Cast) -> Result<Vec<Host>> {
    let found: Vec<(OrganizationId, String, String)> = organizations::table
        .filter(organizations::status.eq(OrganizationStatus::Active))
        .filter(organizations::is_registered.eq(true))
        .filter(organizations::category.eq_any([Category::Community, Category::Charity]))
        .order(organizations::id)
        .limit(HOSTS)
        .select((organizations::id, organizations::name, organizations::county))
        .load(tx.conn)?;
    let hash = people::password(tx)?;
    let mut out = Vec::with_capacity(found.len());
    for (n, (organization, name, county)) in found.into_iter().enumerate() {
        let writes = officer(tx, &hash, &format!("officer-{:02}-b", n + 1), organization, &name)?;
        let confirms = match n {
            0..5 => cast.account(&format!("org{}", n + 1)),
            _ => officer(tx, &hash, &format!("officer-{:02}-a", n + 1), organization, &name)?,
        };
        out.push(Host { organization, name, county, writes, confirms });
    }
    Ok(out)
}

fn officer(tx: &mut Tx, hash: &str, who: &str, organization: OrganizationId, body: &str) -> Result<AccountId> {
    let id = people::other(tx, hash, who)?;
    account::add_membership(tx, id, Role::Officer, (BodyKind::Organization, organization.0), body)?;
    Ok(id)
}
