//! What programs ask, and what they are told, in the words of the specification.
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// What may be asked, as fields of an address or of a form.
#[derive(Debug, Default, Deserialize, IntoParams, ToSchema)]
pub struct Asked {
    /// Queries by key, as JSON: `{"q0": {"query": "遂宁市白酒行业协会", "type": "association", "limit": 3}}`.
    #[serde(default)]
    pub queries: String,
    /// Rows to extend, as JSON: `{"ids": ["51510900XXXX00019C"], "properties": [{"id": "county"}]}`.
    #[serde(default)]
    pub extend: String,
}

/// One name to match.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    /// The name.
    pub query: String,
    /// A kind, or several.
    #[serde(rename = "type")]
    pub kinds: OneOrMany,
    /// How many candidates are wanted.
    pub limit: Option<i64>,
    /// What else is known.
    pub properties: Vec<Known>,
}

/// A word or several: the specification allows both.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// None.
    #[default]
    None,
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> Vec<&str> {
        match self {
            Self::None => Vec::new(),
            Self::One(one) => vec![one],
            Self::Many(many) => many.iter().map(String::as_str).collect(),
        }
    }
}

/// What else is known of the thing to match.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Known {
    /// Which property.
    pub pid: String,
    /// Its value; texts count, anything else is left aside.
    pub v: serde_json::Value,
}

/// Rows to extend.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Extension {
    /// Codes of organizations.
    pub ids: Vec<String>,
    /// Properties wanted.
    pub properties: Vec<Wanted>,
}

/// A property wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Which.
    pub id: String,
}

/// An id with its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Named {
    /// The id.
    pub id: String,
    /// Its name in the reader's language.
    pub name: String,
}

/// A candidate.
#[derive(Debug, Serialize, ToSchema)]
pub struct Candidate {
    /// Credit code, or the filing number of a filed group.
    pub id: String,
    /// Registered name.
    pub name: String,
    /// Where it is and how it stands.
    pub description: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kinds: Vec<Named>,
    /// How near, 0 to 100.
    pub score: f32,
    /// Whether it may be taken without looking.
    #[serde(rename = "match")]
    pub is_match: bool,
}

/// The candidates of one query.
#[derive(Debug, Serialize, ToSchema)]
pub struct Candidates {
    /// The best first.
    pub result: Vec<Candidate>,
}

/// A cell of an extended row.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cell {
    /// Its text.
    pub str: String,
}

/// Extended rows.
#[derive(Debug, Serialize, ToSchema)]
pub struct Extended {
    /// The properties in the order asked for.
    pub meta: Vec<Named>,
    /// Row → property → cells.
    pub rows: BTreeMap<String, BTreeMap<String, Vec<Cell>>>,
}
