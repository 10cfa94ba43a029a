//! Nouns of the award.
use crate::{
    kernel::{
        actor::{AccountId, OrganizationId},
        money::Money,
        time::{Day, Ts},
    },
    market::{bid::BidId, tender::TenderId},
    schema::awards,
    text_enum,
};
use diesel::prelude::*;

text_enum! {
    /// A lawful reason for passing over a candidate of a better rank (`PR-42`).
    pub enum Deviation {
        /// The candidate gave up.
        GaveUp = "gave_up",
        /// The candidate is no longer qualified.
        NotQualified = "not_qualified",
        /// A clearly low price was not explained (`PR-82`).
        LowPrice = "low_price",
        /// An unlawful act that affects the result was found.
        Unlawful = "unlawful",
    }
}

/// An award 定标. Of a tender the one without `ended_at` counts.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = awards)]
pub struct Award {
    /// Row.
    pub id: i64,
    /// The tender.
    pub tender_id: TenderId,
    /// The winning bid.
    pub bid_id: BidId,
    /// The winner 中标供应商.
    pub organization_id: OrganizationId,
    /// The price of the bid, which is the contract price.
    pub amount: Money,
    /// Place among the candidates.
    pub position: i64,
    /// Why better-ranked candidates were passed over.
    pub deviation: Option<Deviation>,
    /// The same in words.
    pub deviation_text: String,
    /// Who fixed it.
    pub fixed_by: AccountId,
    /// When.
    pub fixed_at: Ts,
    /// Last day for fixing (`PR-42`).
    pub fix_by: Day,
    /// Last day for the result (`PR-43`).
    pub publish_by: Day,
    /// Who published the result.
    pub published_by: Option<AccountId>,
    /// When award notice and result went out.
    pub published_at: Option<Ts>,
    /// Ledger entry of the fixing.
    pub entry_id: i64,
    /// Ledger entry of the result.
    pub result_entry_id: Option<i64>,
    /// When it ended without a contract.
    pub ended_at: Option<Ts>,
    /// Why.
    pub ended_reason: Option<String>,
}
