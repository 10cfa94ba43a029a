//! Nouns of the purchase plan.
use crate::{
    id_type,
    kernel::{
        actor::{AccountId, AuthorityId},
        money::Money,
        time::{Day, Ts},
    },
    schema::plan_lines,
    text_enum,
};
use diesel::prelude::*;

id_type! {
    /// A line of the purchase plan.
    PlanLineId,
}

text_enum! {
    /// Where a line stands.
    pub enum PlanStatus {
        /// 有效: tenders may be made from it.
        Active = "active",
        /// 已撤销.
        Withdrawn = "withdrawn",
    }
}

/// A line of the purchase plan 采购计划: one service, one budget, one year.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = plan_lines)]
pub struct PlanLine {
    /// Row.
    pub id: PlanLineId,
    /// Its number, such as `510903-2026-P0017`.
    pub no: String,
    /// The department.
    pub authority_id: AuthorityId,
    /// Fiscal year.
    pub year: i64,
    /// Item of the guiding catalogue.
    pub catalogue_code: String,
    /// What is to be bought.
    pub title: String,
    /// Budget for it.
    pub budget: Money,
    /// Day on which the intention became public on the province's medium (`PR-30`).
    pub intention_on: Option<Day>,
    /// How the public was asked about the requirement (`PR-19`).
    pub need_asked: String,
    /// Where it stands.
    pub status: PlanStatus,
    /// Who entered it.
    pub created_by: AccountId,
    /// When.
    pub created_at: Ts,
    /// Its ledger entry.
    pub entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

/// A line as a buyer enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    /// Code of the department; empty for the buyer's only one.
    pub authority: String,
    /// Fiscal year.
    pub year: i64,
    /// Item of the guiding catalogue.
    pub catalogue_code: String,
    /// What is to be bought.
    pub title: String,
    /// Budget for it.
    pub budget: Money,
    /// Day on which the intention became public.
    pub intention_on: Option<Day>,
    /// How the public was asked about the requirement.
    pub need_asked: String,
}
