//! The fields of the embedded index and how a document fills them.
use tantivy::schema::{
    FAST, Facet, FacetOptions, Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{TantivyDocument, Term};

use super::super::doc::{Doc, DocKind};
use super::super::pinyin::spellings;
use super::super::text::{Gram, fold, grams, key};

/// Raised whenever fields or cutting change; an index made by other rules is begun anew.
pub const VERSION: &str = "3";
/// The name of the tokenizer.
pub const TOKENIZER: &str = "han";
/// The field of facets.
pub const FACET: &str = "facet";
/// The field of prominence.
pub const RANK: &str = "rank";
/// The field of the last tie.
pub const AT: &str = "at";
/// The field of the kind.
pub const KIND: &str = "kind";
/// The field of the id.
pub const ID: &str = "id";

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// `kind:id`, by which a document is replaced.
    own: Field,
    /// The kind.
    pub kind: Field,
    id: Field,
    /// The name as one word.
    pub name_key: Field,
    /// The name.
    pub name: Field,
    /// Other names.
    pub alias: Field,
    /// Codes, each one word.
    pub code: Field,
    /// Spellings of the names.
    pub pinyin: Field,
    /// Initials of the names.
    pub initials: Field,
    /// The text.
    pub body: Field,
    /// Facets.
    pub facet: Field,
    rank: Field,
    at: Field,
}

/// The schema and its fields.
#[must_use]
pub fn build() -> (Schema, Fields) {
    let mut b = Schema::builder();
    let cut = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(cut);
    let fields = Fields {
        own: b.add_text_field("own", STRING),
        kind: b.add_text_field(KIND, STRING | FAST),
        id: b.add_i64_field(ID, FAST),
        name_key: b.add_text_field("name_key", STRING),
        name: b.add_text_field("name", text.clone()),
        alias: b.add_text_field("alias", text.clone()),
        code: b.add_text_field("code", STRING),
        pinyin: b.add_text_field("pinyin", STRING),
        initials: b.add_text_field("initials", STRING),
        body: b.add_text_field("body", text),
        facet: b.add_facet_field(FACET, FacetOptions::default()),
        rank: b.add_i64_field(RANK, FAST),
        at: b.add_i64_field(AT, FAST),
    };
    (b.build(), fields)
}

impl Fields {
    /// The term that only this document has.
    #[must_use]
    pub fn own_term(&self, kind: DocKind, id: i64) -> Term {
        Term::from_field_text(self.own, &format!("{kind}:{id}"))
    }

    /// A document as the index keeps it.
    #[must_use]
    pub fn document(&self, doc: &Doc) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        out.add_text(self.own, format!("{}:{}", doc.kind, doc.id));
        out.add_text(self.kind, doc.kind.0);
        out.add_i64(self.id, doc.id);
        out.add_text(self.name_key, key(&doc.title));
        add_name(&mut out, self.name, &doc.title);
        for alias in &doc.aliases {
            add_name(&mut out, self.alias, alias);
        }
        for code in &doc.codes {
            out.add_text(self.code, key(code));
        }
        let names = std::iter::once(&doc.title).chain(&doc.aliases);
        let spelled = spellings(names.map(String::as_str));
        spelled.full.iter().for_each(|full| out.add_text(self.pinyin, full));
        spelled.initials.iter().for_each(|initials| out.add_text(self.initials, initials));
        out.add_text(self.body, fold(&doc.body));
        out.add_facet(self.facet, Facet::from_path(["kind", doc.kind.0]));
        for (facet, values) in &doc.facets {
            for value in values.iter().filter(|value| !value.is_empty()) {
                out.add_facet(self.facet, Facet::from_path([facet, value.as_str()]));
            }
        }
        out.add_i64(self.rank, doc.rank);
        out.add_i64(self.at, doc.at);
        out
    }
}

/// A name is also kept without its punctuation, so that 遂宁市（安居）… is found by 遂宁市安居….
fn add_name(out: &mut TantivyDocument, field: Field, name: &str) {
    let folded = fold(name);
    let bare: String = folded.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
    if bare != folded {
        out.add_text(field, &bare);
    }
    out.add_text(field, folded);
}

/// Cuts folded text into single Han characters, pairs and words.
#[derive(Clone, Default)]
pub struct HanTokenizer;

/// The pieces of one text.
pub struct Grams {
    rest: std::vec::IntoIter<Gram>,
    token: Token,
}

impl Tokenizer for HanTokenizer {
    type TokenStream<'a> = Grams;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Grams {
        Grams { rest: grams(text).into_iter(), token: Token::default() }
    }
}

impl TokenStream for Grams {
    fn advance(&mut self) -> bool {
        let Some(gram) = self.rest.next() else { return false };
        let (offset_from, offset_to) = (gram.bytes.start, gram.bytes.end);
        self.token = Token { offset_from, offset_to, position: gram.place, text: gram.text, position_length: 1 };
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
