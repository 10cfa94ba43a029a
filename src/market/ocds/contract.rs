//! The contract and its performance in a release: stages, supplements, acceptances, payments, each as far as its act.
#![allow(clippy::indexing_slicing, reason = "a JSON object: a missing key reads as null, and one is made when set")]
use super::{
    build::{award_id, buyer_id, date, organization_id, value},
    store::{Deal, Process},
};
use crate::{
    kernel::{
        money::Money,
        time::{Day, Ts},
    },
    market::{
        contract::{ContractState, Milestone, Supplement},
        payment::Payment,
    },
};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// Whether anything had been paid by then.
pub(super) fn is_paid(d: &Deal, at: Ts) -> bool {
    payments(d, at).next().is_some()
}

fn payments(d: &Deal, at: Ts) -> impl Iterator<Item = (&Payment, Ts)> {
    d.payments.iter().filter_map(move |p| Some((p, p.confirmed_at.filter(|paid| *paid <= at)?)))
}

fn supplements(d: &Deal, at: Ts) -> impl Iterator<Item = (&Supplement, Ts)> {
    d.supplements.iter().filter_map(move |s| Some((s, s.signed_at.filter(|signed| *signed <= at)?)))
}

/// The stages that were agreed by then: those of supplements not yet signed stand at the end.
fn milestones(d: &Deal, at: Ts) -> impl Iterator<Item = &Milestone> {
    let later = d.supplements.len() - supplements(d, at).count();
    d.milestones.iter().take(d.milestones.len().saturating_sub(later))
}

/// Everything is accepted and paid, and was so by then.
fn is_over(d: &Deal, at: Ts) -> bool {
    matches!(d.contract.state, ContractState::Settled | ContractState::Evaluated)
        && d.acceptances.iter().all(|a| a.accepted_at <= at)
        && d.payments.iter().all(|p| p.confirmed_at.is_none_or(|paid| paid <= at))
}

/// The last second of a day.
fn end_of(day: Day) -> Ts {
    Ts::start_of(day) + TimeDelta::days(1) - TimeDelta::seconds(1)
}

/// The contract as it was known at an instant.
pub(super) fn section(p: &Process, d: &Deal, at: Ts, site: &str) -> Value {
    let c = &d.contract;
    let added: Money = supplements(d, at).fold(Money::ZERO, |sum, (s, _)| sum.checked_add(s.amount).unwrap_or(sum));
    let page = format!("{site}/contracts/{}", c.no);
    let mut out = json!({
        "id": c.no,
        "awardID": award_id(p, c.award_id),
        "title": c.title,
        "description": c.body.0.content,
        "status": if is_over(d, at) { "terminated" } else { "active" },
        "period": { "startDate": date(Ts::start_of(c.starts_on)), "endDate": date(end_of(c.ends_on)) },
        "value": value(c.amount.checked_add(added).unwrap_or(c.amount)),
        "documents": [{
            "id": "contract",
            "documentType": "contractSigned",
            "title": c.title,
            "url": format!("{page}/document.pdf"),
            "format": "application/pdf",
            "language": "zh",
        }],
        "milestones": milestones(d, at).map(|m| milestone(d, m, at)).collect::<Value>(),
    });
    if let Some(signed) = c.signed_at {
        out["dateSigned"] = json!(date(signed));
    }
    let amendments: Vec<Value> = supplements(d, at).map(amendment).collect();
    if !amendments.is_empty() {
        out["amendments"] = json!(amendments);
    }
    let (transactions, reports) = (transactions(p, d, at, &page), reports(d, at, site));
    if !transactions.is_empty() {
        out["implementation"]["transactions"] = json!(transactions);
    }
    if !reports.is_empty() {
        out["implementation"]["documents"] = json!(reports);
    }
    out
}

fn amendment((s, signed): (&Supplement, Ts)) -> Value {
    json!({ "id": s.position.to_string(), "date": date(signed), "rationale": s.reason, "description": s.title })
}

fn milestone(d: &Deal, m: &Milestone, at: Ts) -> Value {
    let accepted = d.acceptances.iter().find(|a| a.milestone_id == m.id && a.accepted_at <= at);
    let status = match accepted {
        None => "scheduled",
        Some(a) if a.accepted_value == m.amount => "met",
        Some(a) if a.accepted_value == Money::ZERO => "notMet",
        Some(_) => "partiallyMet",
    };
    let mut out = json!({
        "id": m.position.to_string(),
        "title": m.title,
        "type": "delivery",
        "dueDate": date(end_of(m.due_on)),
        "status": status,
    });
    if let Some(a) = accepted {
        out["dateModified"] = json!(date(a.accepted_at));
        if status != "notMet" {
            out["dateMet"] = json!(date(a.accepted_at));
        }
    }
    out
}

fn transactions(p: &Process, d: &Deal, at: Ts, page: &str) -> Vec<Value> {
    let one = |(payment, paid): (&Payment, Ts)| {
        json!({
            "id": payment.no,
            "source": page,
            "date": date(paid),
            "value": value(payment.amount),
            "payer": { "id": buyer_id(p), "name": p.buyer.name },
            "payee": { "id": organization_id(&d.supplier), "name": d.supplier.name },
        })
    };
    payments(d, at).map(one).collect()
}

fn reports(d: &Deal, at: Ts, site: &str) -> Vec<Value> {
    let seen = d.acceptances.iter().filter(|a| a.accepted_at <= at);
    let one = |a: &crate::market::acceptance::Acceptance| {
        json!({
            "id": a.no,
            "documentType": "completionCertificate",
            "title": a.no,
            "url": format!("{site}/acceptances/{}/document.pdf", a.no),
            "datePublished": date(a.accepted_at),
            "format": "application/pdf",
            "language": "zh",
        })
    };
    seen.map(one).collect()
}
