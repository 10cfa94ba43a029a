//! What the rows of the past tell the ledger, wing by wing.
use super::Act;
use crate::{
    kernel::{
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::{Conn, Json},
    registry::{
        case, change,
        charity::{CaseKind, CharityState},
        credit::{Ground, List},
        organization::Grade,
        report::Judgement,
    },
    schema::{
        acceptances, activities, annual_reports, awards, bids, cases, charity_cases, contracts, donations,
        grade_assessments, grade_rounds, listings, organizations, payments, service_records, teams, tenders,
    },
};
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Only the newest records of service have entries of their own; older ones came from paper.
const RECORDS: TimeDelta = TimeDelta::days(60);

pub(super) fn all(c: &mut Conn, from: Ts, to: Ts, now: Ts) -> Result<Vec<Act>> {
    let mut out = registry(c, from, to)?;
    out.extend(listing(c, from, to)?);
    out.extend(reporting(c, from, to)?);
    out.extend(grading(c, from, to)?);
    out.extend(giving(c, from, to)?);
    out.extend(changing(c, from, to)?);
    out.extend(tendering(c, from, to)?);
    out.extend(bidding(c, from, to)?);
    out.extend(contracting(c, from, to)?);
    out.extend(money(c, from, to)?);
    out.extend(volunteering(c, from, to, now)?);
    Ok(out)
}

fn act(at: Ts, kind: &'static str, subject: (&'static str, &str), actor: &'static str, facts: Value) -> Act {
    let facts = match facts {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    Act { at, kind, subject: (subject.0, subject.1.to_owned()), actor, is_public: true, facts }
}

fn registry(c: &mut Conn, from: Ts, to: Ts) -> Result<Vec<Act>> {
    use organizations as o;
    type Row = (String, String, String, String, String, String, i64, String, Ts, bool);
    let rows: Vec<Row> = o::table
        .filter(o::entry_id.is_null())
        .filter(o::created_at.ge(from))
        .filter(o::created_at.lt(to))
        .select((
            o::credit_code,
            o::name,
            o::kind,
            o::category,
            o::domicile,
            o::legal_representative,
            o::capital,
            o::certificate_no,
            o::created_at,
            o::is_registered,
        ))
        .load(c)?;
    let one = |(code, name, kind, category, domicile, head, capital, paper, at, is_registered): Row| {
        let who = if is_registered { "decider" } else { "clerk" };
        act(
            at + TimeDelta::hours(10),
            "registry.organization.registered",
            ("organization", &code),
            who,
            json!({
                "name": name, "kind": kind, "category": category, "domicile": domicile,
                "legal_representative": head, "capital_fen": capital, "certificate_no": paper,
            }),
        )
    };
    Ok(rows.into_iter().map(one).collect())
}

fn listing(c: &mut Conn, from: Ts, to: Ts) -> Result<Vec<Act>> {
    use listings as l;
    type Row = (String, String, List, Ground, Ts, Option<Day>, Option<Day>);
    let rows: Vec<Row> = l::table
        .inner_join(organizations::table)
        .filter(l::entry_id.is_null())
        .filter(l::noticed_at.lt(to))
        .select((l::no, organizations::credit_code, l::list, l::ground, l::noticed_at, l::listed_on, l::removed_on))
        .load(c)?;
    let mut out = Vec::with_capacity(rows.len() * 2);
    for (no, code, list, ground, noticed, listed, removed) in rows {
        let subject = ("listing", no.as_str());
        let facts = json!({ "organization": code, "list": list.word(), "ground": ground.word() });
        let told = act(noticed, "registry.listing.noticed", subject, "clerk", facts.clone());
        out.push(Act { is_public: false, ..told });
        let days = [(listed, "registry.listing.entered"), (removed, "registry.listing.removed")];
        out.extend(days.into_iter().filter_map(|(day, kind)| {
            let at = Ts::start_of(day?) + TimeDelta::hours(15);
            Some(act(at, kind, subject, "decider", facts.clone()))
        }));
    }
    out.retain(|a| from <= a.at);
    Ok(out)
}

fn reporting(c: &mut Conn, from: Ts, to: Ts) -> Result<Vec<Act>> {
    use annual_reports as r;
    type Row = (String, String, i64, Option<Judgement>, bool, Option<i64>, Option<i64>, Option<i64>, Option<Ts>);
    let rows: Vec<Row> = r::table
        .inner_join(organizations::table)
        .filter(r::entry_id.is_null())
        .filter(r::decided_at.ge(from))
        .filter(r::decided_at.lt(to))
        .select((
            r::no,
            organizations::credit_code,
            r::year,
            r::outcome,
            r::is_late,
            r::income,
            r::expenditure,
            r::net_assets,
            r::decided_at,
        ))
        .load(c)?;
    let one = |(no, code, year, outcome, late, income, expenditure, net, at): Row| {
        let facts = json!({
            "organization": code, "year": year, "outcome": outcome, "late": late,
            "income_fen": income, "expenditure_fen": expenditure, "net_assets_fen": net,
        });
        Some(act(at?, "registry.report.concluded", ("annual_report", &no), "decider", facts))
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

fn grading(c: &mut Conn, from: Ts, to: Ts) -> Result<Vec<Act>> {
    use {grade_assessments as g, grade_rounds as rounds};
    let announced: Vec<(String, String, Day, Day, Ts)> = rounds::table
        .filter(rounds::entry_id.is_null())
        .filter(rounds::published_at.ge(from))
        .filter(rounds::published_at.lt(to))
        .select((rounds::no, rounds::title, rounds::opens_on, rounds::closes_on, rounds::published_at))
        .load(c)?;
    let mut out: Vec<Act> = announced
        .into_iter()
        .map(|(no, title, opens, closes, at)| {
            let facts = json!({ "title": title, "opens_on": opens, "closes_on": closes });
            act(at, "registry.grade.announced", ("grade_round", &no), "clerk", facts)
        })
        .collect();
    type Row = (String, String, Option<Grade>, Option<Day>, Option<Day>, Option<Day>);
    let rows: Vec<Row> = g::table
        .inner_join(organizations::table)
        .filter(g::entry_id.is_null())
        .filter(g::confirmed_on.is_not_null())
        .select((g::no, organizations::credit_code, g::grade, g::confirmed_on, g::valid_until, g::ended_on))
        .load(c)?;
    for (no, code, grade, confirmed, until, ended) in rows {
        let subject = ("grade_assessment", no.as_str());
        let facts = json!({ "organization": code, "grade": grade.map(Grade::word), "valid_until": until });
        out.extend(confirmed.map(|day| {
            let at = Ts::start_of(day) + TimeDelta::hours(10);
            act(at, "registry.grade.confirmed", subject, "decider", facts.clone())
        }));
        let last = json!({ "organization": code, "grade": grade.map(Grade::word) });
        out.extend(ended.map(|day| act(Ts::end_of(day), "registry.grade.expired", subject, "system:clock", last)));
    }
    out.retain(|a| from <= a.at && a.at < to);
    Ok(out)
}

fn giving(c: &mut Conn, from: Ts, to: Ts) -> Result<Vec<Act>> {
    use charity_cases as x;
    let rows: Vec<(String, CaseKind, String, Option<Day>)> = x::table
        .inner_join(organizations::table)
        .filter(x::entry_id.is_null())
        .filter(x::state.eq(CharityState::Granted))
        .select((x::no, x::kind, organizations::credit_code, x::decided_on))
        .load(c)?;
    let one = |(no, kind, code, day): (String, CaseKind, String, Option<Day>)| {
        let at = Ts::start_of(day?) + TimeDelta::hours(15);
        let event = match kind {
            CaseKind::Recognition => "registry.charity.recognized",
            CaseKind::FundRaising => "registry.charity.qualified",
        };
        Some(act(at, event, ("charity_case", &no), "decider", json!({ "organization": code })))
    };
    Ok(rows.into_iter().filter_map(one).filter(|a| from <= a.at && a.at < to).collect())
}

fn changing(c: &mut Conn, from: Ts, to: Ts) -> Result<Vec<Act>> {
    use cases as x;
    let rows: Vec<(String, String, Json<change::Content>, Ts)> = x::table
        .inner_join(organizations::table)
        .filter(x::entry_id.is_null())
        .filter(x::kind.eq(case::CaseKind::Change))
        .filter(x::state.eq(case::CaseState::Approved))
        .filter(x::updated_at.ge(from))
        .filter(x::updated_at.lt(to))
        .select((x::no, organizations::credit_code, x::content, x::updated_at))
        .load(c)?;
    let one = |(no, code, content, at): (String, String, Json<change::Content>, Ts)| {
        let mut facts = json!({ "change": no, "items": content.0.changed().join(",") });
        if let Value::Object(map) = &mut facts {
            map.extend(content.0.items.iter().map(|(item, value)| (item.word().to_owned(), json!(value))));
        }
        act(at, "registry.organization.changed", ("organization", &code), "decider", facts)
    };
    Ok(rows.into_iter().map(one).collect())
}

fn tendering(c: &mut Conn, from: Ts, to: Ts) -> Result<Vec<Act>> {
    use tenders as t;
    type Row = (String, String, String, i64, Ts, Option<Ts>, Option<Ts>, Option<Ts>, Option<Ts>, Option<Ts>, i64, i64);
    let rows: Vec<Row> = t::table
        .inner_join(awards::table.on(awards::tender_id.eq(t::id)))
        .filter(t::entry_id.is_null())
        .filter(t::result_at.ge(from - TimeDelta::days(1)))
        .filter(t::published_at.lt(to))
        .select((
            t::no,
            t::title,
            t::procedure_key,
            t::budget,
            t::closes_at,
            t::published_at,
            t::opened_at,
            t::scored_at,
            t::priced_at,
            t::result_at,
            awards::organization_id,
            awards::amount,
        ))
        .load(c)?;
    let mut out = Vec::with_capacity(rows.len() * 6);
    let codes = codes(c, rows.iter().map(|r| r.10).collect())?;
    for (no, title, procedure, budget, closes, published, opened, scored, priced, result, winner, amount) in rows {
        let code = codes.get(&winner);
        let subject = ("tender", no.as_str());
        let notice = json!({
            "title": title, "procedure": procedure, "budget_fen": budget, "closes_at": closes.iso_local(),
            "simulated": false,
        });
        let won = json!({ "organization": code, "amount": amount, "bids": 3, "late": 0 });
        let fixed = result.map(|at| at - TimeDelta::days(1));
        let steps = [
            (published, "market.tender.published", "approver", notice),
            (Some(closes), "market.tender.closed", "system:clock", json!({ "closed_at": closes.iso_local() })),
            (opened, "market.tender.bids_opened", "opener", json!({ "bids": 3 })),
            (scored, "market.tender.scored", "expert", json!({})),
            (priced, "market.tender.prices_opened", "opener", json!({ "bids": 3 })),
            (result, "market.award.published", "approver", won.clone()),
        ];
        out.extend(steps.into_iter().filter_map(|(at, kind, who, facts)| Some(act(at?, kind, subject, who, facts))));
        out.extend(fixed.map(|at| Act { is_public: false, ..act(at, "market.award.fixed", subject, "buyer", won) }));
    }
    Ok(out)
}

fn codes(c: &mut Conn, mut ids: Vec<i64>) -> Result<BTreeMap<i64, String>> {
    ids.sort_unstable();
    ids.dedup();
    let mut out = BTreeMap::new();
    for some in ids.chunks(500) {
        let found = organizations::table.filter(organizations::id.eq_any(some));
        out.extend(found.select((organizations::id, organizations::credit_code)).load::<(i64, String)>(c)?);
    }
    Ok(out)
}

fn bidding(c: &mut Conn, from: Ts, to: Ts) -> Result<Vec<Act>> {
    let rows: Vec<(String, String, Ts)> = bids::table
        .filter(bids::entry_id.eq(0))
        .filter(bids::received_at.ge(from))
        .filter(bids::received_at.lt(to))
        .select((bids::receipt_no, bids::technical_sha256, bids::received_at))
        .load(c)?;
    let one = |(receipt, sha256, at): (String, String, Ts)| {
        let facts = json!({ "received_at": at, "technical_sha256": sha256 });
        Act { is_public: false, ..act(at, "market.bid.sealed", ("bid", &receipt), "bidder", facts) }
    };
    Ok(rows.into_iter().map(one).collect())
}

fn contracting(c: &mut Conn, from: Ts, to: Ts) -> Result<Vec<Act>> {
    use contracts as k;
    type Row = (String, String, i64, Option<Ts>, Option<Ts>, Day, bool);
    let rows: Vec<Row> = k::table
        .inner_join(tenders::table.on(tenders::id.eq(k::tender_id)))
        .filter(k::entry_id.is_null())
        .filter(k::published_at.ge(from - TimeDelta::days(3)))
        .filter(k::signed_at.lt(to))
        .select((k::no, tenders::no, k::amount, k::signed_at, k::published_at, k::sign_by, k::is_late))
        .load(c)?;
    let mut out = Vec::with_capacity(rows.len() * 2);
    for (no, tender, amount, signed, published, sign_by, is_late) in rows {
        let subject = ("contract", no.as_str());
        let facts = json!({ "tender": tender, "amount": amount, "sign_by": sign_by.to_string(), "late": is_late });
        out.extend(signed.map(|at| act(at, "market.contract.signed", subject, "buyer", facts)));
        let facts = json!({ "amount": amount });
        out.extend(published.map(|at| act(at, "market.contract.published", subject, "buyer", facts)));
    }
    Ok(out)
}

fn money(c: &mut Conn, from: Ts, to: Ts) -> Result<Vec<Act>> {
    use acceptances as a;
    let accepted: Vec<(String, String, i64, i64, i64, Ts)> = a::table
        .inner_join(contracts::table.on(contracts::id.eq(a::contract_id)))
        .filter(a::entry_id.is_null())
        .filter(a::accepted_at.ge(from))
        .filter(a::accepted_at.lt(to))
        .select((a::no, contracts::no, a::accepted_value, a::users_asked, a::users_satisfied, a::accepted_at))
        .load(c)?;
    let mut out = Vec::new();
    for (no, contract, value, asked, satisfied, at) in accepted {
        let facts = json!({ "contract": contract, "value": value, "users_asked": asked, "users_satisfied": satisfied });
        out.push(act(at, "market.acceptance.made", ("acceptance", &no), "acceptor", facts));
    }
    use payments as p;
    type Paid = (String, String, i64, Option<String>, Option<Ts>);
    let paid: Vec<Paid> = p::table
        .inner_join(contracts::table.on(contracts::id.eq(p::contract_id)))
        .filter(p::entry_id.is_null())
        .filter(p::confirmed_at.ge(from))
        .filter(p::confirmed_at.lt(to))
        .select((p::no, contracts::no, p::amount, p::voucher, p::confirmed_at))
        .load(c)?;
    for (no, contract, amount, voucher, at) in paid {
        let facts = json!({ "contract": contract, "amount": amount, "voucher": voucher.unwrap_or_default() });
        out.extend(at.map(|at| act(at, "market.payment.confirmed", ("payment", &no), "payer", facts)));
    }
    let given: Vec<(String, i64, String, Option<Ts>)> = donations::table
        .filter(donations::entry_id.is_null())
        .filter(donations::paid_at.ge(from))
        .filter(donations::paid_at.lt(to))
        .select((donations::no, donations::amount, donations::provider, donations::paid_at))
        .load(c)?;
    for (no, amount, provider, at) in given {
        let facts = json!({ "amount": amount, "provider": provider });
        out.extend(at.map(|at| act(at, "community.fund.donated", ("donation", &no), "payer", facts)));
    }
    Ok(out)
}

fn volunteering(c: &mut Conn, from: Ts, to: Ts, now: Ts) -> Result<Vec<Act>> {
    let mut out = Vec::new();
    let founded: Vec<(String, String, String, Ts)> = teams::table
        .filter(teams::entry_id.is_null())
        .filter(teams::created_at.ge(from))
        .filter(teams::created_at.lt(to))
        .select((teams::no, teams::name, teams::host_name, teams::created_at))
        .load(c)?;
    for (no, name, host, at) in founded {
        out.push(act(at, "volunteer.team.founded", ("team", &no), "officer", json!({ "name": name, "host": host })));
    }
    use activities as a;
    type Row = (String, String, String, Ts, Ts, Option<Ts>, String);
    let held: Vec<Row> = a::table
        .filter(a::entry_id.is_null())
        .filter(a::ends_at.ge(from - TimeDelta::days(2)))
        .filter(a::published_at.lt(to))
        .select((a::no, a::title, a::host_name, a::starts_at, a::ends_at, a::published_at, a::state))
        .load(c)?;
    for (no, title, host, starts, ends, published, state) in held {
        let subject = ("activity", no.as_str());
        let facts = json!({ "title": title, "host": host, "starts_at": starts.iso_local() });
        out.extend(published.map(|at| act(at, "volunteer.activity.published", subject, "leader", facts)));
        let after = match state.as_str() {
            "done" => Some((ends + TimeDelta::days(1), "volunteer.activity.finished", json!({}))),
            "cancelled" => {
                Some((starts - TimeDelta::days(1), "volunteer.activity.cancelled", json!({ "reason": "天气原因" })))
            }
            _ => None,
        };
        out.extend(after.map(|(at, kind, facts)| act(at, kind, subject, "leader", facts)));
    }
    use service_records as s;
    let counted: Vec<(String, String, Day, i64, bool, Option<Ts>)> = s::table
        .inner_join(activities::table.on(activities::id.eq(s::activity_id)))
        .filter(s::entry_id.is_null())
        .filter(s::confirmed_at.ge(from.max(now - RECORDS)))
        .filter(s::confirmed_at.lt(to))
        .select((s::no, activities::no, s::served_on, s::minutes, s::is_back_dated, s::confirmed_at))
        .load(c)?;
    for (no, activity, day, minutes, back_dated, at) in counted {
        let facts =
            json!({ "activity": activity, "day": day.to_string(), "minutes": minutes, "back_dated": back_dated });
        out.extend(at.map(|at| act(at, "volunteer.hours.effective", ("service_record", &no), "leader", facts)));
    }
    Ok(out)
}
