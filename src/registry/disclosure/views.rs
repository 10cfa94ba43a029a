//! Page contexts of seeing in full.
use crate::{kernel::time::Ts, web::View};
use serde::Serialize;

/// One look.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Who looked.
    pub who: String,
    /// Why.
    pub reason: String,
    /// For which case.
    pub case_no: String,
    /// When.
    pub at: Ts,
}

/// The contact of an organization.
#[derive(Debug, Clone, Serialize)]
pub struct ContactPage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Telephone, masked or in full.
    pub phone: String,
    /// Mail, masked or in full.
    pub email: String,
    /// Until when it is shown in full; nothing while it is masked.
    pub until: Option<Ts>,
    /// Whether the reader may ask to see it in full.
    pub may_see: bool,
    /// How long it is shown, in minutes.
    pub minutes: i64,
    /// The latest looks.
    pub rows: Vec<Row>,
}

/// Looks, as auditors, authorities and those concerned read them.
#[derive(Debug, Clone, Serialize)]
pub struct SeenPage {
    /// The latest first.
    pub rows: Vec<Row>,
    /// Address of the next page.
    pub next: Option<String>,
}

fn row() -> Row {
    Row {
        name: "遂宁市示例服务中心".into(),
        code: "52510900XXXX00001X".into(),
        who: "x".into(),
        reason: "x".into(),
        case_no: "510900-20261123-XY-00001".into(),
        at: Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780),
    }
}

impl View for ContactPage {
    const TEMPLATE: &'static str = "registry/disclosure/contact.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let masked = Self {
            name: "遂宁市示例服务中心".into(),
            code: "52510900XXXX00001X".into(),
            phone: "138****0013".into(),
            email: "l***@example.org".into(),
            until: None,
            may_see: true,
            minutes: 30,
            rows: vec![],
        };
        let full = Self { until: Some(row().at), may_see: false, rows: vec![row()], ..masked.clone() };
        let none = Self { phone: String::new(), email: String::new(), may_see: false, ..masked.clone() };
        vec![masked, full, none]
    }
}

impl View for SeenPage {
    const TEMPLATE: &'static str = "registry/disclosure/seen.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        vec![Self { rows: vec![row()], next: Some("/disclosures?cursor=x".into()) }, Self { rows: vec![], next: None }]
    }
}
