//! What waits for a person, for the workbench.
use super::lists::Row;
use crate::{
    kernel::{
        actor::{BodyKind, Person, Role},
        refusal::Result,
        time::Day,
    },
    platform::db::Conn,
    registry::{
        grade::model::{Assessment, AssessmentState as State},
        organization::Organization,
    },
    schema::{grade_assessments as x, grade_sheets as sheets, organizations as o},
};
use diesel::prelude::*;

/// One thing that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is to be done: the word after `work-`.
    pub task: &'static str,
    /// Number of the assessment.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Last day for it.
    pub due_on: Option<Day>,
}

/// What waits for this person on a day: applications and answers of officers, checks of clerks, score sheets of
/// assessors, reviews, decisions (`SO-135`).
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, person: &Person, today: Day, most: i64) -> Result<Vec<Line>> {
    let seats = |role: Role, kind: BodyKind| -> Vec<i64> {
        person.seats.iter().filter(|s| s.role == role && s.body_kind == kind).map(|s| s.body_id).collect()
    };
    let mut out = Vec::new();
    let own = seats(Role::Officer, BodyKind::Organization);
    if !own.is_empty() {
        let rows = of_states(c, Whose::Organizations(&own), &[State::Draft, State::Questioned], most)?;
        out.extend(
            rows.into_iter().map(|r| line(if r.0.state == State::Draft { "apply-grade" } else { "answer-grade" }, r)),
        );
    }
    let clerk = seats(Role::Clerk, BodyKind::Authority);
    if !clerk.is_empty() {
        let rows = of_states(c, Whose::Authorities(&clerk), &[State::Submitted, State::Admitted], most)?;
        let task = |s: State| if s == State::Submitted { "examine-grade" } else { "complete-grade" };
        out.extend(rows.into_iter().map(|r| line(task(r.0.state), r)));
    }
    let reviewer = seats(Role::Reviewer, BodyKind::Authority);
    let is_expert = person.seats.iter().any(|s| s.role == Role::Expert);
    if is_expert || !reviewer.is_empty() {
        let whose = if is_expert { Whose::All } else { Whose::Authorities(&reviewer) };
        let done: Vec<i64> = sheets::table
            .filter(sheets::account_id.eq(person.account.0))
            .order(sheets::id.desc())
            .limit(500)
            .select(sheets::assessment_id)
            .load(c)?;
        let rows = of_states(c, whose, &[State::Admitted], most)?;
        out.extend(rows.into_iter().filter(|r| !done.contains(&r.0.id)).map(|r| line("score-grade", r)));
        let rows = of_states(c, Whose::Authorities(&reviewer), &[State::Disputed], most)?;
        let free = |x: &Assessment| !done.contains(&x.id) && !x.was_by(person.account);
        out.extend(rows.into_iter().filter(|r| free(&r.0)).map(|r| line("review-grade", r)));
    }
    let decider = seats(Role::Decider, BodyKind::Authority);
    if !decider.is_empty() {
        let states =
            [State::Scored, State::Publicized, State::Disputed, State::Reviewed, State::Questioned, State::Answered];
        for r in of_states(c, Whose::Authorities(&decider), &states, most)? {
            let is_over = r.0.public_until.is_none_or(|last| today > last);
            let task = match r.0.state {
                State::Scored => "decide-grade",
                State::Publicized | State::Reviewed if is_over => "confirm-grade",
                State::Disputed if !r.0.was_by(person.account) => "review-grade",
                State::Answered => "resolve-grade",
                State::Questioned if r.0.due_on.is_some_and(|last| today > last) => "resolve-grade",
                _ => continue,
            };
            out.push(line(task, r));
        }
    }
    Ok(out)
}

fn line(task: &'static str, (x, o): Row) -> Line {
    Line { task, no: x.no, name: o.name, due_on: x.due_on }
}

enum Whose<'a> {
    Organizations(&'a [i64]),
    Authorities(&'a [i64]),
    All,
}

fn of_states(c: &mut Conn, whose: Whose<'_>, states: &[State], most: i64) -> Result<Vec<Row>> {
    let mut query = x::table
        .inner_join(o::table)
        .filter(x::state.eq_any(states.to_vec()))
        .order((x::due_on, x::id))
        .limit(most)
        .select((Assessment::as_select(), Organization::as_select()))
        .into_boxed();
    match whose {
        Whose::Organizations(ids) => query = query.filter(x::organization_id.eq_any(ids.to_vec())),
        Whose::Authorities(ids) => query = query.filter(x::authority_id.eq_any(ids.to_vec())),
        Whose::All => {}
    }
    Ok(query.load(c)?)
}
