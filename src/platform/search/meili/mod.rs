//! A Meilisearch server, fed with our own pairs, spellings and codes because its segmentation loses names.
mod wire;

use std::{collections::HashSet, time::Duration};

use anyhow::Context;
use meilisearch_sdk::client::Client;
use meilisearch_sdk::errors::{Error, ErrorCode};
use meilisearch_sdk::indexes::Index;
use meilisearch_sdk::search::{MatchingStrategies, SearchQuery, Selectors};
use meilisearch_sdk::task_info::TaskInfo;
use serde::Deserialize;
use tokio::sync::OnceCell;

use self::wire::{Prepared, counted, filter, near_questions, prepare, question, settings, uid};
use super::doc::{Doc, DocKind, Hit, Hits, MAX_REACH, MAX_TEXT, Query};
use super::rank::Keys;
use super::text::{key, runs};
use super::{SearchConfig, SearchError};

/// How long an answer to a question may take.
const ANSWER: Duration = Duration::from_secs(3);
/// How long the server may take to work a batch in.
const WORK: Duration = Duration::from_secs(60);
/// How often a batch is looked after.
const LOOK: Duration = Duration::from_millis(25);
/// Documents sent at once.
const BATCH: usize = 1000;
/// How many of the server's best matches are put in our own order; pages beyond come in the server's.
const REGRADED: usize = 200;
/// How many matches each piece of a name brings up when only near ones are left.
const NEAR: usize = 60;
/// What a match must bring to be put in our order.
const RETRIEVED: &[&str] = &["kind", "id", "rank", "at", "keys"];

/// A server and the index in it.
#[derive(Debug)]
pub struct Meili {
    client: Client,
    index: Index,
    ready: OnceCell<()>,
}

#[derive(Debug, Deserialize)]
struct Found {
    kind: String,
    id: i64,
    #[serde(default)]
    rank: i64,
    #[serde(default)]
    at: i64,
    #[serde(default)]
    keys: Keys,
}

impl From<Error> for SearchError {
    fn from(fault: Error) -> Self {
        match &fault {
            Error::Meilisearch(told) if told.error_code != ErrorCode::IndexNotFound => Self::Refused(told.to_string()),
            _ => Self::Unavailable(fault.to_string()),
        }
    }
}

impl Meili {
    /// The server named by the configuration; nothing is sent yet.
    pub fn new(config: &SearchConfig) -> anyhow::Result<Self> {
        let url = config.url.trim_end_matches('/');
        anyhow::ensure!(
            url.starts_with("http://"),
            "search.url: must begin with http:// (the server stands in the inner network)"
        );
        anyhow::ensure!(config.key.bytes().all(|b| b.is_ascii_graphic()), "search.key: only visible ASCII characters");
        let named = config.index.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        anyhow::ensure!(named && !config.index.is_empty(), "search.index: only letters, digits, - and _");
        let key = Some(config.key.as_str()).filter(|key| !key.is_empty());
        let client = Client::new(url, key).context("search.url")?;
        let index = client.index(&config.index);
        Ok(Self { client, index, ready: OnceCell::new() })
    }

    /// Puts documents in, in place of older ones with the same kind and id.
    pub async fn upsert(&self, docs: &[Doc]) -> Result<(), SearchError> {
        self.ensure_ready().await?;
        for batch in docs.chunks(BATCH) {
            let prepared: Vec<Prepared> = batch.iter().map(prepare).collect();
            self.finish(within(WORK, self.index.add_or_replace(&prepared, Some("uid"))).await?).await?;
        }
        Ok(())
    }

    /// Takes one document out.
    pub async fn delete(&self, kind: DocKind, id: i64) -> Result<(), SearchError> {
        self.ensure_ready().await?;
        self.finish(within(ANSWER, self.index.delete_document(uid(kind, id))).await?).await
    }

    /// Takes everything out.
    pub async fn clear(&self) -> Result<(), SearchError> {
        self.ensure_ready().await?;
        self.finish(within(ANSWER, self.index.delete_all_documents()).await?).await
    }

    /// How many documents are in.
    pub async fn count(&self) -> Result<u64, SearchError> {
        self.ensure_ready().await?;
        Ok(within(ANSWER, self.index.get_stats()).await?.number_of_documents as u64)
    }

    /// Whether the server answers and says it is available.
    pub async fn healthy(&self) -> bool {
        within(ANSWER, self.client.health()).await.is_ok_and(|health| health.status == "available")
    }

    /// The matches of a query; the first two hundred in our own order, the rest in the server's.
    pub async fn query(&self, query: &Query) -> Result<Hits, SearchError> {
        if query.is_near {
            return self.near(query).await;
        }
        let text: String = query.text.chars().take(MAX_TEXT).collect();
        let (whole, parts) = (key(&text), runs(&text));
        if parts.is_empty() && !text.trim().is_empty() {
            return Ok(Hits::default());
        }
        let (offset, size) = (query.offset(), query.size());
        let regraded = offset + size <= REGRADED;
        let (page, per_page) = if regraded { (1, REGRADED) } else { (offset / size + 1, size) };
        let (asked, filter) = (question(&parts), filter(query));
        let facets: &[&str] = if query.count.is_empty() { &[] } else { &["facet"] };
        let by_rank: &[&str] = if parts.is_empty() { &["rank:desc", "at:desc"] } else { &[] };
        let mut search = self.index.search();
        search
            .with_query(&asked)
            .with_page(page)
            .with_hits_per_page(per_page)
            .with_matching_strategy(MatchingStrategies::ALL)
            .with_attributes_to_retrieve(Selectors::Some(RETRIEVED))
            .with_facets(Selectors::Some(facets))
            .with_sort(by_rank);
        if !filter.is_empty() {
            search.with_filter(&filter);
        }
        let answer = within(ANSWER, search.execute::<Found>()).await?;
        let mut found: Vec<(f32, Found)> =
            answer.hits.into_iter().map(|hit| (hit.result.keys.score(&whole, &parts), hit.result)).collect();
        if regraded {
            found.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(y.rank.cmp(&x.rank)).then(y.at.cmp(&x.at)));
            found = found.into_iter().skip(offset).take(size).collect();
        }
        let hits = found.into_iter().map(|(score, f)| Hit { kind: DocKind::of(&f.kind), id: f.id, score });
        let counts = answer.facet_distribution.unwrap_or_default().remove("facet").unwrap_or_default();
        let facets = query.count.iter().map(|facet| (*facet, counted(facet, &counts))).collect();
        // The server counts as far as it lets itself be paged through.
        let total = answer.total_hits.unwrap_or_default() as u64;
        Ok(Hits { hits: hits.collect(), total, is_near: false, is_more: total >= MAX_REACH as u64, facets })
    }

    /// Names near the words: what any three characters of theirs in a row, or their sound, bring up, put in order here.
    async fn near(&self, query: &Query) -> Result<Hits, SearchError> {
        let text: String = query.text.chars().take(MAX_TEXT).collect();
        let parts = runs(&text);
        let (asked, filter) = (near_questions(&parts), filter(query));
        let mut all = self.client.multi_search();
        let searches: Vec<SearchQuery<'_, _>> = asked
            .iter()
            .map(|asked| {
                let mut search = self.index.search();
                search
                    .with_query(asked)
                    .with_limit(NEAR)
                    .with_matching_strategy(MatchingStrategies::ALL)
                    .with_attributes_to_retrieve(Selectors::Some(RETRIEVED));
                if !filter.is_empty() {
                    search.with_filter(&filter);
                }
                search.build()
            })
            .collect();
        for search in searches {
            all.with_search_query(search);
        }
        let answer = within(ANSWER, all.execute::<Found>()).await?;
        let mut seen = HashSet::new();
        let brought = answer.results.into_iter().flat_map(|result| result.hits).map(|hit| hit.result);
        let mut found: Vec<(f32, Found)> = brought
            .filter(|found| seen.insert((found.kind.clone(), found.id)))
            .filter_map(|found| Some((found.keys.near(&parts)?, found)))
            .collect();
        found.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(y.rank.cmp(&x.rank)).then(y.at.cmp(&x.at)));
        let total = found.len() as u64;
        let page = found.into_iter().skip(query.offset()).take(query.size());
        let hits = page.map(|(score, f)| Hit { kind: DocKind::of(&f.kind), id: f.id, score });
        Ok(Hits { hits: hits.collect(), total, ..Hits::default() })
    }

    /// Index and settings as this version needs them, once in the life of the program.
    async fn ensure_ready(&self) -> Result<(), SearchError> {
        let made = self.ready.get_or_try_init(|| async {
            if let Err(missing) = within(ANSWER, self.client.get_raw_index(&self.index.uid)).await {
                if let SearchError::Refused(_) = missing {
                    return Err(missing);
                }
                self.finish(within(ANSWER, self.client.create_index(&self.index.uid, Some("uid"))).await?).await?;
            }
            self.finish(within(ANSWER, self.index.set_settings(&settings())).await?).await
        });
        made.await.copied()
    }

    async fn finish(&self, task: TaskInfo) -> Result<(), SearchError> {
        let task = task.wait_for_completion(&self.client, Some(LOOK), Some(WORK)).await?;
        if task.is_failure() {
            return Err(SearchError::Refused(task.unwrap_failure().to_string()));
        }
        Ok(())
    }
}

async fn within<T>(time: Duration, answer: impl Future<Output = Result<T, Error>>) -> Result<T, SearchError> {
    match tokio::time::timeout(time, answer).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(SearchError::Unavailable("no answer in time".into())),
    }
}

#[cfg(test)]
mod tests;
