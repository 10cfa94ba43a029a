//! Lists: grades in force, rounds, the desk, and what the clock looks at.
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::Conn,
    registry::{
        grade::model::{Assessment, AssessmentState as State, Round},
        organization::{Grade, Organization, OrganizationKind},
    },
    schema::{grade_assessments as x, grade_rounds as rounds, organizations as o},
    web::paging::{Cursor, Paged},
};
use diesel::{dsl::count_star, prelude::*};

/// States in which a grade holds.
const HELD: [State; 3] = [State::Confirmed, State::Questioned, State::Answered];
/// States everybody may read.
const PUBLIC: [State; 10] = [
    State::Publicized,
    State::Disputed,
    State::Reviewed,
    State::Confirmed,
    State::Questioned,
    State::Answered,
    State::Ungraded,
    State::Expired,
    State::Replaced,
    State::Revoked,
];

/// An assessment with its organization.
pub(in crate::registry::grade) type Row = (Assessment, Organization);

/// What a page of the public list shows.
#[derive(Debug, Clone, Default)]
pub(in crate::registry::grade) struct Filter {
    pub grade: Option<Grade>,
    pub kind: Option<OrganizationKind>,
    pub county: String,
    pub q: String,
    pub cursor: Option<Cursor>,
}

/// A page of grades in force after the cursor, the latest first.
pub(in crate::registry::grade) fn in_force(c: &mut Conn, f: &Filter, rows: i64) -> Result<Paged<Row>> {
    let mut query = x::table
        .inner_join(o::table)
        .filter(x::state.eq_any(HELD))
        .order((x::confirmed_on.desc(), x::id.desc()))
        .limit(rows + 1)
        .select((Assessment::as_select(), Organization::as_select()))
        .into_boxed();
    if let Some(grade) = f.grade {
        query = query.filter(x::grade.eq(grade));
    }
    if let Some(kind) = f.kind {
        query = query.filter(x::kind.eq(kind));
    }
    if !f.county.is_empty() {
        query = query.filter(o::county.eq(&f.county));
    }
    if !f.q.is_empty() {
        let words = format!("%{}%", f.q.replace(['%', '_', '\\'], ""));
        query = query.filter(o::name.like(words).or(o::credit_code.eq(f.q.to_uppercase())));
    }
    if let Some((at, day)) = f.cursor.as_ref().and_then(|at| Some((at, at.sort.parse::<Day>().ok()?))) {
        query = query.filter(x::confirmed_on.lt(day).or(x::confirmed_on.eq(day).and(x::id.lt(at.id))));
    }
    let found = query.load(c)?;
    Ok(Paged::cut(found, rows, |(x, _): &Row| Cursor {
        sort: x.confirmed_on.map(|d| d.to_string()).unwrap_or_default(),
        id: x.id,
    }))
}

/// How many organizations hold each grade.
pub(in crate::registry::grade) fn totals(c: &mut Conn) -> Result<Vec<(Grade, i64)>> {
    let found: Vec<(Option<Grade>, i64)> =
        x::table.filter(x::state.eq_any(HELD)).group_by(x::grade).select((x::grade, count_star())).load(c)?;
    let of = |grade| found.iter().find(|(g, _)| *g == Some(grade)).map_or(0, |(_, n)| *n);
    Ok(Grade::ALL.iter().map(|&g| (g, of(g))).collect())
}

/// A page of rounds, the latest first.
pub(in crate::registry::grade) fn rounds(c: &mut Conn, cursor: Option<&Cursor>, rows: i64) -> Result<Paged<Round>> {
    let mut query = rounds::table
        .order((rounds::published_at.desc(), rounds::id.desc()))
        .limit(rows + 1)
        .select(Round::as_select())
        .into_boxed();
    if let Some((at, when)) = cursor.and_then(|at| Some((at, at.sort.parse::<Ts>().ok()?))) {
        query = query.filter(rounds::published_at.lt(when).or(rounds::published_at.eq(when).and(rounds::id.lt(at.id))));
    }
    let found = query.load(c)?;
    Ok(Paged::cut(found, rows, |r: &Round| Cursor { sort: r.published_at.utc().to_rfc3339(), id: r.id }))
}

/// Rounds of an authority that take applications on a day.
pub(in crate::registry::grade) fn open_rounds(c: &mut Conn, authority: i64, today: Day) -> Result<Vec<Round>> {
    Ok(rounds::table
        .filter(rounds::authority_id.eq(authority))
        .filter(rounds::opens_on.le(today))
        .filter(rounds::closes_on.ge(today))
        .order(rounds::closes_on)
        .limit(20)
        .select(Round::as_select())
        .load(c)?)
}

/// Published results of a round, the highest score first.
pub(in crate::registry::grade) fn of_round(c: &mut Conn, round: i64) -> Result<Vec<Row>> {
    Ok(x::table
        .inner_join(o::table)
        .filter(x::round_id.eq(round))
        .filter(x::state.eq_any(PUBLIC))
        .order((x::score.desc(), x::id))
        .limit(500)
        .select((Assessment::as_select(), Organization::as_select()))
        .load(c)?)
}

/// Every assessment of an organization, the latest first.
pub(in crate::registry::grade) fn of_organization(c: &mut Conn, id: OrganizationId) -> Result<Vec<Assessment>> {
    Ok(x::table
        .filter(x::organization_id.eq(id.0))
        .order(x::id.desc())
        .limit(100)
        .select(Assessment::as_select())
        .load(c)?)
}

/// What waits at the desk of some authorities, by the day that runs.
pub(in crate::registry::grade) fn desk(c: &mut Conn, authorities: &[i64]) -> Result<Vec<Row>> {
    let at_desk = [
        State::Submitted,
        State::Admitted,
        State::Scored,
        State::Publicized,
        State::Disputed,
        State::Reviewed,
        State::Questioned,
        State::Answered,
    ];
    Ok(x::table
        .inner_join(o::table)
        .filter(x::authority_id.eq_any(authorities.to_vec()))
        .filter(x::state.eq_any(at_desk))
        .order((x::due_on, x::id))
        .limit(300)
        .select((Assessment::as_select(), Organization::as_select()))
        .load(c)?)
}

/// Grades whose last day has passed, by ascending row.
pub(in crate::registry::grade) fn to_expire(c: &mut Conn, today: Day, after: i64, rows: i64) -> Result<Vec<i64>> {
    Ok(x::table
        .filter(x::state.eq_any(HELD))
        .filter(x::valid_until.lt(today))
        .filter(x::id.gt(after))
        .order(x::id)
        .limit(rows)
        .select(x::id)
        .load(c)?)
}

/// Grades to which the reminder of `lead` days goes now.
pub(in crate::registry::grade) fn to_remind(
    c: &mut Conn,
    within: (Day, Day),
    lead: i64,
    after: i64,
    rows: i64,
) -> Result<Vec<i64>> {
    Ok(x::table
        .filter(x::state.eq_any(HELD))
        .filter(x::valid_until.between(within.0, within.1))
        .filter(x::id.gt(after))
        .filter(x::reminded.is_null().or(x::reminded.gt(lead)))
        .order(x::id)
        .limit(rows)
        .select(x::id)
        .load(c)?)
}
