//! Page context of the history.
use crate::{kernel::time::Day, web::View};
use serde::Serialize;

/// A registered item before and after.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// Its name.
    pub label: String,
    /// Value before.
    pub before: String,
    /// Value after.
    pub after: String,
}

/// One change that took effect.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// When.
    pub day: Day,
    /// What changed.
    pub differences: Vec<Difference>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// The page as it was on the day before.
    pub before_href: String,
}

/// Every version of an organization, the latest change first.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryPage {
    /// Name now.
    pub name: String,
    /// Code.
    pub code: String,
    /// 成立日期.
    pub founded_on: Day,
    /// Ledger entry of the founding.
    pub entry: Option<i64>,
    /// The changes.
    pub steps: Vec<Step>,
    /// The last day one may ask about: today.
    pub today: Day,
    /// What was typed and is no day in its life.
    pub asked: Option<String>,
}

impl View for HistoryPage {
    const TEMPLATE: &'static str = "registry/organization/history.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let day = Day::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let step = Step {
            day,
            differences: vec![
                Difference { label: "Name".into(), before: "Lotus Station".into(), after: "Lotus Centre".into() },
                Difference { label: "Area".into(), before: String::new(), after: "Suining".into() },
            ],
            entry: Some(2),
            before_href: "/orgs/x?on=2026-11-22".into(),
        };
        let full = Self {
            name: "Lotus Centre".into(),
            code: "52510903XXXX00019L".into(),
            founded_on: day,
            entry: Some(1),
            steps: vec![step.clone(), Step { entry: None, ..step }],
            today: day,
            asked: Some("yesterday".into()),
        };
        vec![Self { steps: vec![], asked: None, entry: None, ..full.clone() }, full]
    }
}
