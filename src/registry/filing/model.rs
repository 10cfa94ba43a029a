//! Nouns of a filing.
use crate::{
    kernel::{actor::OrganizationId, time::Ts},
    schema::organization_filings,
    state_table, text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What is filed.
    pub enum FilingKind {
        /// 印章式样.
        Seal = "seal",
        /// 银行账号.
        Bank = "bank",
    }
}

state_table! {
    /// Life of a filing (`SO-74`).
    pub enum FilingState by FilingEvent as "filing" {
        /// 已报备，待确认
        Filed = "filed" { Acknowledge => Acknowledged, Return => Returned },
        /// 已备案
        Acknowledged = "acknowledged" { File => Filed },
        /// 已退回
        Returned = "returned" { File => Filed },
    } events {
        /// 报备
        File = "file",
        /// 确认备案
        Acknowledge = "acknowledge",
        /// 退回
        Return = "return",
    }
}

/// A filing as its row has it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = organization_filings)]
pub struct Filing {
    /// Which.
    pub id: i64,
    /// Whose.
    pub organization_id: OrganizationId,
    /// What.
    pub kind: FilingKind,
    /// State.
    pub state: FilingState,
    /// For compare-and-set.
    pub version: i64,
    /// The specimen's file.
    pub file_id: Option<i64>,
    /// The account, sealed under the key of the installation.
    pub sealed: Option<String>,
    /// Why it was returned.
    pub note: Option<String>,
    /// When it was filed last.
    pub filed_at: Ts,
}

/// A bank account of an organization; shown to its officers and its registration authority only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Name of the bank.
    pub bank: String,
    /// Number.
    pub number: String,
}
