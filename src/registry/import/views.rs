//! Page contexts of bulk import.
use super::model::{Import, Tally};
use crate::{kernel::time::Ts, web::View};
use serde::Serialize;

/// An import in the list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Number.
    pub no: String,
    /// Name of the file.
    pub file: String,
    /// Where it stands.
    pub state: &'static str,
    /// When handed in.
    pub at: Ts,
    /// What it does.
    pub tally: Counts,
}

/// What a table does, counted.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Counts {
    /// Rows read.
    pub lines: i64,
    /// New organizations.
    pub added: i64,
    /// Changed ones.
    pub updated: i64,
    /// Rows that change nothing.
    pub unchanged: i64,
    /// Errors.
    pub wrong: i64,
}

impl From<Tally> for Counts {
    fn from(t: Tally) -> Self {
        Self { lines: t.lines, added: t.added, updated: t.updated, unchanged: t.unchanged, wrong: t.wrong }
    }
}

impl Row {
    /// The row of an import.
    #[must_use]
    pub fn of(x: &Import) -> Self {
        Self {
            no: x.no.clone(),
            file: x.file_name.clone(),
            state: x.state.word(),
            at: x.created_at,
            tally: x.tally().into(),
        }
    }
}

/// A choice.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// Words.
    pub label: String,
}

/// One column of a table, explained.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnHelp {
    /// Its heading.
    pub heading: String,
    /// Its word.
    pub word: &'static str,
    /// Whether a new organization needs it.
    pub is_required: bool,
    /// What may stand in it.
    pub help: String,
}

/// Imports of the reader's authorities, and handing a table in.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Imports, the latest first.
    pub rows: Vec<Row>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Authorities the reader may hand in for; empty for whoever may not.
    pub authorities: Vec<Choice>,
    /// The columns.
    pub columns: Vec<ColumnHelp>,
}

/// One error.
#[derive(Debug, Clone, Serialize)]
pub struct Fault {
    /// Line of the file.
    pub line: String,
    /// Heading of the column.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong.
    pub text: String,
}

/// One import.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    /// What the list shows too.
    pub row: Row,
    /// Name of the authority.
    pub authority: String,
    /// Bytes of the file.
    pub size: i64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Who handed it in.
    pub by: String,
    /// When it was last checked.
    pub checked_at: Ts,
    /// The first errors.
    pub faults: Vec<Fault>,
    /// Errors beyond those shown.
    pub more: i64,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Ts>,
    /// Reasons.
    pub decision: Option<String>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// Whether the reader may have it checked again.
    pub may_check: bool,
    /// Whether the reader may take it back.
    pub may_drop: bool,
    /// Whether the reader may confirm or return it.
    pub may_decide: bool,
}

fn at() -> Ts {
    Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780)
}

fn row(state: &'static str, wrong: i64) -> Row {
    Row {
        no: "510900-20261123-DR-00001".into(),
        file: "register.csv".into(),
        state,
        at: at(),
        tally: Counts { lines: 9, added: 5, updated: 2, unchanged: 2 - wrong.min(2), wrong },
    }
}

impl View for ListPage {
    const TEMPLATE: &'static str = "registry/import/list.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let choice = Choice { value: "mz-510900".into(), label: "x".into() };
        let column = |is_required| ColumnHelp { heading: "x".into(), word: "name", is_required, help: "x".into() };
        let columns = vec![column(true), column(false)];
        let states = ["checked", "faulty", "taken", "returned", "dropped"];
        let full = Self {
            rows: states.map(|s| row(s, i64::from(s == "faulty"))).to_vec(),
            next: Some("/imports?cursor=x".into()),
            authorities: vec![choice.clone()],
            columns,
        };
        let two = Self { authorities: vec![choice.clone(), choice], rows: vec![], next: None, ..full.clone() };
        vec![Self { authorities: vec![], ..two.clone() }, two, full]
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/import/show.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let fault = Fault { line: "3".into(), column: "x".into(), value: "x".into(), text: "x".into() };
        let checked = Self {
            row: row("checked", 0),
            authority: "x".into(),
            size: 2000,
            sha256: "a".repeat(64),
            by: "x".into(),
            checked_at: at(),
            faults: vec![],
            more: 0,
            decided_by: None,
            decided_at: None,
            decision: None,
            entry: None,
            may_check: true,
            may_drop: true,
            may_decide: true,
        };
        let faulty =
            Self { row: row("faulty", 700), faults: vec![fault], more: 200, may_decide: false, ..checked.clone() };
        let taken = Self {
            row: row("taken", 0),
            decided_by: Some("x".into()),
            decided_at: Some(at()),
            entry: Some(1),
            may_check: false,
            may_drop: false,
            may_decide: false,
            ..checked.clone()
        };
        let returned = Self { row: row("returned", 0), decision: Some("x".into()), entry: None, ..taken.clone() };
        let dropped = Self { sha256: String::new(), row: row("dropped", 0), decision: None, ..returned.clone() };
        vec![checked, faulty, taken, returned, dropped]
    }
}
