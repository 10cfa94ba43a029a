//! Statements of `disclosures`.
use super::model::Disclosure;
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId},
        refusal::Result,
        time::Ts,
    },
    platform::db::{Conn, Tx},
    registry::organization::Organization,
    schema::{accounts, disclosures as d, organizations},
    web::paging::{Cursor, Paged},
};
use diesel::prelude::*;
use std::collections::HashMap;

/// A look with the organization and the name of who looked.
pub type Seen = (Disclosure, Organization, String);

/// Whose looks a reader may see.
pub(super) enum Whose {
    /// Everybody's, for auditors.
    All,
    /// At these authorities, and at these organizations.
    Some(Vec<i64>, Vec<i64>),
}

/// A page of looks, the latest first.
pub(super) fn list(c: &mut Conn, whose: &Whose, cursor: Option<&Cursor>, rows: i64) -> Result<Paged<Seen>> {
    let mut query = d::table
        .inner_join(organizations::table)
        .order(d::id.desc())
        .limit(rows + 1)
        .select((Disclosure::as_select(), Organization::as_select()))
        .into_boxed();
    if let Whose::Some(authorities, organizations) = whose {
        let mine = d::authority_id.eq_any(authorities.clone()).or(d::organization_id.eq_any(organizations.clone()));
        query = query.filter(mine);
    }
    if let Some(at) = cursor {
        query = query.filter(d::id.lt(at.id));
    }
    let found: Vec<(Disclosure, Organization)> = query.load(c)?;
    let who: Vec<i64> = found.iter().map(|(x, _)| x.account_id.0).collect();
    let names: HashMap<i64, String> = accounts::table
        .filter(accounts::id.eq_any(who))
        .select((accounts::id, accounts::name))
        .load::<(i64, String)>(c)?
        .into_iter()
        .collect();
    let named = |(x, o): (Disclosure, Organization)| {
        let who = names.get(&x.account_id.0).cloned().unwrap_or_default();
        (x, o, who)
    };
    let all = found.into_iter().map(named).collect();
    Ok(Paged::cut(all, rows, |(x, ..): &Seen| Cursor { sort: String::new(), id: x.id }))
}

/// Every look at some organizations: for the copy of what is kept about a person.
///
/// # Errors
/// A fault of the database.
pub fn of_organizations(c: &mut Conn, organizations: &[i64]) -> Result<Vec<Seen>> {
    Ok(list(c, &Whose::Some(Vec::new(), organizations.to_vec()), None, 1_000)?.items)
}

/// Keeps a look.
pub(super) fn insert(
    tx: &mut Tx,
    o: &Organization,
    (by, office): (AccountId, AuthorityId),
    reason: &str,
    case_no: &str,
    entry: i64,
) -> Result<i64> {
    let row = (
        d::organization_id.eq(o.id.0),
        d::authority_id.eq(office.0),
        d::account_id.eq(by.0),
        d::reason.eq(reason),
        d::case_no.eq(case_no),
        d::seen_at.eq(tx.now),
        d::entry_id.eq(entry),
    );
    Ok(diesel::insert_into(d::table).values(row).returning(d::id).get_result(tx.conn)?)
}

/// Forgets looks older than an instant.
pub(super) fn forget(tx: &mut Tx, before: Ts) -> Result<usize> {
    Ok(diesel::delete(d::table.filter(d::seen_at.lt(before))).execute(tx.conn)?)
}
