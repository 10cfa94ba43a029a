//! Walking the matches of a question up to a bound, so that what a broad word costs does not grow with the city.
use std::collections::{BTreeMap, HashSet};

use tantivy::query::{EnableScoring, Query as Ask};
use tantivy::schema::Facet;
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED};

use super::schema::{AT, FACET, RANK};

/// One match and what it is put in order by.
#[derive(Debug, Clone, Copy)]
pub struct Match {
    /// How well it matched.
    pub score: f32,
    rank: i64,
    at: i64,
    /// Where it lies.
    pub address: DocAddress,
}

impl Match {
    /// Best first, then the more prominent, then the later; the place in the index breaks the last tie.
    #[must_use]
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let ties = (other.rank, other.at).cmp(&(self.rank, self.at)).then(self.address.cmp(&other.address));
        other.score.total_cmp(&self.score).then(ties)
    }
}

/// Facet → value → how many of the matches have it.
pub type Counts = BTreeMap<&'static str, BTreeMap<String, u64>>;

/// What was walked.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The matches, in the order of the index.
    pub matches: Vec<Match>,
    /// Their facets, of those asked about.
    pub counts: Counts,
    /// Whether there were more than the bound.
    pub is_more: bool,
}

impl Gathered {
    /// Adds what another walk found beside this one. The counts stay as they are.
    pub fn add(&mut self, other: Self) {
        let known: HashSet<DocAddress> = self.matches.iter().map(|found| found.address).collect();
        self.matches.extend(other.matches.into_iter().filter(|found| !known.contains(&found.address)));
    }

    /// The matches of one page, in order.
    pub fn page(&mut self, offset: usize, size: usize) -> &[Match] {
        let end = offset.saturating_add(size);
        if end < self.matches.len() {
            // Only what is shown is put in order.
            self.matches.select_nth_unstable_by(end, Match::order);
            self.matches.truncate(end);
        }
        self.matches.sort_unstable_by(Match::order);
        self.matches.get(offset..).unwrap_or_default()
    }
}

/// The matches of `question`, `most` of them at most, with the values of the facets in `count`.
pub fn gather(
    searcher: &Searcher,
    question: &dyn Ask,
    most: usize,
    count: &[&'static str],
) -> tantivy::Result<Gathered> {
    let weight = question.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut all =
        Gathered { counts: count.iter().map(|facet| (*facet, BTreeMap::new())).collect(), ..Gathered::default() };
    for (ord, segment) in (0..).zip(searcher.segment_readers()) {
        if all.is_more {
            break;
        }
        let from = all.matches.len();
        let (rank, at) = (segment.fast_fields().i64(RANK)?, segment.fast_fields().i64(AT)?);
        let mut scorer = weight.scorer(segment, 1.0)?;
        while scorer.doc() != TERMINATED && !all.is_more {
            let doc = scorer.doc();
            if segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                if all.matches.len() < most {
                    let (rank, at) = (rank.first(doc).unwrap_or_default(), at.first(doc).unwrap_or_default());
                    let address = DocAddress::new(ord, doc);
                    all.matches.push(Match { score: scorer.score(), rank, at, address });
                } else {
                    all.is_more = true;
                }
            }
            scorer.advance();
        }
        tally(segment, all.matches.get(from..).unwrap_or_default(), &mut all.counts)?;
    }
    Ok(all)
}

fn tally(segment: &SegmentReader, matches: &[Match], counts: &mut Counts) -> tantivy::Result<()> {
    if counts.is_empty() || matches.is_empty() {
        return Ok(());
    }
    let facets = segment.facet_reader(FACET)?;
    let mut tallied = vec![0_u64; facets.num_facets()];
    for found in matches {
        for ord in facets.facet_ords(found.address.doc_id) {
            if let Some(n) = usize::try_from(ord).ok().and_then(|ord| tallied.get_mut(ord)) {
                *n += 1;
            }
        }
    }
    let mut facet = Facet::root();
    for (ord, n) in (0..).zip(tallied).filter(|(_, n)| *n > 0) {
        facets.facet_from_ord(ord, &mut facet)?;
        if let [name, value] = facet.to_path().as_slice()
            && let Some((_, values)) = counts.iter_mut().find(|(facet, _)| *facet == name)
        {
            *values.entry((*value).to_owned()).or_default() += n;
        }
    }
    Ok(())
}
