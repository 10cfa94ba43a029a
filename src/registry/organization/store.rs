//! Statements of `organizations` and its counts.
use super::{
    directory::{Filter, Sort},
    model::{Grade, NewOrganization, Officer, Organization, OrganizationStatus, Others, Standing},
};
use crate::{
    both,
    kernel::{
        actor::{AuthorityId, BodyKind, OrganizationId, Role},
        money::Money,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::db::{Conn, Json, Tx},
    schema::{accounts, memberships, organization_counts as counts, organizations, representatives},
};
use diesel::{dsl::count_star, prelude::*};
use std::collections::HashMap;

/// The organization of a code.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub fn find_by_code(c: &mut Conn, credit_code: &str) -> Result<Organization> {
    let found = organizations::table.filter(organizations::credit_code.eq(credit_code));
    Ok(found.select(Organization::as_select()).first(c)?)
}

/// The organization of an id.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub fn find(c: &mut Conn, id: OrganizationId) -> Result<Organization> {
    Ok(organizations::table.filter(organizations::id.eq(id.0)).select(Organization::as_select()).first(c)?)
}

/// Organizations by their codes, those that exist.
///
/// # Errors
/// A fault of the database.
pub fn find_by_codes(c: &mut Conn, codes: &[String]) -> Result<Vec<Organization>> {
    Ok(organizations::table
        .filter(organizations::credit_code.eq_any(codes))
        .select(Organization::as_select())
        .load(c)?)
}

/// Several organizations, in no order.
///
/// # Errors
/// A fault of the database.
pub fn find_all(c: &mut Conn, ids: &[i64]) -> Result<Vec<Organization>> {
    Ok(organizations::table.filter(organizations::id.eq_any(ids)).select(Organization::as_select()).load(c)?)
}

/// What the organization may do at this moment, with every reason against it (`PR-07`, `PR-20`, `SO-128`).
///
/// # Errors
/// [`Error::Missing`] when there is no such organization.
pub fn standing(c: &mut Conn, id: OrganizationId, now: Ts) -> Result<Standing> {
    let since = liquidation(c, id)?;
    Ok(super::rules::standing(&find(c, id)?, now, since.is_some()))
}

/// Since when the organization is in liquidation, if it is (`SO-95`).
///
/// # Errors
/// A fault of the database.
pub(super) fn liquidation(c: &mut Conn, id: OrganizationId) -> Result<Option<Ts>> {
    use crate::schema::cases as x;
    let found: Option<Option<Ts>> = x::table
        .filter(x::organization_id.eq(id.0))
        .filter(x::is_open.eq(true))
        .filter(x::announced_at.is_not_null())
        .select(x::announced_at)
        .first(c)
        .optional()?;
    Ok(found.flatten())
}

/// The people who act for the organization now.
///
/// # Errors
/// A fault of the database.
pub fn officers(c: &mut Conn, id: OrganizationId) -> Result<Vec<Officer>> {
    Ok(memberships::table
        .inner_join(accounts::table)
        .filter(memberships::role.eq(Role::Officer))
        .filter(memberships::body_kind.eq(BodyKind::Organization))
        .filter(memberships::body_id.eq(id.0))
        .filter(memberships::ended_at.is_null())
        .order(memberships::id)
        .select((accounts::id, accounts::name, accounts::email, accounts::locale))
        .load(c)?)
}

/// Writes many organizations at once, for the demonstration; call [`recount`] after the last batch.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(c: &mut Conn, rows: &[NewOrganization]) -> Result<usize> {
    let mut written = 0;
    for part in rows.chunks(500) {
        let part = part.to_vec();
        written += both!(c, c => diesel::insert_into(organizations::table).values(part).execute(c))?;
    }
    find_supervisors(c)?;
    Ok(written)
}

/// Writes many new organizations with the items that not every kind has, and answers their ids by code; call [`recount`]
/// after the last batch. The caller records the act and has them indexed.
///
/// # Errors
/// A fault of the database, also when a code is taken.
pub fn register_many(tx: &mut Tx, rows: &[(NewOrganization, Others)]) -> Result<HashMap<String, i64>> {
    let mut ids = HashMap::new();
    for part in rows.chunks(500) {
        let codes: Vec<String> = part.iter().map(|(o, _)| o.credit_code.clone()).collect();
        let new: Vec<_> =
            part.iter().map(|(o, others)| (o.clone(), organizations::others.eq(Json(others.clone())))).collect();
        both!(tx.conn, c => diesel::insert_into(organizations::table).values(new).execute(c))?;
        let found: Vec<(String, i64)> = organizations::table
            .filter(organizations::credit_code.eq_any(codes))
            .select((organizations::credit_code, organizations::id))
            .load(tx.conn)?;
        ids.extend(found);
    }
    find_supervisors(tx.conn)?;
    Ok(ids)
}

/// Puts new organizations under whoever supervises those of their registration authority (`SO-15`).
fn find_supervisors(c: &mut Conn) -> Result<()> {
    use crate::schema::authorities as a;
    use organizations as o;
    let new: Vec<i64> = o::table.filter(o::supervisor_id.eq(0)).select(o::authority_id).distinct().load(c)?;
    for authority in new {
        let supervisor: Option<i64> = a::table.find(authority).select(a::supervisor_id).first(c)?;
        let theirs = o::table.filter(o::supervisor_id.eq(0)).filter(o::authority_id.eq(authority));
        diesel::update(theirs).set(o::supervisor_id.eq(supervisor.unwrap_or(authority))).execute(c)?;
    }
    Ok(())
}

/// Puts an organization under another supervising body, by compare-and-set on the version (`SO-14`).
///
/// # Errors
/// [`Error::Stale`] when somebody changed it first.
pub fn supervise(tx: &mut Tx, o: &Organization, supervisor: AuthorityId) -> Result<()> {
    let target = organizations::table.filter(organizations::id.eq(o.id.0)).filter(organizations::version.eq(o.version));
    let set = (
        organizations::supervisor_id.eq(supervisor.0),
        organizations::updated_at.eq(tx.now),
        organizations::version.eq(organizations::version + 1),
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Puts a whole row in the place of another, by compare-and-set on the version: what was kept elsewhere and is taken over
/// (`import`). Registered items that change are kept in the history under the number and the ledger entry of the case;
/// call [`recount`] after the last one. Code, kind, authority and standing never change this way.
///
/// # Errors
/// [`Error::Stale`] when somebody changed it first.
pub fn overwrite(tx: &mut Tx, before: &Organization, after: &Organization, case: (&str, i64)) -> Result<()> {
    if before.items() != after.items() {
        super::history::keep(tx, before, case)?;
    }
    if before.legal_representative != after.legal_representative {
        // Of the new one only the name is known.
        represent(tx, before.id, None)?;
    }
    let mut former = before.former_names.0.clone();
    if after.name != before.name {
        former.retain(|n| *n != before.name && *n != after.name);
        former.insert(0, before.name.clone());
    }
    use organizations as o;
    let target = o::table.filter(o::id.eq(before.id.0)).filter(o::version.eq(before.version));
    let set = (
        (
            o::name.eq(&after.name),
            o::name_en.eq(&after.name_en),
            o::former_names.eq(Json(former)),
            o::form.eq(&after.form),
            o::mode.eq(after.mode),
            o::category.eq(after.category),
            o::division.eq(&after.division),
            o::county.eq(&after.county),
            o::domicile.eq(&after.domicile),
            o::purpose.eq(&after.purpose),
            o::scope.eq(&after.scope),
            o::others.eq(&after.others),
        ),
        (
            o::legal_representative.eq(&after.legal_representative),
            o::capital.eq(after.capital),
            o::founded_on.eq(after.founded_on),
            o::certificate_no.eq(&after.certificate_no),
            o::valid_until.eq(after.valid_until),
            o::is_charity.eq(after.is_charity),
            o::grade.eq(after.grade),
            o::contact_phone.eq(&after.contact_phone),
            o::contact_email.eq(&after.contact_email),
        ),
        o::updated_at.eq(tx.now),
        o::version.eq(o::version + 1),
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Codes of the organizations that live under some names, by name (`SO-40`).
///
/// # Errors
/// A fault of the database.
pub fn living_by_name(c: &mut Conn, names: &[String]) -> Result<Vec<(String, String)>> {
    use organizations as o;
    Ok(o::table
        .filter(o::name.eq_any(names))
        .filter(o::status.ne_all([OrganizationStatus::Cancelled, OrganizationStatus::Revoked]))
        .select((o::name, o::credit_code))
        .load(c)?)
}

/// Organizations of some authorities by ascending id, for an export of the register.
///
/// # Errors
/// A fault of the database.
pub fn of_authorities(c: &mut Conn, authorities: &[i64], after: i64, rows: i64) -> Result<Vec<Organization>> {
    use organizations as o;
    Ok(o::table
        .filter(o::authority_id.eq_any(authorities.to_vec()))
        .filter(o::id.gt(after))
        .order(o::id)
        .limit(rows)
        .select(Organization::as_select())
        .load(c)?)
}

/// Writes one organization; its code must be new. The caller records the act and enqueues the index.
pub(super) fn insert(tx: &mut Tx, new: &NewOrganization) -> Result<OrganizationId> {
    let row = new.clone();
    let id: i64 =
        diesel::insert_into(organizations::table).values(row).returning(organizations::id).get_result(tx.conn)?;
    find_supervisors(tx.conn)?;
    count(tx.conn, &Cell::of(new), 1)?;
    Ok(OrganizationId(id))
}

/// Sets the standing, by compare-and-set on the version, and keeps the counts right.
///
/// # Errors
/// [`Error::Stale`] when somebody changed it first.
pub fn set_status(tx: &mut Tx, o: &Organization, status: OrganizationStatus) -> Result<()> {
    let target = organizations::table.filter(organizations::id.eq(o.id.0)).filter(organizations::version.eq(o.version));
    let set = (
        organizations::status.eq(status),
        organizations::updated_at.eq(tx.now),
        organizations::version.eq(organizations::version + 1),
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    let mut cell = Cell::now(o);
    count(tx.conn, &cell, -1)?;
    cell.status = status.word().to_owned();
    count(tx.conn, &cell, 1)
}

/// Writes the items that not every kind has, by compare-and-set on the version.
///
/// # Errors
/// [`Error::Stale`] when somebody changed it first.
pub fn set_others(tx: &mut Tx, o: &Organization, others: &Others) -> Result<()> {
    let target = organizations::table.filter(organizations::id.eq(o.id.0)).filter(organizations::version.eq(o.version));
    let set = (
        organizations::others.eq(Json(others.clone())),
        organizations::updated_at.eq(tx.now),
        organizations::version.eq(organizations::version + 1),
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Keeps who represents an organization by law from today on, by the keyed hash of the identity number alone (`ID-11`);
/// whoever did before no longer does. Nothing known of the new one leaves nobody.
///
/// # Errors
/// A fault of the database.
pub fn represent(tx: &mut Tx, id: OrganizationId, identity: Option<&str>) -> Result<()> {
    let today = tx.now.day();
    let now = representatives::table
        .filter(representatives::organization_id.eq(id.0))
        .filter(representatives::until_on.is_null());
    diesel::update(now).set(representatives::until_on.eq(today)).execute(tx.conn)?;
    if let Some(identity) = identity {
        let row = (
            representatives::organization_id.eq(id.0),
            representatives::identity.eq(identity),
            representatives::from_on.eq(today),
        );
        diesel::insert_into(representatives::table).values(row).execute(tx.conn)?;
    }
    Ok(())
}

/// Registered organizations in being that a person represents by law now (`SO-32`).
///
/// # Errors
/// A fault of the database.
pub fn represented_by(c: &mut Conn, identity: &str) -> Result<Vec<Organization>> {
    let over = [OrganizationStatus::Cancelled, OrganizationStatus::Revoked];
    Ok(organizations::table
        .inner_join(representatives::table)
        .filter(representatives::identity.eq(identity))
        .filter(representatives::until_on.is_null())
        .filter(organizations::is_registered.eq(true))
        .filter(organizations::status.ne_all(over))
        .order(organizations::id)
        .limit(20)
        .select(Organization::as_select())
        .load(c)?)
}

/// Moves the organization to another county and authority, and keeps the counts right (`SO-14`).
///
/// # Errors
/// [`Error::Stale`] when somebody changed it first.
pub fn transfer(tx: &mut Tx, o: &Organization, county: &str, authority: AuthorityId) -> Result<()> {
    let target = organizations::table.filter(organizations::id.eq(o.id.0)).filter(organizations::version.eq(o.version));
    let set = (
        organizations::county.eq(county),
        organizations::authority_id.eq(authority.0),
        organizations::supervisor_id.eq(0),
        organizations::updated_at.eq(tx.now),
        organizations::version.eq(organizations::version + 1),
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    find_supervisors(tx.conn)?;
    let mut cell = Cell::now(o);
    count(tx.conn, &cell, -1)?;
    county.clone_into(&mut cell.county);
    count(tx.conn, &cell, 1)
}

/// Writes number and last day of the certificate in force.
///
/// # Errors
/// A fault of the database.
pub(super) fn set_certificate(tx: &mut Tx, id: OrganizationId, no: &str, valid_until: Option<Day>) -> Result<()> {
    let set = (
        organizations::certificate_no.eq(no),
        organizations::valid_until.eq(valid_until),
        organizations::updated_at.eq(tx.now),
        organizations::version.eq(organizations::version + 1),
    );
    diesel::update(organizations::table.find(id.0)).set(set).execute(tx.conn)?;
    Ok(())
}

/// Writes the grade in force.
pub(super) fn set_grade(tx: &mut Tx, id: OrganizationId, grade: Option<Grade>) -> Result<()> {
    let set = (
        organizations::grade.eq(grade),
        organizations::updated_at.eq(tx.now),
        organizations::version.eq(organizations::version + 1),
    );
    diesel::update(organizations::table.find(id.0)).set(set).execute(tx.conn)?;
    Ok(())
}

/// Writes whether it is a charity.
pub(super) fn set_charity(tx: &mut Tx, id: OrganizationId, is_charity: bool) -> Result<()> {
    let set = (
        organizations::is_charity.eq(is_charity),
        organizations::updated_at.eq(tx.now),
        organizations::version.eq(organizations::version + 1),
    );
    diesel::update(organizations::table.find(id.0)).set(set).execute(tx.conn)?;
    Ok(())
}

/// One cell of the summary table.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = counts)]
pub struct Cell {
    /// Kind.
    pub kind: String,
    /// Field.
    pub category: String,
    /// County.
    pub county: String,
    /// Standing.
    pub status: String,
    /// Registered or filed.
    pub is_registered: bool,
    /// How many.
    pub total: i64,
}

impl Cell {
    fn of(o: &NewOrganization) -> Self {
        Self {
            kind: o.kind.word().into(),
            category: o.category.word().into(),
            county: o.county.clone(),
            status: o.status.word().into(),
            is_registered: o.is_registered,
            total: 0,
        }
    }

    fn now(o: &Organization) -> Self {
        Self {
            kind: o.kind.word().into(),
            category: o.category.word().into(),
            county: o.county.clone(),
            status: o.status.word().into(),
            is_registered: o.is_registered,
            total: 0,
        }
    }
}

fn count(c: &mut Conn, cell: &Cell, by: i64) -> Result<()> {
    let target = counts::table
        .filter(counts::kind.eq(&cell.kind))
        .filter(counts::category.eq(&cell.category))
        .filter(counts::county.eq(&cell.county))
        .filter(counts::status.eq(&cell.status))
        .filter(counts::is_registered.eq(cell.is_registered));
    if diesel::update(target).set(counts::total.eq(counts::total + by)).execute(c)? == 0 {
        let row = Cell { total: by, ..cell.clone() };
        diesel::insert_into(counts::table).values(row).execute(c)?;
    }
    Ok(())
}

/// The whole summary: some hundred cells however many organizations there are.
///
/// # Errors
/// A fault of the database.
pub fn cells(c: &mut Conn) -> Result<Vec<Cell>> {
    let columns =
        (counts::kind, counts::category, counts::county, counts::status, counts::is_registered, counts::total);
    Ok(counts::table.filter(counts::total.gt(0)).select(columns).load(c)?)
}

/// Counts everything anew, after rows were written in bulk.
///
/// # Errors
/// A fault of the database.
pub fn recount(c: &mut Conn) -> Result<()> {
    use organizations as o;
    let cells: Vec<Cell> = o::table
        .group_by((o::kind, o::category, o::county, o::status, o::is_registered))
        .select((o::kind, o::category, o::county, o::status, o::is_registered, count_star()))
        .load(c)?;
    diesel::delete(counts::table).execute(c)?;
    both!(c, c => diesel::insert_into(counts::table).values(cells).execute(c))?;
    Ok(())
}

/// Organizations by ascending id, for work on all of them.
///
/// # Errors
/// A fault of the database.
pub fn page_by_id(c: &mut Conn, after: i64, rows: i64) -> Result<Vec<Organization>> {
    Ok(organizations::table
        .filter(organizations::id.gt(after))
        .order(organizations::id)
        .limit(rows)
        .select(Organization::as_select())
        .load(c)?)
}

/// A page of the directory after the filter's cursor. Words are looked for in the name only: this is the way the list
/// answers while the search engine is away.
pub(super) fn list(c: &mut Conn, f: &Filter, rows: i64) -> Result<Vec<Organization>> {
    use organizations as o;
    let mut q = o::table.select(Organization::as_select()).into_boxed();
    if !f.kinds.is_empty() {
        q = q.filter(o::kind.eq_any(&f.kinds));
    }
    if !f.categories.is_empty() {
        q = q.filter(o::category.eq_any(&f.categories));
    }
    if !f.statuses.is_empty() {
        q = q.filter(o::status.eq_any(&f.statuses));
    }
    if !f.grades.is_empty() {
        q = q.filter(o::grade.eq_any(&f.grades));
    }
    if f.charity {
        q = q.filter(o::is_charity.eq(true));
    }
    if !f.counties.is_empty() {
        q = q.filter(o::county.eq_any(&f.counties));
    }
    if let Some((after, until)) = f.made {
        q = q.filter(o::created_at.gt(after)).filter(o::created_at.le(until));
    }
    if !f.q.is_empty() {
        q = q.filter(
            o::name.like(format!("%{}%", f.q.replace(['%', '_'], ""))).or(o::credit_code.eq(f.q.to_uppercase())),
        );
    }
    if let Some(at) = &f.cursor {
        let day = || at.sort.parse::<Day>().unwrap_or_default();
        q = match f.sort {
            Sort::Newest => q.filter(o::founded_on.lt(day()).or(o::founded_on.eq(day()).and(o::id.lt(at.id)))),
            Sort::Oldest => q.filter(o::founded_on.gt(day()).or(o::founded_on.eq(day()).and(o::id.gt(at.id)))),
            Sort::Name => q.filter(o::name.gt(at.sort.clone()).or(o::name.eq(at.sort.clone()).and(o::id.gt(at.id)))),
        };
    }
    q = match f.sort {
        Sort::Newest => q.order((o::founded_on.desc(), o::id.desc())),
        Sort::Oldest => q.order((o::founded_on.asc(), o::id.asc())),
        Sort::Name => q.order((o::name.asc(), o::id.asc())),
    };
    Ok(q.limit(rows).load(c)?)
}

/// The name of the authority that registered an organization, in both languages.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub fn authority_name(c: &mut Conn, o: &Organization) -> Result<(String, String)> {
    office_name(c, o.authority_id)
}

/// The name of an office, in both languages.
pub(super) fn office_name(c: &mut Conn, id: AuthorityId) -> Result<(String, String)> {
    use crate::schema::authorities as a;
    Ok(a::table.filter(a::id.eq(id.0)).select((a::name, a::name_en)).first(c)?)
}

/// A published annual report: number, year, result, income, expenditure, closing net assets.
pub type Reported = (String, i64, Option<String>, Option<Money>, Option<Money>, Option<Money>);

/// Published annual reports of an organization, the latest year first (`SO-117`).
///
/// # Errors
/// A fault of the database.
pub fn reports(c: &mut Conn, id: OrganizationId, rows: i64) -> Result<Vec<Reported>> {
    use crate::schema::annual_reports as r;
    Ok(r::table
        .filter(r::organization_id.eq(id.0))
        .filter(r::state.eq("concluded"))
        .order(r::year.desc())
        .limit(rows)
        .select((r::no, r::year, r::outcome, r::income, r::expenditure, r::net_assets))
        .load(c)?)
}

/// A grade an organization had or has: number of the assessment, grade, first day, last day, state, day of its end.
pub type Graded = (String, Option<Grade>, Option<Day>, Option<Day>, String, Option<Day>);

/// Every grade of an organization, the latest first (`SO-132`).
///
/// # Errors
/// A fault of the database.
pub fn grades(c: &mut Conn, id: OrganizationId, rows: i64) -> Result<Vec<Graded>> {
    use crate::schema::grade_assessments as g;
    Ok(g::table
        .filter(g::organization_id.eq(id.0))
        .filter(g::confirmed_on.is_not_null())
        .order((g::confirmed_on.desc(), g::id.desc()))
        .limit(rows)
        .select((g::no, g::grade, g::confirmed_on, g::valid_until, g::state, g::ended_on))
        .load(c)?)
}

/// Last days of the grades some organizations hold, by organization.
///
/// # Errors
/// A fault of the database.
pub fn grade_terms(c: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Day>> {
    use crate::schema::grade_assessments as g;
    let found: Vec<(i64, Option<Day>)> = g::table
        .filter(g::organization_id.eq_any(ids.to_vec()))
        .filter(g::state.eq_any(["confirmed", "questioned", "answered"]))
        .select((g::organization_id, g::valid_until))
        .load(c)?;
    Ok(found.into_iter().filter_map(|(id, last)| Some((id, last?))).collect())
}

/// A purchase won: number, title, amount in fen, when the result was published.
pub type Won = (String, String, i64, Option<Ts>);

/// Purchases an organization won, newest first.
///
/// # Errors
/// A fault of the database.
pub fn purchases(c: &mut Conn, id: OrganizationId, rows: i64) -> Result<Vec<Won>> {
    use crate::schema::{awards, tenders};
    Ok(awards::table
        .inner_join(tenders::table)
        .filter(awards::organization_id.eq(id.0))
        .filter(awards::published_at.is_not_null())
        .order(awards::id.desc())
        .limit(rows)
        .select((tenders::no, tenders::title, awards::amount, awards::published_at))
        .load(c)?)
}
