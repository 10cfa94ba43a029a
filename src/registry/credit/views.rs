//! Page contexts of the two lists.
use crate::{
    kernel::time::{Day, Ts},
    web::{Left, View},
};
use serde::Serialize;

/// One entry in a public list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Number of the entry.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// County's name.
    pub county: String,
    /// Which list.
    pub list: &'static str,
    /// Why.
    pub ground: &'static str,
    /// 列入日期.
    pub listed_on: Option<Day>,
    /// Ledger entry.
    pub entry: Option<i64>,
}

/// A view of the lists to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether it is shown.
    pub on: bool,
    /// How many organizations it holds.
    pub n: Option<i64>,
}

/// The public lists (`SO-129`).
#[derive(Debug, Clone, Serialize)]
pub struct ListsPage {
    /// Which list is shown; empty for both.
    pub list: String,
    /// Words looked for.
    pub q: String,
    /// County looked for.
    pub county: String,
    /// Both lists, and each alone.
    pub choices: Vec<Choice>,
    /// Counties to choose from: code, name.
    pub counties: Vec<(String, String)>,
    /// Entries.
    pub rows: Vec<Row>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Address of the same list as CSV.
    pub csv: String,
}

/// One matter that waits at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// Number of the entry.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Why.
    pub ground: &'static str,
    /// Where it stands.
    pub state: &'static str,
    /// What is left of the running period.
    pub left: Option<Left>,
}

/// The desk's page: notices, objections and applications for removal.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// What waits.
    pub rows: Vec<Task>,
}

/// Giving notice.
#[derive(Debug, Clone, Serialize)]
pub struct NewPage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Last day to object, if the notice is given today.
    pub object_by: Day,
    /// Grounds to choose from.
    pub grounds: Vec<Ground>,
}

/// A ground to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Ground {
    /// Word.
    pub value: &'static str,
    /// Its sentence.
    pub label: String,
    /// Which list it leads to.
    pub hint: String,
}

/// One entry.
#[derive(Debug, Clone, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is one offer of the page")]
pub struct ShowPage {
    /// Number.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Which list.
    pub list: &'static str,
    /// Why.
    pub ground: &'static str,
    /// Where it stands.
    pub state: &'static str,
    /// The facts.
    pub facts: String,
    /// When the notice was given.
    pub noticed_at: Ts,
    /// Last day to object.
    pub object_by: Day,
    /// The objection; for the parties only.
    pub objection: Option<String>,
    /// Reasons of the latest decision.
    pub decision: Option<String>,
    /// When it fell.
    pub decided_at: Option<Ts>,
    /// 列入日期.
    pub listed_on: Option<Day>,
    /// What was put right; for the parties only.
    pub duty_done: Option<String>,
    /// Last day to decide on removal.
    pub verify_by: Option<Day>,
    /// 移出日期.
    pub removed_on: Option<Day>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// What is left of the running period.
    pub left: Option<Left>,
    /// Whether the reader may object now.
    pub may_object: bool,
    /// Whether the reader may list or drop now.
    pub may_decide: bool,
    /// Whether the days to object still run, so that only dropping is possible.
    pub is_waiting: bool,
    /// Whether the reader may ask for removal now.
    pub may_ask: bool,
    /// Why not, where the reader is an officer and the entry is in force.
    pub not_yet: Option<String>,
    /// Whether the reader may remove now.
    pub may_remove: bool,
    /// Whether an application for removal waits.
    pub is_asked: bool,
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

impl View for ListsPage {
    const TEMPLATE: &'static str = "registry/credit/lists.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let row = Row {
            no: "510900-20261123-XY-00001".into(),
            name: "遂宁市示例服务中心".into(),
            code: "52510900XXXX00001X".into(),
            county: "船山区".into(),
            list: "abnormal",
            ground: "report_late",
            listed_on: Some(day()),
            entry: Some(1),
        };
        let serious = Row { list: "serious", ground: "heavy_fine", entry: None, ..row.clone() };
        let full = Self {
            list: "abnormal".into(),
            q: String::new(),
            county: String::new(),
            choices: vec![Choice { label: "x".into(), href: "/lists".into(), on: true, n: Some(41) }],
            counties: vec![("510903".into(), "船山区".into())],
            rows: vec![row, serious],
            next: Some("/lists?cursor=x".into()),
            csv: "/lists.csv".into(),
        };
        let empty = Self { list: String::new(), q: "x".into(), rows: vec![], next: None, ..full.clone() };
        vec![full, empty]
    }
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "registry/credit/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let task = |state| Task {
            no: "510900-20261123-XY-00001".into(),
            name: "遂宁市示例服务中心".into(),
            ground: "unreachable",
            state,
            left: Some(Left::sample()),
        };
        let rows = vec![task("noticed"), task("objected"), Task { left: None, ..task("asking") }];
        vec![Self { rows }, Self { rows: vec![] }]
    }
}

impl View for NewPage {
    const TEMPLATE: &'static str = "registry/credit/new.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let ground = Ground { value: "report_late", label: "x".into(), hint: "x".into() };
        vec![Self {
            name: "遂宁市示例服务中心".into(),
            code: "52510900XXXX00001X".into(),
            object_by: day(),
            grounds: vec![ground],
        }]
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/credit/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let noticed = Self {
            no: "510900-20261123-XY-00001".into(),
            name: "遂宁市示例服务中心".into(),
            code: "52510900XXXX00001X".into(),
            list: "abnormal",
            ground: "unreachable",
            state: "noticed",
            facts: "x".into(),
            noticed_at: Ts::start_of(day()),
            object_by: day(),
            objection: None,
            decision: None,
            decided_at: None,
            listed_on: None,
            duty_done: None,
            verify_by: None,
            removed_on: None,
            entry: None,
            left: Some(Left::sample()),
            may_object: true,
            may_decide: false,
            is_waiting: false,
            may_ask: false,
            not_yet: None,
            may_remove: false,
            is_asked: false,
        };
        let decide = Self {
            state: "objected",
            objection: Some("x".into()),
            may_object: false,
            may_decide: true,
            is_waiting: true,
            ..noticed.clone()
        };
        let asking = Self {
            state: "asking",
            list: "serious",
            ground: "heavy_fine",
            decision: Some("x".into()),
            decided_at: Some(Ts::start_of(day())),
            listed_on: Some(day()),
            duty_done: Some("x".into()),
            verify_by: Some(day()),
            entry: Some(2),
            may_decide: false,
            may_remove: true,
            is_asked: true,
            ..decide.clone()
        };
        let listed = Self {
            state: "listed",
            may_remove: false,
            may_ask: true,
            not_yet: Some("x".into()),
            left: None,
            is_asked: false,
            ..asking.clone()
        };
        let removed =
            Self { state: "removed", removed_on: Some(day()), may_ask: false, not_yet: None, ..listed.clone() };
        vec![noticed, decide, asking, listed, removed]
    }
}
