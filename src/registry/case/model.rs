//! Nouns of a case.
use super::matter::{CaseKind, Matter};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    platform::{db::Json, rulebook},
    registry::application::{Checks, Decision, Notice, Opinion, PauseKind},
    schema::{case_extensions, case_pauses, cases},
    state_table,
};
use diesel::prelude::*;

state_table! {
    /// Life of a case. What an approval brings about is part of its commit. Which kind takes which way from the draft
    /// says [`Matter::READY`].
    pub enum CaseState by CaseEvent as "case" {
        /// 草稿
        Draft = "draft" { Submit => Submitted, Announce => Liquidating, Discard => Discarded },
        /// 清算中, made public (`SO-95`)
        Liquidating = "liquidating" { Submit => Submitted, Withdraw => Withdrawn },
        /// 已提交（收件）
        Submitted = "submitted" { Notify => Correction, Accept => Accepted, Deem => Accepted, Decline => NotAccepted, Withdraw => Withdrawn },
        /// 待补正
        Correction = "correction" { Submit => Submitted, Withdraw => Withdrawn },
        /// 已受理
        Accepted = "accepted" { Review => Reviewed, Suspend => Suspended, Withdraw => Withdrawn },
        /// 特别程序中, the clock stands (`SO-68`)
        Suspended = "suspended" { Resume => Accepted, Withdraw => Withdrawn },
        /// 已审查，待决定
        Reviewed = "reviewed" { Approve => Approved, Refuse => Refused, Withdraw => Withdrawn },
        /// 准予
        Approved = "approved" {},
        /// 不予
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
        /// 启动特别程序 (`SO-68`)
        Suspend = "suspend",
        /// 特别程序结束
        Resume = "resume",
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

impl CaseState {
    /// States in which the authority must act.
    pub const WITH_AUTHORITY: [Self; 4] = [Self::Submitted, Self::Accepted, Self::Suspended, Self::Reviewed];

    /// Whether the officers may still change the answers.
    #[must_use]
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Liquidating | Self::Correction)
    }

    /// Whether something may still happen: an organization has one open case of a kind at a time.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.is_editable() || matches!(self, Self::Submitted | Self::Accepted | Self::Suspended | Self::Reviewed)
    }

    /// Whether an answer of the authority ended it.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Approved | Self::Refused | Self::NotAccepted)
    }
}

/// A case as its row has it, with the answers of its kind.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = cases)]
pub struct Case<C: Matter> {
    /// Row.
    pub id: i64,
    /// 办件号, such as `510903-20261123-BG01-00001`.
    pub no: String,
    /// Whose items change, or who ends.
    pub organization_id: OrganizationId,
    /// 登记管理机关.
    pub authority_id: AuthorityId,
    /// The officer who began it.
    pub account_id: AccountId,
    /// State.
    pub state: CaseState,
    /// For compare-and-set.
    pub version: i64,
    /// The answers.
    pub content: Json<C>,
    /// Of a change: day on which the competent authority agreed, or of the organization's own resolution (`SO-90`).
    pub agreed_on: Option<Day>,
    /// Of a cancellation: when creditors were called (`SO-95`).
    pub announced_at: Option<Ts>,
    /// The rules it runs under, once it is public or submitted.
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

impl<C: Matter> Case<C> {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", C::KIND.root(), self.no)
    }

    /// A case that cannot exist, for tests and samples.
    #[must_use]
    pub fn sample(state: CaseState, content: C, at: Ts) -> Self {
        Self {
            id: 1,
            no: format!("510903-20261123-{}-00001", C::ITEM),
            organization_id: OrganizationId(1),
            authority_id: AuthorityId(1),
            account_id: AccountId(1),
            state,
            version: 0,
            content: Json(content),
            agreed_on: Some(at.day()),
            announced_at: None,
            rules: None,
            submitted_at: None,
            received_at: None,
            accepted_on: None,
            is_deemed: false,
            notice_due: None,
            promised_due: None,
            statutory_due: None,
            due_on: None,
            clerk_id: None,
            reviewer_id: None,
            decider_id: None,
            checks: Json::default(),
            notices: Json::default(),
            opinion: None,
            decision: None,
            entry_id: None,
            created_at: at,
            updated_at: at,
        }
    }
}

/// A case written in bulk, for the demonstration and for an imported register.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = cases)]
pub struct NewCase<C: Matter> {
    /// Which kind.
    pub kind: CaseKind,
    /// Its number.
    pub no: String,
    /// Whose.
    pub organization_id: OrganizationId,
    /// Who decided.
    pub authority_id: AuthorityId,
    /// Who asked.
    pub account_id: AccountId,
    /// State.
    pub state: CaseState,
    /// Whether something may still happen.
    pub is_open: bool,
    /// Name wanted.
    pub name: String,
    /// The answers.
    pub content: Json<C>,
    /// Day of the resolution.
    pub agreed_on: Option<Day>,
    /// When creditors were called.
    pub announced_at: Option<Ts>,
    /// When submitted.
    pub submitted_at: Option<Ts>,
    /// When received.
    pub received_at: Option<Ts>,
    /// When accepted.
    pub accepted_on: Option<Day>,
    /// Accepted by the law.
    pub is_deemed: bool,
    /// Last day promised.
    pub promised_due: Option<Day>,
    /// Last day by law.
    pub statutory_due: Option<Day>,
    /// Checklist.
    pub checks: Json<Checks>,
    /// Notices.
    pub notices: Json<Vec<Notice>>,
    /// The decision.
    pub decision: Option<Json<Decision>>,
    /// When begun.
    pub created_at: Ts,
    /// When last changed.
    pub updated_at: Ts,
}

/// A document of a case, with its file.
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

/// A special procedure of a case, over or not (`SO-68`).
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = case_pauses)]
pub struct PauseRow {
    /// Which procedure.
    pub kind: PauseKind,
    /// Why it was needed.
    pub reason: String,
    /// Names of the officers sent to check on the spot (`SO-69`).
    pub officers: Json<Vec<String>>,
    /// The day from which the clock stood.
    pub from_on: Day,
    /// The day by which it was expected to end, as the organization was told.
    pub expected_on: Day,
    /// The day on which the clock ran again.
    pub until_on: Option<Day>,
    /// What was found or heard.
    pub record: Option<String>,
}

/// The wish for more time, and its answer (`SO-66`, `CX-03`).
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = case_extensions)]
pub struct Extension {
    /// Why.
    pub reason: String,
    /// Who asked.
    pub asked_by: AccountId,
    /// The answer, once there is one.
    pub is_granted: Option<bool>,
    /// Why the answer is so.
    pub answer: Option<String>,
}
