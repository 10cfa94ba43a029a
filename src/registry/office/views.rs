//! Page contexts of offices.
use crate::web::View;
use serde::Serialize;

/// One choice of a select.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// Words.
    pub label: String,
}

/// An office in the list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Which.
    pub id: i64,
    /// Its code.
    pub code: String,
    /// What it does.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Name of its place.
    pub place: String,
    /// How many people hold a role there.
    pub staff: i64,
    /// Name of the office that supervises what it registers, where that is another.
    pub supervisor: Option<String>,
}

/// Every office, and the form for a new one.
#[derive(Debug, Clone, Serialize)]
pub struct OfficesPage {
    /// The offices.
    pub rows: Vec<Row>,
    /// Kinds to choose from.
    pub kinds: Vec<&'static str>,
    /// Places to choose from.
    pub divisions: Vec<Choice>,
    /// Offices that may supervise.
    pub supervisors: Vec<Choice>,
    /// Counties of the city, itself included, that no registration authority answers for yet.
    pub open: Vec<String>,
}

/// One office.
#[derive(Debug, Clone, Serialize)]
pub struct OfficePage {
    /// It.
    pub row: Row,
    /// Offices that may supervise, where this one registers.
    pub supervisors: Vec<Choice>,
}

fn row() -> Row {
    Row {
        id: 1,
        code: "mz-510903".into(),
        kind: "registrar",
        name: "遂宁市船山区民政局".into(),
        place: "船山区".into(),
        staff: 3,
        supervisor: Some("遂宁市民政局".into()),
    }
}

fn choice() -> Choice {
    Choice { value: "510903".into(), label: "船山区".into() }
}

impl View for OfficesPage {
    const TEMPLATE: &'static str = "registry/office/list.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let full = Self {
            rows: vec![row()],
            kinds: vec!["registrar"],
            divisions: vec![choice()],
            supervisors: vec![choice()],
            open: vec![],
        };
        vec![Self { rows: vec![], open: vec!["船山区".into()], ..full.clone() }, full]
    }
}

impl View for OfficePage {
    const TEMPLATE: &'static str = "registry/office/edit.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let full = Self { row: row(), supervisors: vec![choice()] };
        vec![Self { supervisors: vec![], ..full.clone() }, full]
    }
}
