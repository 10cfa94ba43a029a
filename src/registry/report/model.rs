//! Nouns of the annual report.
use super::answers::{Answers, Section};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        money::Money,
        time::{Day, Ts},
    },
    platform::db::Json,
    schema::annual_reports,
    state_table, text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

state_table! {
    /// Life of an annual report 年度工作报告.
    pub enum ReportState by ReportEvent as "annual_report" {
        /// 待报送: the season is open and nothing was written yet.
        Due = "due" { Begin => Draft },
        /// 填报中.
        Draft = "draft" { Submit => Submitted },
        /// 已报送: with the registration authority.
        Submitted = "submitted" { Return => Returned, Propose => Proposed },
        /// 退回补正: once, with every defect.
        Returned = "returned" { Submit => Submitted },
        /// 已拟结论: a second person decides.
        Proposed = "proposed" { SendBack => Submitted, Conclude => Concluded },
        /// 已公布结论.
        Concluded = "concluded" {},
    } events {
        Begin = "begin", Submit = "submit", Return = "return", Propose = "propose", SendBack = "send_back",
        Conclude = "conclude",
    }
}

impl ReportState {
    /// Whether the organization may still write.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Due | Self::Draft | Self::Returned)
    }
}

text_enum! {
    /// 年检结论 (`SO-116`).
    pub enum Judgement {
        /// 合格.
        Pass = "pass",
        /// 基本合格.
        Basic = "basic",
        /// 不合格.
        Fail = "fail",
    }
}

text_enum! {
    /// 附送材料.
    pub enum Paper {
        /// 财务会计报告.
        FinancialReport = "financial_report",
        /// 注册会计师审计报告 (`SO-112`).
        AuditReport = "audit_report",
        /// 业务主管单位初审意见 (`SO-110`).
        FirstReview = "first_review",
        /// 其他材料.
        Other = "other",
    }
}

/// One thing to put right, in the notice that returns a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// Where.
    pub section: Section,
    /// What, and how.
    pub text: String,
}

/// The report of one organization for one year.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = annual_reports)]
pub struct Report {
    /// Row.
    pub id: i64,
    /// Its number: the year and the organization's code.
    pub no: String,
    /// Whose.
    pub organization_id: OrganizationId,
    /// Who examines.
    pub authority_id: AuthorityId,
    /// The county the organization belongs to in this season.
    pub county: String,
    /// The year it is about.
    pub year: i64,
    /// Where it stands.
    pub state: ReportState,
    /// Last day to hand it to the registration authority.
    pub due_on: Day,
    /// Last day to hand it to the competent authority, under dual management.
    pub sponsor_due_on: Option<Day>,
    /// The answers.
    pub answers: Json<Answers>,
    /// Number of the receipt.
    pub receipt_no: Option<String>,
    /// When it was handed in first.
    pub submitted_at: Option<Ts>,
    /// By whom last.
    pub submitted_by: Option<AccountId>,
    /// Whether it came after its day.
    pub is_late: bool,
    /// Last day to examine it.
    pub examine_by: Option<Day>,
    /// 收入合计.
    pub income: Option<Money>,
    /// 费用合计.
    pub expenditure: Option<Money>,
    /// 年末净资产.
    pub net_assets: Option<Money>,
    /// What was to be put right.
    pub defects: Json<Vec<Defect>>,
    /// When it was returned.
    pub returned_at: Option<Ts>,
    /// Last day to hand it in again.
    pub correct_by: Option<Day>,
    /// The result, proposed or confirmed.
    pub outcome: Option<Judgement>,
    /// Its reasons.
    pub reasons: Option<String>,
    /// Who proposed it.
    pub proposed_by: Option<AccountId>,
    /// When.
    pub proposed_at: Option<Ts>,
    /// Why the decider sent the proposal back.
    pub sent_back: Option<String>,
    /// Who confirmed it.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Ts>,
    /// The latest reminder: so many days before the last one.
    pub reminded: Option<i64>,
    /// The notice of a listing that the missed day led to (`SO-121`); empty when none could be given.
    pub listing_no: Option<String>,
    /// Ledger entry of the result.
    pub entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

impl Report {
    /// The day that runs for the organization: to correct after a return, to hand in before.
    #[must_use]
    pub fn open_until(&self) -> Day {
        self.correct_by.filter(|_| self.state == ReportState::Returned).unwrap_or(self.due_on)
    }
}

/// A report written in bulk: at the opening of a season, by the demonstration, from an imported register.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = annual_reports)]
pub struct NewReport {
    /// Its number.
    pub no: String,
    /// Whose.
    pub organization_id: OrganizationId,
    /// Who examines.
    pub authority_id: AuthorityId,
    /// The county the organization belongs to in this season.
    pub county: String,
    /// The year it is about.
    pub year: i64,
    /// Where it stands.
    pub state: ReportState,
    /// Last day to hand it in.
    pub due_on: Day,
    /// Last day for the competent authority.
    pub sponsor_due_on: Option<Day>,
    /// The answers.
    pub answers: Json<Answers>,
    /// Number of the receipt.
    pub receipt_no: Option<String>,
    /// When it was handed in first.
    pub submitted_at: Option<Ts>,
    /// Whether it came after its day.
    pub is_late: bool,
    /// Last day to examine it.
    pub examine_by: Option<Day>,
    /// 收入合计.
    pub income: Option<Money>,
    /// 费用合计.
    pub expenditure: Option<Money>,
    /// 年末净资产.
    pub net_assets: Option<Money>,
    /// What was to be put right.
    pub defects: Json<Vec<Defect>>,
    /// When it was returned.
    pub returned_at: Option<Ts>,
    /// Last day to hand it in again.
    pub correct_by: Option<Day>,
    /// The result.
    pub outcome: Option<Judgement>,
    /// Its reasons.
    pub reasons: Option<String>,
    /// Who proposed it.
    pub proposed_by: Option<AccountId>,
    /// When.
    pub proposed_at: Option<Ts>,
    /// When it was confirmed.
    pub decided_at: Option<Ts>,
    /// The notice the missed day led to.
    pub listing_no: Option<String>,
}

/// A file of a report.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ReportFile {
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
