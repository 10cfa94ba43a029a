//! Lists: an organization's own changes, the office's queue, what waits for somebody.
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::{Conn, Json},
    registry::change::{content::Content, model::ChangeState as State},
    schema::{changes, organizations},
};
use diesel::prelude::*;

/// What a list shows of a change.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Line {
    /// Row.
    pub id: i64,
    /// Number.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// State.
    pub state: State,
    /// The answers.
    pub content: Json<Content>,
    /// Last day for the next act.
    pub due_on: Option<Day>,
    /// Who received it.
    pub clerk_id: Option<i64>,
    /// Who gave the opinion.
    pub reviewer_id: Option<i64>,
    /// When last changed.
    pub updated_at: Ts,
}

type LineColumns = (
    changes::id,
    changes::no,
    organizations::name,
    changes::state,
    changes::content,
    changes::due_on,
    changes::clerk_id,
    changes::reviewer_id,
    changes::updated_at,
);
const LINE: LineColumns = (
    changes::id,
    changes::no,
    organizations::name,
    changes::state,
    changes::content,
    changes::due_on,
    changes::clerk_id,
    changes::reviewer_id,
    changes::updated_at,
);

/// The number of the change of an organization that is open, if one is.
pub(in super::super) fn open_no(c: &mut Conn, id: OrganizationId) -> Result<Option<String>> {
    Ok(changes::table
        .filter(changes::organization_id.eq(id.0))
        .filter(changes::is_open.eq(true))
        .select(changes::no)
        .first(c)
        .optional()?)
}

/// A page of an organization's changes, the latest first; discarded drafts stay out.
pub(in super::super) fn of_organization(
    c: &mut Conn,
    id: OrganizationId,
    before: Option<i64>,
    rows: i64,
) -> Result<Vec<Line>> {
    let mut all = changes::table
        .inner_join(organizations::table)
        .filter(changes::organization_id.eq(id.0))
        .filter(changes::state.ne(State::Discarded))
        .order(changes::id.desc())
        .limit(rows)
        .select(LINE)
        .into_boxed();
    if let Some(id) = before {
        all = all.filter(changes::id.lt(id));
    }
    Ok(all.load(c)?)
}

/// Which changes of a queue to show.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    /// The authorities somebody works for.
    pub authorities: Vec<i64>,
    /// One state, or all in which the authority must act.
    pub state: Option<State>,
    /// The last row of the page before: its due day and id.
    pub after: Option<(Day, i64)>,
    /// Rows wanted.
    pub rows: i64,
}

const WITH_AUTHORITY: [State; 3] = [State::Submitted, State::Accepted, State::Reviewed];

/// Changes in which an authority must act, the most urgent first.
///
/// # Errors
/// A fault of the database.
pub fn queue(c: &mut Conn, q: &Queue) -> Result<Vec<Line>> {
    let states = q.state.map_or_else(|| WITH_AUTHORITY.to_vec(), |s| vec![s]);
    let mut all = changes::table
        .inner_join(organizations::table)
        .filter(changes::authority_id.eq_any(q.authorities.clone()))
        .filter(changes::due_on.is_not_null())
        .filter(changes::state.eq_any(states))
        .order((changes::due_on, changes::id))
        .limit(q.rows)
        .select(LINE)
        .into_boxed();
    if let Some((day, id)) = q.after {
        all = all.filter(changes::due_on.gt(day).or(changes::due_on.eq(day).and(changes::id.gt(id))));
    }
    Ok(all.load(c)?)
}

/// How many changes of a queue are over, due today, within a week, later.
///
/// # Errors
/// A fault of the database.
pub fn queue_counts(c: &mut Conn, q: &Queue, today: Day) -> Result<[i64; 4]> {
    let states = q.state.map_or_else(|| WITH_AUTHORITY.to_vec(), |s| vec![s]);
    let after = |days: i64| today + chrono::TimeDelta::days(days);
    let mut counted = |from: Option<Day>, to: Option<Day>| -> Result<i64> {
        let mut all = changes::table
            .filter(changes::authority_id.eq_any(q.authorities.clone()))
            .filter(changes::due_on.is_not_null())
            .filter(changes::state.eq_any(states.clone()))
            .into_boxed();
        if let Some(day) = from {
            all = all.filter(changes::due_on.ge(day));
        }
        if let Some(day) = to {
            all = all.filter(changes::due_on.lt(day));
        }
        Ok(all.count().get_result(c)?)
    };
    Ok([
        counted(None, Some(today))?,
        counted(Some(today), Some(after(1)))?,
        counted(Some(after(1)), Some(after(8)))?,
        counted(Some(after(8)), None)?,
    ])
}

/// What waits at some authorities in one state, the most urgent first.
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, authorities: &[i64], state: State, rows: i64) -> Result<Vec<Line>> {
    let q = Queue { authorities: authorities.to_vec(), state: Some(state), after: None, rows };
    queue(c, &q)
}

/// Drafts and corrections of some organizations: what waits for their officers.
///
/// # Errors
/// A fault of the database.
pub fn open_of(c: &mut Conn, organizations_of: &[i64], rows: i64) -> Result<Vec<Line>> {
    Ok(changes::table
        .inner_join(organizations::table)
        .filter(changes::organization_id.eq_any(organizations_of.to_vec()))
        .filter(changes::state.eq_any([State::Draft, State::Correction]))
        .order(changes::id.desc())
        .limit(rows)
        .select(LINE)
        .load(c)?)
}
