//! What waits for a person, for the workbench.
use crate::{
    kernel::{
        actor::{BodyKind, Person, Role},
        refusal::Result,
        time::Day,
    },
    platform::db::Conn,
    registry::{
        charity::model::{Case, CharityState as State, Duty},
        organization::Organization,
    },
    schema::{charity_cases as x, charity_duties as duties, organizations as o},
};
use diesel::prelude::*;

/// One thing that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is to be done: the word after `work-`.
    pub task: &'static str,
    /// Number of the case, or code of the organization.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Where to do it.
    pub href: String,
    /// Last day for it.
    pub due_on: Option<Day>,
}

/// What waits for this person: drafts and what must be published of officers, cases of the authority (`SO-140`, `SO-144`).
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, person: &Person, most: i64) -> Result<Vec<Line>> {
    let seats = |role: Role, kind: BodyKind| -> Vec<i64> {
        person.seats.iter().filter(|s| s.role == role && s.body_kind == kind).map(|s| s.body_id).collect()
    };
    let mut out = Vec::new();
    let own = seats(Role::Officer, BodyKind::Organization);
    if !own.is_empty() {
        let rows: Vec<(Case, Organization)> = x::table
            .inner_join(o::table)
            .filter(x::organization_id.eq_any(own.clone()))
            .filter(x::state.eq(State::Draft))
            .order(x::id)
            .limit(most)
            .select((Case::as_select(), Organization::as_select()))
            .load(c)?;
        out.extend(rows.into_iter().map(|r| line("apply-charity", r)));
        let open: Vec<(Duty, String, String)> = duties::table
            .inner_join(o::table)
            .filter(duties::organization_id.eq_any(own))
            .filter(duties::done_on.is_null())
            .order((duties::due_on, duties::id))
            .limit(most)
            .select((Duty::as_select(), o::credit_code, o::name))
            .load(c)?;
        out.extend(open.into_iter().map(|(d, code, name)| Line {
            task: "publish-charity",
            href: format!("/orgs/{code}/charity#duties"),
            no: code,
            name,
            due_on: Some(d.due_on),
        }));
    }
    for (role, state, task) in [
        (Role::Clerk, State::Submitted, "accept-charity"),
        (Role::Reviewer, State::Accepted, "review-charity"),
        (Role::Decider, State::Proposed, "decide-charity"),
    ] {
        let at = seats(role, BodyKind::Authority);
        if at.is_empty() {
            continue;
        }
        let rows: Vec<(Case, Organization)> = x::table
            .inner_join(o::table)
            .filter(x::authority_id.eq_any(at))
            .filter(x::state.eq(state))
            .order((x::due_on, x::id))
            .limit(most)
            .select((Case::as_select(), Organization::as_select()))
            .load(c)?;
        out.extend(rows.into_iter().map(|r| line(task, r)));
    }
    Ok(out)
}

fn line(task: &'static str, (x, o): (Case, Organization)) -> Line {
    Line { task, href: format!("/charities/cases/{}", x.no), no: x.no, name: o.name, due_on: x.due_on }
}
