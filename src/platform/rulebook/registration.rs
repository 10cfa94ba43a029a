//! Registration modes and application documents 登记方式与申请材料 (`SO-20`–`SO-23`, `domain.md` 2.5).
use super::{Label, Source};
use crate::kernel::{division::DivisionCode, time::Day};
use serde::{Deserialize, Serialize};

/// How an organization of a category comes to be registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationMode {
    /// 直接登记: no sponsoring authority (`SO-21`).
    Direct,
    /// Direct, after the industry department was asked (`SO-23`).
    DirectWithConsultation,
    /// 双重管理: the sponsoring authority agrees first (`SO-20`).
    Dual,
    /// 备案: filed with the street or township (`SO-152`).
    Filing,
}

impl RegistrationMode {
    /// The word in the database and in translations.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::DirectWithConsultation => "direct_with_consultation",
            Self::Dual => "dual",
            Self::Filing => "filing",
        }
    }

    /// True when a 业务主管单位 must have agreed.
    #[must_use]
    pub fn needs_sponsor(self) -> bool {
        self == Self::Dual
    }
}

/// A row of the policy table of modes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeRow {
    /// For authorities in this division; nothing: everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<DivisionCode>,
    /// For this category; nothing: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The mode.
    pub mode: RegistrationMode,
    /// First day.
    pub valid_from: Day,
    /// Last day, if it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Day>,
    /// Where it comes from.
    pub source: Source,
}

/// When a document is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    /// In every application.
    Always,
    /// Only under dual management: not for direct registration.
    DualOnly,
    /// Only where the field needs a licence of another law.
    IfLicensed,
    /// May be added.
    Optional,
}

/// A document of the application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredDocument {
    /// Its key.
    pub key: String,
    /// Its name.
    pub label: Label,
    /// When it is asked for.
    pub needed: Needed,
    /// Media types that are taken.
    pub accepts: Vec<String>,
    /// Where it comes from.
    pub source: Source,
}

impl RequiredDocument {
    /// True when an application in this mode is incomplete without the document.
    #[must_use]
    pub fn is_required(&self, mode: RegistrationMode) -> bool {
        self.needed == Needed::Always || (self.needed == Needed::DualOnly && mode.needs_sponsor())
    }

    /// True when an application in this mode has a place for the document.
    #[must_use]
    pub fn is_offered(&self, mode: RegistrationMode) -> bool {
        self.needed != Needed::DualOnly || mode.needs_sponsor()
    }
}
