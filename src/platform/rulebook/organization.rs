//! Kinds of social organizations 社会组织类型: what each needs, is called and must show (`domain.md` 2).
use super::{
    Label, Source,
    cancellation::CancellationRules,
    change::{CHARTER, ChangeRules},
    dated::Profile,
    founding::{CharityFounding, StatuteFounding},
    registration::{ModeRow, RegistrationMode, RequiredDocument},
    threshold::{ThresholdQuery, Thresholds, covers, is_valid},
};
use crate::kernel::{credit_code::Prefix, division::DivisionCode, period::Period, time::Day};
use anyhow::{Result, bail, ensure};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// One kind of organization, as `config/organizations/*.toml` describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationKind {
    /// `association`, `service`, `foundation`, `filed`.
    pub key: String,
    /// Its name.
    pub name: Label,
    /// Place in lists.
    pub order: u8,
    /// False where the authority may not register this kind (`SO-13`).
    pub enabled: bool,
    /// What to know before switching it on, or relying on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Label>,
    /// False for filed groups: they sign no contract of their own (`SO-153`, `PR-20`).
    pub legal_person: bool,
    /// First two characters of its codes; filed groups have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_prefix: Option<Prefix>,
    /// The first day on which this description is valid.
    pub valid_from: Day,
    /// The governing regulation.
    pub source: Source,
    /// 活动资金, 开办资金 or 原始基金.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital_name: Option<Label>,
    /// Years printed on the certificate (`SO-82`).
    pub certificate_validity: Period,
    /// Periods of the procedure.
    pub periods: RegistrationPeriods,
    /// Legal forms and the certificate of each.
    pub legal_forms: Vec<LegalForm>,
    /// Fields that decide on the registration mode.
    pub categories: Vec<Category>,
    /// Registration modes; the most particular row counts (`SO-23`).
    pub modes: Vec<ModeRow>,
    /// Founding thresholds; the most particular row counts (`SO-30`).
    pub thresholds: Vec<Thresholds>,
    /// Application documents 申请材料.
    pub documents: Vec<RequiredDocument>,
    /// What the charter must contain.
    pub charter: Vec<CharterItem>,
    /// How its name is built.
    pub name_rules: NameRules,
    /// Registered items 登记事项 (`SO-80`).
    pub registered_items: Vec<RegisteredItem>,
    /// Changes of registered items; nothing where the kind has no registration to change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeRules>,
    /// Cancellation; nothing where the kind has no registration to cancel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancellation: Option<CancellationRules>,
    /// Founding as a charity at once; nothing where the kind cannot be one (`SO-65`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charity: Option<CharityFounding>,
    /// Bodies that are legal persons by statute; nothing where the kind has none (`SO-64`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<StatuteFounding>,
    /// Size of the council, where the law or a model charter fixes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub council: Option<Council>,
}

/// Periods of a founding procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistrationPeriods {
    /// One-time notice of missing documents (`SO-60`).
    pub correction_notice: Period,
    /// Decision, as the law demands (`SO-63`): for alarms of legality.
    pub decision_statutory: Period,
    /// Decision, as promised (`SO-72`): what people are told.
    pub decision_promised: Period,
    /// Certificate issued and delivered (`SO-67`).
    pub certificate_delivery: Period,
    /// Publicity before the decision, where there is one (`SO-154`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publicity: Option<Period>,
}

/// A legal form and the certificate it gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalForm {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Label,
    /// Name of the certificate 登记证书.
    pub certificate: Label,
}

/// A field of activity as far as the registration mode depends on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Label,
    /// What belongs to it.
    pub help: Label,
    /// Never registered directly (`SO-22`).
    #[serde(default)]
    pub never_direct: bool,
}

/// A point the charter 章程 must treat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CharterItem {
    /// Its key.
    pub key: String,
    /// What it is.
    pub label: Label,
}

/// A part of a name, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamePart {
    /// 行政区划.
    Division,
    /// Street and community, for filed groups.
    Community,
    /// 字号.
    TradeName,
    /// 行（事）业领域或会员组成.
    Field,
    /// 组织形式.
    Form,
}

/// How names of a kind are built (`SO-40`–`SO-51`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameRules {
    /// The parts, in order.
    pub parts: Vec<NamePart>,
    /// Words a name may end with (`SO-49`).
    pub forms: Vec<String>,
    /// Words a name may not begin with (`SO-45`).
    #[serde(default)]
    pub forbidden_starts: Vec<String>,
    /// Words allowed only as a qualifier of the field (`SO-45`): a warning.
    #[serde(default)]
    pub qualified_words: Vec<String>,
    /// Misleading words (`SO-46`): a warning.
    #[serde(default)]
    pub misleading_words: Vec<String>,
    /// True when branches may be set up (`SO-51`).
    pub branches: bool,
    /// How a chamber of people from another place is named, where the kind has such (`SO-42`).
    #[serde(default)]
    pub chamber: Option<ChamberRules>,
    /// Where it comes from.
    pub source: Source,
}

/// An out-of-town chamber 异地商会: division, proper name of the place of origin, form (`SO-42`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChamberRules {
    /// The form it ends with.
    pub form: String,
    /// What ends the full name of a place, and is no part of its proper name.
    pub suffixes: Vec<String>,
}

/// An item that is registered, and changed by registration only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisteredItem {
    /// Its key.
    pub key: String,
    /// What it is.
    pub label: Label,
    /// True when a change is announced 公告 (`SO-75`).
    #[serde(default)]
    pub announced: bool,
}

/// Size and term of the council 理事会.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Council {
    /// Fewest members.
    pub min: u32,
    /// Most members.
    pub max: u32,
    /// Longest term.
    pub term_max: Period,
    /// Where it comes from.
    pub source: Source,
}

impl OrganizationKind {
    /// The registration mode at an authority on a day; dual management where nothing else is said (`SO-20`).
    #[must_use]
    pub fn mode(&self, authority: &DivisionCode, category: &str, day: Day) -> RegistrationMode {
        let fits = |row: &&ModeRow| {
            covers(row.authority.as_ref(), authority)
                && row.category.as_deref().is_none_or(|wanted| wanted == category)
                && is_valid(row.valid_from, row.valid_to, day)
        };
        let rank =
            |row: &&ModeRow| (row.category.is_some(), row.authority.as_ref().map(DivisionCode::level), row.valid_from);
        self.modes.iter().filter(fits).max_by_key(rank).map_or(RegistrationMode::Dual, |row| row.mode)
    }

    /// The founding thresholds at an authority on a day.
    #[must_use]
    pub fn thresholds(&self, wanted: &ThresholdQuery<'_>) -> Option<&Thresholds> {
        let fits = |row: &&Thresholds| {
            covers(row.authority.as_ref(), wanted.authority)
                && row.category.as_deref().is_none_or(|category| category == wanted.category)
                && row.form.as_deref().is_none_or(|form| form == wanted.form)
                && row.community.is_none_or(|community| community == wanted.community)
                && is_valid(row.valid_from, row.valid_to, wanted.day)
        };
        let rank = |row: &&Thresholds| {
            let particular = [row.form.is_some(), row.community.is_some(), row.category.is_some()];
            let named = particular.iter().filter(|p| **p).count();
            (named, row.authority.as_ref().map(DivisionCode::level), row.valid_from)
        };
        self.thresholds.iter().filter(fits).max_by_key(rank)
    }

    /// A category by its key.
    #[must_use]
    pub fn category(&self, key: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.key == key)
    }

    /// A legal form by its key.
    #[must_use]
    pub fn legal_form(&self, key: &str) -> Option<&LegalForm> {
        self.legal_forms.iter().find(|form| form.key == key)
    }
}

impl Profile for OrganizationKind {
    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self) -> Result<()> {
        ensure!(!self.legal_forms.is_empty(), "legal_forms: at least one is needed");
        ensure!(
            self.legal_person == self.credit_prefix.is_some(),
            "credit_prefix: legal persons have one, others none"
        );
        ensure!(!self.name_rules.forms.is_empty(), "name_rules.forms: at least one is needed");
        let own = self.statute.iter().flat_map(|s| &s.documents);
        unique("documents", self.documents.iter().chain(own).map(|d| d.key.as_str()))?;
        let more = self.charity.iter().flat_map(|c| &c.charter);
        unique("charter", self.charter.iter().chain(more).map(|c| c.key.as_str()))?;
        unique("categories", self.categories.iter().map(|c| c.key.as_str()))?;
        unique("legal_forms", self.legal_forms.iter().map(|f| f.key.as_str()))?;
        unique("registered_items", self.registered_items.iter().map(|i| i.key.as_str()))?;
        self.check_modes()?;
        self.check_changes()?;
        for key in self.thresholds.iter().filter_map(|row| row.form.as_deref()) {
            ensure!(self.legal_form(key).is_some(), "thresholds.form: there is no legal form {key}");
        }
        for key in self.thresholds.iter().filter_map(|row| row.category.as_deref()) {
            ensure!(self.category(key).is_some(), "thresholds.category: there is no category {key}");
        }
        Ok(())
    }
}

impl OrganizationKind {
    fn check_changes(&self) -> Result<()> {
        let Some(change) = &self.change else { return Ok(()) };
        if let Some(c) = &self.cancellation {
            unique("cancellation.documents", c.documents.iter().map(|d| d.document.key.as_str()))?;
        }
        unique("change.documents", change.documents.iter().map(|d| d.document.key.as_str()))?;
        for key in change.documents.iter().flat_map(|d| &d.items) {
            let known = key == CHARTER || self.registered_items.iter().any(|i| i.key == *key);
            ensure!(known, "change.documents.items: there is no registered item {key}");
        }
        Ok(())
    }

    fn check_modes(&self) -> Result<()> {
        for row in &self.modes {
            let Some(key) = &row.category else { continue };
            let Some(category) = self.category(key) else { bail!("modes.category: there is no category {key}") };
            let direct = matches!(row.mode, RegistrationMode::Direct | RegistrationMode::DirectWithConsultation);
            ensure!(!(direct && category.never_direct), "modes: category {key} can never be registered directly");
        }
        Ok(())
    }
}

fn unique<'a>(field: &str, mut keys: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut seen = HashSet::new();
    match keys.find(|key| !seen.insert(*key)) {
        Some(key) => bail!("{field}: {key} is given twice"),
        None => Ok(()),
    }
}
