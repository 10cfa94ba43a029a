//! Statements of `listings`.
use super::model::{Ground, List, Listing, ListingState, NewListing};
use crate::{
    both,
    kernel::{
        actor::{AuthorityId, OrganizationId},
        refusal::{Error, Result},
        state::Step,
        time::Day,
    },
    platform::db::{Conn, Tx},
    registry::organization::Organization,
    schema::{listings, organizations},
    web::paging::{Cursor, Paged},
};
use diesel::prelude::*;

/// States in which an entry still asks something of somebody or binds the organization.
const LIVE: [ListingState; 4] =
    [ListingState::Noticed, ListingState::Objected, ListingState::Listed, ListingState::Asking];

/// An entry by its number.
///
/// # Errors
/// [`Error::Missing`].
pub(super) fn find_by_no(c: &mut Conn, no: &str) -> Result<Listing> {
    Ok(listings::table.filter(listings::no.eq(no)).select(Listing::as_select()).first(c)?)
}

/// An entry by its row.
pub(super) fn find(c: &mut Conn, id: i64) -> Result<Listing> {
    Ok(listings::table.find(id).select(Listing::as_select()).first(c)?)
}

/// Every entry of an organization, the latest first.
///
/// # Errors
/// A fault of the database.
pub fn of_organization(c: &mut Conn, id: OrganizationId) -> Result<Vec<Listing>> {
    Ok(listings::table
        .filter(listings::organization_id.eq(id.0))
        .order(listings::id.desc())
        .limit(200)
        .select(Listing::as_select())
        .load(c)?)
}

/// What a page of a public list shows: entries in force, by list, county and words of the name, the latest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    pub list: Option<List>,
    pub county: String,
    pub q: String,
    pub cursor: Option<Cursor>,
}

/// A page of the public lists after the cursor.
pub(super) fn in_force(c: &mut Conn, f: &Filter, rows: i64) -> Result<Paged<(Listing, Organization)>> {
    let mut query = listings::table
        .inner_join(organizations::table)
        .filter(listings::state.eq_any([ListingState::Listed, ListingState::Asking]))
        .order(listings::id.desc())
        .limit(rows + 1)
        .select((Listing::as_select(), Organization::as_select()))
        .into_boxed();
    if let Some(list) = f.list {
        query = query.filter(listings::list.eq(list));
    }
    if !f.county.is_empty() {
        query = query.filter(organizations::county.eq(&f.county));
    }
    if !f.q.is_empty() {
        let words = format!("%{}%", f.q.replace(['%', '_', '\\'], ""));
        query = query.filter(organizations::name.like(words).or(organizations::credit_code.eq(f.q.to_uppercase())));
    }
    if let Some(at) = &f.cursor {
        query = query.filter(listings::id.lt(at.id));
    }
    let found = query.load(c)?;
    Ok(Paged::cut(found, rows, |(l, _): &(Listing, Organization)| Cursor { sort: String::new(), id: l.id }))
}

/// How many organizations stand on each list.
pub(super) fn totals(c: &mut Conn) -> Result<Vec<(List, i64)>> {
    List::ALL
        .iter()
        .map(|&list| {
            let found = listings::table
                .filter(listings::list.eq(list))
                .filter(listings::state.eq_any([ListingState::Listed, ListingState::Asking]))
                .select(diesel::dsl::count(listings::organization_id).aggregate_distinct());
            Ok((list, found.first(c)?))
        })
        .collect()
}

/// What waits at some authorities: notices, objections and applications for removal, the oldest first.
pub(super) fn waiting(c: &mut Conn, authorities: &[i64]) -> Result<Vec<(Listing, Organization)>> {
    Ok(listings::table
        .inner_join(organizations::table)
        .filter(listings::authority_id.eq_any(authorities.to_vec()))
        .filter(listings::state.eq_any([ListingState::Noticed, ListingState::Objected, ListingState::Asking]))
        .order(listings::id)
        .limit(300)
        .select((Listing::as_select(), Organization::as_select()))
        .load(c)?)
}

/// Organizations with an entry in force that the clock may have to act on, by ascending id.
pub(super) fn to_look_at(c: &mut Conn, after: i64, rows: i64) -> Result<Vec<i64>> {
    Ok(listings::table
        .filter(listings::state.eq_any(LIVE))
        .filter(listings::list.eq(List::Abnormal))
        .filter(listings::organization_id.gt(after))
        .select(listings::organization_id)
        .distinct()
        .order(listings::organization_id)
        .limit(rows)
        .load(c)?)
}

/// A new notice as it is written.
pub(super) struct Written<'a> {
    pub no: &'a str,
    pub organization: OrganizationId,
    pub authority: AuthorityId,
    pub ground: Ground,
    pub facts: &'a str,
    pub object_by: Day,
}

pub(super) fn insert(tx: &mut Tx, new: &Written<'_>) -> Result<i64> {
    let row = (
        listings::no.eq(new.no),
        listings::organization_id.eq(new.organization.0),
        listings::authority_id.eq(new.authority.0),
        listings::list.eq(new.ground.list()),
        listings::ground.eq(new.ground),
        listings::facts.eq(new.facts),
        listings::state.eq(ListingState::Noticed),
        listings::noticed_at.eq(tx.now),
        listings::noticed_by.eq(tx.actor.account().map(|a| a.0)),
        listings::object_by.eq(new.object_by),
    );
    Ok(diesel::insert_into(listings::table).values(row).returning(listings::id).get_result(tx.conn)?)
}

/// Writes many entries at once, for the demonstration; the standing of the organizations must fit them already.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(c: &mut Conn, rows: &[NewListing]) -> Result<usize> {
    let mut written = 0;
    for part in rows.chunks(500) {
        let part = part.to_vec();
        written += both!(c, c => diesel::insert_into(listings::table).values(part).execute(c))?;
    }
    Ok(written)
}

/// What a step writes beside the state.
#[derive(Default)]
pub(super) struct Change<'a> {
    pub objection: Option<&'a str>,
    pub decision: Option<&'a str>,
    pub listed_on: Option<Day>,
    pub asked: Option<(&'a str, Day)>,
    pub removed_on: Option<Day>,
    pub entry: Option<i64>,
}

/// The one place that writes the state.
pub(super) fn step(tx: &mut Tx, l: &Listing, step: &Step<ListingState>, change: &Change<'_>) -> Result<()> {
    let target = listings::table
        .filter(listings::id.eq(l.id))
        .filter(listings::state.eq(step.from()))
        .filter(listings::version.eq(l.version));
    let set = (listings::state.eq(step.to()), listings::version.eq(listings::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    let row = listings::table.find(l.id);
    if let Some(text) = change.objection {
        let set = (listings::objection.eq(text), listings::objected_at.eq(tx.now));
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    if let Some(text) = change.decision {
        let by = tx.actor.account().map(|a| a.0);
        let set = (listings::decision.eq(text), listings::decided_by.eq(by), listings::decided_at.eq(tx.now));
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    if let Some((text, by)) = change.asked {
        let set = (listings::duty_done.eq(text), listings::asked_at.eq(tx.now), listings::verify_by.eq(by));
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    if let Some(day) = change.listed_on {
        diesel::update(row).set(listings::listed_on.eq(day)).execute(tx.conn)?;
    }
    if let Some(day) = change.removed_on {
        diesel::update(row).set(listings::removed_on.eq(day)).execute(tx.conn)?;
    }
    if let Some(entry) = change.entry {
        diesel::update(row).set(listings::entry_id.eq(entry)).execute(tx.conn)?;
    }
    tx.history(l.id, step, change.decision.or(change.objection).or(change.asked.map(|(text, _)| text)))
}

/// Hands what stands open on the lists about an organization over to another body (`SO-14`, `SO-15`).
///
/// # Errors
/// A fault of the database.
pub fn hand_over(tx: &mut Tx, organization: OrganizationId, to: AuthorityId) -> Result<()> {
    let open = listings::table
        .filter(listings::organization_id.eq(organization.0))
        .filter(listings::state.ne_all([ListingState::Removed, ListingState::Dropped]))
        .filter(listings::authority_id.ne(to.0));
    let set = (listings::authority_id.eq(to.0), listings::version.eq(listings::version + 1));
    diesel::update(open).set(set).execute(tx.conn)?;
    Ok(())
}
