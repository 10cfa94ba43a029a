//! Founding thresholds 成立条件 as rows of which the most particular counts (`SO-30`).
use super::Source;
use crate::kernel::{
    division::{DivisionCode, Level},
    money::{Money, yuan_text},
    time::Day,
};
use serde::{Deserialize, Serialize};

/// Founding thresholds for an authority, category, community flag and legal form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// For authorities in this division; nothing: everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<DivisionCode>,
    /// For this category; nothing: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// For community public-benefit organizations 公益性社区社会组织, or for others; nothing: for both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<bool>,
    /// For this legal form; nothing: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// Individual members, when all are individuals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub individual_min: Option<u32>,
    /// Unit members, when all are units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_min: Option<u32>,
    /// All members, when mixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mixed_min: Option<u32>,
    /// Workers of a filed service group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workers_min: Option<u32>,
    /// Capital.
    #[serde(default, with = "yuan_text::option", skip_serializing_if = "Option::is_none")]
    pub capital_min: Option<Money>,
    /// First day.
    pub valid_from: Day,
    /// Last day, if it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Day>,
    /// Where it comes from.
    pub source: Source,
}

/// What falls short of the thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum ThresholdFault {
    /// Too few individual members.
    TooFewIndividuals {
        /// Distinct members (`SO-31`).
        have: u32,
        /// Members needed.
        need: u32,
    },
    /// Too few unit members.
    TooFewUnits {
        /// Distinct members.
        have: u32,
        /// Members needed.
        need: u32,
    },
    /// Too few members of both sorts together.
    TooFewMembers {
        /// Distinct members.
        have: u32,
        /// Members needed.
        need: u32,
    },
    /// Too few workers.
    TooFewWorkers {
        /// Workers named.
        have: u32,
        /// Workers needed.
        need: u32,
    },
    /// Too little capital.
    CapitalTooLow {
        /// Capital stated, fen.
        have: Money,
        /// Capital needed, fen.
        need: Money,
    },
}

impl Thresholds {
    /// Checks distinct members: all individuals, all units, or mixed (Associations Reg. art. 10; `SO-31`).
    #[must_use]
    pub fn check_members(&self, individuals: u32, units: u32) -> Option<ThresholdFault> {
        use ThresholdFault as F;
        let short = |have, need: Option<u32>| need.filter(|need| have < *need).map(|need| (have, need));
        match (individuals, units) {
            (have, 0) => short(have, self.individual_min).map(|(have, need)| F::TooFewIndividuals { have, need }),
            (0, have) => short(have, self.unit_min).map(|(have, need)| F::TooFewUnits { have, need }),
            (persons, units) => {
                short(persons.saturating_add(units), self.mixed_min).map(|(have, need)| F::TooFewMembers { have, need })
            }
        }
    }

    /// Checks the number of workers of a filed group (`SO-154`).
    #[must_use]
    pub fn check_workers(&self, have: u32) -> Option<ThresholdFault> {
        let need = self.workers_min.filter(|need| have < *need)?;
        Some(ThresholdFault::TooFewWorkers { have, need })
    }

    /// Checks the capital.
    #[must_use]
    pub fn check_capital(&self, have: Money) -> Option<ThresholdFault> {
        let need = self.capital_min.filter(|need| have < *need)?;
        Some(ThresholdFault::CapitalTooLow { have, need })
    }
}

/// For whom thresholds are asked.
#[derive(Debug, Clone, Copy)]
pub struct ThresholdQuery<'a> {
    /// Division of the registration authority.
    pub authority: &'a DivisionCode,
    /// Category key.
    pub category: &'a str,
    /// Legal form key.
    pub form: &'a str,
    /// True for community public-benefit organizations.
    pub community: bool,
    /// The day of the application.
    pub day: Day,
}

/// Nothing covers all; the nation only itself, as the Ministry's rows are not the provinces'; others what lies in them.
pub(super) fn covers(row: Option<&DivisionCode>, authority: &DivisionCode) -> bool {
    row.is_none_or(|row| row == authority || (row.level() != Level::Nation && row.contains(authority)))
}

pub(super) fn is_valid(from: Day, to: Option<Day>, day: Day) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}
