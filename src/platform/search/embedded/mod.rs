//! The embedded engine: a Tantivy index in a folder, with one writer.
mod question;
mod schema;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Count, FacetCollector, TopDocs};
use tantivy::schema::{Facet, Value};
use tantivy::{DocAddress, Index, IndexReader, IndexWriter, Searcher, TantivyDocument};

use self::schema::{Fields, VERSION};
use super::SearchError;
use super::doc::{Doc, DocKind, Hit, Hits, Query};

/// Memory the writer collects documents in before it writes a segment, in bytes; the least that Tantivy takes.
const WRITER_MEMORY: usize = 15_000_000;
/// The file that says by which rules the index was made.
const VERSION_FILE: &str = "shanzhi-version";

/// An open index. All methods block; they are called from blocking threads.
pub struct Embedded {
    dir: PathBuf,
    fields: Fields,
    index: Index,
    reader: IndexReader,
    /// Opened at the first write, so that a second process may still read.
    writer: Mutex<Option<IndexWriter>>,
}

impl std::fmt::Debug for Embedded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Embedded").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(fault: tantivy::TantivyError) -> Self {
        Self::Unavailable(fault.to_string())
    }
}

impl Embedded {
    /// Opens the index in `dir`; one that is missing, damaged or made by other rules is begun anew and is then empty.
    pub fn open(dir: &Path) -> anyhow::Result<Self> {
        let (schema, fields) = schema::build();
        let made_by = std::fs::read_to_string(dir.join(VERSION_FILE)).unwrap_or_default();
        let kept =
            if made_by == VERSION { Index::open_in_dir(dir).ok().filter(|i| i.schema() == schema) } else { None };
        let index = match kept {
            Some(index) => index,
            None => begin(dir, schema).with_context(|| format!("the search index in {}", dir.display()))?,
        };
        index.tokenizers().register(schema::TOKENIZER, schema::HanTokenizer);
        let reader = index.reader()?;
        Ok(Self { dir: dir.to_owned(), fields, index, reader, writer: Mutex::new(None) })
    }

    /// Puts documents in, in place of older ones with the same kind and id.
    pub fn upsert(&self, docs: &[Doc]) -> Result<(), SearchError> {
        self.write(|writer| {
            for doc in docs {
                writer.delete_term(self.fields.own_term(doc.kind, doc.id));
                writer.add_document(self.fields.document(doc))?;
            }
            Ok(())
        })
    }

    /// Takes one document out.
    pub fn delete(&self, kind: DocKind, id: i64) -> Result<(), SearchError> {
        self.write(|writer| {
            writer.delete_term(self.fields.own_term(kind, id));
            Ok(())
        })
    }

    /// Takes everything out.
    pub fn clear(&self) -> Result<(), SearchError> {
        self.write(|writer| writer.delete_all_documents().map(|_| ()))
    }

    /// How many documents are in.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether the index can still be read from its folder.
    #[must_use]
    pub fn healthy(&self) -> bool {
        self.index.load_metas().is_ok()
    }

    /// The matches of a query, best first, then by rank, then the latest.
    pub fn query(&self, query: &Query) -> Result<Hits, SearchError> {
        let searcher = self.reader.searcher();
        let question = question::build(&self.fields, query);
        let mut counted = FacetCollector::for_field(schema::FACET);
        let mut asked = query.count.clone();
        asked.sort_unstable();
        asked.dedup();
        for facet in &asked {
            counted.add_facet(Facet::from_path([facet]));
        }
        let order = (
            SortBySimilarityScore,
            SortByStaticFastValue::<i64>::for_field(schema::RANK),
            SortByStaticFastValue::<i64>::for_field(schema::AT),
        );
        let top = TopDocs::with_limit(query.size()).and_offset(query.offset()).order_by(order);
        let (total, found, counts) = searcher.search(&*question, &(Count, top, counted))?;
        let hits = found.into_iter().map(|((score, _, _), at)| self.hit(&searcher, score, at));
        let facets = asked.into_iter().map(|facet| {
            let values = counts.get(Facet::from_path([facet]));
            (facet, values.filter_map(|(value, n)| Some((last_of(value)?, n))).collect())
        });
        Ok(Hits {
            hits: hits.collect::<Result<_, _>>()?,
            total: total as u64,
            is_near: false,
            facets: facets.collect(),
        })
    }

    fn hit(&self, searcher: &Searcher, score: f32, at: DocAddress) -> Result<Hit, SearchError> {
        let found: TantivyDocument = searcher.doc(at)?;
        let kind = found.get_first(self.fields.kind).and_then(|value| value.as_str());
        let id = found.get_first(self.fields.id).and_then(|value| value.as_i64());
        match (kind, id) {
            (Some(kind), Some(id)) => Ok(Hit { kind: DocKind::of(kind), id, score }),
            _ => Err(SearchError::Unavailable("a document without an id".into())),
        }
    }

    /// One change, committed and visible when this returns; after a fault the writer is opened anew next time.
    fn write(&self, change: impl FnOnce(&mut IndexWriter) -> tantivy::Result<()>) -> Result<(), SearchError> {
        let mut slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => self.index.writer_with_num_threads(1, WRITER_MEMORY)?,
        };
        change(&mut writer)?;
        writer.commit()?;
        *slot = Some(writer);
        drop(slot);
        self.reader.reload()?;
        Ok(())
    }
}

fn last_of(facet: &Facet) -> Option<String> {
    facet.to_path().last().map(|value| (*value).to_owned())
}

fn begin(dir: &Path, schema: tantivy::schema::Schema) -> anyhow::Result<Index> {
    if dir.exists() {
        let ours = [VERSION_FILE, "meta.json", ".managed.json"].iter().any(|name| dir.join(name).exists());
        anyhow::ensure!(ours || std::fs::read_dir(dir)?.next().is_none(), "it holds other files, which are left alone");
        std::fs::remove_dir_all(dir)?;
    }
    std::fs::create_dir_all(dir)?;
    let index = Index::create_in_dir(dir, schema)?;
    std::fs::write(dir.join(VERSION_FILE), VERSION)?;
    Ok(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THING: DocKind = DocKind("thing");

    #[test]
    fn an_index_survives_a_restart_and_is_begun_anew_when_the_rules_changed() {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().join("index");
        let index = Embedded::open(&at).unwrap();
        index.upsert(&[Doc::new(THING, 7, "阳光养老院")]).unwrap();
        drop(index);

        let index = Embedded::open(&at).unwrap();
        assert_eq!(index.query(&Query::new("养老")).unwrap().ids(THING), [7]);
        drop(index);

        std::fs::write(at.join(VERSION_FILE), "older rules").unwrap();
        let index = Embedded::open(&at).unwrap();
        assert_eq!(index.count(), 0);
        index.upsert(&[Doc::new(THING, 8, "阳光养老院")]).unwrap();
        assert_eq!(index.query(&Query::new("养老")).unwrap().ids(THING), [8]);
    }

    #[test]
    fn a_damaged_index_is_begun_anew_instead_of_stopping_the_program() {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().join("index");
        drop(Embedded::open(&at).unwrap());
        std::fs::write(at.join("meta.json"), "{").unwrap();
        assert_eq!(Embedded::open(&at).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_with_other_files_is_never_wiped() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("shanzhi.db"), "precious").unwrap();
        let fault = format!("{:#}", Embedded::open(dir.path()).unwrap_err());
        assert!(fault.contains("left alone"), "{fault}");
        assert!(dir.path().join("shanzhi.db").exists());
    }

    #[test]
    fn when_another_process_writes_the_answer_is_a_typed_error_and_reading_still_works() {
        let dir = tempfile::tempdir().unwrap();
        let first = Embedded::open(dir.path().join("index").as_path()).unwrap();
        first.upsert(&[Doc::new(THING, 1, "养老院")]).unwrap();
        let second = Embedded::open(dir.path().join("index").as_path()).unwrap();
        assert!(matches!(second.clear(), Err(SearchError::Unavailable(_))));
        assert_eq!(second.query(&Query::new("养老")).unwrap().ids(THING), [1]);
    }

    #[test]
    fn a_lost_folder_is_unhealthy() {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().join("index");
        let index = Embedded::open(&at).unwrap();
        assert!(index.healthy());
        std::fs::remove_dir_all(&at).unwrap();
        assert!(!index.healthy());
    }
}
