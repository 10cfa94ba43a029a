//! Nouns of a cancellation.
use super::content::Content;
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    platform::{db::Json, rulebook},
    registry::application::{Checks, Decision, Notice, Opinion},
    schema::cancellations,
    state_table,
};
use diesel::prelude::*;

state_table! {
    /// Life of a cancellation. Striking off, certificate and announcement are part of the approval's commit.
    pub enum CancellationState by CancellationEvent as "cancellation" {
        /// 草稿
        Draft = "draft" { Announce => Liquidating, Discard => Discarded },
        /// 清算中, made public (`SO-95`)
        Liquidating = "liquidating" { Submit => Submitted, Withdraw => Withdrawn },
        /// 已提交（收件）
        Submitted = "submitted" { Notify => Correction, Accept => Accepted, Deem => Accepted, Decline => NotAccepted, Withdraw => Withdrawn },
        /// 待补正
        Correction = "correction" { Submit => Submitted, Withdraw => Withdrawn },
        /// 已受理
        Accepted = "accepted" { Review => Reviewed, Withdraw => Withdrawn },
        /// 已审查，待决定
        Reviewed = "reviewed" { Approve => Approved, Refuse => Refused, Withdraw => Withdrawn },
        /// 准予注销
        Approved = "approved" {},
        /// 不予注销
        Refused = "refused" {},
        /// 不予受理
        NotAccepted = "not_accepted" {},
        /// 已撤回
        Withdrawn = "withdrawn" {},
        /// 已删除的草稿
        Discarded = "discarded" {},
    } events {
        /// 清算公告
        Announce = "announce",
        /// 提交
        Submit = "submit",
        /// 一次性告知
        Notify = "notify",
        /// 受理
        Accept = "accept",
        /// 逾期未告知，视为受理 (`SO-61`)
        Deem = "deem",
        /// 不予受理
        Decline = "decline",
        /// 撤回申请
        Withdraw = "withdraw",
        /// 审查
        Review = "review",
        /// 准予
        Approve = "approve",
        /// 不予
        Refuse = "refuse",
        /// 删除草稿
        Discard = "discard",
    }
}

impl CancellationState {
    /// Whether the officers may still change the answers.
    #[must_use]
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Liquidating | Self::Correction)
    }

    /// Whether something may still happen: an organization has one open cancellation at a time.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Approved | Self::Refused | Self::NotAccepted | Self::Withdrawn | Self::Discarded)
    }
}

/// A cancellation as its row has it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = cancellations)]
pub struct Cancellation {
    /// Row.
    pub id: i64,
    /// 办件号, such as `510903-20261123-ZX01-00001`.
    pub no: String,
    /// Who ends.
    pub organization_id: OrganizationId,
    /// 登记管理机关.
    pub authority_id: AuthorityId,
    /// The officer who began it.
    pub account_id: AccountId,
    /// State.
    pub state: CancellationState,
    /// For compare-and-set.
    pub version: i64,
    /// The answers.
    pub content: Json<Content>,
    /// When creditors were called (`SO-95`).
    pub announced_at: Option<Ts>,
    /// The rules it was submitted under.
    pub rules: Option<Json<rulebook::OrganizationKind>>,
    /// When first submitted.
    pub submitted_at: Option<Ts>,
    /// When the last complete set of documents was received.
    pub received_at: Option<Ts>,
    /// The day from which the decision period runs.
    pub accepted_on: Option<Day>,
    /// Accepted by the law, as no notice came in time (`SO-61`).
    pub is_deemed: bool,
    /// Last day for the notice (`SO-60`).
    pub notice_due: Option<Day>,
    /// Last day promised (`SO-72`).
    pub promised_due: Option<Day>,
    /// Last day by law (`SO-66`).
    pub statutory_due: Option<Day>,
    /// Last day for the authority's next act; nothing while it waits for the organization.
    pub due_on: Option<Day>,
    /// Who received it.
    pub clerk_id: Option<AccountId>,
    /// Who gave the opinion.
    pub reviewer_id: Option<AccountId>,
    /// Who decided.
    pub decider_id: Option<AccountId>,
    /// The clerk's checklist as sent.
    pub checks: Json<Checks>,
    /// Notices sent, the first first.
    pub notices: Json<Vec<Notice>>,
    /// The reviewer's opinion.
    pub opinion: Option<Json<Opinion>>,
    /// The decision, or why it was not accepted.
    pub decision: Option<Json<Decision>>,
    /// Ledger entry of the approval.
    pub entry_id: Option<i64>,
    /// When begun.
    pub created_at: Ts,
    /// When last changed.
    pub updated_at: Ts,
}

/// A document of a cancellation, with its file.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Document {
    /// Which.
    pub id: i64,
    /// Key of the rulebook.
    pub key: String,
    /// The file's name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256.
    pub sha256: String,
    /// Its type.
    pub media_type: String,
    /// Pages.
    pub pages: Option<i64>,
    /// When uploaded.
    pub created_at: Ts,
}
