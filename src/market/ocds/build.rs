//! Builds releases: what each act had made public, and nothing that came later.
#![allow(clippy::indexing_slicing, reason = "a JSON object: a missing key reads as null, and one is made when set")]
use super::{
    PREFIX, contract,
    store::{Act, Process},
};
use crate::{
    kernel::{money::Money, time::Ts},
    market::{award::Award, tender::Tender},
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
    Contracted,
}

fn reach(kind: &str) -> Reach {
    match kind {
        "market.award.published" | "market.contract.refused" => Reach::Awarded,
        "market.tender.bids_opened" | "market.tender.scored" | "market.tender.prices_opened" => Reach::Opened,
        "market.contract.published"
        | "market.contract.supplemented"
        | "market.acceptance.made"
        | "market.payment.confirmed"
        | "market.contract.evaluated" => Reach::Contracted,
        _ => Reach::Notice,
    }
}

fn tags(kind: &str) -> &'static [&'static str] {
    match kind {
        "market.tender.published" => &["planning", "tender"],
        "market.tender.failed" | "market.tender.stopped" => &["tenderCancellation"],
        "market.award.published" => &["award"],
        "market.contract.refused" => &["awardCancellation"],
        "market.contract.published" => &["contract"],
        "market.contract.supplemented" => &["contractAmendment"],
        "market.acceptance.made" | "market.payment.confirmed" => &["implementation"],
        "market.contract.evaluated" => &["implementationUpdate"],
        _ => &["tenderUpdate"],
    }
}

fn status(kind: &str) -> &'static str {
    match kind {
        "market.tender.failed" => "unsuccessful",
        "market.tender.stopped" => "cancelled",
        // The next candidate may be fixed.
        "market.contract.refused" => "active",
        kind if reach(kind) >= Reach::Awarded => "complete",
        _ => "active",
    }
}

/// The ocid of a tender.
pub(super) fn ocid(no: &str) -> String {
    format!("{PREFIX}-{no}")
}

pub(super) fn date(at: Ts) -> String {
    at.iso_local()
}

/// Yuan with the fen as decimals, exactly as far as JSON numbers go.
pub(super) fn value(amount: Money) -> Value {
    let number = amount.to_string().parse::<serde_json::Number>().map_or(Value::Null, Value::Number);
    json!({ "amount": number, "currency": "CNY" })
}

/// One release: what was public right after its act.
pub(super) fn release(p: &Process, act: &Act, book: &Rulebook, site: &str) -> Value {
    let (position, kind, _, at) = act;
    let mut out = sections(p, reach(kind), status(kind), *at, book, site);
    out["id"] = json!(format!("{}-{position}", ocid(&p.tender.no)));
    out["tag"] = json!(tags(kind));
    out
}

/// What all releases add up to, as far as the last act.
pub(super) fn compiled(p: &Process, acts: &[Act], book: &Rulebook, site: &str) -> Option<Value> {
    let (position, kind, _, at) = acts.last()?;
    let far = acts.iter().map(|a| reach(&a.1)).max()?;
    let mut out = sections(p, far, status(kind), *at, book, site);
    out["id"] = json!(format!("{}-compiled-{position}", ocid(&p.tender.no)));
    out["tag"] = json!(["compiled"]);
    Some(out)
}

fn sections(p: &Process, far: Reach, status: &str, at: Ts, book: &Rulebook, site: &str) -> Value {
    let mut out = json!({
        "ocid": ocid(&p.tender.no),
        "date": date(at),
        "initiationType": "tender",
        "language": "zh",
        "parties": parties(p, far, at),
        "buyer": { "id": buyer_id(p), "name": p.buyer.name },
        "tender": tender(p, status, far, at, site),
    });
    if let Some(planning) = planning(p, book) {
        out["planning"] = planning;
    }
    if far >= Reach::Awarded {
        out["awards"] = awards(p, at, site);
    }
    if far >= Reach::Contracted {
        out["contracts"] = contracts(p, at, site);
    }
    out
}

pub(super) fn buyer_id(p: &Process) -> String {
    format!("CN-SZH-{}", p.buyer.code)
}

pub(super) fn organization_id(o: &Organization) -> String {
    format!("CN-USCC-{}", o.credit_code)
}

fn parties(p: &Process, far: Reach, at: Ts) -> Vec<Value> {
    let is_paid = far >= Reach::Contracted && p.deals.iter().any(|d| contract::is_paid(d, at));
    let mut buyer = vec!["buyer", "procuringEntity"];
    buyer.extend(is_paid.then_some("payer"));
    let mut out = vec![json!({
        "id": buyer_id(p),
        "name": p.buyer.name,
        "identifier": { "scheme": "CN-SZH", "id": p.buyer.code, "legalName": p.buyer.name },
        "roles": buyer,
    })];
    if let Some(first) = out.first_mut() {
        if !p.buyer.address.is_empty() {
            first["address"] = json!({ "streetAddress": p.buyer.address, "countryName": "CN" });
        }
        if !p.buyer.phone.is_empty() {
            first["contactPoint"] = json!({ "telephone": p.buyer.phone });
        }
    }
    if far < Reach::Opened {
        return out;
    }
    let is_winner =
        |o: &Organization| far >= Reach::Awarded && p.awards.iter().any(|(a, w)| w.id == o.id && is_announced(a, at));
    let is_payee = |o: &Organization| {
        far >= Reach::Contracted && p.deals.iter().any(|d| d.supplier.id == o.id && contract::is_paid(d, at))
    };
    out.extend(p.tenderers.iter().map(|o| {
        let mut roles = vec!["tenderer"];
        roles.extend(is_winner(o).then_some("supplier"));
        roles.extend(is_payee(o).then_some("payee"));
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

fn tender(p: &Process, status: &str, far: Reach, at: Ts, site: &str) -> Value {
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
        "status": status,
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
        "documents": documents(p, at, site),
    });
    if far >= Reach::Opened {
        out["numberOfTenderers"] = json!(p.tenderers.len());
        out["tenderers"] =
            p.tenderers.iter().map(|o| json!({ "id": organization_id(o), "name": o.name })).collect::<Value>();
    }
    if let (Some(reason), "unsuccessful" | "cancelled") = (&t.reason, status) {
        out["description"] = json!(format!("{}\n{reason}", t.summary));
    }
    out
}

fn documents(p: &Process, at: Ts, site: &str) -> Vec<Value> {
    let page = json!({
        "id": "notice",
        "documentType": "tenderNotice",
        "title": p.tender.title,
        "url": format!("{site}/tenders/{}", p.tender.no),
        "format": "text/html",
        "language": "zh",
    });
    let files = p.documents.iter().filter(|(d, _)| d.added_at <= at).map(|(d, f)| {
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

fn is_announced(award: &Award, at: Ts) -> bool {
    award.published_at.is_some_and(|published| published <= at)
}

/// How an award is named in releases.
pub(super) fn award_id(p: &Process, id: i64) -> String {
    format!("{}-{id}", p.tender.no)
}

fn awards(p: &Process, at: Ts, site: &str) -> Value {
    p.awards
        .iter()
        .filter(|(a, _)| is_announced(a, at))
        .map(|(a, o)| {
            let has_ended = a.ended_at.is_some_and(|ended| ended <= at);
            json!({
                "id": award_id(p, a.id),
                "title": p.tender.title,
                "status": if has_ended { "cancelled" } else { "active" },
                "date": date(a.published_at.unwrap_or(a.fixed_at)),
                "value": value(a.amount),
                "suppliers": [{ "id": organization_id(o), "name": o.name }],
                "documents": [{
                    "id": "result",
                    "documentType": "awardNotice",
                    "title": p.tender.title,
                    "url": format!("{site}/tenders/{}/result", p.tender.no),
                    "format": "text/html",
                    "language": "zh",
                }],
            })
        })
        .collect()
}

fn contracts(p: &Process, at: Ts, site: &str) -> Value {
    let seen = p.deals.iter().filter(|d| d.contract.published_at.is_some_and(|published| published <= at));
    seen.map(|d| contract::section(p, d, at, site)).collect()
}
