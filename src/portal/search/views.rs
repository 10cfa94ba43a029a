//! Page context of search.
use crate::web::View;
use serde::Serialize;

/// A piece of text, matched or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they match.
    pub hit: bool,
}

/// Something found.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// `organization`, `tender`, `activity` or `team`.
    pub kind: &'static str,
    /// Its page.
    pub href: String,
    /// Its name.
    pub title: String,
    /// Text around the match.
    pub snippet: Vec<Piece>,
    /// Small facts.
    pub facts: Vec<String>,
    /// How it stands, in words.
    pub status: Option<String>,
}

/// One kind to look at alone.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Words.
    pub label: String,
    /// Address.
    pub href: String,
    /// Whether it is in force.
    pub on: bool,
    /// How many match, where it was counted.
    pub n: Option<u64>,
}

/// Search.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SearchPage {
    /// What was typed.
    pub q: String,
    /// Kinds.
    pub kinds: Vec<Choice>,
    /// Counties.
    pub places: Vec<Choice>,
    /// When activities are.
    pub times: Vec<Choice>,
    /// What was found.
    pub hits: Vec<Found>,
    /// The next page.
    pub next: Option<String>,
    /// Whether the database answered in place of the engine.
    pub is_fallback: bool,
    /// Whether nothing held the words, and these are only near them.
    pub is_near: bool,
    /// Whether more held the words than are counted.
    pub is_more: bool,
    /// What to try instead.
    pub tries: Vec<Choice>,
}

impl View for SearchPage {
    const TEMPLATE: &'static str = "portal/search.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let kind = Choice { label: "All".into(), href: "/search?q=x".into(), on: true, n: Some(1) };
        let hit = Found {
            kind: "organization",
            href: "/orgs/x".into(),
            title: "x".into(),
            snippet: vec![Piece { text: "y".into(), hit: true }],
            facts: vec!["z".into()],
            status: None,
        };
        let full = Self {
            q: "x".into(),
            kinds: vec![kind.clone()],
            places: vec![kind.clone()],
            times: vec![kind.clone()],
            hits: vec![hit],
            next: None,
            is_fallback: true,
            is_near: false,
            is_more: false,
            tries: vec![],
        };
        let none = Self { hits: vec![], tries: vec![Choice { n: None, ..kind }], is_fallback: false, ..full.clone() };
        let near = Self { is_fallback: false, is_near: true, ..full.clone() };
        let many = Self { is_near: false, is_more: true, ..near.clone() };
        let start = Self::default();
        vec![full, none, near, many, start]
    }
}
