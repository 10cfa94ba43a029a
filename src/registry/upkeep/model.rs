//! Nouns of the life of a filing.
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    platform::db::Json,
    registry::organization::{Item, Items},
    schema::upkeeps,
    state_table, text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a filed group tells or asks of its street or township.
    pub enum UpkeepKind {
        /// 年度更新: how the year went.
        Update = "update",
        /// 变更备案.
        Change = "change",
        /// 终止备案.
        Ending = "ending",
    }
}

state_table! {
    /// Life of a wish of a filed group (`SO-155`).
    pub enum UpkeepState by UpkeepEvent as "upkeep" {
        /// 待办理
        Asked = "asked" { Grant => Granted, Refuse => Refused, Withdraw => Withdrawn },
        /// 已办理
        Granted = "granted" {},
        /// 不予办理
        Refused = "refused" {},
        /// 已撤回
        Withdrawn = "withdrawn" {},
    } events {
        /// 办理
        Grant = "grant",
        /// 不予办理
        Refuse = "refuse",
        /// 撤回
        Withdraw = "withdraw",
    }
}

/// Items of a filing that may change.
pub const ITEMS: [Item; 5] = [Item::Name, Item::Domicile, Item::LegalRepresentative, Item::Purpose, Item::Scope];

/// What is told or asked for; which fields are filled depends on the kind.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// Members at the end of the year, of a yearly update.
    pub members: i64,
    /// Activities of the year.
    pub activities: i64,
    /// New values of filed items, of a change.
    pub items: Items,
    /// How the year went, why it changes, why it ends.
    pub text: String,
}

/// A wish of a filed group, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = upkeeps)]
pub struct Upkeep {
    /// Row.
    pub id: i64,
    /// 办件号, such as `510903-20261123-BG01-00001`.
    pub no: String,
    /// Whose.
    pub organization_id: OrganizationId,
    /// The street or township.
    pub authority_id: AuthorityId,
    /// The officer who asked.
    pub account_id: AccountId,
    /// What it is.
    pub kind: UpkeepKind,
    /// The year of an update; 0 for the others.
    pub year: i64,
    /// What is told or asked for.
    pub content: Json<Account>,
    /// State.
    pub state: UpkeepState,
    /// For compare-and-set.
    pub version: i64,
    /// When asked.
    pub asked_at: Ts,
    /// Last day to answer.
    pub due_on: Day,
    /// Reasons of the answer.
    pub decision: Option<String>,
    /// Who answered.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Ts>,
    /// Ledger entry of the act.
    pub entry_id: Option<i64>,
}

impl Upkeep {
    /// Whether it still waits for its answer.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.state == UpkeepState::Asked
    }
}
