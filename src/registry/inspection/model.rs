//! Nouns of random inspection.
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    platform::db::Json,
    schema::{inspection_draws, inspections},
    state_table, text_enum,
};
use diesel::prelude::*;

state_table! {
    /// Life of a draw 抽取.
    pub enum DrawState by DrawEvent as "inspection_draw" {
        /// 已公告: list and commitment are public, the seed is sealed.
        Announced = "announced" { Draw => Drawn },
        /// 已抽取: the seed is public.
        Drawn = "drawn" {},
    } events { Draw = "draw" }
}

state_table! {
    /// Life of an inspection 检查.
    pub enum InspectionState by InspectionEvent as "inspection" {
        /// 待检查.
        Assigned = "assigned" { Record => Recorded },
        /// 待确认: one officer wrote the record, the other confirms it.
        Recorded = "recorded" { Reject => Assigned, Pass => Closed, Order => Rectifying },
        /// 整改中.
        Rectifying = "rectifying" { Reply => Replied },
        /// 已报整改: the officers verify.
        Replied = "replied" { Accept => Closed, Insist => Rectifying },
        /// 已结束.
        Closed = "closed" {},
    } events {
        Record = "record", Reject = "reject", Pass = "pass", Order = "order", Reply = "reply", Accept = "accept",
        Insist = "insist",
    }
}

impl InspectionState {
    /// Whether everybody may read the result: from the confirmation on.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Rectifying | Self::Replied | Self::Closed)
    }
}

text_enum! {
    /// 抽查结果.
    pub enum Finding {
        /// 未发现问题.
        Clean = "clean",
        /// 发现问题，责令整改.
        Rectify = "rectify",
        /// 通过登记的住所无法取得联系.
        Unreachable = "unreachable",
        /// 涉嫌违法，移交调查.
        HandedOver = "handed_over",
    }
}

/// A draw, from its announcement on.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = inspection_draws)]
pub struct Draw {
    /// Row.
    pub id: i64,
    /// Its number, such as `510900-20261123-SJ-00001`.
    pub no: String,
    /// Who draws.
    pub authority_id: AuthorityId,
    /// 抽查事项.
    pub title: String,
    /// 依据.
    pub basis: String,
    /// How many organizations are drawn.
    pub sample: i64,
    /// Codes of the organizations they are drawn from, in order.
    pub population: Json<Vec<String>>,
    /// SHA-256 of those codes, a line each.
    pub population_digest: String,
    /// The officers, by account, in the order of their numbers.
    pub roster: Json<Vec<i64>>,
    /// SHA-256 of the seed, published before it.
    pub commitment: String,
    /// The seed under the key of the installation.
    pub sealed_seed: String,
    /// The seed, once drawn.
    pub seed: Option<String>,
    /// Where it stands.
    pub state: DrawState,
    /// When it was announced.
    pub announced_at: Ts,
    /// By whom.
    pub announced_by: AccountId,
    /// When it was drawn.
    pub drawn_at: Option<Ts>,
    /// By whom.
    pub drawn_by: Option<AccountId>,
    /// Ledger entry of the latest act.
    pub entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

/// The inspection of one organization that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = inspections)]
pub struct Inspection {
    /// Row.
    pub id: i64,
    /// Its number: the draw's and the place in it.
    pub no: String,
    /// The draw.
    pub draw_id: i64,
    /// Who is inspected.
    pub organization_id: OrganizationId,
    /// Who inspects.
    pub authority_id: AuthorityId,
    /// Place in the draw, from 1.
    pub place: i64,
    /// The first officer.
    pub first_id: AccountId,
    /// The second.
    pub second_id: AccountId,
    /// Where it stands.
    pub state: InspectionState,
    /// 检查日期.
    pub visited_on: Option<Day>,
    /// 检查情况.
    pub facts: Option<String>,
    /// 抽查结果.
    pub finding: Option<Finding>,
    /// Last day to put right.
    pub rectify_by: Option<Day>,
    /// Who wrote the record.
    pub recorded_by: Option<AccountId>,
    /// When it was confirmed.
    pub confirmed_at: Option<Ts>,
    /// 整改情况.
    pub reply: Option<String>,
    /// When it came.
    pub replied_at: Option<Ts>,
    /// What the officers answered last.
    pub note: Option<String>,
    /// When it ended.
    pub closed_at: Option<Ts>,
    /// The notice the missed day led to; empty when none could be given.
    pub listing_no: Option<String>,
    /// Ledger entry of the latest public act.
    pub entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}
