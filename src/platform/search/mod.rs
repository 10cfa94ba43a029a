//! Full-text search: embedded Tantivy or a Meilisearch server behind one surface. Only ids come back.
mod doc;
mod embedded;
mod meili;
mod near;
mod pinyin;
mod rank;
mod text;

#[doc(hidden)]
pub mod contract;

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

pub use doc::{Doc, DocKind, Hit, Hits, MAX_LIMIT, MAX_REACH, Query};
pub use embedded::Embedded;
pub use meili::Meili;
pub use near::share as near_share;
pub use pinyin::sound;
pub use text::key;

/// Which engine answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// Tantivy in this process, for one machine.
    #[default]
    Tantivy,
    /// A Meilisearch server, for several machines.
    Meilisearch,
    /// None: pages ask the database.
    Off,
}

/// The `[search]` section of the configuration.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SearchConfig {
    /// Which engine answers.
    pub engine: Engine,
    /// Address of the Meilisearch server, `http://…`.
    pub url: String,
    /// Its key; empty for none.
    pub key: String,
    /// Name of the index there.
    pub index: String,
}

impl std::fmt::Debug for SearchConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("SearchConfig");
        shown.field("engine", &self.engine).field("url", &self.url).field("index", &self.index).finish_non_exhaustive()
    }
}

impl Default for SearchConfig {
    fn default() -> Self {
        let url = "http://127.0.0.1:7700".into();
        Self { engine: Engine::default(), url, key: String::new(), index: "shanzhi".into() }
    }
}

/// Why the engine gave no answer. Pages then ask the database and say so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    /// Search is switched off.
    #[error("search is switched off")]
    Off,
    /// The engine cannot be reached, is damaged, or did not answer in time; trying again may help.
    #[error("the search engine is unavailable: {0}")]
    Unavailable(String),
    /// The engine refused the request; trying again does not help.
    #[error("the search engine refused: {0}")]
    Refused(String),
}

/// The engine in use. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Search {
    /// Tantivy in this process.
    Tantivy(Arc<Embedded>),
    /// A Meilisearch server.
    Meili(Arc<Meili>),
    /// None.
    Off,
}

impl Search {
    /// The configured engine; `dir` is where the embedded one keeps its index. A server that is down is no error here.
    pub fn open(config: &SearchConfig, dir: &Path) -> anyhow::Result<Self> {
        Ok(match config.engine {
            Engine::Tantivy => Self::Tantivy(Arc::new(Embedded::open(dir)?)),
            Engine::Meilisearch => Self::Meili(Arc::new(Meili::new(config)?)),
            Engine::Off => Self::Off,
        })
    }

    /// Puts documents in, in place of older ones with the same kind and id. They are found when this returns.
    pub async fn upsert(&self, docs: Vec<Doc>) -> Result<(), SearchError> {
        match self {
            Self::Tantivy(engine) => blocking(engine, move |engine| engine.upsert(&docs)).await,
            Self::Meili(engine) => engine.upsert(&docs).await,
            Self::Off => Ok(()),
        }
    }

    /// Takes a document out; one that is not there is no error.
    pub async fn delete(&self, kind: DocKind, id: i64) -> Result<(), SearchError> {
        match self {
            Self::Tantivy(engine) => blocking(engine, move |engine| engine.delete(kind, id)).await,
            Self::Meili(engine) => engine.delete(kind, id).await,
            Self::Off => Ok(()),
        }
    }

    /// Takes everything out, before a rebuild.
    pub async fn clear(&self) -> Result<(), SearchError> {
        match self {
            Self::Tantivy(engine) => blocking(engine, Embedded::clear).await,
            Self::Meili(engine) => engine.clear().await,
            Self::Off => Ok(()),
        }
    }

    /// The matches of a query; where nothing holds its words, what is near them, and the answer says so. Every error
    /// means: ask the database instead.
    pub async fn query(&self, query: Query) -> Result<Hits, SearchError> {
        let hits = self.ask(query.clone()).await?;
        if hits.total > 0 || !near::may_be(&query.text) {
            return Ok(hits);
        }
        let near = self.ask(Query { is_near: true, ..query }).await?;
        Ok(Hits { is_near: near.total > 0, ..near })
    }

    async fn ask(&self, query: Query) -> Result<Hits, SearchError> {
        match self {
            Self::Tantivy(engine) => blocking(engine, move |engine| engine.query(&query)).await,
            Self::Meili(engine) => engine.query(&query).await,
            Self::Off => Err(SearchError::Off),
        }
    }

    /// How many documents are in: zero after a change of schema, when everything must be put in again.
    pub async fn count(&self) -> Result<u64, SearchError> {
        match self {
            Self::Tantivy(engine) => Ok(engine.count()),
            Self::Meili(engine) => engine.count().await,
            Self::Off => Err(SearchError::Off),
        }
    }

    /// Whether the engine answers now. Switched off counts as healthy.
    pub async fn healthy(&self) -> bool {
        match self {
            Self::Tantivy(engine) => engine.healthy(),
            Self::Meili(engine) => engine.healthy().await,
            Self::Off => true,
        }
    }
}

async fn blocking<T: Send + 'static>(
    engine: &Arc<Embedded>,
    work: impl FnOnce(&Embedded) -> Result<T, SearchError> + Send + 'static,
) -> Result<T, SearchError> {
    let engine = Arc::clone(engine);
    let done = tokio::task::spawn_blocking(move || work(&engine)).await;
    done.unwrap_or_else(|fault| Err(SearchError::Unavailable(fault.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_embedded_engine_keeps_the_contract() {
        let dir = tempfile::tempdir().unwrap();
        let search = Search::open(&SearchConfig::default(), dir.path()).unwrap();
        let failures = contract::run(&search).await;
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }

    #[tokio::test]
    async fn when_search_is_off_writing_is_silent_and_asking_is_refused() {
        let config: SearchConfig = toml::from_str("engine = \"off\"").unwrap();
        let search = Search::open(&config, Path::new("unused")).unwrap();
        search.upsert(vec![Doc::new(DocKind("thing"), 1, "养老院")]).await.unwrap();
        assert_eq!(search.query(Query::new("养老")).await, Err(SearchError::Off));
    }

    #[test]
    fn an_unknown_key_of_the_section_is_refused_and_the_server_key_is_not_shown() {
        let config = SearchConfig { key: "hush".into(), ..SearchConfig::default() };
        assert!(!format!("{config:?}").contains("hush"));
        assert!(toml::from_str::<SearchConfig>("engin = \"off\"").is_err());
    }
}
