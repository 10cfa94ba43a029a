//! Page contexts of random inspection.
use crate::{
    kernel::time::{Day, Ts},
    web::{Left, View},
};
use serde::Serialize;

/// A draw in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DrawRow {
    /// Number.
    pub no: String,
    /// 抽查事项.
    pub title: String,
    /// Name of the authority.
    pub authority: String,
    /// Where it stands.
    pub state: &'static str,
    /// When it was announced.
    pub announced_at: Ts,
    /// When it was drawn.
    pub drawn_at: Option<Ts>,
    /// How many organizations are drawn.
    pub sample: i64,
    /// From how many.
    pub population: i64,
}

/// The public list of draws.
#[derive(Debug, Clone, Serialize)]
pub struct DrawsPage {
    /// The draws.
    pub rows: Vec<DrawRow>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// An inspection in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Number.
    pub no: String,
    /// Place in the draw.
    pub place: i64,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Numbers of the two officers in the roster.
    pub officers: (usize, usize),
    /// Where it stands.
    pub state: &'static str,
    /// The result, once public.
    pub finding: Option<&'static str>,
    /// What is left of the day that runs.
    pub left: Option<Left>,
    /// Whether its page may be read.
    pub is_open: bool,
    /// Ledger entry.
    pub entry: Option<i64>,
}

/// A draw with everything that lets anyone repeat it.
#[derive(Debug, Clone, Serialize)]
pub struct DrawPage {
    /// What stands in lists too.
    pub row: DrawRow,
    /// 依据.
    pub basis: String,
    /// SHA-256 of the list.
    pub population_digest: String,
    /// How many officers the roster has.
    pub roster: usize,
    /// SHA-256 of the seed.
    pub commitment: String,
    /// The seed, once drawn.
    pub seed: Option<String>,
    /// The inspections, in their order.
    pub rows: Vec<Row>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// Whether the reader may draw now.
    pub may_draw: bool,
}

/// The desk: draws to be drawn, inspections that run.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// Draws that are announced.
    pub draws: Vec<DrawRow>,
    /// Inspections that run, one's own first.
    pub rows: Vec<Row>,
    /// Whether the reader may announce a draw.
    pub may_announce: bool,
}

/// Announcing a draw.
#[derive(Debug, Clone, Serialize)]
pub struct NewPage {
    /// How many organizations there are to draw from.
    pub population: usize,
    /// How many officers the roster has.
    pub roster: usize,
    /// Kinds to choose from.
    pub kinds: Vec<&'static str>,
}

/// One inspection.
#[derive(Debug, Clone, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is one offer of the page")]
pub struct ShowPage {
    /// Number.
    pub no: String,
    /// Number of the draw.
    pub draw: String,
    /// 抽查事项.
    pub title: String,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Where it stands.
    pub state: &'static str,
    /// Numbers of the two officers in the roster.
    pub officers: (usize, usize),
    /// Their names, for the parties.
    pub names: Option<(String, String)>,
    /// 检查日期.
    pub visited_on: Option<Day>,
    /// 检查情况.
    pub facts: Option<String>,
    /// 抽查结果.
    pub finding: Option<&'static str>,
    /// Last day to put right.
    pub rectify_by: Option<Day>,
    /// 整改情况, for the parties.
    pub reply: Option<String>,
    /// What the officers answered last, for the parties.
    pub note: Option<String>,
    /// When the result was published.
    pub confirmed_at: Option<Ts>,
    /// When it ended.
    pub closed_at: Option<Ts>,
    /// The notice the missed day led to, for the parties.
    pub listing: Option<String>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// What is left of the day that runs.
    pub left: Option<Left>,
    /// Whether the reader may write the record now.
    pub may_record: bool,
    /// Results to choose from.
    pub findings: Vec<&'static str>,
    /// Whether the reader may confirm the record now.
    pub may_confirm: bool,
    /// Whether the reader may report what was put right now.
    pub may_reply: bool,
    /// Whether the reader may verify it now.
    pub may_verify: bool,
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn draw_row(state: &'static str) -> DrawRow {
    DrawRow {
        no: "510900-20261123-SJ-00001".into(),
        title: "x".into(),
        authority: "遂宁市民政局".into(),
        state,
        announced_at: Ts::start_of(day()),
        drawn_at: Some(Ts::start_of(day())),
        sample: 5,
        population: 1300,
    }
}

fn row(finding: Option<&'static str>) -> Row {
    Row {
        no: "510900-20261123-SJ-00001-001".into(),
        place: 1,
        name: "遂宁市示例服务中心".into(),
        code: "52510900XXXX00019L".into(),
        officers: (1, 2),
        state: "closed",
        finding,
        left: Some(Left::sample()),
        is_open: finding.is_some(),
        entry: Some(1),
    }
}

impl View for DrawsPage {
    const TEMPLATE: &'static str = "registry/inspection/draws.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let waiting = DrawRow { drawn_at: None, ..draw_row("announced") };
        vec![
            Self { rows: vec![waiting, draw_row("drawn")], next: Some("/inspections?cursor=x".into()) },
            Self { rows: vec![], next: None },
        ]
    }
}

impl View for DrawPage {
    const TEMPLATE: &'static str = "registry/inspection/draw.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let drawn = Self {
            row: draw_row("drawn"),
            basis: "x".into(),
            population_digest: "00ff".into(),
            roster: 4,
            commitment: "00ff".into(),
            seed: Some("00ff".into()),
            rows: ["clean", "rectify", "unreachable", "handed_over"]
                .into_iter()
                .map(|f| row(Some(f)))
                .chain([row(None)])
                .collect(),
            entry: Some(1),
            may_draw: false,
        };
        let announced = Self { row: draw_row("announced"), seed: None, rows: vec![], may_draw: true, ..drawn.clone() };
        vec![drawn, announced]
    }
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "registry/inspection/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let full = Self { draws: vec![draw_row("announced")], rows: vec![row(None)], may_announce: true };
        vec![Self { draws: vec![], rows: vec![], may_announce: false }, full]
    }
}

impl View for NewPage {
    const TEMPLATE: &'static str = "registry/inspection/new.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        vec![Self { population: 220, roster: 2, kinds: vec!["association", "service", "foundation"] }]
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/inspection/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let assigned = Self {
            no: "510900-20261123-SJ-00001-001".into(),
            draw: "510900-20261123-SJ-00001".into(),
            title: "x".into(),
            name: "遂宁市示例服务中心".into(),
            code: "52510900XXXX00019L".into(),
            state: "assigned",
            officers: (1, 2),
            names: Some(("x".into(), "y".into())),
            visited_on: None,
            facts: None,
            finding: None,
            rectify_by: None,
            reply: None,
            note: Some("x".into()),
            confirmed_at: None,
            closed_at: None,
            listing: None,
            entry: None,
            left: None,
            may_record: true,
            findings: vec!["clean", "rectify", "unreachable", "handed_over"],
            may_confirm: false,
            may_reply: false,
            may_verify: false,
        };
        let recorded = Self {
            state: "recorded",
            visited_on: Some(day()),
            facts: Some("x".into()),
            finding: Some("rectify"),
            rectify_by: Some(day()),
            may_record: false,
            may_confirm: true,
            ..assigned.clone()
        };
        let rectifying = Self {
            state: "rectifying",
            confirmed_at: Some(Ts::start_of(day())),
            left: Some(Left::sample()),
            listing: Some("510900-20261123-XY-00001".into()),
            entry: Some(1),
            may_confirm: false,
            may_reply: true,
            ..recorded.clone()
        };
        let replied = Self {
            state: "replied",
            reply: Some("x".into()),
            may_reply: false,
            may_verify: true,
            ..rectifying.clone()
        };
        let closed = Self {
            state: "closed",
            closed_at: Some(Ts::start_of(day())),
            names: None,
            left: None,
            may_verify: false,
            ..replied.clone()
        };
        vec![assigned, recorded, rectifying, replied, closed]
    }
}
