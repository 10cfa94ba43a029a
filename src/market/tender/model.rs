//! Nouns of tenders.
use crate::{
    id_type,
    kernel::{
        actor::{AccountId, AuthorityId},
        money::Money,
        time::Ts,
    },
    market::plan::PlanLineId,
    platform::{db::Json, rulebook::Procedure},
    schema::{tender_criteria, tender_documents, tender_locks, tender_openers, tender_questions, tenders},
    state_table, text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

id_type! {
    /// A tender's row.
    TenderId,
}

state_table! {
    /// Life of a tender 采购项目 (`domain.md` 4.8).
    pub enum TenderState by TenderEvent as "tender" {
        /// 编制中: only its department sees it.
        Draft = "draft" { Submit => Submitted, Discard => Discarded },
        /// 待审核: waits for another person of the department.
        Submitted = "submitted" { Publish => Open, Return => Draft },
        /// 招标中: published; questions and bids are received.
        Open = "open" { Close => Closed, Fail => Failed, Stop => Stopped },
        /// 已截止: nothing more is received, nothing is opened yet.
        Closed = "closed" { OpenBids => Opened, Fail => Failed, Stop => Stopped },
        /// 已开标: the technical envelopes are open, the committee scores.
        Opened = "opened" { Score => Scored, Fail => Failed, Stop => Stopped },
        /// 技术评审已锁定: the prices may be opened.
        Scored = "scored" { Price => Priced, Fail => Failed, Stop => Stopped },
        /// 已排名: the prices are open and the candidates ranked.
        Priced = "priced" { Fix => Fixed, Fail => Failed, Stop => Stopped },
        /// 已定标: the buyer has fixed the winner.
        Fixed = "fixed" { Announce => Result, Fail => Failed, Stop => Stopped },
        /// 结果已公告: award notice and result are out.
        Result = "result" { Contract => Contracted, Refix => Priced, Fail => Failed, Stop => Stopped },
        /// 合同已签订.
        Contracted = "contracted" { Perform => Performing },
        /// 履约中.
        Performing = "performing" { Accept => Accepted },
        /// 已验收.
        Accepted = "accepted" { Pay => Paid },
        /// 已支付.
        Paid = "paid" { Archive => Archived },
        /// 已归档.
        Archived = "archived" {},
        /// 废标: failed (`PR-24`, `PR-83`).
        Failed = "failed" {},
        /// 终止.
        Stopped = "stopped" {},
        /// 已作废 before it was published.
        Discarded = "discarded" {},
    } events {
        Submit = "submit", Discard = "discard", Publish = "publish", Return = "return", Close = "close",
        OpenBids = "open_bids", Score = "score", Price = "price", Fix = "fix", Announce = "announce",
        Refix = "refix", Contract = "contract", Perform = "perform", Accept = "accept", Pay = "pay",
        Archive = "archive", Fail = "fail", Stop = "stop",
    }
}

impl TenderState {
    /// Whether the public may see the tender.
    #[must_use]
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Draft | Self::Submitted | Self::Discarded)
    }

    /// Whether it may still be ended without a contract.
    #[must_use]
    pub fn is_stoppable(self) -> bool {
        crate::kernel::state::Step::new(self, TenderEvent::Stop).is_ok()
    }

    /// Whether the bids have been opened, so that bidders may be named.
    #[must_use]
    pub fn is_after_opening(self) -> bool {
        self.is_public() && !matches!(self, Self::Open | Self::Closed | Self::Failed | Self::Stopped)
    }
}

text_enum! {
    /// Which envelope of a bid.
    pub enum EnvelopeKind {
        /// 资格与技术 envelope, opened first.
        Technical = "technical",
        /// 报价 envelope, opened after the technical scores are locked.
        Price = "price",
    }
}

/// What the documents fix besides need and criteria.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Key of the lawful ground for the procedure; empty where none is needed.
    pub ground: String,
    /// Months the contract will last (`PR-14`).
    pub contract_months: i64,
    /// Whether the item is stable, continuous and its budget assured, so that more than a year is lawful (`PR-14`).
    pub is_continuous: bool,
    /// Bid deposit in fen, at most 2 % of the budget (Reg. art. 33).
    pub deposit: i64,
    /// Most members of a consortium; one means none is allowed (`PR-93`).
    pub consortium_max: i64,
    /// What bidders must prove beyond the law's own conditions (`PR-07`).
    pub qualification: String,
    /// Whom to ask: name and telephone of the department.
    pub contact: String,
    /// Why the intention was public for less than the usual time, where it was (`PR-30`).
    pub urgency: String,
    /// Number of the finance department's approval of the method, where one is needed (`PR-21`).
    pub approval_no: String,
    /// Technically complex or of great social impact: asks for a larger committee (`PR-71`).
    pub is_weighty: bool,
}

/// A tender.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = tenders)]
pub struct Tender {
    /// Row.
    pub id: TenderId,
    /// Project number 项目编号, such as `510903202600017`.
    pub no: String,
    /// The budgeted line; none for practice.
    pub plan_line_id: Option<PlanLineId>,
    /// The buying department 购买主体.
    pub authority_id: AuthorityId,
    /// Name of the project.
    pub title: String,
    /// One sentence for lists.
    pub summary: String,
    /// What is to be done, for whom, how much, how well.
    pub need: String,
    /// GB/T 2260 code of the place of service.
    pub division: String,
    /// Key of the procedure.
    pub procedure_key: String,
    /// The procedure as it stood when the tender was published, or last saved before that.
    pub profile: Json<Procedure>,
    /// Other terms of the documents.
    pub terms: Json<Terms>,
    /// Budget, published (Reg. art. 30).
    pub budget: Money,
    /// Ceiling price 最高限价, if one is set; never above the budget.
    pub ceiling: Option<Money>,
    /// Weight of the price in hundredths of a percent.
    pub price_weight_bp: i64,
    /// 模拟: practice, without any legal effect.
    pub is_simulated: bool,
    /// Where it stands.
    pub state: TenderState,
    /// The handler 采购经办人.
    pub created_by: AccountId,
    /// Who approved and published it.
    pub approved_by: Option<AccountId>,
    /// When it was begun.
    pub created_at: Ts,
    /// When it was published and the documents were issued.
    pub published_at: Option<Ts>,
    /// Until when questions are taken.
    pub questions_until: Option<Ts>,
    /// Deadline 投标截止: what is complete before this instant is in time.
    pub closes_at: Ts,
    /// When the technical envelopes were opened.
    pub opened_at: Option<Ts>,
    /// When the technical scores were locked.
    pub scored_at: Option<Ts>,
    /// When the prices were opened and ranked.
    pub priced_at: Option<Ts>,
    /// When the result was announced.
    pub result_at: Option<Ts>,
    /// Why it was returned, failed or stopped.
    pub reason: Option<String>,
    /// Ledger entry of its publication.
    pub entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

impl Tender {
    /// The procedure it follows, as it stood when the tender was published.
    #[must_use]
    pub fn profile(&self) -> &Procedure {
        &self.profile.0
    }

    /// Whether bids are received at this instant; rules ask this, never the ticker.
    #[must_use]
    pub fn is_receiving(&self, now: Ts) -> bool {
        self.state == TenderState::Open && now < self.closes_at
    }

    /// Whether the deadline has passed and the tender was not ended before it.
    #[must_use]
    pub fn is_past_deadline(&self, now: Ts) -> bool {
        now >= self.closes_at && matches!(self.state, TenderState::Open | TenderState::Closed)
    }
}

/// One scoring item 评分项.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = tender_criteria)]
pub struct Criterion {
    /// Row.
    pub id: i64,
    /// Place in the list, from 1.
    pub position: i64,
    /// Short stable key, `c1`, `c2`, … or `price`.
    pub key: String,
    /// Its name.
    pub title: String,
    /// The quantified indicator (`PR-76`).
    pub description: String,
    /// Most points, in hundredths of a point.
    pub max_points: i64,
    /// The price item; computed, never scored by hand.
    pub is_price: bool,
    /// 客观分: every member must give the same (`PR-84`).
    pub is_objective: bool,
}

/// A member of the opening committee 开标委员.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = tender_openers)]
pub struct Opener {
    /// Row.
    pub id: i64,
    /// Who.
    pub account_id: AccountId,
    /// Number of the member's share, 1 to 3.
    pub position: i64,
    /// Share of the technical lock B, under the member's passphrase; none before the committee has met.
    pub technical_share: Option<String>,
    /// Share of the price lock B.
    pub price_share: Option<String>,
}

impl Opener {
    /// The share for an envelope, as `platform::sealed` opens it.
    #[must_use]
    pub fn share(&self, envelope: EnvelopeKind) -> Option<crate::platform::sealed::EncryptedShare> {
        let text = match envelope {
            EnvelopeKind::Technical => self.technical_share.clone(),
            EnvelopeKind::Price => self.price_share.clone(),
        }?;
        Some(crate::platform::sealed::EncryptedShare { member: u8::try_from(self.position).ok()?, text })
    }
}

/// Both locks of one kind of envelope.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = tender_locks)]
pub struct Lock {
    /// Row.
    pub id: i64,
    /// Which envelope.
    pub envelope: EnvelopeKind,
    /// Public half of lock A.
    pub public_a: String,
    /// Secret half of lock A, sealed under the keyring for the subject [`Lock::subject`].
    pub sealed_secret_a: Vec<u8>,
    /// Public half of lock B.
    pub public_b: String,
    /// When the committee was formed.
    pub made_at: Ts,
}

impl Lock {
    /// The name to which lock A is bound, for `LockA::release`.
    #[must_use]
    pub fn subject(no: &str, envelope: EnvelopeKind) -> String {
        format!("{no}/{envelope}")
    }
}

/// A file of the tender documents 采购文件.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = tender_documents)]
pub struct DocumentRow {
    /// Row.
    pub id: i64,
    /// The bytes' row in `files`.
    pub file_id: i64,
    /// Its name on pages.
    pub title: String,
    /// Revision, from 1; a later one replaces the earlier of the same title.
    pub revision: i64,
    /// When it was added.
    pub added_at: Ts,
    /// When it was taken away or replaced.
    pub removed_at: Option<Ts>,
    /// Ledger entry, once published.
    pub entry_id: Option<i64>,
}

/// A public question with its answer, or a clarification 澄清 the buyer issued without being asked. Who asked is never
/// shown to anybody before the bids are opened, and to nobody on a page.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = tender_questions)]
pub struct Question {
    /// Row.
    pub id: i64,
    /// Which tender.
    pub tender_id: TenderId,
    /// Who asked; nothing for a clarification of the buyer's own.
    pub organization_id: Option<crate::kernel::actor::OrganizationId>,
    /// The person who asked.
    pub asked_by: Option<AccountId>,
    /// When.
    pub asked_at: Ts,
    /// The question, or what is clarified.
    pub body: String,
    /// The answer.
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_at: Option<Ts>,
    /// Whether it changes the documents in a way that may affect bids (`PR-35`).
    pub changes_documents: bool,
    /// The deadline as it was before, where the answer moved it.
    pub closes_before: Option<Ts>,
    /// Ledger entry of the answer.
    pub entry_id: Option<i64>,
}

/// What the form of a tender holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Number of the plan line; empty for practice.
    pub plan_line: String,
    /// Key of the procedure.
    pub procedure: String,
    /// Name of the project.
    pub title: String,
    /// One sentence for lists.
    pub summary: String,
    /// What is to be done.
    pub need: String,
    /// GB/T 2260 code of the place of service.
    pub division: String,
    /// Budget of this purchase.
    pub budget: Money,
    /// Ceiling price, if any.
    pub ceiling: Option<Money>,
    /// Until when questions are taken, if it is to end before the deadline.
    pub questions_until: Option<Ts>,
    /// Deadline.
    pub closes_at: Ts,
    /// Other terms.
    pub terms: Terms,
    /// Scoring items without the price.
    pub criteria: Vec<DraftCriterion>,
    /// Points of the price item, in hundredths of a point.
    pub price_points: i64,
}

/// One scoring item of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftCriterion {
    /// Its name.
    pub title: String,
    /// The quantified indicator.
    pub description: String,
    /// Most points, in hundredths of a point.
    pub max_points: i64,
    /// Whether every member must give the same.
    pub is_objective: bool,
}

/// An answer to a question, or a clarification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// What everybody is told.
    pub text: String,
    /// Whether it changes the documents in a way that may affect bids.
    pub changes_documents: bool,
}
