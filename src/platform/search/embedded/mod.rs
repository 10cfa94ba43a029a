//! The embedded engine: a Tantivy index in a folder, with one writer.
mod gather;
mod prefix;
mod question;
mod schema;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use tantivy::merge_policy::LogMergePolicy;
use tantivy::{Index, IndexReader, IndexWriter, Searcher};

use self::gather::{Match, gather};
use self::question::Where;
use self::schema::{Fields, VERSION};
use super::SearchError;
use super::doc::{Doc, DocKind, Hit, Hits, MAX_REACH, Query};

/// Memory the writer collects documents in before it writes a segment, in bytes; the least that Tantivy takes.
const WRITER_MEMORY: usize = 15_000_000;
/// Segments of about one size that are merged into one: few, because every question opens the dictionaries of all of them.
const MERGED: usize = 4;
/// Fewer matches than this, and words with a slip of the finger are looked for too.
const FEW: usize = 10;
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

    /// The matches of a query, best first, then by rank, then the latest. Of more than [`MAX_REACH`] those with the words
    /// in their names are put first, and the rest is neither walked nor counted.
    pub fn query(&self, query: &Query) -> Result<Hits, SearchError> {
        let searcher = self.reader.searcher();
        let ask = |place: Where| {
            // Names that are only near must all be weighed: the best may be the last.
            let most = if query.is_near { usize::MAX } else { MAX_REACH };
            gather(&searcher, &*question::build(&self.fields, query, place), most, &query.count)
        };
        let mut found = ask(Where::Anywhere)?;
        if found.matches.len() < FEW && question::may_slip(&query.text) {
            found = ask(Where::Slips)?;
        }
        if found.is_more && !query.text.trim().is_empty() {
            found.add(ask(Where::Names)?);
            found.add(ask(Where::NameStarts)?);
        }
        let total = found.matches.len().min(MAX_REACH) as u64;
        let page = found.page(query.offset(), query.size());
        let hits = page.iter().map(|found| hit(&searcher, found)).collect::<Result<_, _>>()?;
        Ok(Hits { hits, total, is_near: false, is_more: found.is_more, facets: found.counts })
    }

    /// One change, committed and visible when this returns; after a fault the writer is opened anew next time.
    fn write(&self, change: impl FnOnce(&mut IndexWriter) -> tantivy::Result<()>) -> Result<(), SearchError> {
        let mut slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => {
                let writer = self.index.writer_with_num_threads(1, WRITER_MEMORY)?;
                let mut merging = LogMergePolicy::default();
                merging.set_min_num_segments(MERGED);
                writer.set_merge_policy(Box::new(merging));
                writer
            }
        };
        change(&mut writer)?;
        writer.commit()?;
        *slot = Some(writer);
        drop(slot);
        self.reader.reload()?;
        Ok(())
    }
}

fn hit(searcher: &Searcher, found: &Match) -> Result<Hit, SearchError> {
    let lost = || SearchError::Unavailable("a document without an id".into());
    let (columns, doc) = (searcher.segment_reader(found.address.segment_ord).fast_fields(), found.address.doc_id);
    let id = columns.i64(schema::ID)?.first(doc).ok_or_else(lost)?;
    let kinds = columns.str(schema::KIND)?.ok_or_else(lost)?;
    let (ord, mut kind) = (kinds.term_ords(doc).next().ok_or_else(lost)?, String::new());
    kinds.ord_to_str(ord, &mut kind).map_err(|fault| SearchError::Unavailable(fault.to_string()))?;
    Ok(Hit { kind: DocKind::of(&kind), id, score: found.score })
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
    fn of_more_matches_than_are_counted_the_names_come_first_wherever_they_lie_and_filters_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let index = Embedded::open(dir.path().join("index").as_path()).unwrap();
        let most = i64::try_from(MAX_REACH).unwrap();
        let mut docs: Vec<Doc> = (1..=most + 50)
            .map(|id| Doc { body: "上门服务".into(), ..Doc::new(THING, id, format!("遂宁第{id}家")) })
            .collect();
        docs.push(Doc::new(THING, 9_001, "遂宁上门服务社"));
        docs.push(Doc::new(THING, 9_002, "上门服务社"));
        let one = [("grade", vec!["5A".to_owned()])];
        docs.push(Doc { facets: one.clone().into(), ..Doc::new(THING, 9_003, "遂宁晚来者") });
        index.upsert(&docs).unwrap();

        let hits = index.query(&Query { count: vec!["kind"], ..Query::new("上门服务") }).unwrap();
        assert_eq!(hits.ids(THING).get(..2), Some([9_002, 9_001].as_slice()));
        assert!(hits.is_more);
        assert_eq!(hits.total, MAX_REACH as u64);

        let spelled = index.query(&Query::new("suining")).unwrap();
        assert!(spelled.is_more && spelled.total == MAX_REACH as u64);
        let narrowed = index.query(&Query { filter: one.into(), ..Query::new("suining") }).unwrap();
        assert_eq!((narrowed.ids(THING), narrowed.is_more), (vec![9_003], false));
        let narrowed = index.query(&Query::new("suining wanlai")).unwrap();
        assert_eq!((narrowed.ids(THING), narrowed.is_more), (vec![9_003], false));
        assert!(index.query(&Query::new("")).unwrap().is_more);
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
