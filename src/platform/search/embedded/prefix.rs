//! Words that begin with given letters, read up to a bound: two letters may begin a million spellings.
use tantivy::fastfield::FacetReader;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query as Ask, Scorer, Weight,
};
use tantivy::schema::{Facet, Field, IndexRecordOption};
use tantivy::{BitSet, DocId, SegmentReader, TantivyError};

use super::super::doc::Query;
use super::schema::FACET;

/// Documents that have a word in `field` beginning with `start`.
#[derive(Debug, Clone)]
pub struct Prefix {
    /// The field.
    pub field: Field,
    /// The letters.
    pub start: String,
    /// How far it reads.
    pub bound: Bound,
}

/// How many documents are enough, and which of them count. A word that other words must stand beside has no bound,
/// because those that count are then not known here.
#[derive(Debug, Clone, Default)]
pub struct Bound {
    most: Option<usize>,
    /// One value of each of these must be there.
    wanted: Vec<Vec<Facet>>,
}

impl Bound {
    /// `most` documents of those that the filters of a question leave.
    #[must_use]
    pub fn of(query: &Query, most: usize) -> Self {
        let of = |facet: &str, value: &str| Facet::from_path([facet, value]);
        let kind = query.kind.iter().map(|kind| vec![of("kind", kind.0)]);
        let filters = query.filter.iter().map(|(facet, values)| values.iter().map(|value| of(facet, value)).collect());
        Self { most: Some(most), wanted: kind.chain(filters).collect() }
    }
}

impl Ask for Prefix {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Prefix {
    fn scorer(&self, segment: &SegmentReader, boost: f32) -> tantivy::Result<Box<dyn Scorer>> {
        let index = segment.inverted_index(self.field)?;
        let narrow = Narrow::of(segment, &self.bound.wanted)?;
        let mut docs: Option<BitSet> = None;
        let most = self.bound.most.unwrap_or(usize::MAX);
        let mut words = index.terms().range().ge(self.start.as_bytes()).into_stream()?;
        while words.advance() && words.key().starts_with(self.start.as_bytes()) {
            let docs = docs.get_or_insert_with(|| BitSet::with_max_value(segment.max_doc()));
            let mut block = index.read_block_postings_from_terminfo(words.value(), IndexRecordOption::Basic)?;
            while !block.docs().is_empty() {
                for doc in block.docs().iter().filter(|doc| narrow.keeps(**doc)) {
                    docs.insert(*doc);
                }
                block.advance();
            }
            // One more than wanted tells that there are more.
            if docs.len() > most {
                break;
            }
        }
        Ok(match docs {
            Some(docs) => Box::new(ConstScorer::new(BitSetDocSet::from(docs), boost)),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        match self.scorer(segment, 1.0)?.seek(doc) == doc {
            true => Ok(Explanation::new("Prefix", 1.0)),
            false => Err(TantivyError::InvalidArgument("the document does not match".into())),
        }
    }
}

/// The living documents of one segment that the filters leave.
struct Narrow<'a> {
    segment: &'a SegmentReader,
    facets: Option<FacetReader>,
    wanted: Vec<Vec<u64>>,
}

impl<'a> Narrow<'a> {
    fn of(segment: &'a SegmentReader, wanted: &[Vec<Facet>]) -> tantivy::Result<Self> {
        if wanted.is_empty() {
            return Ok(Self { segment, facets: None, wanted: vec![] });
        }
        let facets = segment.facet_reader(FACET)?;
        let ord = |facet: &Facet| facets.facet_dict().term_ord(facet.encoded_str());
        let mut known = vec![];
        for values in wanted {
            let ords: Result<Vec<Option<u64>>, _> = values.iter().map(ord).collect();
            known.push(ords?.into_iter().flatten().collect());
        }
        Ok(Self { segment, facets: Some(facets), wanted: known })
    }

    fn keeps(&self, doc: DocId) -> bool {
        let lives = self.segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
        let fits = |facets: &FacetReader| {
            self.wanted.iter().all(|values| facets.facet_ords(doc).any(|ord| values.contains(&ord)))
        };
        lives && self.facets.as_ref().is_none_or(fits)
    }
}
