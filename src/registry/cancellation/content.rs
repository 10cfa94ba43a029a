//! What a cancellation tells: why the organization ends, who liquidates, what remains.
use crate::{kernel::time::Day, text_enum};
use serde::{Deserialize, Serialize};

text_enum! {
    /// Why an organization ends (`SO-94`); keys of the rulebook.
    pub enum EndingGround {
        /// 完成章程规定的宗旨.
        Fulfilled = "fulfilled",
        /// 自行解散.
        Dissolved = "dissolved",
        /// 分立、合并.
        Merged = "merged",
        /// 按照章程规定终止.
        Charter = "charter",
        /// 无法按照章程规定的宗旨继续从事公益活动.
        Unable = "unable",
        /// 其他原因.
        Other = "other",
    }
}

/// The answers of an officer; every part may be left incomplete.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// Why.
    pub ground: Option<EndingGround>,
    /// What happened, in words.
    pub facts: String,
    /// Day of the resolution or of another ending event.
    pub ended_on: Option<Day>,
    /// Whether there are neither debts nor activity (`SO-100`).
    pub is_simplified: bool,
    /// Members of the liquidation group 清算组织.
    pub group: Vec<String>,
    /// Day on which the group was formed.
    pub group_on: Option<Day>,
    /// Where creditors report.
    pub contact: String,
    /// Day on which liquidation ended.
    pub liquidated_on: Option<Day>,
    /// Summary of the liquidation report.
    pub report: String,
    /// What becomes of the remaining assets (`SO-98`, `SO-99`).
    pub assets: String,
    /// Who receives them, of charities and foundations (`SO-98`, `SO-99`).
    pub recipient: String,
}
