//! What the pages of one report have in common.
use crate::{
    kernel::time::{Day, Ts},
    web::Left,
};
use serde::Serialize;

/// What stands on every page of a report.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Its number.
    pub no: String,
    /// The year it is about, as words: no separators.
    pub year: String,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Kind.
    pub kind: &'static str,
    /// How it came to be registered.
    pub mode: &'static str,
    /// County's name.
    pub county: String,
    /// The registration authority.
    pub authority: String,
    /// Its telephone.
    pub phone: String,
    /// Where the report stands.
    pub state: &'static str,
    /// Last day to hand it in.
    pub due_on: Day,
    /// Last day for the competent authority.
    pub sponsor_due_on: Option<Day>,
    /// Last day to hand it in again, while it is returned.
    pub correct_by: Option<Day>,
    /// Number of the receipt.
    pub receipt_no: Option<String>,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// Whether it came after its day.
    pub is_late: bool,
    /// Whether its day is over and nothing came.
    pub is_overdue: bool,
    /// Last day to examine it.
    pub examine_by: Option<Day>,
    /// What is left of the day that runs.
    pub left: Option<Left>,
}

/// One line of the task list.
#[derive(Debug, Clone, Serialize)]
pub struct TaskLine {
    /// Its words.
    pub label: String,
    /// Where it is done.
    pub href: String,
    /// `todo`, `done`, `wrong` or `blocked`.
    pub state: &'static str,
    /// Why it cannot be done yet.
    pub note: Option<String>,
}

/// One thing to put right.
#[derive(Debug, Clone, Serialize)]
pub struct DefectLine {
    /// Where.
    pub section: &'static str,
    /// What.
    pub text: String,
    /// Where it is put right; for the officer only.
    pub href: Option<String>,
}

/// A number beside last year's.
#[derive(Debug, Clone, Serialize)]
pub struct FigureLine {
    /// Message `report-item-…`.
    pub item: &'static str,
    /// Whether it is money in fen.
    pub is_money: bool,
    /// Whether it is a sum of the lines above.
    pub is_sum: bool,
    /// This year's.
    pub now: Option<i64>,
    /// Last year's.
    pub before: Option<i64>,
    /// The difference.
    pub change: Option<i64>,
}

/// An answer in words.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Message `report-item-…`.
    pub item: &'static str,
    /// `text`, `flag` or `day`.
    pub sort: &'static str,
    /// The answer.
    pub value: String,
}

/// The answers of one section in words.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// Which.
    pub section: &'static str,
    /// The answers.
    pub lines: Vec<Line>,
    /// Where they are changed; for the officer only.
    pub href: Option<String>,
}

/// A file of the report, as `ui.files` shows it.
#[derive(Debug, Clone, Serialize)]
pub struct FileLine {
    /// Name.
    pub name: String,
    /// Where it is read.
    pub href: String,
    /// Bytes.
    pub size: i64,
    /// Pages.
    pub pages: Option<i64>,
    /// SHA-256, cut short.
    pub sha256: String,
    /// When it was brought.
    pub at: Ts,
    /// Where it is taken out, while it may be.
    pub remove: Option<String>,
}

/// A place for papers.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// What: message `report-paper-…`.
    pub paper: &'static str,
    /// Whether it must be brought.
    pub is_required: bool,
    /// What is there.
    pub files: Vec<FileLine>,
}

pub(super) fn day() -> Day {
    Day::from_ymd_opt(2026, 5, 31).unwrap_or_default()
}

pub(super) fn head(state: &'static str) -> Head {
    Head {
        no: "2025-52510903XXXX00019L".into(),
        year: "2025".into(),
        name: "遂宁市示例服务中心".into(),
        code: "52510903XXXX00019L".into(),
        kind: "service",
        mode: "dual",
        county: "船山区".into(),
        authority: "遂宁市民政局".into(),
        phone: "0825-0000000".into(),
        state,
        due_on: day(),
        sponsor_due_on: Some(day()),
        correct_by: Some(day()),
        receipt_no: Some("510903-20260512-NB-00001".into()),
        submitted_at: Some(Ts::start_of(day())),
        is_late: true,
        is_overdue: false,
        examine_by: Some(day()),
        left: Some(Left::sample()),
    }
}

pub(super) fn figures() -> Vec<FigureLine> {
    let line = |item, is_money, is_sum| FigureLine {
        item,
        is_money,
        is_sum,
        now: Some(120_000),
        before: Some(150_000),
        change: Some(-30_000),
    };
    let new = FigureLine { before: None, change: None, ..line("volunteers", false, false) };
    vec![line("activity_count", false, false), new, line("opening", true, false), line("income", true, true)]
}

pub(super) fn blocks(href: Option<&str>) -> Vec<Block> {
    let line = |item, sort, value: &str| Line { item, sort, value: value.into() };
    let href = href.map(str::to_owned);
    vec![
        Block {
            section: "basics",
            lines: vec![line("law", "text", "x"), line("domicile_same", "flag", "yes")],
            href: href.clone(),
        },
        Block { section: "bodies", lines: vec![line("term_ends", "day", "2027-01-01")], href },
    ]
}

pub(super) fn papers() -> Vec<Place> {
    let file = FileLine {
        name: "x.pdf".into(),
        href: "/reports/x/documents/1".into(),
        size: 1024,
        pages: Some(2),
        sha256: "00ff".into(),
        at: Ts::start_of(day()),
        remove: Some("/reports/x/documents/1/removal".into()),
    };
    vec![
        Place { paper: "financial_report", is_required: true, files: vec![file] },
        Place { paper: "other", is_required: false, files: vec![] },
    ]
}

/// A report for tests of the rules.
#[cfg(test)]
pub(in crate::registry::report) fn sample_report() -> crate::registry::report::Report {
    use crate::{
        kernel::actor::{AuthorityId, OrganizationId},
        platform::db::Json,
        registry::report::{Answers, Report, ReportState},
    };
    Report {
        id: 1,
        no: "2025-52510903XXXX00019L".into(),
        organization_id: OrganizationId(1),
        authority_id: AuthorityId(1),
        county: "510903".into(),
        year: 2025,
        state: ReportState::Due,
        due_on: day(),
        sponsor_due_on: None,
        answers: Json(Answers::new()),
        receipt_no: None,
        submitted_at: None,
        submitted_by: None,
        is_late: false,
        examine_by: None,
        income: None,
        expenditure: None,
        net_assets: None,
        defects: Json(Vec::new()),
        returned_at: None,
        correct_by: None,
        outcome: None,
        reasons: None,
        proposed_by: None,
        proposed_at: None,
        sent_back: None,
        decided_by: None,
        decided_at: None,
        reminded: None,
        listing_no: None,
        entry_id: None,
        version: 0,
    }
}
