//! Page context of the directory by place.
use crate::{
    registry::organization::views::{Facet, Link},
    web::View,
};
use serde::Serialize;

/// One division of the map.
#[derive(Debug, Clone, Serialize)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// Its organizations in the directory.
    pub href: String,
    /// How many.
    pub total: i64,
    /// The outline; none for the city's own level, which lies nowhere.
    pub outline: Option<String>,
    /// Middle of the words.
    pub x: i64,
    /// Middle of the words.
    pub y: i64,
    /// Darkness from 0 to 1, as SVG writes it.
    pub shade: String,
}

/// One row of the table.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The division's name.
    pub name: String,
    /// Its organizations in the directory; empty for the sum.
    pub href: String,
    /// Altogether.
    pub total: i64,
    /// Share in all, in words.
    pub share: String,
    /// By kind.
    pub kinds: Vec<i64>,
}

/// The directory by place.
#[derive(Debug, Clone, Serialize)]
pub struct MapPage {
    /// Filters.
    pub facets: Vec<Facet>,
    /// What is chosen, each with the address that drops it.
    pub chosen: Vec<Link>,
    /// Divisions to draw.
    pub areas: Vec<Area>,
    /// Kinds, the headings of the table.
    pub kinds: Vec<&'static str>,
    /// Rows of the table.
    pub rows: Vec<Row>,
    /// Their sum.
    pub sum: Row,
    /// What the map shows, in a sentence.
    pub finding: String,
    /// Query string for downloads.
    pub query: String,
}

impl View for MapPage {
    const TEMPLATE: &'static str = "registry/organization/map.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let area = |outline: Option<&str>| Area {
            name: "船山区".into(),
            href: "/orgs?division=510903".into(),
            total: 12,
            outline: outline.map(str::to_owned),
            x: 200,
            y: 100,
            shade: "0.50".into(),
        };
        let row = Row {
            name: "船山区".into(),
            href: "/orgs?division=510903".into(),
            total: 12,
            share: "100.0%".into(),
            kinds: vec![1, 2, 3, 6],
        };
        let full = Self {
            facets: vec![Facet { name: "kind", label: "x".into(), options: vec![] }],
            chosen: vec![Link { href: "/orgs/map".into(), label: "x".into() }],
            areas: vec![area(Some("M0 0H9V9Z")), area(None)],
            kinds: vec!["association", "service", "foundation", "filed"],
            rows: vec![row.clone()],
            sum: Row { href: String::new(), ..row },
            finding: "x".into(),
            query: "kind=service".into(),
        };
        let empty = Row { total: 0, share: "—".into(), kinds: vec![0; 4], ..full.sum.clone() };
        vec![Self { sum: empty, chosen: vec![], query: String::new(), ..full.clone() }, full]
    }
}
