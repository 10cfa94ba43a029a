//! The service: manifest, queries, suggestions, extension. Programs of other origins may read it.
use super::{
    model::{Asked, Candidate, Candidates, Cell, Extended, Extension, Named, Query},
    rules,
};
use crate::{
    kernel::refusal::{Error, FieldError, Result},
    registry::organization::{self, Filter, Organization, OrganizationKind, look},
    web::{Cx, Outcome, Submitted},
};
use actix_web::{HttpResponse, web::Query as Address};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::IntoParams;

/// The most queries of one request.
const QUERIES: usize = 50;
/// The most rows of one extension.
const ROWS: usize = 200;
/// Candidates of a query when nothing is said, and at most.
const LIMIT: (i64, i64) = (5, 25);

/// Manifest, or the answer to what the address asks.
#[utoipa::path(get, operation_id = "reconcile_show", path = "/reconcile", tag = "open data", params(Asked),
    responses((status = 200, description = "The manifest, candidates by query, or extended rows (OpenRefine Reconciliation API 0.2)"),
        (status = 422, body = crate::web::describe::Problem)))]
pub async fn show(cx: Cx, asked: Address<Asked>) -> Outcome {
    if asked.queries.is_empty() && asked.extend.is_empty() {
        return Ok(open(&manifest(&cx)));
    }
    answer(&cx, &asked).await
}

/// The same for what a form asks: tables are longer than addresses.
#[utoipa::path(post, operation_id = "reconcile_ask", path = "/reconcile", tag = "open data",
    request_body(content = Asked, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, description = "Candidates by query, or extended rows"), (status = 422, body = crate::web::describe::Problem)))]
pub async fn ask(cx: Cx, submitted: Submitted) -> Outcome {
    let field = |name: &str| submitted.raw(name).unwrap_or_default().to_owned();
    answer(&cx, &Asked { queries: field("queries"), extend: field("extend") }).await
}

async fn answer(cx: &Cx, asked: &Asked) -> Outcome {
    if !asked.extend.is_empty() {
        let extension: Extension = read("extend", &asked.extend)?;
        return Ok(open(&extended(cx, &extension).await?));
    }
    let queries: BTreeMap<String, Query> = read("queries", &asked.queries)?;
    if queries.len() > QUERIES {
        return Err(Error::Invalid(vec![FieldError::new("queries", "too-many").with("most", QUERIES)]).into());
    }
    let mut out = BTreeMap::new();
    for (key, query) in queries {
        out.insert(key, Candidates { result: candidates(cx, &query).await? });
    }
    Ok(open(&out))
}

fn read<T: serde::de::DeserializeOwned>(field: &str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::Invalid(vec![FieldError::new(field, "json")]))
}

/// JSON that a page of any other origin may read: it holds what everybody may see.
fn open(body: &impl serde::Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("access-control-allow-origin", "*"))
        .insert_header(("cross-origin-resource-policy", "cross-origin"))
        .json(body)
}

fn manifest(cx: &Cx) -> serde_json::Value {
    let base = cx.env().config.server.public_url.trim_end_matches('/');
    let kinds: Vec<Named> = OrganizationKind::ALL.iter().map(|k| kind(cx, *k)).collect();
    json!({
        "versions": ["0.2"],
        "name": cx.say("reconcile-service"),
        "identifierSpace": format!("{base}/orgs/"),
        "schemaSpace": format!("{base}/reconcile#"),
        "documentation": format!("{base}/open-data"),
        "defaultTypes": kinds,
        "view": { "url": format!("{base}/orgs/{{{{id}}}}") },
        "suggest": { "entity": { "service_url": base, "service_path": "/reconcile/suggest" } },
        "extend": {
            "propose_properties": { "service_url": base, "service_path": "/reconcile/properties" },
            "property_settings": [],
        },
        "batchSize": QUERIES,
    })
}

fn kind(cx: &Cx, kind: OrganizationKind) -> Named {
    Named { id: kind.word().to_owned(), name: cx.say(&format!("org-kind-{}", kind.word())) }
}

async fn candidates(cx: &Cx, query: &Query) -> Result<Vec<Candidate>> {
    let limit = query.limit.unwrap_or(LIMIT.0).clamp(1, LIMIT.1);
    let kinds = query.kinds.all().iter().filter_map(|k| k.parse().ok()).collect();
    let filter = Filter { kinds, ..Filter::of_words(&query.query) };
    if filter.q.is_empty() {
        return Ok(Vec::new());
    }
    // More than are wanted: the engine's order is by words, ours by the whole name.
    let rows = look(cx, &filter, LIMIT.1).await?.rows;
    let known: Vec<(&str, &str)> =
        query.properties.iter().filter_map(|p| Some((p.pid.as_str(), p.v.as_str()?))).collect();
    let mut scored: Vec<(f32, Organization)> =
        rows.into_iter().map(|o| (rules::score(&o, &query.query, &known), o)).collect();
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let full = scored.iter().filter(|(score, _)| *score >= rules::FULL).count();
    scored.truncate(usize::try_from(limit).unwrap_or(5));
    Ok(scored.into_iter().map(|(score, o)| candidate(cx, o, score, full == 1)).collect())
}

fn candidate(cx: &Cx, o: Organization, score: f32, is_only: bool) -> Candidate {
    let place = organization::pages::county_names(cx).remove(&o.county).unwrap_or_default();
    let status = cx.say(&format!("org-status-{}", o.status.word()));
    Candidate {
        description: format!("{place} · {status}"),
        kinds: vec![kind(cx, o.kind)],
        is_match: is_only && score >= rules::FULL,
        id: o.credit_code,
        name: o.name,
        score,
    }
}

async fn extended(cx: &Cx, asked: &Extension) -> Result<Extended> {
    let mut ids = asked.ids.clone();
    ids.truncate(ROWS);
    let wanted: Vec<String> =
        asked.properties.iter().map(|p| p.id.clone()).filter(|id| rules::PROPERTIES.contains(&id.as_str())).collect();
    let found = cx.read(move |c| organization::find_by_codes(c, &ids)).await?;
    let meta = wanted.iter().map(|id| property(cx, id)).collect();
    let row = |code: &String| {
        let own = found.iter().find(|o| o.credit_code == *code);
        let cell = |p: &String| {
            let value = own.and_then(|o| rules::value(o, p));
            (p.clone(), value.into_iter().map(|str| Cell { str }).collect())
        };
        (code.clone(), wanted.iter().map(cell).collect())
    };
    Ok(Extended { meta, rows: asked.ids.iter().take(ROWS).map(row).collect() })
}

fn property(cx: &Cx, id: &str) -> Named {
    Named { id: id.to_owned(), name: cx.say(&format!("reconcile-{}", id.replace('_', "-"))) }
}

/// What has been typed so far.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct Typed {
    /// The beginning of a name, of pinyin, or of a code.
    #[serde(default)]
    prefix: String,
}

/// Suggests organizations while somebody types.
#[utoipa::path(get, operation_id = "reconcile_suggest", path = "/reconcile/suggest", tag = "open data", params(Typed),
    responses((status = 200, body = Candidates)))]
pub async fn suggest(cx: Cx, typed: Address<Typed>) -> Outcome {
    let filter = Filter::of_words(&typed.prefix);
    let rows = if filter.q.is_empty() { Vec::new() } else { look(&cx, &filter, LIMIT.0 * 2).await?.rows };
    let one = |o: Organization| {
        let score = rules::score(&o, &typed.prefix, &[]);
        candidate(&cx, o, score, false)
    };
    Ok(open(&Candidates { result: rows.into_iter().map(one).collect() }))
}

/// The properties that rows can be extended by.
#[utoipa::path(get, operation_id = "reconcile_properties", path = "/reconcile/properties", tag = "open data",
    responses((status = 200, description = "The properties")))]
pub async fn properties(cx: Cx) -> Outcome {
    let all: Vec<Named> = rules::PROPERTIES.iter().map(|id| property(&cx, id)).collect();
    Ok(open(&json!({ "type": "organization", "properties": all })))
}
