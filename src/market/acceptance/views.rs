//! Page contexts of acceptance.
use crate::{
    kernel::{
        money::Money,
        refusal::{Error, Result},
    },
    market::contract::views::{AcceptanceView, CasePage, Head, StageView},
    web::View,
};
use serde::Serialize;

/// One stage of a case, for the forms about it.
#[derive(Debug, Clone, Serialize)]
pub struct StagePage {
    /// `report`, `acceptance` or `return`.
    pub kind: &'static str,
    /// The contract.
    pub head: Head,
    /// The stage.
    pub stage: StageView,
    /// Whether service users must be asked.
    pub is_public_service: bool,
}

impl StagePage {
    /// The stage of a case.
    ///
    /// # Errors
    /// [`Error::Missing`].
    pub fn of(kind: &'static str, case: CasePage, position: i64, is_public_service: bool) -> Result<Self> {
        let stage = case.stages.into_iter().find(|s| s.position == position).ok_or(Error::Missing)?;
        Ok(Self { kind, head: case.head, stage, is_public_service })
    }
}

impl View for StagePage {
    const TEMPLATE: &'static str = "market/acceptance/stage.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        let case = CasePage::samples().into_iter().next();
        let stage = |kind, position| Self::of(kind, case.clone()?, position, true).ok();
        [stage("report", 3), stage("acceptance", 2), stage("return", 2)].into_iter().flatten().collect()
    }
}

/// The acceptance as everybody reads it 验收结果公告.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptancePage {
    /// The contract.
    pub head: Head,
    /// The stage.
    pub stage: StageView,
    /// The acceptance.
    pub acceptance: AcceptanceView,
    /// Whether the viewer may ask for a payment.
    pub may_prepare: bool,
}

impl View for AcceptancePage {
    const TEMPLATE: &'static str = "market/acceptance/show.html";
    const NAV: &'static str = "tenders";

    fn samples() -> Vec<Self> {
        let stage = |c: &CasePage| c.stages.first().cloned();
        let one = |c: CasePage| {
            Some(Self { stage: stage(&c)?, head: c.head, acceptance: AcceptanceView::sample(), may_prepare: true })
        };
        CasePage::samples().into_iter().filter_map(one).collect()
    }
}

/// The form of an evaluation.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluationPage {
    /// The contract.
    pub head: Head,
    /// Satisfied users over all acceptances, in whole percent, to start from.
    pub satisfied_percent: Option<i64>,
    /// Accepted in all.
    pub accepted: Money,
}

impl View for EvaluationPage {
    const TEMPLATE: &'static str = "market/acceptance/evaluation.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        vec![Self { head: Head::sample(), satisfied_percent: Some(95), accepted: Money::from_yuan(400_000) }]
    }
}
