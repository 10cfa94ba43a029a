//! Nouns of renewal and reissue.
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    schema::renewals,
    state_table, text_enum,
};
use diesel::prelude::*;

text_enum! {
    /// Why a new certificate is asked for.
    pub enum RenewalKind {
        /// 换发: its days end.
        Renewal = "renewal",
        /// 补发: it was lost or destroyed.
        Reissue = "reissue",
    }
}

state_table! {
    /// Life of a wish for a new certificate.
    pub enum RenewalState by RenewalEvent as "renewal" {
        /// 已申请
        Asked = "asked" { Grant => Granted, Refuse => Refused, Withdraw => Withdrawn },
        /// 已换发、补发
        Granted = "granted" {},
        /// 不予换发、补发
        Refused = "refused" {},
        /// 已撤回
        Withdrawn = "withdrawn" {},
    } events {
        /// 换发、补发
        Grant = "grant",
        /// 不予
        Refuse = "refuse",
        /// 撤回
        Withdraw = "withdraw",
    }
}

/// A wish for a new certificate, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = renewals)]
pub struct Renewal {
    /// Row.
    pub id: i64,
    /// 办件号, such as `510903-20261123-HF01-00001`.
    pub no: String,
    /// Whose certificate.
    pub organization_id: OrganizationId,
    /// 登记管理机关.
    pub authority_id: AuthorityId,
    /// The officer who asked.
    pub account_id: AccountId,
    /// Why.
    pub kind: RenewalKind,
    /// The declaration: when and how it was lost; empty for a renewal.
    pub declaration: String,
    /// State.
    pub state: RenewalState,
    /// For compare-and-set.
    pub version: i64,
    /// Number of the certificate before.
    pub before_no: String,
    /// When asked for.
    pub asked_at: Ts,
    /// Last day to answer (`SO-67`).
    pub due_on: Day,
    /// Reasons of the answer.
    pub decision: Option<String>,
    /// Who answered.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Ts>,
    /// Number of the new certificate.
    pub certificate_no: Option<String>,
    /// Last day of the new certificate.
    pub valid_until: Option<Day>,
    /// Ledger entry of the issue.
    pub entry_id: Option<i64>,
}

impl Renewal {
    /// Whether it still waits for its answer.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.state == RenewalState::Asked
    }
}
