//! Page contexts of cancellations.
mod edit;
mod review;
mod show;

pub use edit::EditPage;
pub use review::ReviewPage;
pub use show::ShowPage;

use crate::{
    kernel::time::{Day, Ts},
    registry::case::{CaseState, views::sample_at},
};
use serde::Serialize;

/// What the organization tells: why it ends, who liquidates, what remains.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// What happened.
    pub facts: String,
    /// Day of the resolution or of another ending event.
    pub ended_on: Option<Day>,
    /// Whether the procedure is simplified (`SO-100`).
    pub is_simplified: bool,
    /// Members of the liquidation group.
    pub group: String,
    /// Day on which it was formed.
    pub group_on: Option<Day>,
    /// Last day of a charity to form it (`SO-98`).
    pub group_by: Option<Day>,
    /// Whether it came later.
    pub is_group_late: bool,
    /// Where creditors report.
    pub contact: String,
    /// When creditors were called.
    pub announced_at: Option<Ts>,
    /// Last day of the creditors, or of the public notice.
    pub open_until: Option<Day>,
    /// Day on which liquidation ended.
    pub liquidated_on: Option<Day>,
    /// Summary of the liquidation report.
    pub report: String,
    /// What becomes of the remaining assets.
    pub assets: String,
    /// Who receives them.
    pub recipient: String,
    /// Whether they must pass to a charity (`SO-98`) or to public benefit (`SO-99`).
    pub must_pass_on: bool,
}

impl Told {
    fn sample(state: CaseState) -> Self {
        let day = Some(sample_at().day());
        let is_draft = state == CaseState::Draft;
        Self {
            facts: "x".into(),
            ended_on: day,
            is_simplified: state == CaseState::Accepted,
            group: "A, B".into(),
            group_on: day,
            group_by: day,
            is_group_late: is_draft,
            contact: "0825".into(),
            announced_at: (!is_draft).then(sample_at),
            open_until: day.filter(|_| !is_draft),
            liquidated_on: day,
            report: "x".into(),
            assets: "y".into(),
            recipient: "z".into(),
            must_pass_on: !is_draft,
        }
    }
}
