//! HTML handlers of the ledger.
use super::{
    store::{self, Filter},
    views::{Choice, EntryPage, FactRow, LedgerPage, ProofShown, Row},
};
use crate::{
    kernel::{
        refusal::{Error, Fact, Result},
        time::Ts,
    },
    platform::{
        db::{Conn, Env},
        ledger::{self, Proof, PublicEntry, Trust},
    },
    portal::{home::views::Checkpoint, words},
    web::{Cx, Outcome, paging},
};
use actix_web::web::{Path, Query};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Wings whose acts can be looked at alone.
const WINGS: &[&str] = &["registry", "market", "volunteer", "account"];

/// What the list is narrowed to.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    subject: String,
    before: Option<i64>,
}

/// The newest head, as pages show it.
///
/// # Errors
/// A fault of the database.
pub async fn newest(cx: &Cx) -> Result<Option<Checkpoint>> {
    let env = std::sync::Arc::clone(cx.env());
    let read = move |c: &mut Conn| Ok(store::newest(c)?.and_then(|(text, at)| head(&env, &text, at)));
    let found = cx.db().kept("ledger.head", read).await?;
    Ok(found.as_ref().as_ref().map(|head| Checkpoint {
        witness: if head.witness.is_empty() { cx.say("ledger-no-witness") } else { head.witness.clone() },
        ..head.clone()
    }))
}

/// A head whose signature holds; the names of its witnesses, or nothing when there is none.
fn head(env: &Env, text: &str, at: Ts) -> Option<Checkpoint> {
    let key = ledger::log_key(env).ok()?;
    let opened = Trust::in_log(&key.vkey()).ok()?.open(text).ok()?;
    // Signature lines that are neither of our two: witnesses.
    let others: Vec<&str> = text
        .lines()
        .filter_map(|l| l.strip_prefix("\u{2014} ")?.split(' ').next())
        .filter(|name| *name != key.name())
        .collect();
    let witness = others.join(", ");
    Some(Checkpoint {
        size: i64::try_from(opened.size).unwrap_or(i64::MAX),
        at: opened.signed_at.unwrap_or(at),
        root: opened.root.to_string(),
        witness,
    })
}

/// `GET /ledger`
pub async fn list(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = Filter { kind: asked.kind.trim().into(), subject: asked.subject.trim().into(), before: asked.before };
    let wanted = filter.clone();
    let mut found = cx.read(move |c| store::list(c, &wanted, paging::ROWS + 1)).await?;
    let rows = usize::try_from(paging::ROWS).unwrap_or(20);
    let more = found.len() > rows;
    found.truncate(rows);
    let next = found.last().filter(|_| more).map(|last| address(&filter, Some(last.id)));
    cx.page(&LedgerPage {
        checkpoint: newest(&cx).await?,
        kinds: kinds(&cx, &filter),
        entries: found.iter().map(|e| row(&cx, e)).collect(),
        next,
        vkey: ledger::log_key(cx.env())?.vkey(),
        kind: filter.kind,
        subject: filter.subject,
    })
}

fn address(filter: &Filter, before: Option<i64>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [("kind", &filter.kind), ("subject", &filter.subject)] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    if let Some(before) = before {
        query.append_pair("before", &before.to_string());
    }
    let query = query.finish();
    if query.is_empty() { "/ledger".into() } else { format!("/ledger?{query}") }
}

fn kinds(cx: &Cx, filter: &Filter) -> Vec<Choice> {
    let of = |kind: String, key: String| Choice {
        label: cx.say(&key),
        on: filter.kind == kind,
        href: address(&Filter { kind, subject: filter.subject.clone(), before: None }, None),
    };
    let mut out = vec![of(String::new(), "ledger-wing-all".into())];
    out.extend(WINGS.iter().map(|w| of(format!("{w}."), format!("ledger-wing-{w}"))));
    out
}

fn row(cx: &Cx, e: &PublicEntry) -> Row {
    match e.public() {
        Some(act) => Row {
            id: e.id,
            index: e.position,
            at: Some(act.occurred_at),
            kind: kind(cx, &act.kind),
            href: page_of(&act.subject_kind, &act.subject_ref),
            subject: act.subject_ref.clone(),
        },
        None => Row {
            id: e.id,
            index: e.position,
            at: None,
            kind: cx.say("ledger-sealed"),
            subject: String::new(),
            href: None,
        },
    }
}

fn kind(cx: &Cx, code: &str) -> String {
    words::word(&cx.env().words, cx.locale, &format!("ledger-kind-{code}"), code)
}

/// The public page of the thing an act is about.
fn page_of(kind: &str, reference: &str) -> Option<String> {
    let place = match kind {
        "organization" => "orgs",
        "listing" => "lists",
        "annual_report" => "reports",
        "inspection" => "inspections",
        "inspection_draw" => "inspections/draws",
        "tender" => "tenders",
        "contract" => "contracts",
        "activity" => "activities",
        "team" => "teams",
        "certificate" => "verify",
        _ => return None,
    };
    Some(format!("/{place}/{reference}"))
}

/// `GET /ledger/{id}`, also reached from every proof on a page.
pub async fn entry(cx: Cx, id: Path<i64>) -> Outcome {
    let id = id.into_inner();
    let (found, proof) = cx.read(move |c| store::proven(c, id)).await?.ok_or(Error::Missing)?;
    let act = found.public().cloned();
    cx.page(&EntryPage {
        id,
        index: found.position,
        is_sealed: act.is_none(),
        at: act.as_ref().map(|a| a.occurred_at),
        kind: act.as_ref().map_or_else(|| cx.say("ledger-sealed"), |a| kind(&cx, &a.kind)),
        kind_code: act.as_ref().map(|a| a.kind.clone()).unwrap_or_default(),
        actor: act.as_ref().map(|a| actor(&cx, &a.actor)).unwrap_or_default(),
        subject: act.as_ref().map(|a| a.subject_ref.clone()).unwrap_or_default(),
        href: act.as_ref().and_then(|a| page_of(&a.subject_kind, &a.subject_ref)),
        // RFC 6962: a leaf is hashed behind a zero byte.
        hash: hex::encode(Sha256::new().chain_update([0]).chain_update(found.body.as_bytes()).finalize()),
        facts: act.map(|a| facts(&cx, &a.facts)).unwrap_or_default(),
        body: pretty(&found.body),
        proof: proof.as_ref().and_then(|p| shown(id, p)),
        vkey: ledger::log_key(cx.env())?.vkey(),
    })
}

/// `GET /ledger/entries/{id}`: the long address leads to the short one.
pub async fn entry_long(cx: Cx, id: Path<i64>) -> Outcome {
    Ok(cx.see_other(&format!("/ledger/{id}"), None))
}

fn actor(cx: &Cx, code: &str) -> String {
    let key = match code.strip_prefix("system:") {
        Some(_) => "ledger-actor-system".to_owned(),
        None if code == "person" || code == "visitor" => format!("ledger-actor-{code}"),
        None => format!("role-{code}"),
    };
    words::word(&cx.env().words, cx.locale, &key, code)
}

fn facts(cx: &Cx, facts: &serde_json::Map<String, serde_json::Value>) -> Vec<FactRow> {
    facts
        .iter()
        .map(|(key, value)| FactRow {
            label: words::word(&cx.env().words, cx.locale, &format!("ledger-fact-{key}"), key),
            value: value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned),
        })
        .collect()
}

fn pretty(body: &str) -> String {
    let value: Option<serde_json::Value> = serde_json::from_str(body).ok();
    value.and_then(|v| serde_json::to_string_pretty(&v).ok()).unwrap_or_else(|| body.to_owned())
}

fn shown(id: i64, proof: &Proof) -> Option<ProofShown> {
    let mut lines = proof.checkpoint.lines();
    let size = lines.nth(1)?.parse().ok()?;
    Some(ProofShown {
        size,
        root: lines.next()?.to_owned(),
        path: proof.path.iter().map(ToString::to_string).collect(),
        href: format!("/ledger/proof/{id}"),
    })
}

/// A sentence naming an entry, for pages that mention one in text.
#[must_use]
pub fn mention(cx: &Cx, id: i64) -> String {
    words::say(cx, "ledger-entry", &[("no", Fact::Number(id))])
}
