//! Statements of `inspection_draws` and `inspections`.
use super::model::{Draw, DrawState, Finding, Inspection, InspectionState};
use crate::{
    both,
    kernel::{
        actor::{AuthorityId, BodyKind, OrganizationId, Role},
        refusal::{Error, Result},
        state::Step,
        time::Day,
    },
    platform::db::{Conn, Json, Tx},
    registry::organization::{Organization, OrganizationKind, OrganizationStatus},
    schema::{accounts, inspection_draws as d, inspections as i, memberships as m, organizations as o},
    web::paging::{Cursor, Paged},
};
use diesel::prelude::*;

/// A draw by its number.
pub(super) fn draw_by_no(c: &mut Conn, no: &str) -> Result<Draw> {
    Ok(d::table.filter(d::no.eq(no)).select(Draw::as_select()).first(c)?)
}

/// A draw by its row.
pub(super) fn draw(c: &mut Conn, id: i64) -> Result<Draw> {
    Ok(d::table.find(id).select(Draw::as_select()).first(c)?)
}

/// An inspection by its number.
pub(super) fn find_by_no(c: &mut Conn, no: &str) -> Result<Inspection> {
    Ok(i::table.filter(i::no.eq(no)).select(Inspection::as_select()).first(c)?)
}

/// An inspection by its row.
pub(super) fn find(c: &mut Conn, id: i64) -> Result<Inspection> {
    Ok(i::table.find(id).select(Inspection::as_select()).first(c)?)
}

/// A page of draws after the cursor, the latest first.
pub(super) fn draws(c: &mut Conn, cursor: Option<&Cursor>, rows: i64) -> Result<Paged<Draw>> {
    let mut query = d::table.order(d::id.desc()).limit(rows + 1).select(Draw::as_select()).into_boxed();
    if let Some(at) = cursor {
        query = query.filter(d::id.lt(at.id));
    }
    let found = query.load(c)?;
    Ok(Paged::cut(found, rows, |x: &Draw| Cursor { sort: String::new(), id: x.id }))
}

/// The inspections of a draw, in their order.
pub(super) fn of_draw(c: &mut Conn, id: i64) -> Result<Vec<Of>> {
    Ok(i::table
        .inner_join(o::table)
        .filter(i::draw_id.eq(id))
        .order(i::place)
        .select((Inspection::as_select(), Organization::as_select()))
        .load(c)?)
}

/// An inspection with the organization it concerns.
pub(super) type Of = (Inspection, Organization);

/// What waits at the desk of some authorities: draws to be drawn, inspections that run.
pub(super) fn waiting(c: &mut Conn, authorities: &[i64]) -> Result<(Vec<Draw>, Vec<Of>)> {
    let draws = d::table
        .filter(d::authority_id.eq_any(authorities.to_vec()))
        .filter(d::state.eq(DrawState::Announced))
        .order(d::id)
        .limit(50)
        .select(Draw::as_select())
        .load(c)?;
    let running = i::table
        .inner_join(o::table)
        .filter(i::authority_id.eq_any(authorities.to_vec()))
        .filter(i::state.ne(InspectionState::Closed))
        .order(i::id)
        .limit(300)
        .select((Inspection::as_select(), Organization::as_select()))
        .load(c)?;
    Ok((draws, running))
}

/// Codes of the registered organizations an authority may draw from, of a kind where one is given, in order.
pub(super) fn population(c: &mut Conn, authority: i64, kind: Option<OrganizationKind>) -> Result<Vec<String>> {
    let ended = [OrganizationStatus::Cancelled, OrganizationStatus::Revoked];
    let mut query = o::table
        .filter(o::supervisor_id.eq(authority))
        .filter(o::is_registered.eq(true))
        .filter(o::status.ne_all(ended))
        .order(o::credit_code)
        .select(o::credit_code)
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(o::kind.eq(kind));
    }
    Ok(query.load(c)?)
}

/// The officers an authority may send: its clerks and reviewers, each once, by account.
pub(super) fn roster(c: &mut Conn, authority: i64) -> Result<Vec<i64>> {
    Ok(m::table
        .filter(m::body_kind.eq(BodyKind::Authority))
        .filter(m::body_id.eq(authority))
        .filter(m::role.eq_any([Role::Clerk, Role::Reviewer]))
        .filter(m::ended_at.is_null())
        .select(m::account_id)
        .distinct()
        .order(m::account_id)
        .load(c)?)
}

/// Of some accounts, those that act for an organization.
pub(super) fn officers_among(c: &mut Conn, organization: OrganizationId, accounts: &[i64]) -> Result<Vec<i64>> {
    Ok(m::table
        .filter(m::body_kind.eq(BodyKind::Organization))
        .filter(m::body_id.eq(organization.0))
        .filter(m::role.eq(Role::Officer))
        .filter(m::ended_at.is_null())
        .filter(m::account_id.eq_any(accounts.to_vec()))
        .select(m::account_id)
        .load(c)?)
}

/// Names of accounts, for the parties of an inspection.
pub(super) fn name_of(c: &mut Conn, account: i64) -> Result<String> {
    Ok(accounts::table.find(account).select(accounts::name).first(c)?)
}

/// Name and English name of an authority.
pub(super) fn authority(c: &mut Conn, id: AuthorityId) -> Result<(String, String)> {
    use crate::schema::authorities as a;
    Ok(a::table.find(id.0).select((a::name, a::name_en)).first(c)?)
}

/// The division of an authority.
pub(super) fn division(c: &mut Conn, id: i64) -> Result<String> {
    use crate::schema::authorities as a;
    Ok(a::table.find(id).select(a::division).first(c)?)
}

/// A draw about to be announced.
pub(super) struct NewDraw<'a> {
    pub no: &'a str,
    pub authority: i64,
    pub title: &'a str,
    pub basis: &'a str,
    pub sample: i64,
    pub population: Vec<String>,
    pub population_digest: &'a str,
    pub roster: Vec<i64>,
    pub commitment: &'a str,
    pub sealed_seed: &'a str,
    pub entry: i64,
}

pub(super) fn insert_draw(tx: &mut Tx, new: NewDraw<'_>) -> Result<i64> {
    let row = (
        d::no.eq(new.no),
        d::authority_id.eq(new.authority),
        d::title.eq(new.title),
        d::basis.eq(new.basis),
        d::sample.eq(new.sample),
        d::population.eq(Json(new.population)),
        d::population_digest.eq(new.population_digest),
        d::roster.eq(Json(new.roster)),
        d::commitment.eq(new.commitment),
        d::sealed_seed.eq(new.sealed_seed),
        d::state.eq(DrawState::Announced),
        d::announced_at.eq(tx.now),
        d::announced_by.eq(tx.account()?.0),
        d::entry_id.eq(new.entry),
    );
    Ok(diesel::insert_into(d::table).values(row).returning(d::id).get_result(tx.conn)?)
}

/// The one place that writes the state of a draw.
pub(super) fn drawn(tx: &mut Tx, draw: &Draw, step: &Step<DrawState>, seed: &str, entry: i64) -> Result<()> {
    let target =
        d::table.filter(d::id.eq(draw.id)).filter(d::state.eq(step.from())).filter(d::version.eq(draw.version));
    let set = (
        d::state.eq(step.to()),
        d::version.eq(d::version + 1),
        d::seed.eq(seed),
        d::drawn_at.eq(tx.now),
        d::drawn_by.eq(tx.account()?.0),
        d::entry_id.eq(entry),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)?;
    tx.history(draw.id, step, None)
}

/// One inspection a draw leads to.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = i)]
pub(super) struct NewInspection {
    pub no: String,
    pub draw_id: i64,
    pub organization_id: i64,
    pub authority_id: i64,
    pub place: i64,
    pub first_id: i64,
    pub second_id: i64,
    pub state: InspectionState,
}

pub(super) fn insert(c: &mut Conn, rows: Vec<NewInspection>) -> Result<()> {
    both!(c, c => diesel::insert_into(i::table).values(rows).execute(c))?;
    Ok(())
}

/// What a step writes beside the state.
#[derive(Default)]
pub(super) struct Change<'a> {
    pub recorded: Option<(Day, &'a str, Finding, Option<Day>)>,
    pub is_confirmed: bool,
    pub reply: Option<&'a str>,
    pub note: Option<&'a str>,
    pub rectify_by: Option<Day>,
    pub is_closed: bool,
    pub entry: Option<i64>,
}

/// The one place that writes the state of an inspection.
pub(super) fn step(tx: &mut Tx, x: &Inspection, step: &Step<InspectionState>, change: &Change<'_>) -> Result<()> {
    let target = i::table.filter(i::id.eq(x.id)).filter(i::state.eq(step.from())).filter(i::version.eq(x.version));
    one(diesel::update(target).set((i::state.eq(step.to()), i::version.eq(i::version + 1))).execute(tx.conn)?)?;
    let row = i::table.find(x.id);
    if let Some((day, facts, finding, by)) = change.recorded {
        let who = tx.account()?.0;
        let set = (
            i::visited_on.eq(day),
            i::facts.eq(facts),
            i::finding.eq(finding),
            i::rectify_by.eq(by),
            i::recorded_by.eq(who),
            i::note.eq(None::<String>),
        );
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    if change.is_confirmed {
        diesel::update(row).set(i::confirmed_at.eq(tx.now)).execute(tx.conn)?;
    }
    if let Some(text) = change.reply {
        diesel::update(row).set((i::reply.eq(text), i::replied_at.eq(tx.now))).execute(tx.conn)?;
    }
    if let Some(text) = change.note {
        diesel::update(row).set(i::note.eq(text)).execute(tx.conn)?;
    }
    if let Some(day) = change.rectify_by {
        diesel::update(row).set(i::rectify_by.eq(day)).execute(tx.conn)?;
    }
    if change.is_closed {
        diesel::update(row).set(i::closed_at.eq(tx.now)).execute(tx.conn)?;
    }
    if let Some(entry) = change.entry {
        diesel::update(row).set(i::entry_id.eq(entry)).execute(tx.conn)?;
    }
    tx.history(x.id, step, change.reply.or(change.note))
}

/// Inspections whose day to put right was missed and of which no notice was given.
pub(super) fn overdue(c: &mut Conn, today: Day, after: i64, rows: i64) -> Result<Vec<i64>> {
    Ok(i::table
        .filter(i::state.eq(InspectionState::Rectifying))
        .filter(i::rectify_by.lt(today))
        .filter(i::listing_no.is_null())
        .filter(i::id.gt(after))
        .order(i::id)
        .limit(rows)
        .select(i::id)
        .load(c)?)
}

/// Notes the notice that a missed day led to.
pub(super) fn noticed(tx: &mut Tx, x: &Inspection, listing_no: &str) -> Result<()> {
    let target = i::table.filter(i::id.eq(x.id)).filter(i::state.eq(x.state)).filter(i::listing_no.is_null());
    one(diesel::update(target).set(i::listing_no.eq(listing_no)).execute(tx.conn)?)
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}
