//! A query as Tantivy asks it: words joined by AND, each word the best of its fields.
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery, Occur,
    PhraseQuery, Query as Ask, TermQuery, TermSetQuery,
};
use tantivy::schema::{Facet, Field, IndexRecordOption};

use super::super::doc::{MAX_REACH, MAX_TEXT, Query};
use super::super::near;
use super::super::pinyin::{MAX_SPELLING, sound};
use super::super::rank;
use super::super::text::{Run, key, pairs, runs};
use super::prefix::{Bound, Prefix};
use super::schema::Fields;

type Asked = Box<dyn Ask>;

/// How many runs of a query are looked at.
const MAX_RUNS: usize = 12;
/// How much of the relevance that the words of a text give is let into the score.
const BODY_SHARE: f32 = 0.1;

/// Where the words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Everywhere.
    Anywhere,
    /// Everywhere, a slip of the finger in Latin letters allowed.
    Slips,
    /// Not in the text.
    Names,
    /// In names that begin with the whole of what was typed.
    NameStarts,
}

/// How a question is asked of the index.
struct Asking<'a> {
    fields: &'a Fields,
    is_near: bool,
    place: Where,
    /// How far beginnings of words are read.
    bound: Bound,
}

/// The query with its filters.
#[must_use]
pub fn build(fields: &Fields, query: &Query, place: Where) -> Asked {
    let text: String = query.text.chars().take(MAX_TEXT).collect();
    let one = matches!(runs(&text).as_slice(), [_]);
    let bound = if one { Bound::of(query, MAX_REACH) } else { Bound::default() };
    let asking = Asking { fields, is_near: query.is_near, place, bound };
    let mut all = vec![(Occur::Must, asking.words(&text))];
    if let Some(kind) = query.kind {
        all.push(must_be(term(fields.kind, kind.0)));
    }
    for (facet, values) in &query.filter {
        let allowed =
            values.iter().map(|value| Term::from_facet(fields.facet, &Facet::from_path([facet, value.as_str()])));
        all.push(must_be(Box::new(TermSetQuery::new(allowed))));
    }
    Box::new(BooleanQuery::new(all))
}

/// Whether a slip of the finger is possible in a text.
#[must_use]
pub fn may_slip(text: &str) -> bool {
    runs(text).iter().any(|run| matches!(run, Run::Latin(word) if rank::may_slip(word)))
}

fn must_be(filter: Asked) -> (Occur, Asked) {
    (Occur::Must, graded(filter, 0.0))
}

impl Asking<'_> {
    fn words(&self, text: &str) -> Asked {
        if text.trim().is_empty() {
            return graded(Box::new(AllQuery), 0.0);
        }
        let whole = key(text);
        if whole.is_empty() {
            return Box::new(EmptyQuery);
        }
        let mut all: Vec<(Occur, Asked)> = vec![];
        for chunk in text.split_whitespace().filter(|chunk| !key(chunk).is_empty()).take(MAX_RUNS) {
            all.push((Occur::Must, self.word(chunk)));
        }
        let whole_name = vec![
            graded(term(self.fields.name_key, &whole), rank::EXACT_NAME),
            graded(self.prefix(self.fields.name_key, &whole), rank::NAME_START),
        ];
        let must = if self.place == Where::NameStarts { Occur::Must } else { Occur::Should };
        all.push((must, best(whole_name)));
        Box::new(BooleanQuery::new(all))
    }

    /// A word without spaces: all of its runs, or the code that it is.
    fn word(&self, chunk: &str) -> Asked {
        let parts: Vec<(Occur, Asked)> =
            runs(chunk).iter().take(MAX_RUNS).map(|part| (Occur::Must, self.run(part))).collect();
        let code = key(chunk);
        best(vec![
            Box::new(BooleanQuery::new(parts)),
            graded(term(self.fields.code, &code), rank::CODE),
            graded(self.prefix(self.fields.code, &code), rank::CODE_PREFIX),
        ])
    }

    fn run(&self, run: &Run) -> Asked {
        match run {
            Run::Han(han) if self.is_near && near::is_long(han) => self.near(han),
            Run::Han(han) => {
                let mut ways = vec![
                    graded(phrase(self.fields.name, han), rank::NAME),
                    graded(phrase(self.fields.alias, han), rank::ALIAS),
                ];
                if self.in_text() {
                    ways.push(Box::new(BoostQuery::new(phrase(self.fields.body, han), BODY_SHARE)));
                }
                best(ways)
            }
            Run::Latin(word) => self.latin(word),
        }
    }

    /// Names that sound the same, or share enough of the pairs: those that share the rarest first.
    fn near(&self, han: &str) -> Asked {
        let grams = pairs(han);
        let shared = |field: Field| -> Asked {
            let any = grams.iter().map(|gram| (Occur::Should, term(field, gram))).collect();
            Box::new(BooleanQuery::with_minimum_required_clauses(any, near::needed(grams.len())))
        };
        let spelling: String = sound(han).chars().take(MAX_SPELLING).collect();
        let sounds = graded(self.prefix(self.fields.pinyin, &spelling), rank::SOUND);
        best(vec![sounds, shared(self.fields.name), shared(self.fields.alias)])
    }

    fn latin(&self, word: &str) -> Asked {
        let fields = self.fields;
        let spelling: String = word.chars().take(MAX_SPELLING).collect();
        let mut ways = vec![
            graded(term(fields.name, word), rank::NAME),
            graded(self.prefix(fields.name, word), rank::NAME_PREFIX),
            graded(term(fields.alias, word), rank::ALIAS),
            graded(self.prefix(fields.alias, word), rank::ALIAS_PREFIX),
            graded(term(fields.code, word), rank::CODE),
            graded(self.prefix(fields.code, word), rank::CODE_PREFIX),
            graded(self.prefix(fields.pinyin, &spelling), rank::PINYIN),
            graded(self.prefix(fields.initials, word), rank::INITIALS),
        ];
        if self.in_text() {
            ways.push(graded(self.prefix(fields.body, word), rank::BODY_PREFIX));
            ways.push(Box::new(BoostQuery::new(term(fields.body, word), BODY_SHARE)));
        }
        if self.place == Where::Slips && rank::may_slip(word) {
            ways.push(graded(slip(fields.name, word), rank::NAME_TYPO));
            ways.push(graded(slip(fields.alias, word), rank::NAME_TYPO));
            ways.push(graded(slip(fields.pinyin, &spelling), rank::PINYIN_TYPO));
        }
        best(ways)
    }

    fn in_text(&self) -> bool {
        matches!(self.place, Where::Anywhere | Where::Slips)
    }

    fn prefix(&self, field: Field, word: &str) -> Asked {
        Box::new(Prefix { field, start: word.to_owned(), bound: self.bound.clone() })
    }
}

fn best(ways: Vec<Asked>) -> Asked {
    Box::new(DisjunctionMaxQuery::new(ways))
}

fn graded(asked: Asked, score: f32) -> Asked {
    Box::new(ConstScoreQuery::new(asked, score))
}

fn term(field: Field, word: &str) -> Asked {
    Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs))
}

fn slip(field: Field, word: &str) -> Asked {
    Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, word), 1, true))
}

/// The characters of a Han run one after another, found by their pairs.
fn phrase(field: Field, han: &str) -> Asked {
    let grams = pairs(han);
    match grams.as_slice() {
        [] => term(field, han),
        [pair] => term(field, pair),
        _ => {
            let terms = grams.iter().enumerate().map(|(i, gram)| (i, Term::from_field_text(field, gram)));
            Box::new(PhraseQuery::new_with_offset(terms.collect()))
        }
    }
}
