//! Rows behind the matches, and the database's own answer when the engine is away.
use crate::{
    kernel::{refusal::Result, time::Ts},
    market::tender::TenderState,
    platform::db::Conn,
    schema::{activities as a, organizations as o, teams as g, tenders as t},
    volunteer::{activity::ActivityState, team::TeamState},
};
use diesel::prelude::*;

/// What is shown of something found.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub kind: &'static str,
    pub id: i64,
    pub href: String,
    pub title: String,
    pub text: String,
    /// Place of it, as a division code.
    pub division: String,
    /// Message key of how it stands.
    pub status: String,
    pub no: String,
    /// When it takes place.
    pub at: Option<Ts>,
    /// Where exactly, in its own words.
    pub place: Option<String>,
}

type Row = (i64, String, String, String, String, String);

/// The public rows of one kind, in no order.
pub(super) fn rows(c: &mut Conn, kind: &str, ids: &[i64]) -> Result<Vec<Shown>> {
    Ok(match kind {
        "organization" => {
            let all: Vec<Row> = o::table
                .filter(o::id.eq_any(ids))
                .select((o::id, o::credit_code, o::name, o::purpose, o::division, o::status))
                .load(c)?;
            all.into_iter().map(organization).collect()
        }
        "tender" => {
            let all: Vec<(i64, String, String, String, String, TenderState)> = t::table
                .filter(t::id.eq_any(ids))
                .filter(t::published_at.is_not_null())
                .select((t::id, t::no, t::title, t::summary, t::division, t::state))
                .load(c)?;
            all.into_iter().map(tender).collect()
        }
        "activity" => {
            let all: Vec<Activity> = a::table
                .filter(a::id.eq_any(ids))
                .filter(a::published_at.is_not_null())
                .select((a::id, a::no, a::title, a::summary, a::division, a::state, a::starts_at, a::place))
                .load(c)?;
            all.into_iter().map(activity).collect()
        }
        "team" => {
            let all: Vec<Team> = g::table
                .filter(g::id.eq_any(ids))
                .filter(g::state.eq(TeamState::Active))
                .select((g::id, g::no, g::name, g::intro, g::division, g::community))
                .load(c)?;
            all.into_iter().map(team).collect()
        }
        _ => Vec::new(),
    })
}

type Activity = (i64, String, String, String, String, ActivityState, Ts, String);

fn activity((id, no, title, text, division, state, at, place): Activity) -> Shown {
    let status = format!("search-activity-{}", state.word());
    let (href, place) = (format!("/activities/{no}"), Some(place));
    Shown { kind: "activity", id, href, title, text, division, status, no, at: Some(at), place }
}

type Team = (i64, String, String, String, String, String);

fn team((id, no, title, text, division, community): Team) -> Shown {
    let place = Some(community).filter(|p| !p.is_empty());
    let (href, status) = (format!("/teams/{no}"), String::new());
    Shown { kind: "team", id, href, title, text, division, status, no, at: None, place }
}

fn organization((id, code, title, text, division, status): Row) -> Shown {
    let href = format!("/orgs/{code}");
    let status = format!("search-org-{status}");
    Shown { kind: "organization", id, href, title, text, division, status, no: code, at: None, place: None }
}

fn tender((id, no, title, text, division, state): (i64, String, String, String, String, TenderState)) -> Shown {
    let status = match state {
        TenderState::Open => "search-tender-open",
        TenderState::Failed | TenderState::Stopped | TenderState::Discarded => "search-tender-ended",
        TenderState::Closed | TenderState::Opened | TenderState::Scored | TenderState::Priced => "search-tender-review",
        _ => "search-tender-awarded",
    };
    let href = format!("/tenders/{no}");
    let status = status.into();
    Shown { kind: "tender", id, href, title, text, division, status, no, at: None, place: None }
}

/// By name, for the time the engine is away.
pub(super) fn by_name(c: &mut Conn, q: &str, kind: Option<&str>, skip: i64, most: i64) -> Result<Vec<Shown>> {
    let like = format!("%{}%", q.replace(['%', '\\'], ""));
    let mut out = Vec::new();
    if kind.is_none_or(|k| k == "organization") {
        let all: Vec<Row> = o::table
            .filter(o::name.like(like.clone()).or(o::credit_code.eq(q)))
            .order(o::id)
            .offset(skip)
            .limit(most)
            .select((o::id, o::credit_code, o::name, o::purpose, o::division, o::status))
            .load(c)?;
        out.extend(all.into_iter().map(organization));
    }
    if kind.is_none_or(|k| k == "tender") {
        let all: Vec<(i64, String, String, String, String, TenderState)> = t::table
            .filter(t::published_at.is_not_null())
            .filter(t::title.like(like.clone()).or(t::no.eq(q)))
            .order(t::id.desc())
            .offset(skip)
            .limit(most)
            .select((t::id, t::no, t::title, t::summary, t::division, t::state))
            .load(c)?;
        out.extend(all.into_iter().map(tender));
    }
    if kind.is_none_or(|k| k == "activity") {
        let all: Vec<Activity> = a::table
            .filter(a::state.eq_any([ActivityState::Open, ActivityState::Running]))
            .filter(a::title.like(like.clone()).or(a::place.like(like.clone())).or(a::no.eq(q)))
            .order((a::starts_at, a::id))
            .offset(skip)
            .limit(most)
            .select((a::id, a::no, a::title, a::summary, a::division, a::state, a::starts_at, a::place))
            .load(c)?;
        out.extend(all.into_iter().map(activity));
    }
    if kind.is_none_or(|k| k == "team") {
        let all: Vec<Team> = g::table
            .filter(g::state.eq(TeamState::Active))
            .filter(g::name.like(like.clone()).or(g::community.like(like)).or(g::no.eq(q)))
            .order(g::id)
            .offset(skip)
            .limit(most)
            .select((g::id, g::no, g::name, g::intro, g::division, g::community))
            .load(c)?;
        out.extend(all.into_iter().map(team));
    }
    Ok(out)
}

/// The page of a thing whose whole code or number was typed.
pub(super) fn exact(c: &mut Conn, code: &str) -> Result<Option<String>> {
    use crate::schema::certificates;
    let organizations = o::table.filter(o::credit_code.eq(code)).count().get_result::<i64>(c)?;
    if organizations > 0 {
        return Ok(Some(format!("/orgs/{code}")));
    }
    let public = t::table.filter(t::no.eq(code)).filter(t::published_at.is_not_null());
    if public.count().get_result::<i64>(c)? > 0 {
        return Ok(Some(format!("/tenders/{code}")));
    }
    if a::table.filter(a::no.eq(code)).filter(a::published_at.is_not_null()).count().get_result::<i64>(c)? > 0 {
        return Ok(Some(format!("/activities/{code}")));
    }
    if g::table.filter(g::no.eq(code)).count().get_result::<i64>(c)? > 0 {
        return Ok(Some(format!("/teams/{code}")));
    }
    let issued = certificates::table.filter(certificates::no.eq(code)).count().get_result::<i64>(c)?;
    Ok((issued > 0).then(|| format!("/verify/{code}")))
}
