//! What a change asks for: new values of registered items, an amended charter.
use crate::{
    platform::rulebook::{self, CHARTER},
    registry::organization::{Item, Items, Organization},
};
use serde::{Deserialize, Serialize};

/// The answers of an officer; every part may be left incomplete.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// New values; capital in fen.
    pub items: Items,
    /// The values they replace, as they were when it was handed in.
    pub before: Items,
    /// What the amended charter changes, in words; nothing where the charter stays.
    pub charter: Option<String>,
    /// English name beside a new name.
    pub name_en: Option<String>,
    /// County of a new domicile, where it is another one: the organization moves to its authority.
    pub county: Option<String>,
    /// The county it leaves, as it was when it was handed in.
    pub county_before: Option<String>,
    /// Why.
    pub reason: String,
}

impl Content {
    /// Keys of everything that changes, the charter included.
    #[must_use]
    pub fn changed(&self) -> Vec<&'static str> {
        let items = self.items.keys().map(|i| i.word());
        items.chain(self.charter.as_ref().map(|_| CHARTER)).collect()
    }

    /// Whether nothing but the charter changes: no certificate is made anew.
    #[must_use]
    pub fn is_charter_only(&self) -> bool {
        self.items.is_empty() && self.charter.is_some()
    }

    /// The new values that are announced (`SO-75`).
    #[must_use]
    pub fn announced(&self, rules: &rulebook::OrganizationKind) -> Items {
        let told = |item: &Item| rules.registered_items.iter().any(|i| i.announced && i.key == item.word());
        self.items.iter().filter(|(item, _)| told(item)).map(|(item, value)| (*item, value.clone())).collect()
    }

    /// The values of the organization that these replace.
    #[must_use]
    pub fn replaced(&self, o: &Organization) -> Items {
        self.items.keys().map(|&item| (item, o.item(item))).collect()
    }
}
