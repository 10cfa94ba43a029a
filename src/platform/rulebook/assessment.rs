//! Standards of the grade assessment 等级评估: parts, indicators, points and bands by kind (`SO-133`, `SO-134`).
use super::{Label, Source, dated::Profile};
use crate::kernel::time::Day;
use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// How many grades a standard tells apart: 5A to 1A.
const GRADES: usize = 5;

/// The score table of one kind, as `config/assessments/*.toml` describes it. A round keeps the one it was announced with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessmentStandard {
    /// The kind of organization.
    pub key: String,
    /// Its name.
    pub name: Label,
    /// The first day on which it is valid.
    pub valid_from: Day,
    /// Where it comes from.
    pub source: Source,
    /// Least scores for 5A, 4A, 3A and 2A.
    pub bands: Vec<u32>,
    /// Least score for 1A; below it there is no grade.
    pub floor: u32,
    /// The four parts of `SO-133`.
    pub parts: Vec<AssessmentPart>,
}

/// One of the four parts of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessmentPart {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Label,
    /// What is scored in it.
    pub indicators: Vec<Indicator>,
}

/// One thing that is scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its key, unlike any other of the standard.
    pub key: String,
    /// Its name.
    pub name: Label,
    /// The most points it can have.
    pub most: u32,
}

impl AssessmentStandard {
    /// Every indicator of every part.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.parts.iter().flat_map(|p| p.indicators.iter())
    }

    /// All points together.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.indicators().map(|i| i.most).sum()
    }

    /// The place of the grade a score leads to, 0 for 5A to 4 for 1A; nothing below the floor.
    #[must_use]
    pub fn place(&self, score: u32) -> Option<usize> {
        self.bands.iter().chain(std::iter::once(&self.floor)).position(|least| score >= *least)
    }
}

impl Profile for AssessmentStandard {
    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self) -> Result<()> {
        ensure!(self.bands.len() + 1 == GRADES, "bands: four least scores are needed, for 5A to 2A");
        let least: Vec<u32> = self.bands.iter().copied().chain(std::iter::once(self.floor)).collect();
        ensure!(least.is_sorted_by(|a, b| a > b), "bands: each least score must be below the one before it");
        ensure!(least.first().is_some_and(|most| *most <= self.total()), "bands: the points do not reach the first");
        let mut seen = HashSet::new();
        for i in self.indicators() {
            ensure!(seen.insert(&i.key), "parts.indicators: {} is given twice", i.key);
            ensure!(i.most > 0, "parts.indicators: {} has no points", i.key);
        }
        Ok(())
    }
}
