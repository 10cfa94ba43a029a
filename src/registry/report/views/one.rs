//! One report: its page, a section of it, the check before handing in, the receipt.
use crate::{
    kernel::time::{Day, Ts},
    registry::report::rules::Remark,
    web::{Left, View},
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

/// A report as its reader may see it.
#[derive(Debug, Clone, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is one offer of the page")]
pub struct ReportPage {
    /// What stands on every page.
    pub head: Head,
    /// The task list, for the officer while it may be written.
    pub tasks: Vec<TaskLine>,
    /// What ends it: check and hand in.
    pub finish: Vec<TaskLine>,
    /// What is to be put right, for the parties.
    pub defects: Vec<DefectLine>,
    /// When it was returned.
    pub returned_at: Option<Ts>,
    /// What the program noticed, for the examiner.
    pub remarks: Vec<Remark>,
    /// Year before, where there is a report on it.
    pub before: Option<String>,
    /// The numbers.
    pub figures: Vec<FigureLine>,
    /// The words.
    pub blocks: Vec<Block>,
    /// The papers, for the parties.
    pub papers: Vec<Place>,
    /// Whether the answers are shown.
    pub is_shown: bool,
    /// The result; for staff from its proposal on.
    pub outcome: Option<&'static str>,
    /// Its reasons.
    pub reasons: Option<String>,
    /// When it was confirmed.
    pub decided_at: Option<Ts>,
    /// Why the decider sent the proposal back; for staff.
    pub sent_back: Option<String>,
    /// Ledger entry of the result.
    pub entry: Option<i64>,
    /// The notice the missed day led to; for the parties.
    pub listing: Option<String>,
    /// Whether the reader may ask there for removal.
    pub may_ask_removal: bool,
    /// Whether the reader acts for the organization.
    pub is_officer: bool,
    /// Whether the reader may return it now.
    pub may_return: bool,
    /// Sections a return can speak of.
    pub sections: Vec<&'static str>,
    /// Whether the reader may propose a result now.
    pub may_propose: bool,
    /// Whether the reader may confirm or send back now.
    pub may_decide: bool,
}

/// An item to answer.
#[derive(Debug, Clone, Serialize)]
pub struct FieldLine {
    /// Its name in the form; message `report-item-…`.
    pub item: &'static str,
    /// `lines`, `count`, `yes-no`, `day` or `money`.
    pub sort: &'static str,
    /// The most characters of words.
    pub max: i64,
    /// Whether it must be answered.
    pub required: bool,
    /// Help, with last year's number where there is one.
    pub hint: String,
    /// Message of the heading before it; empty where there is none.
    pub group: &'static str,
}

/// One section to fill in.
#[derive(Debug, Clone, Serialize)]
pub struct SectionPage {
    /// What stands on every page.
    pub head: Head,
    /// Which.
    pub section: &'static str,
    /// `check` returns to the check page.
    pub back: &'static str,
    /// Its items.
    pub items: Vec<FieldLine>,
    /// What still speaks against it.
    pub missing: Vec<String>,
    /// What the return asked for here.
    pub defects: Vec<String>,
    /// The papers.
    pub papers: Vec<Place>,
}

/// The check before handing in.
#[derive(Debug, Clone, Serialize)]
pub struct CheckPage {
    /// What stands on every page.
    pub head: Head,
    /// Year before, where there is a report on it.
    pub before: Option<String>,
    /// The numbers.
    pub figures: Vec<FigureLine>,
    /// The words.
    pub blocks: Vec<Block>,
    /// The papers.
    pub papers: Vec<Place>,
    /// What speaks against handing in.
    pub missing: Vec<String>,
}

/// What was handed in and what comes next.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptPage {
    /// What stands on every page.
    pub head: Head,
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 5, 31).unwrap_or_default()
}

fn head(state: &'static str) -> Head {
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

fn figures() -> Vec<FigureLine> {
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

fn blocks(href: Option<&str>) -> Vec<Block> {
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

fn papers() -> Vec<Place> {
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

impl View for ReportPage {
    const TEMPLATE: &'static str = "registry/report/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let task = |state| TaskLine { label: "x".into(), href: "/reports/x".into(), state, note: Some("x".into()) };
        let returned = Self {
            head: head("returned"),
            tasks: vec![task("todo"), task("wrong"), task("done")],
            finish: vec![task("blocked")],
            defects: vec![DefectLine { section: "finance", text: "x".into(), href: Some("/x".into()) }],
            returned_at: Some(Ts::start_of(day())),
            remarks: vec![],
            before: None,
            figures: vec![],
            blocks: vec![],
            papers: vec![],
            is_shown: false,
            outcome: None,
            reasons: None,
            decided_at: None,
            sent_back: None,
            entry: None,
            listing: Some("510903-20260601-XY-00001".into()),
            may_ask_removal: false,
            is_officer: true,
            may_return: false,
            sections: vec![],
            may_propose: false,
            may_decide: false,
        };
        let codes = [
            "directors-few",
            "directors-many",
            "no-supervisor",
            "no-activity",
            "meetings-few",
            "no-party-organization",
            "administration-high",
            "domicile-moved",
            "term-over",
        ];
        let desk = Self {
            head: head("submitted"),
            tasks: vec![],
            finish: vec![],
            defects: vec![DefectLine { section: "papers", text: "x".into(), href: None }],
            remarks: codes.into_iter().map(|code| Remark { code, n: 2, least: 3 }).collect(),
            before: Some("2024".into()),
            figures: figures(),
            blocks: blocks(None),
            papers: papers(),
            is_shown: true,
            sent_back: Some("x".into()),
            is_officer: false,
            may_return: true,
            sections: vec!["basics", "activities", "bodies", "people", "finance", "papers"],
            may_propose: true,
            ..returned.clone()
        };
        let decide = Self {
            head: head("proposed"),
            outcome: Some("basic"),
            reasons: Some("x".into()),
            may_return: false,
            may_propose: false,
            may_decide: true,
            ..desk.clone()
        };
        let done = |outcome| Self {
            head: Head { left: None, ..head("concluded") },
            outcome: Some(outcome),
            decided_at: Some(Ts::start_of(day())),
            entry: Some(1),
            papers: vec![],
            remarks: vec![],
            defects: vec![],
            sent_back: None,
            listing: None,
            may_ask_removal: true,
            may_decide: false,
            ..decide.clone()
        };
        let overdue = Self {
            head: Head { is_overdue: true, submitted_at: None, receipt_no: None, ..head("due") },
            is_shown: false,
            may_ask_removal: true,
            ..returned.clone()
        };
        let published = ["pass", "basic", "fail"].map(done);
        [returned, desk, decide, overdue].into_iter().chain(published).collect()
    }
}

impl View for SectionPage {
    const TEMPLATE: &'static str = "registry/report/section.html";
    const NAV: &'static str = "desk";
    fn samples() -> Vec<Self> {
        let item = |item, sort, group| FieldLine { item, sort, max: 3000, required: true, hint: "x".into(), group };
        let answered = Self {
            head: head("draft"),
            section: "finance",
            back: "check",
            items: vec![
                item("law", "lines", ""),
                item("activity_count", "count", ""),
                item("has_party", "yes-no", ""),
                item("term_ends", "day", ""),
                item("opening", "money", ""),
                item("donations", "money", "income"),
                item("programme", "money", "expenditure"),
                item("closing", "money", "closing"),
            ],
            missing: vec!["x".into()],
            defects: vec![],
            papers: vec![],
        };
        let papers = Self {
            section: "papers",
            back: "",
            items: vec![],
            defects: vec!["x".into()],
            papers: papers(),
            ..answered.clone()
        };
        vec![answered, papers]
    }
}

impl View for CheckPage {
    const TEMPLATE: &'static str = "registry/report/check.html";
    const NAV: &'static str = "desk";
    fn samples() -> Vec<Self> {
        let open = Self {
            head: head("draft"),
            before: Some("2024".into()),
            figures: figures(),
            blocks: blocks(Some("/x")),
            papers: papers(),
            missing: vec!["x".into()],
        };
        let ready = Self { head: head("returned"), before: None, missing: vec![], ..open.clone() };
        vec![open, ready]
    }
}

impl View for ReceiptPage {
    const TEMPLATE: &'static str = "registry/report/receipt.html";
    const NAV: &'static str = "desk";
    fn samples() -> Vec<Self> {
        vec![Self { head: head("submitted") }, Self { head: Head { is_late: false, ..head("submitted") } }]
    }
}
