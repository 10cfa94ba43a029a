//! One report as it stands.
use super::parts::{Block, DefectLine, FigureLine, Head, Place, TaskLine, blocks, day, figures, head, papers};
use crate::{kernel::time::Ts, registry::report::rules::Remark, web::View};
use serde::Serialize;

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
