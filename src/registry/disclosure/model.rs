//! Nouns of seeing in full.
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::Ts,
    },
    schema::disclosures,
};
use diesel::prelude::*;

/// One look, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = disclosures)]
pub struct Disclosure {
    /// Row.
    pub id: i64,
    /// Whose contact was seen.
    pub organization_id: OrganizationId,
    /// The authority for which somebody looked.
    pub authority_id: AuthorityId,
    /// Who looked.
    pub account_id: AccountId,
    /// Why.
    pub reason: String,
    /// For which case.
    pub case_no: String,
    /// When.
    pub seen_at: Ts,
    /// Ledger entry, sealed.
    pub entry_id: Option<i64>,
}

/// What is seen in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contact {
    pub phone: String,
    pub email: String,
}
