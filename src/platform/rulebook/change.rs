//! What the law asks of a change of registered items 变更登记 and of an amended charter 章程核准 (`SO-90`–`SO-93`).
use super::registration::{RegistrationMode, RequiredDocument};
use crate::kernel::period::Period;
use serde::{Deserialize, Serialize};

/// The item that stands for an amendment of the charter.
pub const CHARTER: &str = "charter";

/// Periods and documents of changes, as a kind of organization describes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRules {
    /// Time to apply after the competent authority agreed (`SO-90`); foundations have none (`SO-92`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apply_within: Option<Period>,
    /// Time to submit an amended charter after the competent authority agreed (`SO-91`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charter_within: Option<Period>,
    /// One-time notice of missing documents (`SO-60`).
    pub correction_notice: Period,
    /// Decision, as the law demands (`SO-66`).
    pub decision_statutory: Period,
    /// Decision, as promised (`SO-72`).
    pub decision_promised: Period,
    /// Documents by item.
    pub documents: Vec<ChangeDocument>,
}

/// A document of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeDocument {
    /// The items that ask for it; none: every change does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// The document.
    pub document: RequiredDocument,
}

impl ChangeDocument {
    fn concerns(&self, changed: &[&str]) -> bool {
        self.items.is_empty() || self.items.iter().any(|i| changed.contains(&i.as_str()))
    }

    /// True when a change of these items is incomplete without it.
    #[must_use]
    pub fn is_required(&self, changed: &[&str], mode: RegistrationMode) -> bool {
        self.concerns(changed) && self.document.is_required(mode)
    }

    /// True when a change of these items has a place for it.
    #[must_use]
    pub fn is_offered(&self, changed: &[&str], mode: RegistrationMode) -> bool {
        self.concerns(changed) && self.document.is_offered(mode)
    }
}
