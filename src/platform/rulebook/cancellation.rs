//! What the law asks of a cancellation 注销登记 (`SO-94`–`SO-100`).
use super::registration::RequiredDocument;
use crate::kernel::period::Period;
use serde::{Deserialize, Serialize};

/// Periods, grounds and documents of cancellation, as a kind of organization describes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancellationRules {
    /// Grounds of this kind (`SO-94`).
    pub grounds: Vec<String>,
    /// Time to apply after liquidation ended (`SO-96`).
    pub apply_within: Period,
    /// Time of a charity to form the liquidation group after the ending event (`SO-98`).
    pub charity_group_within: Period,
    /// Least time between the notice to creditors and the end of liquidation.
    pub creditors_notice: Period,
    /// Time for which a simplified cancellation is made public (`SO-100`).
    pub simplified_notice: Period,
    /// One-time notice of missing documents (`SO-60`).
    pub correction_notice: Period,
    /// Decision, as the law demands (`SO-66`).
    pub decision_statutory: Period,
    /// Decision, as promised (`SO-72`).
    pub decision_promised: Period,
    /// Documents.
    pub documents: Vec<CancellationDocument>,
}

/// A document of a cancellation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancellationDocument {
    /// Whether the simplified procedure asks for it too.
    #[serde(default)]
    pub simplified: bool,
    /// The document.
    pub document: RequiredDocument,
}
