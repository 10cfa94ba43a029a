//! What every engine must do with the same documents: golden queries over invented names, for the tests to run.
use std::collections::BTreeSet;

use super::{Doc, DocKind, Hits, Query, Search, SearchError};

/// The documents, a line each.
const DOCUMENTS: &str = include_str!("documents.tsv");
/// The questions and what must be found.
const QUERIES: &str = include_str!("queries.tsv");
/// The facets of the documents.
const FACETS: [&str; 2] = ["grade", "district"];

/// Runs the whole suite on an engine whose index may be overwritten; returns what went wrong, a sentence each.
pub async fn run(search: &Search) -> Vec<String> {
    match all(search).await {
        Ok(failures) => failures,
        Err(fault) => vec![format!("the engine failed: {fault}")],
    }
}

async fn all(search: &Search) -> Result<Vec<String>, SearchError> {
    search.clear().await?;
    search.upsert(documents()).await?;
    let mut failures = vec![];
    for line in lines(QUERIES) {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (text, filters, expected) = (cell(), cell(), cell());
        let hits = search.query(question(text, filters)).await?;
        let found: Vec<String> = names(&hits);
        if !fits(expected, &found) {
            failures.push(format!("{text:?} {filters}: expected {expected}, found {}", found.join(" ")));
        }
        if hits.total != found.len() as u64 {
            failures.push(format!("{text:?} {filters}: {} matches but a total of {}", found.len(), hits.total));
        }
    }
    failures.extend(counting(search).await?);
    failures.extend(paging(search).await?);
    failures.extend(replacing(search).await?);
    Ok(failures)
}

async fn counting(search: &Search) -> Result<Vec<String>, SearchError> {
    let hits = search.query(Query { count: vec!["kind", "grade"], ..Query::new("yanglao") }).await?;
    let count = |facet, value: &str| hits.facets.get(facet).and_then(|all| all.get(value)).copied().unwrap_or_default();
    let found = [count("kind", "organization"), count("kind", "tender"), count("grade", "4A"), count("grade", "2A")];
    Ok(if found == [5, 2, 2, 0] { vec![] } else { vec![format!("facet counts are {found:?}: {:?}", hits.facets)] })
}

async fn paging(search: &Search) -> Result<Vec<String>, SearchError> {
    let whole = names(&search.query(question("", "")).await?);
    let mut pages = vec![];
    for page in 1..=8 {
        let hits = search.query(Query { page, limit: 9, ..Query::new("") }).await?;
        pages.extend(names(&hits));
    }
    Ok(if pages == whole { vec![] } else { vec![format!("pages {pages:?} are not the whole {whole:?}")] })
}

async fn replacing(search: &Search) -> Result<Vec<String>, SearchError> {
    let mut failures = vec![];
    let kind = DocKind("activity");
    search.upsert(vec![Doc::new(kind, 3, "Renamed walk")]).await?;
    if !names(&search.query(Query::new("yiwuzhishu")).await?).is_empty() {
        failures.push("a replaced document is still found by its former words".into());
    }
    search.delete(kind, 3).await?;
    search.delete(kind, 999).await?;
    if !names(&search.query(Query::new("renamed")).await?).is_empty() {
        failures.push("a deleted document is still found".into());
    }
    search.clear().await?;
    if search.count().await? != 0 {
        failures.push("a cleared index is not empty".into());
    }
    Ok(failures)
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

fn documents() -> Vec<Doc> {
    lines(DOCUMENTS).map(document).collect()
}

fn document(line: &str) -> Doc {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().unwrap_or_default();
    let list = |cell: &str| cell.split(';').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (id, kind, title) = (cell().parse().unwrap_or_default(), DocKind::of(cell()), cell());
    let (aliases, codes) = (list(cell()), list(cell()));
    let facets = FACETS.map(|facet| (facet, list(cell()))).into();
    let (rank, body) = (cell().parse().unwrap_or_default(), cell().to_owned());
    Doc { aliases, codes, facets, rank, body, at: id, ..Doc::new(kind, id, title) }
}

fn question(text: &str, filters: &str) -> Query {
    let mut query = Query { limit: 100, ..Query::new(text) };
    for (name, values) in filters.split(' ').filter_map(|filter| filter.split_once('=')) {
        match FACETS.into_iter().find(|facet| *facet == name) {
            Some(facet) => {
                query.filter.insert(facet, values.split('|').map(str::to_owned).collect());
            }
            None => query.kind = Some(DocKind::of(values)),
        }
    }
    query
}

/// `o7` for organization 7, `t1` for tender 1.
fn names(hits: &Hits) -> Vec<String> {
    hits.hits.iter().map(|hit| format!("{}{}", hit.kind.0.get(..1).unwrap_or_default(), hit.id)).collect()
}

fn fits(expected: &str, found: &[String]) -> bool {
    let (how, names) = expected.split_once(' ').unwrap_or((expected, ""));
    let names: Vec<&str> = names.split_whitespace().collect();
    let ordered = || found.iter().map(String::as_str).eq(names.iter().copied());
    match how {
        "none" => found.is_empty(),
        "only" | "order" => ordered(),
        "first" => found.first().map(String::as_str) == names.first().copied(),
        "has" => names.iter().all(|name| found.iter().any(|other| other == name)),
        "all" => found.iter().map(String::as_str).collect::<BTreeSet<_>>() == names.into_iter().collect(),
        _ => false,
    }
}
