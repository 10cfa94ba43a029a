//! `GET /verify`, `GET /verify/{token or number}`, `GET /.well-known/jwks.json`
use super::{
    lookup::{self, Asked},
    store::{self, Row},
    views::{Found, VerifyPage},
};
use crate::{
    kernel::{refusal::Result, time::Ts},
    platform::{
        certificate::{Certificates, Statement},
        i18n,
    },
    portal::{ledger::views::FactRow, words},
    web::{Cx, Outcome},
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::Deserialize;

/// What was typed into the form.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// `GET /verify?q=`
pub async fn form(cx: Cx, typed: Query<Typed>) -> Outcome {
    let page = look(&cx, &typed.q).await?;
    cx.page(&page)
}

/// `GET /verify/{token or number}`
pub async fn show(cx: Cx, what: Path<String>) -> Outcome {
    let page = look(&cx, &what).await?;
    cx.page(&page)
}

/// `GET /.well-known/jwks.json`: the public keys certificates are checked with.
pub async fn jwks(cx: Cx) -> Outcome {
    let keys = Certificates::new(&cx.env().keyring, cx.env().config.public_url())?.jwks()?;
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "public, max-age=3600")).json(keys))
}

async fn look(cx: &Cx, text: &str) -> Result<VerifyPage> {
    cx.try_from_here()?;
    let q: String = text.chars().take(4096).collect();
    let Some(asked) = lookup::read(&q) else { return Ok(VerifyPage::default()) };
    let mistyped = matches!(asked, Asked::Number(_, false));
    let found = match asked {
        Asked::Token(token) => token_of(cx, &token).await?,
        Asked::Number(no, _) => number(cx, no).await?,
        Asked::Code(code) => organization(cx, code).await?,
        Asked::Hash(hash) => receipt(cx, hash).await?,
    };
    let is_unknown = found.is_none();
    // A token is long and says nothing to the eye: the number in its place.
    let q = found.as_ref().filter(|_| q.len() > 200).map_or(q, |f| f.number.clone());
    Ok(VerifyPage { q, found, is_unknown, is_mistyped: is_unknown && mistyped })
}

/// The signature first; then the row, which knows whether it still holds.
async fn token_of(cx: &Cx, token: &str) -> Result<Option<Found>> {
    let Some(statement) = opened(cx, token)? else { return Ok(None) };
    let no = statement.no.clone();
    match cx.read(move |c| store::by_number(c, &no)).await? {
        Some(row) if row.token == token => Ok(Some(shown(cx, &row, &statement))),
        _ => Ok(None),
    }
}

async fn number(cx: &Cx, no: String) -> Result<Option<Found>> {
    let wanted = no.clone();
    let Some(row) = cx.read(move |c| store::by_number(c, &wanted)).await? else {
        return match organization(cx, no.clone()).await? {
            Some(found) => Ok(Some(found)),
            None => receipt(cx, no).await,
        };
    };
    let Some(statement) = opened(cx, &row.token)? else { return Ok(None) };
    Ok(Some(shown(cx, &row, &statement)))
}

fn opened(cx: &Cx, token: &str) -> Result<Option<Statement>> {
    Ok(Certificates::new(&cx.env().keyring, cx.env().config.public_url())?.verify(token).ok())
}

fn shown(cx: &Cx, row: &Row, statement: &Statement) -> Found {
    let today = cx.now().day();
    let is_expired = statement.valid_to.is_some_and(|last| last < today);
    let status = match (row.status.as_str(), is_expired) {
        ("valid", false) => "valid",
        ("valid", true) => "expired",
        (other, _) => other,
    };
    let say = |key: &str, other: &str| words::word(&cx.env().words, cx.locale, key, other);
    let fact = |key: &str, value: String| FactRow { label: cx.say(key), value };
    let mut facts = vec![
        fact("verify-fact-name", statement.name.clone()),
        fact("verify-fact-issued", i18n::instant(cx.locale, row.issued_at)),
    ];
    facts.extend(statement.valid_to.map(|d| fact("verify-fact-valid-to", i18n::day(cx.locale, d))));
    facts.extend(row.withdrawn_at.map(|at: Ts| fact("verify-fact-ended", i18n::instant(cx.locale, at))));
    facts.extend(
        row.facts
            .0
            .iter()
            .map(|(key, value)| FactRow { label: say(&format!("verify-fact-{key}"), key), value: value.clone() }),
    );
    let href = match row.subject_kind.as_str() {
        "organization" => Some(format!("/orgs/{}", row.subject_ref)),
        "tender" => Some(format!("/tenders/{}", row.subject_ref)),
        "contract" => Some(format!("/contracts/{}", row.subject_ref)),
        _ => None,
    };
    Found {
        title: say(&format!("verify-kind-{}", row.kind), &row.kind),
        number: row.no.clone(),
        is_valid: status == "valid",
        status: say(&format!("verify-status-{status}"), status),
        facts,
        entry: Some(row.entry_id),
        href,
    }
}

async fn organization(cx: &Cx, code: String) -> Result<Option<Found>> {
    let wanted = code.clone();
    let Some((code, name, status, entry)) = cx.read(move |c| store::organization(c, &wanted)).await? else {
        return Ok(None);
    };
    Ok(Some(Found {
        title: name,
        href: Some(format!("/orgs/{code}")),
        number: code,
        is_valid: status == "active",
        status: words::word(&cx.env().words, cx.locale, &format!("verify-organization-{status}"), &status),
        facts: vec![],
        entry,
    }))
}

/// A receipt is known by the number or the hash its holder has; the page tells no more than the receipt itself.
async fn receipt(cx: &Cx, what: String) -> Result<Option<Found>> {
    let Some(receipt) = cx.read(move |c| store::receipt(c, &what)).await? else { return Ok(None) };
    let kind = receipt.kind;
    let fact = |key: &str, value: String| FactRow { label: cx.say(key), value };
    Ok(Some(Found {
        title: cx.say(&format!("verify-kind-{kind}")),
        number: receipt.no,
        is_valid: true,
        status: cx.say(&format!("verify-status-{kind}")),
        facts: vec![fact("verify-fact-received", receipt.received_at.local().format("%Y-%m-%d %H:%M:%S").to_string())],
        entry: receipt.entry,
        href: None,
    }))
}
