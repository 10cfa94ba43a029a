//! What is put into the search engine and what comes out of it.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// The kind of thing found, a lower-case English noun that its feature declares as a constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocKind(pub &'static str);

impl fmt::Display for DocKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl DocKind {
    /// The kind whose word is `word`; each new word is kept once for the life of the program.
    #[must_use]
    pub fn of(word: &str) -> Self {
        static WORDS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
        let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = words.get(word) {
            return Self(known);
        }
        let kept: &'static str = Box::leak(word.to_owned().into_boxed_str());
        words.insert(kept);
        Self(kept)
    }
}

/// One thing to be found. Only public words belong here: whoever may search may guess every one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    /// What it is.
    pub kind: DocKind,
    /// Its id in the database.
    pub id: i64,
    /// Its name.
    pub title: String,
    /// Former names, short names, English names.
    pub aliases: Vec<String>,
    /// Credit code, tender number, certificate number.
    pub codes: Vec<String>,
    /// Everything else worth finding, as plain text.
    pub body: String,
    /// What lists are narrowed by: `grade → ["5A"]`.
    pub facets: BTreeMap<&'static str, Vec<String>>,
    /// Prominence among equally good matches; more comes first.
    pub rank: i64,
    /// A moment in seconds since 1970 that breaks the last tie; later comes first.
    pub at: i64,
}

impl Doc {
    /// A document with a name and nothing else yet.
    #[must_use]
    pub fn new(kind: DocKind, id: i64, title: impl Into<String>) -> Self {
        Self {
            kind,
            id,
            title: title.into(),
            aliases: vec![],
            codes: vec![],
            body: String::new(),
            facets: BTreeMap::new(),
            rank: 0,
            at: 0,
        }
    }
}

/// A question to the engine. Empty text means everything that the filters leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What the person typed: words parted by spaces must all be found, each in any field.
    pub text: String,
    /// Only this kind.
    pub kind: Option<DocKind>,
    /// Facet → allowed values; a document needs one value of each facet named here.
    pub filter: BTreeMap<&'static str, Vec<String>>,
    /// Facets whose values are counted among the matches; `kind` is always one that may be counted.
    pub count: Vec<&'static str>,
    /// Page, from 1.
    pub page: usize,
    /// Matches on a page, 1 to 100.
    pub limit: usize,
    /// Whether names that are near the words will do. The engine asks so by itself when nothing holds them.
    pub is_near: bool,
}

/// The largest page a query may ask for.
pub const MAX_LIMIT: usize = 100;
/// How many matches are counted and can be paged through; nobody reads further.
pub const MAX_REACH: usize = 5_000;
/// How many characters of the text are looked at.
pub const MAX_TEXT: usize = 100;

impl Query {
    /// The first twenty matches of `text`, of every kind.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: None,
            filter: BTreeMap::new(),
            count: vec![],
            page: 1,
            limit: 20,
            is_near: false,
        }
    }

    /// The limit within its bounds.
    #[must_use]
    pub fn size(&self) -> usize {
        self.limit.clamp(1, MAX_LIMIT)
    }

    /// How many matches come before this page, within the reach of the engine.
    #[must_use]
    pub fn offset(&self) -> usize {
        (self.page.max(1) - 1).saturating_mul(self.size()).min(MAX_REACH)
    }
}

/// One match: ids only, because rows and the right to see them come from the database.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// What was found.
    pub kind: DocKind,
    /// Its id in the database.
    pub id: i64,
    /// How well it matched; comparable within one answer only.
    pub score: f32,
}

/// An answer, best match first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// The matches of the page.
    pub hits: Vec<Hit>,
    /// How many matched, [`MAX_REACH`] at most.
    pub total: u64,
    /// Whether more matched than were counted; `total` and `facets` are then the least there are.
    pub is_more: bool,
    /// Whether nothing held the words, and these are only near them.
    pub is_near: bool,
    /// Facet → value → how many matches have it, for the facets asked about.
    pub facets: BTreeMap<&'static str, BTreeMap<String, u64>>,
}

impl Hits {
    /// The ids of one kind, in order.
    #[must_use]
    pub fn ids(&self, kind: DocKind) -> Vec<i64> {
        self.hits.iter().filter(|hit| hit.kind == kind).map(|hit| hit.id).collect()
    }
}
