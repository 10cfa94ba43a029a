//! Purchases up to the award: drafts, approvals, questions, openings, score sheets, winners to be fixed.
use super::{MOST, bodies};
use crate::{
    kernel::{
        actor::{Person, Role},
        calendar::Calendar,
        refusal::Result,
        time::{Day, Ts},
    },
    market::{
        award,
        review::MemberState,
        tender::{self, TenderId, TenderState as State},
    },
    platform::db::Conn,
    portal::workbench::model::{Due, Waiting},
    schema::{
        awards, committee_members as seats, tender_openers as openers, tender_questions as questions, tenders as t,
    },
};
use diesel::prelude::*;

type Row = (String, String, Ts);

pub(super) fn waiting(c: &mut Conn, person: &Person, calendar: &Calendar, now: Ts) -> Result<Vec<Waiting>> {
    let mut out = Vec::new();
    let buying = bodies(person, Role::Buyer);
    out.extend(in_state(c, person, &buying, State::Draft, "finish-tender", false)?);
    out.extend(in_state(c, person, &bodies(person, Role::Approver), State::Submitted, "approve-tender", true)?);
    out.extend(winners(c, person, &buying, calendar)?);
    out.extend(results(c, person, &buying)?);
    out.extend(unanswered(c, person, &buying)?);
    out.extend(openings(c, person, now)?);
    out.extend(sheets(c, person)?);
    Ok(out)
}

fn shown(person: &Person, (no, title, _): Row, task: &'static str, page: &str, due: Due) -> Waiting {
    let href = format!("/tenders/{no}{page}");
    Waiting { matter: "market", task, title, no, href, who: Some(person.name.clone()), due }
}

fn in_state(
    c: &mut Conn,
    person: &Person,
    authorities: &[i64],
    state: State,
    task: &'static str,
    has_limit: bool,
) -> Result<Vec<Waiting>> {
    if authorities.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = t::table
        .filter(t::authority_id.eq_any(authorities))
        .filter(t::state.eq(state))
        .order(t::closes_at)
        .limit(MOST)
        .select((t::no, t::title, t::closes_at))
        .load(c)?;
    let due = |row: &Row| if has_limit { Due::At(row.2) } else { Due::Never };
    Ok(rows
        .into_iter()
        .map(|row| {
            let due = due(&row);
            shown(person, row, task, "/desk", due)
        })
        .collect())
}

/// Rankings from which a winner is to be fixed, with the last day for it (`PR-42`).
fn winners(c: &mut Conn, person: &Person, authorities: &[i64], calendar: &Calendar) -> Result<Vec<Waiting>> {
    let ids: Vec<i64> = t::table
        .filter(t::authority_id.eq_any(authorities))
        .filter(t::state.eq(State::Priced))
        .order(t::priced_at)
        .limit(MOST)
        .select(t::id)
        .load(c)?;
    ids.into_iter()
        .map(|id| {
            let found = tender::find(c, TenderId(id))?;
            let due = Due::from(award::fix_by(&found, calendar));
            Ok(shown(person, (found.no, found.title, found.closes_at), "fix-winner", "", due))
        })
        .collect()
}

/// Winners are fixed and not announced yet.
fn results(c: &mut Conn, person: &Person, authorities: &[i64]) -> Result<Vec<Waiting>> {
    let rows: Vec<(String, String, Ts, Day)> = awards::table
        .inner_join(t::table)
        .filter(t::authority_id.eq_any(authorities))
        .filter(t::state.eq(State::Fixed))
        .filter(awards::published_at.is_null())
        .filter(awards::ended_at.is_null())
        .order(awards::publish_by)
        .limit(MOST)
        .select((t::no, t::title, t::closes_at, awards::publish_by))
        .load(c)?;
    let one = |(no, title, at, by): (String, String, Ts, Day)| {
        shown(person, (no, title, at), "announce-result", "", Due::By(by))
    };
    Ok(rows.into_iter().map(one).collect())
}

fn unanswered(c: &mut Conn, person: &Person, authorities: &[i64]) -> Result<Vec<Waiting>> {
    let open = questions::table.filter(questions::answered_at.is_null()).select(questions::tender_id);
    let rows: Vec<Row> = t::table
        .filter(t::authority_id.eq_any(authorities))
        .filter(t::state.eq(State::Open))
        .filter(t::id.eq_any(open))
        .order(t::closes_at)
        .limit(MOST)
        .select((t::no, t::title, t::closes_at))
        .load(c)?;
    let one = |row: Row| {
        let due = Due::At(row.2);
        shown(person, row, "answer-questions", "/desk", due)
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Openers: key shares to make before the tender is out, and envelopes to open after the deadline.
fn openings(c: &mut Conn, person: &Person, now: Ts) -> Result<Vec<Waiting>> {
    let rows: Vec<(String, String, Ts, State, Option<String>)> = openers::table
        .inner_join(t::table)
        .filter(openers::account_id.eq(person.account.0))
        .filter(t::state.eq_any([State::Draft, State::Submitted, State::Open, State::Closed, State::Scored]))
        .order(t::closes_at)
        .limit(MOST)
        .select((t::no, t::title, t::closes_at, t::state, openers::technical_share))
        .load(c)?;
    let one = |(no, title, at, state, share): (String, String, Ts, State, Option<String>)| {
        let row = (no, title, at);
        match state {
            State::Draft | State::Submitted if share.is_none() => {
                Some(shown(person, row, "make-share", "/desk", Due::Never))
            }
            State::Open if at > now => Some(shown(person, row, "open-bids", "/opening", Due::At(at))),
            State::Open | State::Closed => Some(shown(person, row, "open-bids", "/opening", Due::By(at.day()))),
            State::Scored => Some(shown(person, row, "open-prices", "/opening", Due::Never)),
            _ => None,
        }
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

/// Experts: declarations to give and sheets to lock.
fn sheets(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let rows: Vec<(String, String, Ts, MemberState)> = seats::table
        .inner_join(t::table)
        .filter(seats::account_id.eq(person.account.0))
        .filter(seats::state.eq_any([MemberState::Drawn, MemberState::Ready, MemberState::Correcting]))
        .filter(t::state.eq_any([State::Open, State::Closed, State::Opened]))
        .order(t::closes_at)
        .limit(MOST)
        .select((t::no, t::title, t::closes_at, seats::state))
        .load(c)?;
    let one = |(no, title, at, state): (String, String, Ts, MemberState)| {
        let task = match state {
            MemberState::Drawn => "declare-ties",
            MemberState::Correcting => "correct-scores",
            _ => "score-bids",
        };
        shown(person, (no, title, at), task, "/review", Due::Never)
    };
    Ok(rows.into_iter().map(one).collect())
}
