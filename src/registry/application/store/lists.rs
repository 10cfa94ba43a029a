//! Lists: the founder's own cases and the office's queue.
use crate::{
    kernel::{
        actor::AccountId,
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::Conn,
    registry::{
        application::{access::Desks, model::ApplicationState as State},
        organization::{Category, OrganizationKind},
    },
    schema::{application_ties as ties, applications},
};
use diesel::prelude::*;

/// What a list shows of an application.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, serde::Serialize)]
pub struct Line {
    /// Which.
    pub id: i64,
    /// Number.
    pub no: String,
    /// Name wanted.
    pub name: String,
    /// Kind.
    pub kind: OrganizationKind,
    /// Field.
    pub category: Option<Category>,
    /// State.
    pub state: State,
    /// Last day for the next act.
    pub due_on: Option<Day>,
    /// Last day by law.
    pub statutory_due: Option<Day>,
    /// When first submitted.
    pub submitted_at: Option<Ts>,
    /// Who received it.
    pub clerk_id: Option<i64>,
    /// When last changed.
    pub updated_at: Ts,
}

type LineColumns = (
    applications::id,
    applications::no,
    applications::name,
    applications::kind,
    applications::category,
    applications::state,
    applications::due_on,
    applications::statutory_due,
    applications::submitted_at,
    applications::clerk_id,
    applications::updated_at,
);
const LINE: LineColumns = (
    applications::id,
    applications::no,
    applications::name,
    applications::kind,
    applications::category,
    applications::state,
    applications::due_on,
    applications::statutory_due,
    applications::submitted_at,
    applications::clerk_id,
    applications::updated_at,
);

/// A founder's own applications, the latest first.
///
/// # Errors
/// A fault of the database.
pub fn of_founder(c: &mut Conn, account: AccountId, before: Option<i64>, rows: i64) -> Result<Vec<Line>> {
    let mut all = applications::table
        .filter(applications::account_id.eq(account))
        .filter(applications::state.ne(State::Discarded))
        .order(applications::id.desc())
        .limit(rows)
        .select(LINE)
        .into_boxed();
    if let Some(id) = before {
        all = all.filter(applications::id.lt(id));
    }
    Ok(all.load(c)?)
}

/// Which cases of a queue to show.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    /// Where the cases lie.
    pub desks: Desks,
    /// One state, or all in which the authority must act.
    pub state: Option<State>,
    /// One kind.
    pub kind: Option<OrganizationKind>,
    /// The last row of the page before: its due day and id.
    pub after: Option<(Day, i64)>,
    /// Rows wanted.
    pub rows: i64,
}

/// Cases of these desks.
#[diesel::dsl::auto_type(no_type_alias)]
fn at(desks: &Desks) -> _ {
    let committees: Vec<i64> = desks.committees.clone();
    let offices: Vec<i64> = desks.offices.clone();
    let of_committees = ties::table.filter(ties::committee_id.eq_any(committees)).select(ties::application_id);
    applications::authority_id.eq_any(offices).or(applications::id.eq_any(of_committees))
}

/// Cases in which an authority must act, the most urgent first.
///
/// # Errors
/// A fault of the database.
pub fn queue(c: &mut Conn, q: &Queue) -> Result<Vec<Line>> {
    let mut all = applications::table
        .filter(at(&q.desks))
        .filter(applications::due_on.is_not_null())
        .order((applications::due_on, applications::id))
        .limit(q.rows)
        .select(LINE)
        .into_boxed();
    all = match q.state {
        Some(state) => all.filter(applications::state.eq(state)),
        None => all.filter(applications::state.eq_any([
            State::Submitted,
            State::Accepted,
            State::Suspended,
            State::Reviewed,
        ])),
    };
    if let Some(kind) = q.kind {
        all = all.filter(applications::kind.eq(kind));
    }
    if let Some((day, id)) = q.after {
        all = all.filter(applications::due_on.gt(day).or(applications::due_on.eq(day).and(applications::id.gt(id))));
    }
    Ok(all.load(c)?)
}

/// How urgent a day is: `over`, `today`, `week` (the next seven days) or `later`.
#[must_use]
pub fn urgency(today: Day, due: Day) -> &'static str {
    match (due - today).num_days() {
        ..0 => "over",
        0 => "today",
        1..=7 => "week",
        _ => "later",
    }
}

/// How many cases of a queue are over, due today, within a week, later.
///
/// # Errors
/// A fault of the database.
pub fn queue_counts(c: &mut Conn, q: &Queue, today: Day) -> Result<[i64; 4]> {
    let week = today + chrono::TimeDelta::days(7);
    let mut counted = |from: Option<Day>, to: Option<Day>| -> Result<i64> {
        let mut all = applications::table.filter(at(&q.desks)).filter(applications::due_on.is_not_null()).into_boxed();
        all = match q.state {
            Some(state) => all.filter(applications::state.eq(state)),
            None => all.filter(applications::state.eq_any([State::Submitted, State::Accepted, State::Reviewed])),
        };
        if let Some(day) = from {
            all = all.filter(applications::due_on.ge(day));
        }
        if let Some(day) = to {
            all = all.filter(applications::due_on.lt(day));
        }
        Ok(all.count().get_result(c)?)
    };
    let tomorrow = today + chrono::TimeDelta::days(1);
    let after = week + chrono::TimeDelta::days(1);
    Ok([
        counted(None, Some(today))?,
        counted(Some(today), Some(tomorrow))?,
        counted(Some(tomorrow), Some(after))?,
        counted(Some(after), None)?,
    ])
}
