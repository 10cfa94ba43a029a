//! Nouns of an application for founding registration 成立登记.
use super::content::Content;
use crate::{
    id_type,
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    platform::{db::Json, rulebook},
    registry::organization::{Category, Mode, OrganizationKind},
    schema::{application_extensions, application_pauses, applications},
    state_table,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

id_type! {
    /// An application 登记申请.
    ApplicationId,
}

state_table! {
    /// Life of an application (`domain.md` 2.8). Issuing and announcing are part of the approval's commit.
    pub enum ApplicationState by ApplicationEvent as "application" {
        /// 草稿
        Draft = "draft" { Submit => Submitted, Discard => Discarded },
        /// 已提交（收件）
        Submitted = "submitted" { Notify => Correction, Accept => Accepted, Deem => Accepted, Decline => NotAccepted, Withdraw => Withdrawn },
        /// 待补正
        Correction = "correction" { Submit => Submitted, Withdraw => Withdrawn },
        /// 已受理
        Accepted = "accepted" { Review => Reviewed, Suspend => Suspended, Withdraw => Withdrawn },
        /// 特别程序，时限停止计算 (`SO-68`)
        Suspended = "suspended" { Resume => Accepted, Withdraw => Withdrawn },
        /// 已审查，待决定
        Reviewed = "reviewed" { Approve => Issued, Refuse => Refused, Withdraw => Withdrawn },
        /// 准予登记，已发证、已公告
        Issued = "issued" {},
        /// 不予登记
        Refused = "refused" {},
        /// 不予受理
        NotAccepted = "not_accepted" {},
        /// 已撤回
        Withdrawn = "withdrawn" {},
        /// 已删除的草稿
        Discarded = "discarded" {},
    } events {
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
        /// 进入特别程序
        Suspend = "suspend",
        /// 特别程序结束
        Resume = "resume",
        /// 审查
        Review = "review",
        /// 准予登记
        Approve = "approve",
        /// 不予登记
        Refuse = "refuse",
        /// 删除草稿
        Discard = "discard",
    }
}

impl ApplicationState {
    /// Whether the founder may still change the answers.
    #[must_use]
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Correction)
    }

    /// Whether the authority has something to do.
    #[must_use]
    pub fn is_with_authority(self) -> bool {
        matches!(self, Self::Submitted | Self::Accepted | Self::Suspended | Self::Reviewed)
    }

    /// Whether nothing more will happen.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Issued | Self::Refused | Self::NotAccepted | Self::Withdrawn | Self::Discarded)
    }
}

/// An application as its row has it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = applications)]
pub struct Application {
    /// Which.
    pub id: ApplicationId,
    /// 办件号.
    pub no: String,
    /// The founder who applies.
    pub account_id: AccountId,
    /// 登记管理机关.
    pub authority_id: AuthorityId,
    /// Kind wanted.
    pub kind: OrganizationKind,
    /// Field, once chosen.
    pub category: Option<Category>,
    /// Legal form, a key of the rulebook.
    pub form: String,
    /// Registration mode, once the field is chosen.
    pub mode: Option<Mode>,
    /// State.
    pub state: ApplicationState,
    /// For compare-and-set.
    pub version: i64,
    /// Name wanted; empty at first.
    pub name: String,
    /// Division of the registration authority, 6 digits.
    pub division: String,
    /// The answers.
    pub content: Json<Content>,
    /// The rules it was submitted under.
    pub rules: Option<Json<rulebook::OrganizationKind>>,
    /// When first submitted.
    pub submitted_at: Option<Ts>,
    /// When the last complete set of documents was received; the notice period runs from its day.
    pub received_at: Option<Ts>,
    /// The day from which the decision period runs.
    pub accepted_on: Option<Day>,
    /// Accepted by the law, as no notice came in time (`SO-61`).
    pub is_deemed: bool,
    /// Last day for the notice (`SO-60`).
    pub notice_due: Option<Day>,
    /// Last day promised (`SO-72`).
    pub promised_due: Option<Day>,
    /// Last day by law (`SO-63`).
    pub statutory_due: Option<Day>,
    /// Last day for the authority's next act; nothing while it waits for the founder.
    pub due_on: Option<Day>,
    /// Who received it.
    pub clerk_id: Option<AccountId>,
    /// Who gave the opinion.
    pub reviewer_id: Option<AccountId>,
    /// Who decided.
    pub decider_id: Option<AccountId>,
    /// The clerk's checklist as saved.
    pub checks: Json<Checks>,
    /// Notices sent, the first first.
    pub notices: Json<Vec<Notice>>,
    /// The reviewer's opinion.
    pub opinion: Option<Json<Opinion>>,
    /// The decision, or why it was not accepted.
    pub decision: Option<Json<Decision>>,
    /// What came of it.
    pub organization_id: Option<OrganizationId>,
    /// When begun.
    pub created_at: Ts,
    /// When last changed.
    pub updated_at: Ts,
}

impl Application {
    /// Whether a group is to be filed 备案, not registered.
    #[must_use]
    pub fn is_filing(&self) -> bool {
        self.kind == OrganizationKind::Filed
    }

    /// The committee 居（村）民委员会 that checks and publishes a filed group first (`SO-154`); none for other kinds.
    #[must_use]
    pub fn committee(&self) -> Option<AuthorityId> {
        self.content.0.committee.filter(|_| self.is_filing())
    }

    /// The filed group that this founding registers 备案转登记 (`SO-155`).
    #[must_use]
    pub fn upgrades(&self) -> Option<OrganizationId> {
        self.content.0.upgrades
    }
}

/// The checklist by item: what was looked at and what is missing.
pub type Checks = BTreeMap<String, Check>;

/// One item of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Check {
    /// 符合, or 需补正.
    pub is_fine: bool,
    /// What the founder must put right.
    #[serde(default)]
    pub text: String,
}

/// A one-time notice 一次性补正告知 (`SO-60`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// When it was sent.
    pub at: Ts,
    /// What must be put right.
    pub defects: Vec<Defect>,
}

/// One thing to put right, with the founder's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Defect {
    /// Key of the checklist.
    pub item: String,
    /// What is missing and how to put it right.
    pub text: String,
    /// What the founder says was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// The reviewer's opinion 审查意见.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Whether registration is proposed.
    pub is_in_favour: bool,
    /// Why.
    pub text: String,
    /// When.
    pub at: Ts,
}

/// A decision 决定, also one not to accept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// 准予.
    pub is_granted: bool,
    /// Legal ground, a word of [`Ground`]; none when granted.
    pub ground: Option<Ground>,
    /// The reasons.
    pub text: String,
    /// When.
    pub at: Ts,
    /// Its ledger entry.
    pub entry: i64,
}

crate::text_enum! {
    /// Grounds on which an application is not accepted or refused (`domain.md` 2.6; 行政许可法 art. 32).
    pub enum Ground {
        /// 不属于本机关职权范围.
        NotCompetent = "not_competent",
        /// 依法不需要登记.
        NotNeeded = "not_needed",
        /// 宗旨、业务范围违反规定.
        Purpose = "purpose",
        /// 同一区域已有相同或者相似的组织，没有必要成立.
        Duplicate = "duplicate",
        /// 举办者、拟任负责人不符合条件.
        Persons = "persons",
        /// 申请时弄虚作假.
        Fraud = "fraud",
        /// 不属于社区社会组织 (`SO-150`), for filed groups alone.
        NotCommunity = "not_community",
        /// 法律、行政法规禁止的其他情形.
        Other = "other",
    }
}

impl Ground {
    /// Grounds for not accepting 不予受理 an organization with legal personality.
    pub const NOT_ACCEPTED: [Self; 3] = [Self::NotCompetent, Self::NotNeeded, Self::Other];
    /// Grounds for refusing it 不予登记 (Service Regulations art. 11).
    pub const REFUSED: [Self; 5] = [Self::Purpose, Self::Duplicate, Self::Persons, Self::Fraud, Self::Other];

    /// Grounds for not accepting 不予受理 a kind.
    #[must_use]
    pub const fn not_accepted(kind: OrganizationKind) -> &'static [Self] {
        match kind {
            OrganizationKind::Filed => &[Self::NotCompetent, Self::NotCommunity, Self::Other],
            _ => &Self::NOT_ACCEPTED,
        }
    }

    /// Grounds for refusing a kind 不予登记、不予备案 (`SO-150`).
    #[must_use]
    pub const fn refused(kind: OrganizationKind) -> &'static [Self] {
        match kind {
            OrganizationKind::Filed => &[Self::NotCommunity, Self::Purpose, Self::Persons, Self::Fraud, Self::Other],
            _ => &Self::REFUSED,
        }
    }
}

crate::text_enum! {
    /// Special procedures 特别程序, whose time is not counted (`SO-68`).
    pub enum PauseKind {
        /// 听证.
        Hearing = "hearing",
        /// 实地核查, by two officers or more (`SO-69`).
        Inspection = "inspection",
        /// 征求行业管理部门意见.
        Consultation = "consultation",
        /// 专家评审.
        ExpertReview = "expert_review",
        /// 公示.
        Publicity = "publicity",
    }
}

/// A special procedure of a case, over or not.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = application_pauses)]
pub struct PauseRow {
    /// Which procedure.
    pub kind: PauseKind,
    /// Why it was needed.
    pub reason: String,
    /// Names of the officers sent to check on the spot.
    pub officers: Json<Vec<String>>,
    /// The day from which the clock stood.
    pub from_on: Day,
    /// The day by which it was expected to end, as the applicant was told.
    pub expected_on: Day,
    /// The day on which the clock ran again.
    pub until_on: Option<Day>,
    /// What was found or heard.
    pub record: Option<String>,
}

/// The wish for more time, and its answer (`SO-66`, `CX-03`).
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = application_extensions)]
pub struct Extension {
    /// Why.
    pub reason: String,
    /// Who asked.
    pub asked_by: AccountId,
    /// The answer, once there is one.
    pub is_granted: Option<bool>,
    /// Why the answer is so.
    pub answer: Option<String>,
    /// The days by which the Ministry prolonged the founding of a charity (`SO-65`).
    pub days: Option<i64>,
}

/// A document of the application, with its file.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Document {
    /// Which.
    pub id: i64,
    /// Key of the rulebook.
    pub key: String,
    /// The file's row.
    pub file_id: i64,
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

/// The government body that registers.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Serialize)]
pub struct Authority {
    /// Which.
    pub id: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Its division.
    pub division: String,
    /// Where to ask.
    pub phone: String,
    /// Where to go.
    pub address: String,
}
