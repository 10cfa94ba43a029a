//! Page context of a comparison.
use crate::web::View;
use serde::Serialize;

/// One of the organizations.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Registered name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The comparison without it.
    pub drop: String,
}

/// One row: the same item of each.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// One value an organization; empty where there is none.
    pub cells: Vec<String>,
    /// Whether they are not all the same.
    pub differs: bool,
}

/// Rows that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Word, for the heading `compare-group-…`.
    pub key: &'static str,
    /// Rows.
    pub lines: Vec<Line>,
}

/// An organization that could be added.
#[derive(Debug, Clone, Serialize)]
pub struct Candidate {
    /// Registered name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The comparison with it.
    pub add: String,
}

/// Organizations side by side.
#[derive(Debug, Clone, Serialize)]
pub struct ComparePage {
    /// The organizations, in the order asked for.
    pub heads: Vec<Head>,
    /// What is compared; empty until there are two.
    pub groups: Vec<Group>,
    /// Codes that no organization has.
    pub lost: Vec<String>,
    /// Whether more were asked for than fit.
    pub is_cut: bool,
    /// Whether another one may be added.
    pub may_add: bool,
    /// Words another one was looked for by.
    pub q: String,
    /// What was found.
    pub candidates: Vec<Candidate>,
    /// Whether only rows that differ are shown.
    pub only_different: bool,
    /// The other view.
    pub toggle: String,
    /// How many rows differ.
    pub differences: usize,
    /// The same as a file.
    pub csv: String,
    /// The same from the API.
    pub json: String,
}

impl View for ComparePage {
    const TEMPLATE: &'static str = "registry/organization/compare.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let head = |code: &str| Head {
            name: "遂宁市示例服务中心".into(),
            code: code.into(),
            drop: "/orgs/compare?code=52510900XXXX00001X".into(),
        };
        let line = |differs| Line { label: "x".into(), cells: vec!["x".into(), String::new()], differs };
        let groups = ["items", "standing", "record"].map(|key| Group { key, lines: vec![line(true), line(false)] });
        let full = Self {
            heads: vec![head("52510900XXXX00001X"), head("52510900XXXX00002X")],
            groups: groups.to_vec(),
            lost: vec!["52510900XXXX00003X".into()],
            is_cut: true,
            may_add: true,
            q: "care".into(),
            candidates: vec![Candidate { name: "x".into(), code: "x".into(), add: "/orgs/compare?code=x".into() }],
            only_different: false,
            toggle: "/orgs/compare?only=different".into(),
            differences: 3,
            csv: "/orgs/compare.csv".into(),
            json: "/api/v1/organization-comparisons".into(),
        };
        let one = Self {
            heads: vec![head("x")],
            groups: vec![],
            candidates: vec![],
            lost: vec![],
            is_cut: false,
            ..full.clone()
        };
        let none = Self { heads: vec![], q: String::new(), ..one.clone() };
        let same = Self {
            only_different: true,
            may_add: false,
            differences: 0,
            groups: vec![Group { key: "items", lines: vec![] }],
            ..full.clone()
        };
        vec![full, one, none, same]
    }
}
