//! The rulebook: what the law and the city fix, as dated data with its source, checked at start.
//!
//! The files lie in `config/` and in the program itself; a directory of the installation may lay its own over them
//! ([`files`]). Where a file says `"@some.key"`, the parameter of that key is put in, as it was valid on the day the
//! rulebook is asked about. Everything handed out is a value that can be stored: a case keeps what it started under.
mod assessment;
mod cancellation;
mod catalogue;
mod change;
mod dated;
mod files;
mod founding;
mod organization;
mod parameter;
mod procedure;
mod registration;
mod review;
mod threshold;

pub use assessment::{AssessmentPart, AssessmentStandard, Indicator};
pub use cancellation::{CancellationDocument, CancellationRules};
pub use catalogue::{Catalogue, CatalogueGroup, CatalogueItem, ExcludedMatter};
pub use change::{CHARTER, ChangeDocument, ChangeRules};
pub use founding::{CharityFounding, DecisionTime, Founding, StatuteFounding};
pub use organization::{
    Category, CharterItem, Council, LegalForm, NamePart, NameRules, OrganizationKind, RegisteredItem,
    RegistrationPeriods,
};
pub use parameter::{MonthDay, Parameter, Parameters, PercentRange, Unit, Value};
pub use procedure::{
    AwardRule, BidRule, ContractRule, Ground, Invitation, MoneyLimits, Procedure, ProcedurePeriods, Regime,
};
pub use registration::{ModeRow, Needed, RegistrationMode, RequiredDocument};
pub use review::{CommitteeFault, CommitteeRule, PriceFault, PriceNote, PriceWeight, Stake};
pub use threshold::{ThresholdFault, ThresholdQuery, Thresholds};

use crate::kernel::{
    calendar::{Calendar, RollOver, YearNotice},
    division::{DivisionFile, Divisions},
    money::Money,
    period::Period,
    ratio::Ratio,
    time::Day,
};
use anyhow::{Context, Result, anyhow, bail};
use dated::Dated;
use files::Files;
use serde::{Deserialize, Serialize};
use std::{path::Path, sync::Arc};

/// How far a rule was compared with its source (`domain.md` 0.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tag {
    /// Compared with the full text of the law.
    A,
    /// Confirmed in an official guide or reprint.
    B,
    /// Settled professional knowledge, text not compared.
    C,
    /// Local, disputed or not confirmed: pages ask to check the local rule.
    D,
}

impl Tag {
    /// True when pages must say “check the local rule”.
    #[must_use]
    pub fn needs_local_check(self) -> bool {
        self == Self::D
    }
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The rule's id in the domain reference, such as `SO-60`.
    pub rule: String,
    /// The instrument and its article.
    pub basis: String,
    /// How sure it is.
    pub tag: Tag,
}

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Chinese, the language of the law.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Label {
    /// The name in the language of a tag such as `zh-CN` or `en`.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> &str {
        if tag.starts_with("zh") { &self.zh } else { &self.en }
    }
}

/// All rules of an installation.
#[derive(Debug, Clone)]
pub struct Rulebook {
    parameters: Parameters,
    kinds: Dated<OrganizationKind>,
    procedures: Dated<Procedure>,
    assessments: Dated<AssessmentStandard>,
    catalogue: Catalogue,
    calendar: Calendar,
    divisions: Divisions,
    digest: String,
}

impl Rulebook {
    /// The rules that are built in, with those of a directory laid over them. The error is one sentence that names the
    /// file and the key.
    pub fn load(overlay: Option<&Path>) -> Result<Self> {
        Self::from_files(&Files::collect(overlay)?)
    }

    fn from_files(files: &Files) -> Result<Self> {
        let parameters = files.parameters()?;
        let roll_over = roll_over(&parameters)?;
        let kinds = dated::read(&files.folder("organizations"), &parameters)?;
        let procedures = dated::read(&files.folder("procedures"), &parameters)?;
        let assessments = dated::read(&files.folder("assessments"), &parameters)?;
        let catalogue: Catalogue = files.one("catalogue.toml")?;
        catalogue.check().context("catalogue.toml")?;
        let notices: Vec<YearNotice> = files.all("calendar")?;
        let calendar = Calendar::new(notices).map_err(|e| anyhow!("calendar/: {e}"))?.with_roll_over(roll_over);
        let divisions = Divisions::new(files.one::<DivisionFile>("divisions.toml")?).context("divisions.toml")?;
        let digest = files.digest();
        Ok(Self { parameters, kinds, procedures, assessments, catalogue, calendar, divisions, digest })
    }

    /// Names the exact set of rules: SHA-256 over all rule files, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// All parameters, for the page of settings.
    #[must_use]
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The working-day calendar.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The administrative divisions.
    #[must_use]
    pub fn divisions(&self) -> &Divisions {
        &self.divisions
    }

    /// The guiding catalogue 指导性目录 of services that may be bought (`PR-12`).
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// A kind of organization as the rules stood on a day, with every number put in.
    #[must_use]
    pub fn kind(&self, key: &str, day: Day) -> Option<Arc<OrganizationKind>> {
        self.kinds.on(key, day)
    }

    /// All kinds of organization valid on a day, switched on or not, in their order.
    #[must_use]
    pub fn kinds(&self, day: Day) -> Vec<Arc<OrganizationKind>> {
        let mut kinds = self.kinds.all_on(day);
        kinds.sort_by_key(|kind| kind.order);
        kinds
    }

    /// A procurement procedure as the rules stood on a day, with every number put in.
    #[must_use]
    pub fn procedure(&self, key: &str, day: Day) -> Option<Arc<Procedure>> {
        self.procedures.on(key, day)
    }

    /// All procurement procedures valid on a day, switched on or not, in their order.
    #[must_use]
    pub fn procedures(&self, day: Day) -> Vec<Arc<Procedure>> {
        let mut procedures = self.procedures.all_on(day);
        procedures.sort_by_key(|procedure| procedure.order);
        procedures
    }

    /// The standard by which a kind of organization is assessed, as it stood on a day (`SO-133`, `SO-134`).
    #[must_use]
    pub fn assessment(&self, kind: &str, day: Day) -> Option<Arc<AssessmentStandard>> {
        self.assessments.on(kind, day)
    }

    /// A parameter as valid on a day. A key nobody defined, or not yet valid, is a fault.
    pub fn parameter(&self, key: &str, day: Day) -> Result<&Parameter> {
        self.parameters.on(key, day)
    }

    /// A parameter that is a length of time.
    pub fn period(&self, key: &str, day: Day) -> Result<Period> {
        match self.parameter(key, day)?.value {
            Value::Period(period) => Ok(period),
            _ => wrong_unit(key, "a period"),
        }
    }

    /// A parameter that is an amount of money.
    pub fn money(&self, key: &str, day: Day) -> Result<Money> {
        match self.parameter(key, day)?.value {
            Value::Money(amount) => Ok(amount),
            _ => wrong_unit(key, "an amount"),
        }
    }

    /// A parameter that is a number of things, people or years of age.
    pub fn count(&self, key: &str, day: Day) -> Result<u32> {
        match self.parameter(key, day)?.value {
            Value::Count(count) => Ok(count),
            _ => wrong_unit(key, "a number"),
        }
    }

    /// A parameter that is a share.
    pub fn ratio(&self, key: &str, day: Day) -> Result<Ratio> {
        match self.parameter(key, day)?.value {
            Value::Ratio(ratio) => Ok(ratio),
            _ => wrong_unit(key, "a share"),
        }
    }

    /// A parameter that is a range of percent.
    pub fn range(&self, key: &str, day: Day) -> Result<PercentRange> {
        match self.parameter(key, day)?.value {
            Value::Range(range) => Ok(range),
            _ => wrong_unit(key, "a range"),
        }
    }

    /// A parameter that is a day of every year.
    pub fn month_day(&self, key: &str, day: Day) -> Result<MonthDay> {
        match self.parameter(key, day)?.value {
            Value::MonthDay(month_day) => Ok(month_day),
            _ => wrong_unit(key, "a day of the year"),
        }
    }

    /// A parameter in hours, given in minutes.
    pub fn minutes(&self, key: &str, day: Day) -> Result<u32> {
        match self.parameter(key, day)?.value {
            Value::Minutes(minutes) => Ok(minutes),
            _ => wrong_unit(key, "a number of hours"),
        }
    }

    /// A parameter that is a list of numbers.
    pub fn list(&self, key: &str, day: Day) -> Result<&[u32]> {
        match &self.parameter(key, day)?.value {
            Value::List(list) => Ok(list),
            _ => wrong_unit(key, "a list"),
        }
    }
}

fn wrong_unit<T>(key: &str, wanted: &str) -> Result<T> {
    bail!("parameter {key} is not {wanted}")
}

/// The switch of `domain.md` 10.8 is a parameter like any other.
fn roll_over(parameters: &Parameters) -> Result<RollOver> {
    const KEY: &str = "period.roll_over";
    let latest = parameters.all().rfind(|row| row.key == KEY).map(|row| row.value.clone());
    match latest {
        None => Ok(RollOver::default()),
        Some(Value::Text(word)) if word == "rest_days" => Ok(RollOver::RestDays),
        Some(Value::Text(word)) if word == "holidays_only" => Ok(RollOver::HolidaysOnly),
        Some(_) => bail!("parameters.toml: {KEY} must be \"rest_days\" or \"holidays_only\""),
    }
}

#[cfg(test)]
mod tests;
