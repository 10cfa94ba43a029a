//! Nouns of charities.
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    platform::db::Json,
    schema::{charity_cases, charity_duties},
    state_table, text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

text_enum! {
    /// What is asked for.
    #[schema(as = CharityCaseKind)]
    pub enum CaseKind {
        /// 慈善组织认定 (`SO-141`).
        Recognition = "recognition",
        /// 公开募捐资格 (`SO-143`).
        FundRaising = "fund_raising",
    }
}

state_table! {
    /// Life of an application 慈善组织认定、公开募捐资格申请.
    pub enum CharityState by CharityEvent as "charity_case" {
        /// 填报中.
        Draft = "draft" { Submit => Submitted, Withdraw => Withdrawn },
        /// 待受理.
        Submitted = "submitted" { Return => Draft, Accept => Accepted, Withdraw => Withdrawn },
        /// 审查中: the days to decide run (`SO-140`).
        Accepted = "accepted" { Extend => Accepted, Propose => Proposed, Withdraw => Withdrawn },
        /// 待决定.
        Proposed = "proposed" { Extend => Proposed, SendBack => Accepted, Grant => Granted, Refuse => Refused },
        /// 予以认定、准予.
        Granted = "granted" {},
        /// 不予认定、不予.
        Refused = "refused" {},
        /// 已撤回.
        Withdrawn = "withdrawn" {},
    } events {
        Submit = "submit", Return = "return", Accept = "accept", Extend = "extend", Propose = "propose",
        SendBack = "send_back", Grant = "grant", Refuse = "refuse", Withdraw = "withdraw",
    }
}

impl CharityState {
    /// Whether the case still runs.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted | Self::Accepted | Self::Proposed)
    }
}

text_enum! {
    /// What the organization declares (`SO-141`, `SO-143`).
    #[schema(as = CharityDeclaration)]
    pub enum Declaration {
        /// 以开展慈善活动为宗旨, 业务范围符合慈善法第三条.
        Purpose = "purpose",
        /// 不以营利为目的, 收益和资产不分配.
        NoProfit = "no_profit",
        /// 章程符合慈善法第十一条.
        Charter = "charter",
        /// 剩余财产转给宗旨相同或者相近的慈善组织.
        Remainder = "remainder",
        /// 财务制度健全, 薪酬合理.
        Finance = "finance",
        /// 负责人没有慈善法规定的限制情形.
        Persons = "persons",
        /// 秘书长为专职, 且不兼任理事长.
        Secretary = "secretary",
        /// 募得财产专款专用, 按规定公开.
        Use = "use",
        /// 内部治理、监督机制健全.
        Governance = "governance",
    }
}

impl CaseKind {
    /// The declarations an application of this kind makes.
    #[must_use]
    pub const fn declarations(self) -> &'static [Declaration] {
        match self {
            Self::Recognition => &[
                Declaration::Purpose,
                Declaration::NoProfit,
                Declaration::Charter,
                Declaration::Remainder,
                Declaration::Finance,
                Declaration::Persons,
            ],
            Self::FundRaising => {
                &[Declaration::Governance, Declaration::Secretary, Declaration::Finance, Declaration::Use]
            }
        }
    }

    /// The papers an application of this kind must bring.
    #[must_use]
    pub const fn papers(self) -> &'static [Paper] {
        match self {
            Self::Recognition => &[Paper::Application, Paper::Resolution, Paper::Charter, Paper::Audit],
            Self::FundRaising => &[Paper::Application, Paper::Resolution, Paper::Audit],
        }
    }
}

text_enum! {
    /// 申请材料.
    #[schema(as = CharityPaper)]
    pub enum Paper {
        /// 申请书.
        Application = "application",
        /// 理事会、会员大会决议.
        Resolution = "resolution",
        /// 章程.
        Charter = "charter",
        /// 上年度财务审计报告.
        Audit = "audit",
        /// 其他材料.
        Other = "other",
    }
}

/// What the organization says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its charitable activity, or its plan to raise funds.
    pub text: String,
    /// Last year's charitable spending, in fen.
    pub spending: Option<i64>,
    /// Last year's whole spending, in fen.
    pub total: Option<i64>,
    /// Last year's administration cost, in fen.
    pub administration: Option<i64>,
    /// How many directors there are.
    pub directors: Option<i64>,
    /// How many of them come from one body or related ones.
    pub related: Option<i64>,
    /// What it declares.
    pub declared: BTreeSet<Declaration>,
}

/// One act in the course of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was done.
    pub event: CharityEvent,
    /// By whom; nobody for what an imported register says.
    pub by: Option<AccountId>,
    /// When.
    pub at: Ts,
    /// Reasons, opinion, number of an approval.
    pub text: String,
    /// Whether an opinion was in favour.
    pub in_favour: Option<bool>,
}

/// An application of one organization.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = charity_cases)]
pub struct Case {
    /// Row.
    pub id: i64,
    /// Its number, such as `510900-20261123-CS-00001`.
    pub no: String,
    /// What is asked for.
    pub kind: CaseKind,
    /// Whose.
    pub organization_id: OrganizationId,
    /// Who decides.
    pub authority_id: AuthorityId,
    /// Where it stands.
    pub state: CharityState,
    /// Whether it still runs.
    pub is_open: bool,
    /// What the organization says.
    pub content: Json<Content>,
    /// Every act, in order.
    pub course: Json<Vec<Act>>,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// 受理日期.
    pub accepted_on: Option<Day>,
    /// Last day to decide (`SO-140`).
    pub due_on: Option<Day>,
    /// Day of the decision.
    pub decided_on: Option<Day>,
    /// Number of the certificate.
    pub certificate_no: Option<String>,
    /// Ledger entry of the decision.
    pub entry_id: Option<i64>,
    /// When begun.
    pub created_at: Ts,
    /// When last changed.
    pub updated_at: Ts,
    /// Counts changes.
    pub version: i64,
}

impl Case {
    /// The latest act of a kind.
    #[must_use]
    pub fn act(&self, event: CharityEvent) -> Option<&Act> {
        self.course.0.iter().rev().find(|a| a.event == event)
    }

    /// Whether the account did one of some acts.
    #[must_use]
    pub fn was_by(&self, account: AccountId, events: &[CharityEvent]) -> bool {
        self.course.0.iter().any(|a| a.by == Some(account) && events.contains(&a.event))
    }
}

/// A case written in bulk, for the demonstration and for an imported register.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = charity_cases)]
pub struct NewCase {
    /// Its number.
    pub no: String,
    /// What is asked for.
    pub kind: CaseKind,
    /// Whose.
    pub organization_id: OrganizationId,
    /// Who decides.
    pub authority_id: AuthorityId,
    /// Where it stands.
    pub state: CharityState,
    /// Whether it still runs.
    pub is_open: bool,
    /// What the organization says.
    pub content: Json<Content>,
    /// Every act, in order.
    pub course: Json<Vec<Act>>,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// 受理日期.
    pub accepted_on: Option<Day>,
    /// Last day to decide.
    pub due_on: Option<Day>,
    /// Day of the decision.
    pub decided_on: Option<Day>,
    /// When begun.
    pub created_at: Ts,
    /// When last changed.
    pub updated_at: Ts,
}

text_enum! {
    /// What a charity must publish (`SO-113`, `SO-144`).
    #[schema(as = CharityDutyKind)]
    pub enum DutyKind {
        /// 年度工作报告和财务会计报告.
        Annual = "annual",
        /// 公开募捐情况, every three months.
        Raising = "raising",
    }
}

/// One thing to publish by a day.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = charity_duties)]
pub struct Duty {
    /// Row.
    pub id: i64,
    /// Whose.
    pub organization_id: OrganizationId,
    /// What.
    pub kind: DutyKind,
    /// About which time: `2026`, `2026-Q3`.
    pub period: String,
    /// Last day.
    pub due_on: Day,
    /// When it was published.
    pub done_on: Option<Day>,
    /// Where.
    pub link: Option<String>,
    /// The latest reminder: so many days before the last one.
    pub reminded: Option<i64>,
}

/// A duty about to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = charity_duties)]
pub struct NewDuty {
    /// Whose.
    pub organization_id: OrganizationId,
    /// What.
    pub kind: DutyKind,
    /// About which time.
    pub period: String,
    /// Last day.
    pub due_on: Day,
    /// When it was published.
    pub done_on: Option<Day>,
    /// Where.
    pub link: Option<String>,
    /// When written.
    pub created_at: Ts,
}

/// A file of a case.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct CaseFile {
    /// Row.
    pub id: i64,
    /// What it is.
    pub paper: Paper,
    /// Name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256.
    pub sha256: String,
    /// Type.
    pub media_type: String,
    /// Pages.
    pub pages: Option<i64>,
    /// When it was brought.
    pub at: Ts,
}
