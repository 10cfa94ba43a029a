//! Parameters 参数: every number a ministry, a province or the city may change, with source and date (`domain.md` 11).
use super::{Source, Tag};
use crate::kernel::{
    money::{Money, yuan_text},
    period::Period,
    ratio::Ratio,
    time::Day,
};
use anyhow::{Context, Result, anyhow, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a parameter's value is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A length of time, `"5 wd"`.
    Period,
    /// Yuan.
    Yuan,
    /// A plain number.
    Count,
    /// A number of persons.
    Persons,
    /// A number of units (organizations).
    Units,
    /// Years of age.
    Age,
    /// A share, `"2/3"` or `"2%"`.
    Ratio,
    /// Two percentages, `"10-30"`.
    PercentRange,
    /// A day of every year, `"03-31"`.
    MonthDay,
    /// Hours, `12` or `"0.5"`.
    Hours,
    /// Several numbers of hours.
    HoursList,
    /// Several percentages.
    PercentList,
    /// Several numbers.
    List,
    /// A word the program knows.
    Text,
}

/// A parameter's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// A length of time.
    Period(Period),
    /// An amount.
    Money(#[serde(with = "yuan_text")] Money),
    /// A number of something.
    Count(u32),
    /// A share.
    Ratio(Ratio),
    /// From one percentage to another.
    Range(PercentRange),
    /// A day of every year.
    MonthDay(MonthDay),
    /// Hours, in minutes.
    Minutes(u32),
    /// Several numbers.
    List(Vec<u32>),
    /// A word.
    Text(String),
}

/// From one percentage to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PercentRange {
    /// The lowest.
    pub min: u8,
    /// The highest.
    pub max: u8,
}

/// A day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

impl MonthDay {
    /// The day in a year; the last of February where it has no 29th.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<Day> {
        Day::from_ymd_opt(year, self.month, self.day).or_else(|| Day::from_ymd_opt(year, self.month, self.day - 1))
    }
}

/// A parameter with everything one must know before relying on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name in the program.
    pub key: String,
    /// Its value.
    pub value: Value,
    /// What the value is written in.
    pub unit: Unit,
    /// Its name for people, Chinese.
    pub zh: String,
    /// Its name for people, English.
    pub en: String,
    /// Where it comes from.
    pub source: Source,
    /// The first day on which it is valid.
    pub valid_from: Day,
}

/// A parameter as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    key: String,
    value: toml::Value,
    unit: Unit,
    zh: String,
    en: String,
    rule: String,
    basis: String,
    tag: Tag,
    valid_from: Day,
}

impl Row {
    /// True when one row takes the place of the other.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.key == other.key && self.valid_from == other.valid_from
    }

    fn read(self) -> Result<Parameter> {
        let value = Value::read(self.unit, &self.value).with_context(|| format!("parameters.toml: {}", self.key))?;
        let source = Source { rule: self.rule, basis: self.basis, tag: self.tag };
        let Self { key, unit, zh, en, valid_from, .. } = self;
        Ok(Parameter { key, value, unit, zh, en, source, valid_from })
    }
}

impl Value {
    fn read(unit: Unit, written: &toml::Value) -> Result<Self> {
        let text = || written.as_str().ok_or_else(|| anyhow!("{written} must be text in quotes"));
        Ok(match unit {
            Unit::Period => Self::Period(text()?.parse()?),
            Unit::Yuan => Self::Money(Money::from_yuan(number(written)?.into())),
            Unit::Count | Unit::Persons | Unit::Units | Unit::Age => Self::Count(number(written)?),
            Unit::Ratio => Self::Ratio(text()?.parse()?),
            Unit::PercentRange => Self::Range(range(text()?)?),
            Unit::MonthDay => Self::MonthDay(month_day(text()?)?),
            Unit::Hours => Self::Minutes(minutes(written)?),
            Unit::HoursList | Unit::PercentList | Unit::List => Self::List(numbers(written)?),
            Unit::Text => Self::Text(text()?.to_owned()),
        })
    }

    /// The value as other rule files take it in through `"@key"`.
    pub(super) fn written(&self) -> toml::Value {
        let number = |n: u32| toml::Value::Integer(n.into());
        match self {
            Self::Period(period) => period.to_string().into(),
            Self::Money(amount) => amount.to_string().into(),
            Self::Count(n) | Self::Minutes(n) => number(*n),
            Self::Ratio(ratio) => ratio.to_string().into(),
            Self::Range(PercentRange { min, max }) => {
                toml::Table::from_iter([("min".into(), number((*min).into())), ("max".into(), number((*max).into()))])
                    .into()
            }
            Self::MonthDay(MonthDay { month, day }) => format!("{month:02}-{day:02}").into(),
            Self::List(list) => list.iter().map(|n| number(*n)).collect::<Vec<_>>().into(),
            Self::Text(text) => text.clone().into(),
        }
    }
}

fn number(written: &toml::Value) -> Result<u32> {
    let whole = written.as_integer().and_then(|n| u32::try_from(n).ok());
    whole.ok_or_else(|| anyhow!("{written} must be a whole number, zero or above"))
}

fn numbers(written: &toml::Value) -> Result<Vec<u32>> {
    let list = written.as_array().ok_or_else(|| anyhow!("{written} must be a list of numbers"))?;
    list.iter().map(number).collect()
}

fn range(text: &str) -> Result<PercentRange> {
    let parts = text.split_once('-').and_then(|(min, max)| Some((min.parse().ok()?, max.parse().ok()?)));
    match parts {
        Some((min, max)) if min <= max && max <= 100 => Ok(PercentRange { min, max }),
        _ => bail!("{text:?} must be two percentages such as \"10-30\""),
    }
}

fn month_day(text: &str) -> Result<MonthDay> {
    let parts = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    match parts {
        // 2000 was a leap year: every day that some year has.
        Some((month, day)) if Day::from_ymd_opt(2000, month, day).is_some() => Ok(MonthDay { month, day }),
        _ => bail!("{text:?} must be a month and a day such as \"03-31\""),
    }
}

fn minutes(written: &toml::Value) -> Result<u32> {
    let half = written.as_str().filter(|text| *text == "0.5").map(|_| 30);
    match half {
        Some(minutes) => Ok(minutes),
        None => Ok(number(written)?.saturating_mul(60)),
    }
}

/// All parameters, each with its versions in time.
#[derive(Debug, Clone, Default)]
pub struct Parameters {
    rows: BTreeMap<String, BTreeMap<Day, Parameter>>,
}

impl Parameters {
    pub(super) fn new(rows: Vec<Row>) -> Result<Self> {
        let mut parameters = Self::default();
        for row in rows {
            let parameter = row.read()?;
            let (key, valid_from) = (parameter.key.clone(), parameter.valid_from);
            let versions = parameters.rows.entry(key.clone()).or_default();
            if versions.values().next().is_some_and(|other| other.unit != parameter.unit) {
                bail!("parameters.toml: {key} changes its unit on {valid_from}");
            }
            if versions.insert(valid_from, parameter).is_some() {
                bail!("parameters.toml: {key} is given twice for {valid_from}");
            }
        }
        Ok(parameters)
    }

    /// The version valid on a day.
    pub fn on(&self, key: &str, day: Day) -> Result<&Parameter> {
        let versions = self.rows.get(key).ok_or_else(|| anyhow!("parameters.toml: there is no {key}"))?;
        let valid = versions.range(..=day).next_back().map(|(_, parameter)| parameter);
        valid.ok_or_else(|| anyhow!("parameters.toml: {key} is not valid on {day}"))
    }

    /// Every version of every parameter, by key and day.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Parameter> {
        self.rows.values().flat_map(BTreeMap::values)
    }

    /// The days on which a parameter takes a new value.
    pub(super) fn changes<'a>(&'a self, key: &str) -> impl Iterator<Item = Day> + use<'a> {
        self.rows.get(key).into_iter().flat_map(|versions| versions.keys().copied())
    }
}
