//! The guiding catalogue 政府购买服务指导性目录 and the negative list 负面清单 (`PR-10`, `PR-12`).
use super::{Label, Source};
use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// `config/catalogue.toml`: two levels, groups and the services in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Which edition it is.
    pub edition: Label,
    /// Where it comes from.
    pub source: Source,
    /// First level.
    #[serde(rename = "group")]
    pub groups: Vec<CatalogueGroup>,
    /// What may not be bought.
    pub excluded: Vec<ExcludedMatter>,
}

/// A first-level entry 一级目录.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueGroup {
    /// Its code, the beginning of its items' codes.
    pub code: String,
    /// Its name.
    pub name: Label,
    /// True for services to the public, false for services to government itself (`PR-11`).
    pub public_service: bool,
    /// Second level.
    pub items: Vec<CatalogueItem>,
}

/// A second-level entry 二级目录: a service that may be bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueItem {
    /// Its code.
    pub code: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// One of the city's pilot fields 购买试点领域.
    #[serde(default)]
    pub pilot: bool,
}

/// A matter of the negative list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExcludedMatter {
    /// Its key.
    pub key: String,
    /// What it is.
    pub label: Label,
}

impl Catalogue {
    /// A service by its code.
    #[must_use]
    pub fn item(&self, code: &str) -> Option<&CatalogueItem> {
        self.items().map(|(_, item)| item).find(|item| item.code == code)
    }

    /// The group of a service.
    #[must_use]
    pub fn group_of(&self, code: &str) -> Option<&CatalogueGroup> {
        self.items().find(|(_, item)| item.code == code).map(|(group, _)| group)
    }

    /// Every service with its group.
    pub fn items(&self) -> impl Iterator<Item = (&CatalogueGroup, &CatalogueItem)> {
        self.groups.iter().flat_map(|group| group.items.iter().map(move |item| (group, item)))
    }

    pub(super) fn check(&self) -> Result<()> {
        let mut seen = HashSet::new();
        for (group, item) in self.items() {
            ensure!(seen.insert(&item.code), "items: {} is given twice", item.code);
            let inside = item.code.len() > group.code.len() && item.code.starts_with(&group.code);
            ensure!(inside, "items: {} does not begin with the code of its group {}", item.code, group.code);
        }
        Ok(())
    }
}
