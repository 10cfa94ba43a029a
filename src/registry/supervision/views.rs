//! Page context of supervision.
use crate::web::View;
use serde::Serialize;

/// A body.
#[derive(Debug, Clone, Serialize)]
pub struct OfficeRow {
    /// Its code.
    pub value: String,
    /// Its name.
    pub label: String,
}

/// Who registers and who supervises one organization.
#[derive(Debug, Clone, Serialize)]
pub struct SupervisionPage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Who decides on its registration.
    pub registrar: Option<OfficeRow>,
    /// Who supervises it.
    pub supervisor: Option<OfficeRow>,
    /// Who else may.
    pub others: Vec<OfficeRow>,
    /// Whether the reader may move supervision.
    pub may_move: bool,
}

impl View for SupervisionPage {
    const TEMPLATE: &'static str = "registry/supervision/show.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let office = |code: &str| OfficeRow { value: code.into(), label: "遂宁市民政局".into() };
        let full = Self {
            name: "遂宁市示例服务中心".into(),
            code: "52510900XXXX00001X".into(),
            registrar: Some(office("mz-510900")),
            supervisor: Some(office("mz-510900")),
            others: vec![office("mz-510903")],
            may_move: true,
        };
        vec![full.clone(), Self { may_move: false, ..full.clone() }, Self { others: vec![], ..full }]
    }
}
