//! A query as Tantivy asks it: words joined by AND, each word the best of its fields.
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery, Occur,
    PhraseQuery, Query as Ask, TermQuery, TermSetQuery,
};
use tantivy::schema::{Facet, Field, IndexRecordOption};

use super::super::doc::{MAX_TEXT, Query};
use super::super::near;
use super::super::pinyin::{MAX_SPELLING, sound};
use super::super::rank;
use super::super::text::{Run, key, pairs, runs};
use super::schema::Fields;

type Asked = Box<dyn Ask>;

/// How many runs of a query are looked at.
const MAX_RUNS: usize = 12;
/// How much of the relevance that the words of a text give is let into the score.
const BODY_SHARE: f32 = 0.1;

/// The query with its filters.
#[must_use]
pub fn build(fields: &Fields, query: &Query) -> Asked {
    let mut all = vec![(Occur::Must, words(fields, query))];
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

fn must_be(filter: Asked) -> (Occur, Asked) {
    (Occur::Must, graded(filter, 0.0))
}

fn words(fields: &Fields, query: &Query) -> Asked {
    let text: String = query.text.chars().take(MAX_TEXT).collect();
    if text.trim().is_empty() {
        return graded(Box::new(AllQuery), 0.0);
    }
    let whole = key(&text);
    if whole.is_empty() {
        return Box::new(EmptyQuery);
    }
    let mut all: Vec<(Occur, Asked)> = vec![];
    for chunk in text.split_whitespace().filter(|chunk| !key(chunk).is_empty()).take(MAX_RUNS) {
        all.push((Occur::Must, word(fields, chunk, query.is_near)));
    }
    let whole_name = vec![
        graded(term(fields.name_key, &whole), rank::EXACT_NAME),
        graded(prefix(fields.name_key, &whole), rank::NAME_START),
    ];
    all.push((Occur::Should, best(whole_name)));
    Box::new(BooleanQuery::new(all))
}

/// A word without spaces: all of its runs, or the code that it is.
fn word(fields: &Fields, chunk: &str, is_near: bool) -> Asked {
    let parts: Vec<(Occur, Asked)> =
        runs(chunk).iter().take(MAX_RUNS).map(|part| (Occur::Must, run(fields, part, is_near))).collect();
    let code = key(chunk);
    best(vec![
        Box::new(BooleanQuery::new(parts)),
        graded(term(fields.code, &code), rank::CODE),
        graded(prefix(fields.code, &code), rank::CODE_PREFIX),
    ])
}

fn run(fields: &Fields, run: &Run, is_near: bool) -> Asked {
    match run {
        Run::Han(han) if is_near && near::is_long(han) => near(fields, han),
        Run::Han(han) => best(vec![
            graded(phrase(fields.name, han), rank::NAME),
            graded(phrase(fields.alias, han), rank::ALIAS),
            Box::new(BoostQuery::new(phrase(fields.body, han), BODY_SHARE)),
        ]),
        Run::Latin(word) => latin(fields, word),
    }
}

/// Names that sound the same, or share enough of the pairs: those that share the rarest first.
fn near(fields: &Fields, han: &str) -> Asked {
    let grams = pairs(han);
    let shared = |field: Field| -> Asked {
        let any = grams.iter().map(|gram| (Occur::Should, term(field, gram))).collect();
        Box::new(BooleanQuery::with_minimum_required_clauses(any, near::needed(grams.len())))
    };
    let spelling: String = sound(han).chars().take(MAX_SPELLING).collect();
    best(vec![graded(prefix(fields.pinyin, &spelling), rank::SOUND), shared(fields.name), shared(fields.alias)])
}

fn latin(fields: &Fields, word: &str) -> Asked {
    let spelling: String = word.chars().take(MAX_SPELLING).collect();
    let mut ways = vec![
        graded(term(fields.name, word), rank::NAME),
        graded(prefix(fields.name, word), rank::NAME_PREFIX),
        graded(term(fields.alias, word), rank::ALIAS),
        graded(prefix(fields.alias, word), rank::ALIAS_PREFIX),
        graded(term(fields.code, word), rank::CODE),
        graded(prefix(fields.code, word), rank::CODE_PREFIX),
        graded(prefix(fields.pinyin, &spelling), rank::PINYIN),
        graded(prefix(fields.initials, word), rank::INITIALS),
        graded(prefix(fields.body, word), rank::BODY_PREFIX),
        Box::new(BoostQuery::new(term(fields.body, word), BODY_SHARE)),
    ];
    if rank::may_slip(word) {
        ways.push(graded(slip(fields.name, word), rank::NAME_TYPO));
        ways.push(graded(slip(fields.alias, word), rank::NAME_TYPO));
        ways.push(graded(slip(fields.pinyin, &spelling), rank::PINYIN_TYPO));
    }
    best(ways)
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

fn prefix(field: Field, word: &str) -> Asked {
    Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, word), 0, true))
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
