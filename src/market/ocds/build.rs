//! Builds releases: what each act had made public, and nothing that came later.
#![allow(clippy::indexing_slicing, reason = "a JSON object: a missing key reads as null, and one is made when set")]
use super::{
    PREFIX,
    store::{Act, Process},
};
use crate::{
    kernel::{money::Money, time::Ts},
    market::tender::Tender,
    platform::rulebook::{Invitation, Rulebook},
    registry::organization::Organization,
};
use serde_json::{Value, json};

/// How far a process was at an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Notice,
    Opened,
    Awarded,
}

fn reach(kind: &str) -> Reach {
    match kind {
        "market.award.published" => Reach::Awarded,
        "market.tender.bids_opened" | "market.tender.scored" | "market.tender.prices_opened" => Reach::Opened,
        _ => Reach::Notice,
    }
}

fn tags(kind: &str) -> &'static [&'static str] {
    match kind {
        "market.tender.published" => &["planning", "tender"],
        "market.tender.failed" | "market.tender.stopped" => &["tenderCancellation"],
        "market.award.published" => &["award"],
        _ => &["tenderUpdate"],
    }
}

fn status(kind: &str) -> &'static str {
    match kind {
        "market.tender.failed" => "unsuccessful",
        "market.tender.stopped" => "cancelled",
        "market.award.published" => "complete",
        _ => "active",
    }
}

/// The ocid of a tender.
pub(super) fn ocid(no: &str) -> String {
    format!("{PREFIX}-{no}")
}

fn date(at: Ts) -> String {
    at.iso_local()
}

/// Yuan with the fen as decimals, exactly as far as JSON numbers go.
fn value(amount: Money) -> Value {
    let number = amount.to_string().parse::<serde_json::Number>().map_or(Value::Null, Value::Number);
    json!({ "amount": number, "currency": "CNY" })
}

/// One release.
pub(super) fn release(p: &Process, act: &Act, book: &Rulebook, site: &str) -> Value {
    let (position, kind, no, at) = act;
    let far = reach(kind);
    let mut out = json!({
        "ocid": ocid(no),
        "id": format!("{}-{position}", ocid(no)),
        "date": date(*at),
        "tag": tags(kind),
        "initiationType": "tender",
        "language": "zh",
        "parties": parties(p, far),
        "buyer": { "id": buyer_id(p), "name": p.buyer.name },
        "tender": tender(p, kind, far, site),
    });
    if let Some(planning) = planning(p, book) {
        out["planning"] = planning;
    }
    if far == Reach::Awarded {
        out["awards"] = awards(p);
    }
    out
}

/// What is known now: the last release's sections under one head.
pub(super) fn compiled(p: &Process, last: &Act, book: &Rulebook, site: &str) -> Value {
    let furthest = if !p.awards.is_empty() {
        "market.award.published"
    } else if p.tender.opened_at.is_some() && reach(&last.1) == Reach::Notice && status(&last.1) == "active" {
        "market.tender.bids_opened"
    } else {
        last.1.as_str()
    };
    let mut out = release(p, &(last.0, furthest.to_owned(), last.2.clone(), last.3), book, site);
    out["id"] = json!(format!("{}-compiled-{}", ocid(&last.2), last.0));
    out["tag"] = json!(["compiled"]);
    out["tender"]["status"] = json!(status(if status(&last.1) == "active" { furthest } else { &last.1 }));
    out
}

fn buyer_id(p: &Process) -> String {
    format!("CN-SZH-{}", p.buyer.code)
}

fn organization_id(o: &Organization) -> String {
    format!("CN-USCC-{}", o.credit_code)
}

fn parties(p: &Process, far: Reach) -> Vec<Value> {
    let mut out = vec![json!({
        "id": buyer_id(p),
        "name": p.buyer.name,
        "identifier": { "scheme": "CN-SZH", "id": p.buyer.code, "legalName": p.buyer.name },
        "address": { "streetAddress": p.buyer.address, "countryName": "CN" },
        "contactPoint": { "telephone": p.buyer.phone },
        "roles": ["buyer", "procuringEntity"],
    })];
    if far < Reach::Opened {
        return out;
    }
    let is_winner = |o: &Organization| far == Reach::Awarded && p.awards.iter().any(|(_, w)| w.id == o.id);
    out.extend(p.tenderers.iter().map(|o| {
        let roles: &[&str] = if is_winner(o) { &["tenderer", "supplier"] } else { &["tenderer"] };
        json!({
            "id": organization_id(o),
            "name": o.name,
            "identifier": { "scheme": "CN-USCC", "id": o.credit_code, "legalName": o.name },
            "roles": roles,
        })
    }));
    out
}

fn planning(p: &Process, book: &Rulebook) -> Option<Value> {
    let line = p.line.as_ref()?;
    Some(json!({
        "budget": {
            "id": line.no,
            "description": line.title,
            "project": crate::market::plan::catalogue_path(book, &line.catalogue_code, "zh-CN"),
            "projectID": line.catalogue_code,
            "amount": value(line.budget),
        }
    }))
}

fn method(t: &Tender) -> &'static str {
    match t.profile().invitation {
        Invitation::Public => "open",
        Invitation::Drawn => "selective",
        Invitation::Single => "direct",
    }
}

fn tender(p: &Process, kind: &str, far: Reach, site: &str) -> Value {
    let t = &p.tender;
    let code = p.line.as_ref().map_or("", |l| l.catalogue_code.as_str());
    let mut item = json!({ "id": "1", "description": t.title });
    if !code.is_empty() {
        item["classification"] = json!({ "scheme": "CN-GPSC", "id": code });
    }
    let until = t.questions_until.unwrap_or(t.closes_at).min(t.closes_at);
    let starts = t.published_at.unwrap_or(t.created_at);
    let mut out = json!({
        "id": t.no,
        "title": t.title,
        "description": t.summary,
        "status": status(kind),
        "procuringEntity": { "id": buyer_id(p), "name": p.buyer.name },
        "items": [item],
        "value": value(t.ceiling.unwrap_or(t.budget)),
        "procurementMethod": method(t),
        "procurementMethodDetails": t.profile().name.zh,
        "mainProcurementCategory": "services",
        "awardCriteria": "ratedCriteria",
        "submissionMethod": ["electronicSubmission"],
        "tenderPeriod": { "startDate": date(starts), "endDate": date(t.closes_at) },
        "enquiryPeriod": { "startDate": date(starts), "endDate": date(until) },
        "documents": documents(p, site),
    });
    if far >= Reach::Opened {
        out["numberOfTenderers"] = json!(p.tenderers.len());
        out["tenderers"] =
            p.tenderers.iter().map(|o| json!({ "id": organization_id(o), "name": o.name })).collect::<Value>();
    }
    if let (Some(reason), "unsuccessful" | "cancelled") = (&t.reason, status(kind)) {
        out["description"] = json!(format!("{}\n{reason}", t.summary));
    }
    out
}

fn documents(p: &Process, site: &str) -> Vec<Value> {
    let page = json!({
        "id": "notice",
        "documentType": "tenderNotice",
        "title": p.tender.title,
        "url": format!("{site}/tenders/{}", p.tender.no),
        "format": "text/html",
        "language": "zh",
    });
    let files = p.documents.iter().map(|(d, f)| {
        json!({
            "id": d.id.to_string(),
            "documentType": "biddingDocuments",
            "title": d.title,
            "url": format!("{site}/tenders/{}/documents/{}", p.tender.no, d.id),
            "datePublished": date(d.added_at),
            "format": f.media_type,
            "language": "zh",
        })
    });
    std::iter::once(page).chain(files).collect()
}

fn awards(p: &Process) -> Value {
    p.awards
        .iter()
        .map(|(a, o)| {
            json!({
                "id": format!("{}-{}", p.tender.no, a.id),
                "title": p.tender.title,
                "status": if a.ended_at.is_some() { "cancelled" } else { "active" },
                "date": date(a.published_at.unwrap_or(a.fixed_at)),
                "value": value(a.amount),
                "suppliers": [{ "id": organization_id(o), "name": o.name }],
            })
        })
        .collect()
}
