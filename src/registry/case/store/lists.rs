//! Lists: an organization's own cases, the office's queue, what waits for somebody.
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::{Conn, Json},
    registry::case::{matter::Matter, model::CaseState as State},
    schema::{cases, organizations},
};
use diesel::prelude::*;

/// What a list shows of a case.
#[derive(Debug, Clone, Queryable)]
pub struct Line<C: Matter> {
    /// Row.
    pub id: i64,
    /// Number.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// State.
    pub state: State,
    /// The answers.
    pub content: Json<C>,
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
    cases::id,
    cases::no,
    organizations::name,
    cases::state,
    cases::content,
    cases::due_on,
    cases::clerk_id,
    cases::reviewer_id,
    cases::updated_at,
);
const LINE: LineColumns = (
    cases::id,
    cases::no,
    organizations::name,
    cases::state,
    cases::content,
    cases::due_on,
    cases::clerk_id,
    cases::reviewer_id,
    cases::updated_at,
);

/// The number of the organization's case of this kind that is open, if one is.
///
/// # Errors
/// A fault of the database.
pub fn open_no<C: Matter>(c: &mut Conn, id: OrganizationId) -> Result<Option<String>> {
    Ok(cases::table
        .filter(cases::kind.eq(C::KIND))
        .filter(cases::organization_id.eq(id.0))
        .filter(cases::is_open.eq(true))
        .select(cases::no)
        .first(c)
        .optional()?)
}

/// A page of an organization's cases, the latest first; discarded drafts stay out.
///
/// # Errors
/// A fault of the database.
pub fn of_organization<C: Matter>(
    c: &mut Conn,
    id: OrganizationId,
    before: Option<i64>,
    rows: i64,
) -> Result<Vec<Line<C>>> {
    let mut all = cases::table
        .inner_join(organizations::table)
        .filter(cases::kind.eq(C::KIND))
        .filter(cases::organization_id.eq(id.0))
        .filter(cases::state.ne(State::Discarded))
        .order(cases::id.desc())
        .limit(rows)
        .select(LINE)
        .into_boxed();
    if let Some(id) = before {
        all = all.filter(cases::id.lt(id));
    }
    Ok(all.load(c)?)
}

/// Which cases of a queue to show.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Queue {
    /// The authorities somebody works for.
    pub authorities: Vec<i64>,
    /// One state, or all in which the authority must act.
    pub state: Option<State>,
    /// The last row of the page before: its due day and id.
    pub after: Option<(Day, i64)>,
    /// Rows wanted.
    pub rows: i64,
}

impl Queue {
    fn states(&self) -> Vec<State> {
        self.state.map_or_else(|| State::WITH_AUTHORITY.to_vec(), |s| vec![s])
    }
}

/// Cases in which an authority must act, the most urgent first.
pub(in super::super) fn queue<C: Matter>(c: &mut Conn, q: &Queue) -> Result<Vec<Line<C>>> {
    let mut all = cases::table
        .inner_join(organizations::table)
        .filter(cases::kind.eq(C::KIND))
        .filter(cases::authority_id.eq_any(q.authorities.clone()))
        .filter(cases::due_on.is_not_null())
        .filter(cases::state.eq_any(q.states()))
        .order((cases::due_on, cases::id))
        .limit(q.rows)
        .select(LINE)
        .into_boxed();
    if let Some((day, id)) = q.after {
        all = all.filter(cases::due_on.gt(day).or(cases::due_on.eq(day).and(cases::id.gt(id))));
    }
    Ok(all.load(c)?)
}

/// How many cases of a queue are over, due today, within a week, later.
pub(in super::super) fn queue_counts<C: Matter>(c: &mut Conn, q: &Queue, today: Day) -> Result<[i64; 4]> {
    let after = |days: i64| today + chrono::TimeDelta::days(days);
    let mut counted = |from: Option<Day>, to: Option<Day>| -> Result<i64> {
        let mut all = cases::table
            .filter(cases::kind.eq(C::KIND))
            .filter(cases::authority_id.eq_any(q.authorities.clone()))
            .filter(cases::due_on.is_not_null())
            .filter(cases::state.eq_any(q.states()))
            .into_boxed();
        if let Some(day) = from {
            all = all.filter(cases::due_on.ge(day));
        }
        if let Some(day) = to {
            all = all.filter(cases::due_on.lt(day));
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
pub fn waiting<C: Matter>(c: &mut Conn, authorities: &[i64], state: State, rows: i64) -> Result<Vec<Line<C>>> {
    queue(c, &Queue { authorities: authorities.to_vec(), state: Some(state), after: None, rows })
}

/// Drafts, liquidations and corrections of some organizations: what waits for their officers.
///
/// # Errors
/// A fault of the database.
pub fn open_of<C: Matter>(c: &mut Conn, organizations_of: &[i64], rows: i64) -> Result<Vec<Line<C>>> {
    Ok(cases::table
        .inner_join(organizations::table)
        .filter(cases::kind.eq(C::KIND))
        .filter(cases::organization_id.eq_any(organizations_of.to_vec()))
        .filter(cases::state.eq_any([State::Draft, State::Liquidating, State::Correction]))
        .order(cases::id.desc())
        .limit(rows)
        .select(LINE)
        .load(c)?)
}

/// Cases that the law has accepted meanwhile (`SO-61`).
pub(in super::super) fn due_for_deeming<C: Matter>(c: &mut Conn, today: Day, rows: i64) -> Result<Vec<String>> {
    Ok(cases::table
        .filter(cases::kind.eq(C::KIND))
        .filter(cases::state.eq(State::Submitted))
        .filter(cases::notice_due.lt(today))
        .order(cases::id)
        .limit(rows)
        .select(cases::no)
        .load(c)?)
}
