//! `GET /search`
use super::{
    rules,
    store::{self, Shown},
    views::{Choice, Found, SearchPage},
};
use crate::{
    kernel::{input, refusal::Result, text},
    platform::search::{DocKind, Hits, Query as Question},
    portal::words,
    web::{Cx, Outcome},
};
use actix_web::web::Query;
use serde::Deserialize;

/// Kinds in the order of their tabs.
const KINDS: [&str; 4] = ["organization", "tender", "activity", "team"];
/// Matches on a page.
const ROWS: usize = 20;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
    page: Option<usize>,
}

/// `GET /search?q=`: a whole code opens its page at once.
pub async fn show(cx: Cx, asked: Query<Asked>) -> Outcome {
    let q: String = text::tidy(&asked.q).chars().take(100).collect();
    let kind = KINDS.into_iter().find(|k| *k == asked.kind);
    if q.is_empty() {
        return cx.page(&SearchPage { q, kinds: vec![], hits: vec![], next: None, is_fallback: false, tries: vec![] });
    }
    let code = input::code(&q);
    if code.len() >= 12 && code.is_ascii() {
        let wanted = code.clone();
        if let Some(to) = cx.read(move |c| store::exact(c, &wanted)).await? {
            return Ok(cx.see_other(&to, None));
        }
    }
    let page = asked.page.unwrap_or(1).clamp(1, 500);
    let question = Question {
        text: q.clone(),
        kind: kind.map(DocKind),
        count: vec!["kind"],
        page,
        limit: ROWS,
        filter: std::collections::BTreeMap::new(),
    };
    let answered = cx.app.search.query(question).await;
    let is_fallback = answered.is_err();
    let (shown, counts, more) = match answered {
        Ok(hits) => {
            let (counts, more) = (counts(&cx, &hits, kind, &q).await, hits.total > (page * ROWS) as u64);
            (ordered(&cx, hits).await?, counts, more)
        }
        Err(_) => {
            let (text, skip) = (q.clone(), i64::try_from((page - 1) * ROWS).unwrap_or(0));
            let rows = i64::try_from(ROWS).unwrap_or(20);
            let mut found = cx.read(move |c| store::by_name(c, &text, kind, skip, rows + 1)).await?;
            let more = found.len() > ROWS;
            found.truncate(ROWS);
            (found, Vec::new(), more)
        }
    };
    let tries = if shown.is_empty() { tries(&cx, &q) } else { Vec::new() };
    cx.page(&SearchPage {
        kinds: tabs(&cx, &q, kind, &counts),
        hits: shown.into_iter().map(|s| found(&cx, s, &q)).collect(),
        next: more.then(|| address(&q, kind, page + 1)),
        is_fallback,
        tries,
        q,
    })
}

fn address(q: &str, kind: Option<&str>, page: usize) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", q);
    if let Some(kind) = kind {
        query.append_pair("kind", kind);
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    format!("/search?{}", query.finish())
}

/// How many of each kind match, also while one kind is looked at.
async fn counts(cx: &Cx, hits: &Hits, kind: Option<&str>, q: &str) -> Vec<(String, u64)> {
    let of = |hits: &Hits| -> Vec<(String, u64)> {
        hits.facets.get("kind").map(|m| m.iter().map(|(k, n)| (k.clone(), *n)).collect()).unwrap_or_default()
    };
    if kind.is_none() {
        return of(hits);
    }
    let all = Question { count: vec!["kind"], limit: 1, ..Question::new(q) };
    cx.app.search.query(all).await.map(|hits| of(&hits)).unwrap_or_default()
}

/// Rows in the engine's order; what the database does not show is left out.
async fn ordered(cx: &Cx, hits: Hits) -> Result<Vec<Shown>> {
    let order: Vec<(&'static str, i64)> = hits.hits.iter().map(|h| (h.kind.0, h.id)).collect();
    let mut rows = Vec::new();
    for kind in KINDS {
        let ids = hits.ids(DocKind(kind));
        if !ids.is_empty() {
            rows.extend(cx.read(move |c| store::rows(c, kind, &ids)).await?);
        }
    }
    rows.sort_by_key(|r| order.iter().position(|(kind, id)| *kind == r.kind && *id == r.id));
    Ok(rows)
}

fn tabs(cx: &Cx, q: &str, kind: Option<&str>, counts: &[(String, u64)]) -> Vec<Choice> {
    let total: u64 = counts.iter().filter(|(kind, _)| KINDS.contains(&kind.as_str())).map(|(_, n)| n).sum();
    let counted = !counts.is_empty();
    let mut out = vec![Choice {
        label: cx.say("search-all"),
        href: address(q, None, 1),
        on: kind.is_none(),
        n: counted.then_some(total),
    }];
    for k in KINDS {
        let n = counts.iter().find(|(word, _)| word == k).map_or(0, |(_, n)| *n);
        if n > 0 || kind == Some(k) || !counted {
            let label = cx.say(&format!("search-kind-{k}"));
            out.push(Choice { label, href: address(q, Some(k), 1), on: kind == Some(k), n: counted.then_some(n) });
        }
    }
    out
}

fn found(cx: &Cx, s: Shown, q: &str) -> Found {
    let status = words::word(&cx.env().words, cx.locale, &s.status, "");
    let mut facts = vec![s.no];
    if !s.division.is_empty() {
        facts.push(words::division(cx, &s.division));
    }
    Found {
        kind: s.kind,
        href: s.href,
        snippet: rules::snippet(&s.text, q),
        title: s.title,
        facts,
        status: Some(status).filter(|w| !w.is_empty()),
    }
}

/// What to try when nothing was found: fewer words, then the lists.
fn tries(cx: &Cx, q: &str) -> Vec<Choice> {
    let mut out = Vec::new();
    if let Some(less) = rules::shorter(q) {
        let href = address(&less, None, 1);
        out.push(Choice { label: less, href, on: false, n: None });
    }
    for (key, href) in
        [("nav-long-orgs", "/orgs"), ("nav-long-tenders", "/tenders"), ("nav-long-activities", "/activities")]
    {
        out.push(Choice { label: cx.say(key), href: href.into(), on: false, n: None });
    }
    out
}
