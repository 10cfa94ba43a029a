//! What a review committee and a price weight must look like (`PR-70`, `PR-71`, `PR-77`).
use crate::kernel::{
    money::{Money, yuan_text},
    ratio::Ratio,
};
use serde::{Deserialize, Serialize};

/// What the committee must look like (`PR-70`, `PR-71`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitteeRule {
    /// Fewest members.
    pub min: u32,
    /// Fewest members at the large budget, or for complex or far-reaching projects.
    pub large_min: u32,
    /// The budget from which a project is large.
    #[serde(with = "yuan_text")]
    pub large_budget: Money,
    /// The number must be odd.
    pub odd: bool,
    /// Least share of experts.
    pub expert_share: Ratio,
}

/// What is at stake in a project, as far as the committee depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stake {
    /// The budget.
    pub budget: Money,
    /// Technically complex, or of great social impact.
    pub weighty: bool,
}

/// Why a committee may not review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum CommitteeFault {
    /// Too few members.
    TooSmall {
        /// Members.
        have: u32,
        /// Members needed.
        need: u32,
    },
    /// An even number of members.
    Even {
        /// Members.
        have: u32,
    },
    /// Too few experts.
    TooFewExperts {
        /// Experts.
        have: u32,
        /// Experts needed.
        need: u32,
    },
}

impl CommitteeRule {
    /// How many members a project needs at least.
    #[must_use]
    pub fn least(&self, stake: Stake) -> u32 {
        if stake.weighty || stake.budget >= self.large_budget { self.large_min } else { self.min }
    }

    /// Every reason why a committee of `members`, of which `experts` are experts, may not review.
    #[must_use]
    pub fn check(&self, members: u32, experts: u32, stake: Stake) -> Vec<CommitteeFault> {
        let mut faults = Vec::new();
        let need = self.least(stake);
        if members < need {
            faults.push(CommitteeFault::TooSmall { have: members, need });
        }
        if self.odd && members.is_multiple_of(2) {
            faults.push(CommitteeFault::Even { have: members });
        }
        if !self.expert_share.is_reached_by(experts, members) {
            faults.push(CommitteeFault::TooFewExperts { have: experts, need: self.expert_share.least_of(members) });
        }
        faults
    }
}

/// Weight of the price, in percent of the total score (`PR-77`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceWeight {
    /// The least.
    pub min: u32,
    /// The most, where there is a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// Above this a note is shown, as other procedures end here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_above: Option<u32>,
}

/// A price weight that is lawful and unusual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceNote {
    /// Above what is customary.
    UnusuallyHigh,
}

/// A price weight that is not lawful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum PriceFault {
    /// Below the least.
    TooLow {
        /// The least.
        min: u32,
    },
    /// Above the most.
    TooHigh {
        /// The most.
        max: u32,
    },
}

impl PriceWeight {
    /// Judges a weight in percent.
    pub fn check(&self, percent: u32) -> Result<Option<PriceNote>, PriceFault> {
        match self.max {
            _ if percent < self.min => Err(PriceFault::TooLow { min: self.min }),
            Some(max) if percent > max => Err(PriceFault::TooHigh { max }),
            None if percent > 100 => Err(PriceFault::TooHigh { max: 100 }),
            _ => Ok(self.note_above.filter(|usual| percent > *usual).map(|_| PriceNote::UnusuallyHigh)),
        }
    }
}
