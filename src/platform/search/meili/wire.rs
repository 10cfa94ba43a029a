//! What goes over the wire: documents, settings and questions in words that the server cannot cut wrongly.
use std::collections::{BTreeMap, HashMap};

use meilisearch_sdk::settings::{
    FacetingSettings, MinWordSizeForTypos, PaginationSetting, Settings, TypoToleranceSettings,
};
use serde::Serialize;

use super::super::doc::{Doc, DocKind, MAX_REACH, Query};
use super::super::near;
use super::super::pinyin::{MAX_SPELLING, sound, spellings};
use super::super::rank::{Keys, MIN_TYPO};
use super::super::text::{Run, key, latin_words, pairs, runs};

/// Characters of a text that are sent.
const MAX_BODY: usize = 20_000;
/// Fields in the order of the tiers.
const SEARCHABLE: [&str; 10] =
    ["name", "name_1", "keys.name_words", "alias", "alias_1", "keys.alias_words", "code", "pinyin", "initials", "body"];
/// Fields in which nothing is taken for a slip of the finger: encoded Han, codes, initials, text.
const EXACT: [&str; 7] = ["name", "name_1", "alias", "alias_1", "code", "initials", "body"];

/// A document as the server keeps it.
#[derive(Debug, Serialize)]
pub struct Prepared {
    uid: String,
    kind: &'static str,
    id: i64,
    name: Vec<String>,
    name_1: String,
    alias: Vec<String>,
    alias_1: String,
    code: Vec<String>,
    pinyin: Vec<String>,
    initials: Vec<String>,
    body: String,
    facet: Vec<String>,
    rank: i64,
    at: i64,
    keys: Keys,
}

/// The settings of the index.
pub fn settings() -> Settings {
    let mut settings = Settings::new()
        .with_searchable_attributes(SEARCHABLE)
        .with_filterable_attributes(["kind", "facet"])
        .with_sortable_attributes(["rank", "at"])
        .with_ranking_rules(["words", "typo", "sort", "attribute", "exactness", "proximity", "rank:desc", "at:desc"])
        .with_pagination(PaginationSetting { max_total_hits: MAX_REACH })
        .with_faceting(FacetingSettings { max_values_per_facet: 2000, sort_facet_values_by: None });
    settings.typo_tolerance = Some(TypoToleranceSettings {
        enabled: Some(true),
        disable_on_attributes: Some(EXACT.map(str::to_owned).to_vec()),
        disable_on_words: None,
        min_word_size_for_typos: Some(MinWordSizeForTypos { one_typo: Some(MIN_TYPO as u8), two_typos: Some(255) }),
        disable_on_numbers: Some(true),
    });
    settings
}

/// The name of a document on the server.
pub fn uid(kind: DocKind, id: i64) -> String {
    format!("{kind}-{id}")
}

/// A document as the server keeps it.
pub fn prepare(doc: &Doc) -> Prepared {
    let names = std::iter::once(&doc.title).chain(&doc.aliases);
    let spelled = spellings(names.map(String::as_str));
    let (pinyin, initials): (Vec<String>, Vec<String>) =
        (spelled.full.into_iter().collect(), spelled.initials.into_iter().collect());
    let body: String = doc.body.chars().take(MAX_BODY).collect();
    let aliases = doc.aliases.join(" | ");
    let codes: Vec<String> = doc.codes.iter().map(|code| key(code)).collect();
    let facets = doc.facets.iter().flat_map(|(facet, values)| values.iter().map(move |value| pair(facet, value)));
    Prepared {
        uid: uid(doc.kind, doc.id),
        kind: doc.kind.0,
        id: doc.id,
        name: vec![stream(&doc.title), stream(&key(&doc.title))],
        name_1: singles(&doc.title),
        alias: doc.aliases.iter().flat_map(|alias| [stream(alias), stream(&key(alias))]).collect(),
        alias_1: singles(&aliases),
        code: doc
            .codes
            .iter()
            .flat_map(|code| [key(code), stream(code), singles(code), latin_words(code).join(" ")])
            .collect(),
        body: format!("{} . {} . {}", stream(&body), singles(&body), latin_words(&body).join(" ")),
        facet: facets.chain([pair("kind", doc.kind.0)]).collect(),
        rank: doc.rank,
        at: doc.at,
        keys: Keys {
            name: key(&doc.title),
            aliases: doc.aliases.iter().map(|alias| key(alias)).collect(),
            name_words: latin_words(&doc.title),
            alias_words: latin_words(&aliases),
            codes,
            pinyin: pinyin.clone(),
            initials: initials.clone(),
        },
        pinyin,
        initials,
    }
}

fn pair(facet: &str, value: &str) -> String {
    format!("{facet}={value}")
}

/// The pairs of every Han run in letters, runs parted by a full stop, so that a quoted row of pairs is a phrase.
fn stream(text: &str) -> String {
    let runs = han_runs(text).into_iter().map(|run| encode_all(&pairs(&run)));
    runs.filter(|run| !run.is_empty()).collect::<Vec<_>>().join(" . ")
}

/// The single Han characters in letters.
fn singles(text: &str) -> String {
    let chars: Vec<String> = han_runs(text).concat().chars().map(String::from).collect();
    encode_all(&chars)
}

fn han_runs(text: &str) -> Vec<String> {
    let runs = runs(text).into_iter();
    runs.filter_map(|run| if let Run::Han(han) = run { Some(han) } else { None }).collect()
}

fn encode_all(grams: &[String]) -> String {
    grams.iter().map(|gram| encode(gram)).collect::<Vec<_>>().join(" ")
}

/// A gram as a word of letters that no segmentation cuts: five letters a character, after a mark of its length.
fn encode(gram: &str) -> String {
    let mark = if gram.chars().nth(1).is_some() { 'y' } else { 'x' };
    let letters = gram.chars().flat_map(|c| {
        let code = u32::from(c);
        (0..5).rev().filter_map(move |nibble| char::from_u32(u32::from('a') + (code >> (4 * nibble) & 0xF)))
    });
    std::iter::once(mark).chain(letters).collect()
}

/// Han runs as quoted phrases first, then the other words, the longest last because only the last is a prefix.
pub fn question(runs: &[Run]) -> String {
    let mut phrases = vec![];
    let mut words: Vec<String> = vec![];
    for run in runs {
        match run {
            Run::Han(han) => {
                let grams = pairs(han);
                let row = if grams.is_empty() { encode(han) } else { encode_all(&grams) };
                phrases.push(format!("\"{row}\""));
            }
            Run::Latin(word) => words.push(word.chars().take(MAX_SPELLING).collect()),
        }
    }
    words.sort_by_key(|word| (word.chars().all(char::is_alphabetic), word.chars().count()));
    phrases.into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

/// What brings up names near the runs: three characters in a row as a phrase, and the sound of the whole.
pub fn near_questions(runs: &[Run]) -> Vec<String> {
    let long = runs.iter().filter_map(|run| match run {
        Run::Han(han) if near::is_long(han) => Some(han),
        _ => None,
    });
    long.flat_map(|han| {
        let spelling: String = sound(han).chars().take(MAX_SPELLING).collect();
        let phrases = near::pieces(han).into_iter().map(|piece| format!("\"{}\"", encode_all(&pairs(&piece))));
        phrases.chain([spelling]).collect::<Vec<_>>()
    })
    .collect()
}

/// The filters of a query in the server's language.
pub fn filter(query: &Query) -> String {
    let kind = query.kind.map(|kind| format!("kind = {}", quoted(kind.0)));
    let facets = query.filter.iter().map(|(facet, values)| {
        let allowed: Vec<String> = values.iter().map(|value| quoted(&pair(facet, value))).collect();
        format!("facet IN [{}]", allowed.join(", "))
    });
    kind.into_iter().chain(facets).collect::<Vec<_>>().join(" AND ")
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The values of one facet among all counted pairs.
pub fn counted(facet: &str, counts: &HashMap<String, usize>) -> BTreeMap<String, u64> {
    let own = counts.iter().filter_map(|(pair, n)| Some((pair.split_once('=')?, *n as u64)));
    own.filter(|((name, _), _)| *name == facet).map(|((_, value), n)| (value.to_owned(), n)).collect()
}
