//! `GET /search`
use super::{
    rules,
    store::{self, Shown},
    views::{Choice, Found, SearchPage},
};
use crate::{
    kernel::{input, refusal::Result, text},
    platform::{
        i18n,
        search::{DocKind, Hits, Query as Question},
    },
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
    #[serde(default)]
    place: String,
    page: Option<usize>,
}

/// The question as the page keeps it.
#[derive(Debug, Clone)]
struct Narrowed {
    q: String,
    kind: Option<&'static str>,
    place: Option<String>,
    page: usize,
}

impl Narrowed {
    fn of(asked: &Asked) -> Self {
        let six = |p: &&str| p.len() == 6 && p.bytes().all(|b| b.is_ascii_digit());
        Self {
            q: text::tidy(&asked.q).chars().take(100).collect(),
            kind: KINDS.into_iter().find(|k| *k == asked.kind),
            place: Some(asked.place.as_str()).filter(six).map(ToOwned::to_owned),
            page: asked.page.unwrap_or(1).clamp(1, 500),
        }
    }

    fn address(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &self.q);
        if let Some(kind) = self.kind {
            query.append_pair("kind", kind);
        }
        if let Some(place) = &self.place {
            query.append_pair("place", place);
        }
        if self.page > 1 {
            query.append_pair("page", &self.page.to_string());
        }
        format!("/search?{}", query.finish())
    }

    fn question(&self) -> Question {
        Question {
            text: self.q.clone(),
            kind: self.kind.map(DocKind),
            count: vec!["kind", "place"],
            page: self.page,
            limit: ROWS,
            filter: self.place.iter().map(|p| ("place", vec![p.clone()])).collect(),
            is_near: false,
        }
    }
}

/// `GET /search?q=`: a whole code opens its page at once.
pub async fn show(cx: Cx, asked: Query<Asked>) -> Outcome {
    let asked = Narrowed::of(&asked);
    if asked.q.is_empty() {
        return cx.page(&SearchPage::default());
    }
    let code = input::code(&asked.q);
    if code.len() >= 12 && code.is_ascii() {
        let wanted = code.clone();
        if let Some(to) = cx.read(move |c| store::exact(c, &wanted)).await? {
            return Ok(cx.see_other(&to, None));
        }
    }
    let answered = cx.app.search.query(asked.question()).await;
    let is_fallback = answered.is_err();
    let is_near = answered.as_ref().is_ok_and(|hits| hits.is_near);
    let is_more = answered.as_ref().is_ok_and(|hits| hits.is_more);
    let (shown, kinds, places, more) = match answered {
        Ok(hits) => {
            let kinds = counts(&cx, &hits, "kind", asked.kind.map(|_| Narrowed { kind: None, ..asked.clone() })).await;
            let all = asked.place.as_ref().map(|_| Narrowed { place: None, ..asked.clone() });
            let places = counts(&cx, &hits, "place", all).await;
            let more = hits.total > (asked.page * ROWS) as u64;
            (ordered(&cx, hits).await?, kinds, places, more)
        }
        Err(_) => {
            let (shown, more) = by_name(&cx, &asked).await?;
            (shown, Vec::new(), Vec::new(), more)
        }
    };
    let tries = if shown.is_empty() { tries(&cx, &asked.q) } else { Vec::new() };
    cx.page(&SearchPage {
        kinds: tabs(&cx, &asked, &kinds),
        places: place_choices(&cx, &asked, &places),
        times: times(&cx, &asked),
        hits: shown.into_iter().map(|s| found(&cx, s, &asked.q)).collect(),
        next: more.then(|| Narrowed { page: asked.page + 1, ..asked.clone() }.address()),
        is_fallback,
        is_near,
        is_more,
        tries,
        q: asked.q,
    })
}

/// The database's own answer, and whether there is more.
async fn by_name(cx: &Cx, asked: &Narrowed) -> Result<(Vec<Shown>, bool)> {
    let (text, kind, skip) = (asked.q.clone(), asked.kind, i64::try_from((asked.page - 1) * ROWS).unwrap_or(0));
    let rows = i64::try_from(ROWS).unwrap_or(20);
    let mut found = cx.read(move |c| store::by_name(c, &text, kind, skip, rows + 1)).await?;
    if let Some(place) = &asked.place {
        found.retain(|s| s.division.starts_with(place));
    }
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    Ok((found, more))
}

/// How many match by the values of a facet, also of those not looked at now.
async fn counts(cx: &Cx, hits: &Hits, facet: &'static str, all: Option<Narrowed>) -> Vec<(String, u64)> {
    let of = |hits: &Hits| -> Vec<(String, u64)> {
        // What is counted in part is not shown as a number.
        if hits.is_more {
            return Vec::new();
        }
        hits.facets.get(facet).map(|m| m.iter().map(|(k, n)| (k.clone(), *n)).collect()).unwrap_or_default()
    };
    let Some(all) = all else { return of(hits) };
    let wider = Question { count: vec![facet], limit: 1, page: 1, ..all.question() };
    cx.app.search.query(wider).await.map(|hits| of(&hits)).unwrap_or_default()
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

fn tabs(cx: &Cx, asked: &Narrowed, counts: &[(String, u64)]) -> Vec<Choice> {
    let total: u64 = counts.iter().filter(|(kind, _)| KINDS.contains(&kind.as_str())).map(|(_, n)| n).sum();
    let counted = !counts.is_empty();
    let to = |kind| Narrowed { kind, page: 1, ..asked.clone() }.address();
    let (on, n) = (asked.kind.is_none(), counted.then_some(total));
    let mut out = vec![Choice { label: cx.say("search-all"), href: to(None), on, n }];
    for k in KINDS {
        let n = counts.iter().find(|(word, _)| word == k).map_or(0, |(_, n)| *n);
        if n > 0 || asked.kind == Some(k) || !counted {
            let label = cx.say(&format!("search-kind-{k}"));
            out.push(Choice { label, href: to(Some(k)), on: asked.kind == Some(k), n: counted.then_some(n) });
        }
    }
    out
}

/// The counties in which something was found; nothing when all is in one.
fn place_choices(cx: &Cx, asked: &Narrowed, counts: &[(String, u64)]) -> Vec<Choice> {
    let to = |place| Narrowed { place, page: 1, ..asked.clone() }.address();
    let mut out = vec![Choice { label: cx.say("search-anywhere"), href: to(None), on: asked.place.is_none(), n: None }];
    for (code, n) in counts {
        let (label, on) = (words::division(cx, code), asked.place.as_ref() == Some(code));
        out.push(Choice { label, href: to(Some(code.clone())), on, n: Some(*n) });
    }
    if out.len() > 2 || asked.place.is_some() { out } else { Vec::new() }
}

/// Activities by time: their board knows how.
fn times(cx: &Cx, asked: &Narrowed) -> Vec<Choice> {
    if asked.kind != Some("activity") {
        return Vec::new();
    }
    let to = |when: &str| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &asked.q).append_pair("when", when);
        if let Some(place) = &asked.place {
            query.append_pair("county", place);
        }
        format!("/activities?{}", query.finish())
    };
    ["week", "weekend", "month"]
        .into_iter()
        .map(|when| Choice { label: cx.say(&format!("search-when-{when}")), href: to(when), on: false, n: None })
        .collect()
}

fn found(cx: &Cx, s: Shown, q: &str) -> Found {
    let status = words::word(&cx.env().words, cx.locale, &s.status, "");
    let mut facts: Vec<String> = s.at.map(|at| i18n::instant_short(cx.locale, at)).into_iter().collect();
    if !s.division.is_empty() {
        facts.push(words::division(cx, &s.division));
    }
    facts.extend(s.place);
    facts.push(s.no);
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
        let href = Narrowed { q: less.clone(), kind: None, place: None, page: 1 }.address();
        out.push(Choice { label: less, href, on: false, n: None });
    }
    for (key, href) in
        [("nav-long-orgs", "/orgs"), ("nav-long-tenders", "/tenders"), ("nav-long-activities", "/activities")]
    {
        out.push(Choice { label: cx.say(key), href: href.into(), on: false, n: None });
    }
    out
}
