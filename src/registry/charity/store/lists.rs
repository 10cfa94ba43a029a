//! Lists: charities, the desk, duties.
use crate::{
    kernel::{actor::OrganizationId, refusal::Result, time::Day},
    platform::db::Conn,
    registry::{
        certificate,
        charity::model::{Case, CaseKind, CharityState as State, Duty, DutyKind},
        organization::{Organization, OrganizationStatus},
    },
    schema::{charity_cases as x, charity_duties as duties, organizations as o},
    web::paging::{Cursor, Paged},
};
use diesel::{dsl::exists, prelude::*};
use std::collections::HashMap;

/// What a page of the public list shows.
#[derive(Debug, Clone, Default)]
pub(in crate::registry::charity) struct Filter {
    /// Only charities that may raise funds from the public.
    pub qualified: bool,
    pub county: String,
    pub q: String,
    pub cursor: Option<Cursor>,
}

/// A charity: the organization, since when, since when it may raise funds.
pub(in crate::registry::charity) type Row = (Organization, Option<Day>, Option<Day>);

/// Standings in which a charity is still one.
const LIVE: [OrganizationStatus; 3] =
    [OrganizationStatus::Active, OrganizationStatus::Abnormal, OrganizationStatus::Serious];

/// A page of charities after the cursor, by row, the latest registered first.
pub(in crate::registry::charity) fn charities(c: &mut Conn, f: &Filter, rows: i64) -> Result<Paged<Row>> {
    let mut query = o::table
        .filter(o::is_charity.eq(true))
        .filter(o::status.eq_any(LIVE))
        .order(o::id.desc())
        .limit(rows + 1)
        .select(Organization::as_select())
        .into_boxed();
    if f.qualified {
        query = query.filter(o::id.eq_any(qualified(c)?));
    }
    if !f.county.is_empty() {
        query = query.filter(o::county.eq(&f.county));
    }
    if !f.q.is_empty() {
        let words = format!("%{}%", f.q.replace(['%', '_', '\\'], ""));
        query = query.filter(o::name.like(words).or(o::credit_code.eq(f.q.to_uppercase())));
    }
    if let Some(at) = &f.cursor {
        query = query.filter(o::id.lt(at.id));
    }
    let found: Vec<Organization> = query.load(c)?;
    let page = Paged::cut(found, rows, |o: &Organization| Cursor { sort: String::new(), id: o.id.0 });
    let days = days(c, &page.items.iter().map(|o| o.id.0).collect::<Vec<_>>())?;
    let of = |id: i64, kind: CaseKind| days.get(&(id, kind)).copied();
    // Who was founded as a charity was never recognized as one (SO-140).
    let codes: Vec<String> = page.items.iter().map(|o| o.credit_code.clone()).collect();
    let founded = certificate::issued_on(c, "charity", "organization", &codes)?;
    Ok(page.map(|o| {
        let id = o.id.0;
        let since = of(id, CaseKind::Recognition).or_else(|| founded.get(&o.credit_code).copied());
        (o, since, of(id, CaseKind::FundRaising))
    }))
}

/// The organizations that may raise funds from the public, by row.
fn qualified(c: &mut Conn) -> Result<Vec<i64>> {
    Ok(x::table
        .filter(x::kind.eq(CaseKind::FundRaising))
        .filter(x::state.eq(State::Granted))
        .select(x::organization_id)
        .distinct()
        .load(c)?)
}

/// Days of the granted cases of some organizations, by organization and kind.
fn days(c: &mut Conn, ids: &[i64]) -> Result<HashMap<(i64, CaseKind), Day>> {
    let mut out = HashMap::new();
    for part in ids.chunks(500) {
        let found: Vec<(i64, CaseKind, Option<Day>)> = x::table
            .filter(x::organization_id.eq_any(part.to_vec()))
            .filter(x::state.eq(State::Granted))
            .select((x::organization_id, x::kind, x::decided_on))
            .load(c)?;
        out.extend(found.into_iter().filter_map(|(id, kind, day)| Some(((id, kind), day?))));
    }
    Ok(out)
}

/// How many charities there are, and how many of them may raise funds from the public.
pub(in crate::registry::charity) fn totals(c: &mut Conn) -> Result<(i64, i64)> {
    let all = o::table.filter(o::is_charity.eq(true)).filter(o::status.eq_any(LIVE));
    let qualified = x::table
        .inner_join(o::table)
        .filter(o::is_charity.eq(true))
        .filter(o::status.eq_any(LIVE))
        .filter(x::kind.eq(CaseKind::FundRaising))
        .filter(x::state.eq(State::Granted))
        .select(diesel::dsl::count(x::organization_id).aggregate_distinct());
    Ok((all.count().get_result(c)?, qualified.first(c)?))
}

/// Every case of an organization, the latest first.
pub(in crate::registry::charity) fn of_organization(c: &mut Conn, id: OrganizationId) -> Result<Vec<Case>> {
    Ok(x::table.filter(x::organization_id.eq(id.0)).order(x::id.desc()).limit(60).select(Case::as_select()).load(c)?)
}

/// What waits at the desk of some authorities, by the day that runs.
pub(in crate::registry::charity) fn desk(c: &mut Conn, authorities: &[i64]) -> Result<Vec<(Case, Organization)>> {
    Ok(x::table
        .inner_join(o::table)
        .filter(x::authority_id.eq_any(authorities.to_vec()))
        .filter(x::state.eq_any([State::Submitted, State::Accepted, State::Proposed]))
        .order((x::due_on, x::id))
        .limit(300)
        .select((Case::as_select(), Organization::as_select()))
        .load(c)?)
}

/// What a charity published and has to publish, the latest day first.
pub(in crate::registry::charity) fn duties_of(c: &mut Conn, id: OrganizationId, rows: i64) -> Result<Vec<Duty>> {
    Ok(duties::table
        .filter(duties::organization_id.eq(id.0))
        .order((duties::due_on.desc(), duties::id.desc()))
        .limit(rows)
        .select(Duty::as_select())
        .load(c)?)
}

/// Charities in whose calendar a duty does not stand yet, by ascending row; those that raise funds alone where asked.
pub(in crate::registry::charity) fn without_duty(
    c: &mut Conn,
    kind: DutyKind,
    period: &str,
    after: i64,
    rows: i64,
) -> Result<Vec<i64>> {
    let there = duties::table
        .filter(duties::organization_id.eq(o::id))
        .filter(duties::kind.eq(kind))
        .filter(duties::period.eq(period));
    let due = o::table
        .filter(o::is_charity.eq(true))
        .filter(o::status.eq_any(LIVE))
        .filter(o::id.gt(after))
        .filter(diesel::dsl::not(exists(there)));
    if kind == DutyKind::Annual {
        return Ok(due.order(o::id).limit(rows).select(o::id).load(c)?);
    }
    let qualified = x::table
        .filter(x::organization_id.eq(o::id))
        .filter(x::kind.eq(CaseKind::FundRaising))
        .filter(x::state.eq(State::Granted));
    Ok(due.filter(exists(qualified)).order(o::id).limit(rows).select(o::id).load(c)?)
}

/// Duties not done to which the reminder of `lead` days goes now.
pub(in crate::registry::charity) fn to_remind(
    c: &mut Conn,
    within: (Day, Day),
    lead: i64,
    after: i64,
    rows: i64,
) -> Result<Vec<i64>> {
    Ok(duties::table
        .filter(duties::done_on.is_null())
        .filter(duties::due_on.between(within.0, within.1))
        .filter(duties::id.gt(after))
        .filter(duties::reminded.is_null().or(duties::reminded.gt(lead)))
        .order(duties::id)
        .limit(rows)
        .select(duties::id)
        .load(c)?)
}
