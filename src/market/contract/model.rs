//! Nouns of contracts.
use crate::{
    id_type,
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        money::Money,
        time::{Day, Ts},
    },
    market::tender::TenderId,
    platform::db::Json,
    schema::{contracts, milestones, supplements},
    state_table,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

id_type! {
    /// A contract's row.
    ContractId,
    /// A milestone's row.
    MilestoneId,
}

state_table! {
    /// Life of a contract.
    pub enum ContractState by ContractEvent as "contract" {
        /// 起草中: the buyer writes.
        Draft = "draft" { Submit => Submitted },
        /// 待审核.
        Submitted = "submitted" { Approve => Approved, Return => Draft },
        /// 待供应商签署.
        Approved = "approved" { SupplierSign => Countersign, Refuse => Refused },
        /// 待采购人签署.
        Countersign = "countersign" { Sign => Signed },
        /// 已签订, to be published within two working days.
        Signed = "signed" { Publish => Performing },
        /// 履约中.
        Performing = "performing" { Complete => Completed },
        /// 已验收: every milestone is accepted.
        Completed = "completed" { Settle => Settled },
        /// 已结清: everything accepted is paid, the rest went back to the budget.
        Settled = "settled" { Evaluate => Evaluated },
        /// 已评价.
        Evaluated = "evaluated" {},
        /// 拒签: the supplier did not sign.
        Refused = "refused" {},
    } events {
        Submit = "submit", Approve = "approve", Return = "return", SupplierSign = "supplier_sign", Refuse = "refuse",
        Sign = "sign", Publish = "publish", Complete = "complete", Settle = "settle", Evaluate = "evaluate",
    }
}

impl ContractState {
    /// Whether everybody may read the contract.
    #[must_use]
    pub fn is_public(self) -> bool {
        matches!(self, Self::Performing | Self::Completed | Self::Settled | Self::Evaluated)
    }
}

state_table! {
    /// Life of a milestone 阶段.
    pub enum MilestoneState by MilestoneEvent as "milestone" {
        /// 待完成.
        Planned = "planned" { Report => Reported },
        /// 待验收: the supplier reports it done.
        Reported = "reported" { Accept => Accepted, Return => Planned },
        /// 已验收.
        Accepted = "accepted" {},
    } events { Report = "report", Accept = "accept", Return = "return" }
}

state_table! {
    /// Life of a supplementary contract 补充合同.
    pub enum SupplementState by SupplementEvent as "supplement" {
        /// 待审核.
        Proposed = "proposed" { Approve => Approved, Drop => Dropped },
        /// 待供应商签署.
        Approved = "approved" { Sign => Signed, Drop => Dropped },
        /// 已签订: its sum and its milestone are part of the contract.
        Signed = "signed" {},
        /// 已作罢.
        Dropped = "dropped" {},
    } events { Approve = "approve", Sign = "sign", Drop = "drop" }
}

/// What the parties agree, besides money and days (`PR-15`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// Content, quantity and quality 内容、数量、质量.
    pub content: String,
    /// How and when is paid 支付方式.
    pub payment: String,
    /// Rights and duties of both sides 权利义务.
    pub duties: String,
    /// Liability for breach 违约责任.
    pub breach: String,
    /// Parts that may be subcontracted with the buyer's consent; empty for none (`PR-16`, `PR-102`).
    pub subcontracting: String,
}

/// A contract.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = contracts)]
pub struct Contract {
    /// Row.
    pub id: ContractId,
    /// Number 合同编号: the project's number, `-C` and a sequence.
    pub no: String,
    /// The purchase.
    pub tender_id: TenderId,
    /// The award it is made from.
    pub award_id: i64,
    /// Buyer 采购人.
    pub authority_id: AuthorityId,
    /// Supplier 供应商.
    pub organization_id: OrganizationId,
    /// Its name, the project's.
    pub title: String,
    /// Sum as awarded.
    pub amount: Money,
    /// Sum of signed supplementary contracts, at most a tenth of the amount.
    pub supplemented: Money,
    /// Terms.
    pub body: Json<Body>,
    /// First day.
    pub starts_on: Day,
    /// Last day.
    pub ends_on: Day,
    /// Whether it serves the public, so that users are asked (`PR-103`).
    pub is_public_service: bool,
    /// Where it stands.
    pub state: ContractState,
    /// Who drafted it.
    pub drafted_by: AccountId,
    /// Who reviewed it.
    pub reviewed_by: Option<AccountId>,
    /// Who signed for the supplier.
    pub supplier_signed_by: Option<AccountId>,
    /// When.
    pub supplier_signed_at: Option<Ts>,
    /// Who signed for the buyer.
    pub buyer_signed_by: Option<AccountId>,
    /// When both had signed.
    pub signed_at: Option<Ts>,
    /// When the award notice was published.
    pub awarded_at: Ts,
    /// Last day for signing (`PR-45`).
    pub sign_by: Day,
    /// Signed after that day: a breach, shown.
    pub is_late: bool,
    /// Last day for publication (`PR-46`).
    pub publish_by: Option<Day>,
    /// When it was published.
    pub published_at: Option<Ts>,
    /// Last day for the copy to finance (`PR-47`).
    pub file_by: Option<Day>,
    /// When the copy was filed.
    pub filed_at: Option<Ts>,
    /// Why it was returned or refused.
    pub reason: Option<String>,
    /// Ledger entry of the signing.
    pub entry_id: Option<i64>,
    /// When the draft was begun.
    pub created_at: Ts,
    /// Counts changes.
    pub version: i64,
}

impl Contract {
    /// The sum with its supplements.
    #[must_use]
    pub fn total(&self) -> Money {
        self.amount.checked_add(self.supplemented).unwrap_or(self.amount)
    }
}

/// A milestone: a stage with its day and sum, accepted and paid by itself (`PR-104`).
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = milestones)]
pub struct Milestone {
    /// Row.
    pub id: MilestoneId,
    /// The contract.
    pub contract_id: ContractId,
    /// Place in the contract, from 1.
    pub position: i64,
    /// What is done by then.
    pub title: String,
    /// By when.
    pub due_on: Day,
    /// What is paid for it.
    pub amount: Money,
    /// Where it stands.
    pub state: MilestoneState,
    /// Counts changes.
    pub version: i64,
}

/// A supplementary contract 补充合同 (Law art. 49).
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = supplements)]
pub struct Supplement {
    /// Row.
    pub id: i64,
    /// The contract.
    pub contract_id: ContractId,
    /// Its number in the contract, from 1.
    pub position: i64,
    /// What is added.
    pub title: String,
    /// Why.
    pub reason: String,
    /// How much more.
    pub amount: Money,
    /// By when.
    pub due_on: Day,
    /// Where it stands.
    pub state: SupplementState,
    /// When both had signed.
    pub signed_at: Option<Ts>,
    /// Ledger entry of the signing.
    pub entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

/// One milestone as the buyer writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftMilestone {
    /// What is done by then.
    pub title: String,
    /// By when.
    pub due_on: Day,
    /// What is paid for it.
    pub amount: Money,
}

/// A contract as the buyer writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// First day.
    pub starts_on: Day,
    /// Last day.
    pub ends_on: Day,
    /// Terms.
    pub body: Body,
    /// Stages.
    pub milestones: Vec<DraftMilestone>,
}

/// A supplement as the buyer writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftSupplement {
    /// What is added.
    pub title: String,
    /// Why.
    pub reason: String,
    /// How much more.
    pub amount: Money,
    /// By when.
    pub due_on: Day,
}

/// A contract as the maker of demonstration data writes it, already signed.
#[derive(Debug, Clone)]
pub struct NewContract {
    /// Number.
    pub no: String,
    /// The purchase.
    pub tender_id: TenderId,
    /// The award.
    pub award_id: i64,
    /// Buyer.
    pub authority_id: AuthorityId,
    /// Supplier.
    pub organization_id: OrganizationId,
    /// Its name.
    pub title: String,
    /// Sum.
    pub amount: Money,
    /// Terms.
    pub body: Body,
    /// First day.
    pub starts_on: Day,
    /// Last day.
    pub ends_on: Day,
    /// Whether it serves the public.
    pub is_public_service: bool,
    /// Where it stands: any state from performing on.
    pub state: ContractState,
    /// Who drafted it.
    pub drafted_by: AccountId,
    /// Who reviewed it.
    pub reviewed_by: AccountId,
    /// Who signed for the supplier.
    pub supplier: AccountId,
    /// When the award notice went out.
    pub awarded_at: Ts,
    /// When both had signed.
    pub signed_at: Ts,
    /// When it was published.
    pub published_at: Ts,
    /// Ledger entry of the signing.
    pub entry_id: Option<i64>,
    /// Stages with their states.
    pub milestones: Vec<(DraftMilestone, MilestoneState)>,
}
