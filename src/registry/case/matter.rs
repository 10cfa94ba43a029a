//! What a kind of case tells the shared room about itself.
use super::model::CaseState;
use crate::{
    kernel::{
        period::Period,
        refusal::{Code, Reason},
    },
    platform::rulebook::{OrganizationKind, RegistrationMode, RequiredDocument},
    registry::{
        application::Ground,
        organization::{Mode, Organization},
    },
    text_enum,
    web::Cx,
};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

text_enum! {
    /// Kinds of cases. The word stands in the ledger and begins the messages.
    pub enum CaseKind {
        /// 变更登记、章程核准.
        Change = "change",
        /// 注销登记.
        Cancellation = "cancellation",
    }
}

impl CaseKind {
    /// Where the cases of the kind are: `/changes`, `/cancellations`.
    #[must_use]
    pub const fn root(self) -> &'static str {
        match self {
            Self::Change => "/changes",
            Self::Cancellation => "/cancellations",
        }
    }

    /// The job that writes its letters.
    pub(super) const fn letters(self) -> &'static str {
        match self {
            Self::Change => "registry.tell_change",
            Self::Cancellation => "registry.tell_cancellation",
        }
    }
}

/// Kinds of ledger entries, one for each act that every case knows.
#[derive(Debug, Clone, Copy)]
pub struct Acts {
    /// 收件.
    pub received: &'static str,
    /// 一次性告知.
    pub correction: &'static str,
    /// 受理.
    pub accepted: &'static str,
    /// 视为受理.
    pub deemed: &'static str,
    /// 不予受理.
    pub not_accepted: &'static str,
    /// 审查意见.
    pub reviewed: &'static str,
    /// 不予.
    pub refused: &'static str,
    /// 特别程序开始.
    pub suspended: &'static str,
    /// 特别程序结束.
    pub resumed: &'static str,
    /// 申请延期.
    pub extension_asked: &'static str,
    /// 不同意延期.
    pub extension_refused: &'static str,
    /// 延期.
    pub extended: &'static str,
}

/// Periods every case has.
#[derive(Debug, Clone, Copy)]
pub struct Periods {
    /// One-time notice (`SO-60`).
    pub correction_notice: Period,
    /// Decision, by law (`SO-66`).
    pub decision_statutory: Period,
    /// Decision, as promised (`SO-72`).
    pub decision_promised: Period,
}

/// A place for a document.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Which document.
    pub document: &'a RequiredDocument,
    /// Whether the case is incomplete without it.
    pub is_required: bool,
}

/// The answers of a kind of case, and what the law asks about them.
pub trait Matter: Serialize + DeserializeOwned + Debug + Clone + PartialEq + Default + Send + Sync + 'static {
    /// Which kind.
    const KIND: CaseKind;
    /// The item in its number, such as `BG01` (`domain.md` 3.6).
    const ITEM: &'static str;
    /// Kinds of ledger entries.
    const ACTS: Acts;
    /// The refusal while another one is open.
    const OPEN: Code;
    /// The state in which the officers' first submission finds it.
    const READY: CaseState;
    /// Grounds of a negative decision.
    const REFUSED: &'static [Ground];

    /// Reasons of the organization's own against beginning one.
    fn against_beginning(o: &Organization) -> Vec<Reason>;
    /// Its periods; nothing for kinds of organizations that have no such case.
    fn periods(rules: &OrganizationKind) -> Option<Periods>;
    /// Places for documents.
    fn places<'a>(&self, rules: &'a OrganizationKind, mode: RegistrationMode) -> Vec<Place<'a>>;
    /// Parts the clerk checks, before the documents.
    fn parts(&self) -> Vec<&'static str>;
    /// Keys of what it changes in the register, for letters and the ledger.
    fn items(&self) -> Vec<&'static str> {
        Vec::new()
    }
    /// Reasons against granting it as the organization is now.
    fn against_granting(&self, o: &Organization) -> Vec<Reason>;
    /// The name under which the organization applied.
    fn applicant(&self, o: &Organization) -> String {
        o.name.clone()
    }
    /// What it is about, for a list.
    fn title(&self, cx: &Cx, rules: Option<&OrganizationKind>) -> String;
    /// The words of a part.
    fn part_word(cx: &Cx, rules: &OrganizationKind, part: &str) -> String;
    /// The field in which a part is corrected.
    fn part_field(part: &str) -> String {
        part.to_owned()
    }
    /// What it asks for, as label and text, for papers.
    fn rows(&self, cx: &Cx, rules: &OrganizationKind, o: &Organization) -> Vec<(String, String)>;
}

/// The mode as the rulebook knows it.
#[must_use]
pub fn mode_of(mode: Mode) -> RegistrationMode {
    match mode {
        Mode::Direct => RegistrationMode::Direct,
        Mode::DirectWithConsultation => RegistrationMode::DirectWithConsultation,
        Mode::Dual => RegistrationMode::Dual,
        Mode::Filing => RegistrationMode::Filing,
    }
}
