//! Nouns of saved searches.
use crate::{
    kernel::{
        actor::AccountId,
        time::{Day, Ts},
    },
    schema::saved_searches,
    text_enum,
};
use diesel::prelude::*;

text_enum! {
    /// What is searched.
    #[schema(as = SavedSearchPlace)]
    pub enum Place {
        /// 社会组织名录.
        Orgs = "orgs",
        /// 采购项目.
        Tenders = "tenders",
        /// 志愿活动.
        Activities = "activities",
    }
}

impl Place {
    /// The values of an address that are kept; order and page are not part of a question.
    pub(super) const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Orgs => &["q", "division", "kind", "category", "grade", "status"],
            Self::Tenders => &["q", "division", "method", "amount", "authority"],
            Self::Activities => &["q", "county", "field"],
        }
    }
}

/// A question somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = saved_searches)]
pub struct SavedSearch {
    /// Which.
    pub id: i64,
    /// Whose.
    pub account_id: AccountId,
    /// What is searched.
    pub place: Place,
    /// The values, as an address carries them, in a fixed order.
    pub query: String,
    /// Whether news of it go out by mail.
    pub is_mailed: bool,
    /// Up to when news were told.
    pub seen_at: Ts,
    /// The day of the latest look.
    pub looked_on: Option<Day>,
    /// When it was kept.
    pub created_at: Ts,
}

impl SavedSearch {
    /// Where the question is asked.
    #[must_use]
    pub fn href(&self) -> String {
        let path = self.place.word();
        if self.query.is_empty() { format!("/{path}") } else { format!("/{path}?{}", self.query) }
    }
}

/// Something new that a question finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Its name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Since when it is there.
    pub at: Ts,
}
