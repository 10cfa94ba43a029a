//! What programs send and read about tenders.
use crate::{
    kernel::{money::Money, time::Ts},
    market::tender::model::{Tender, TenderState},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A tender as programs write it; the names are those of the form.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TenderBody {
    /// Number of the plan line; empty for practice only.
    #[serde(default)]
    plan_line: String,
    /// Code of the department, where the account buys for several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authority: Option<String>,
    /// Key of the procedure.
    #[schema(example = "competitive_consultation")]
    procedure: String,
    /// Name of the project.
    title: String,
    /// One sentence for lists.
    summary: String,
    /// What is to be done, for whom, how much, how well.
    need: String,
    /// GB/T 2260 code of the place of service.
    #[schema(example = "510903")]
    division: String,
    /// Budget in yuan, with at most two decimals.
    #[schema(example = "980000.00")]
    budget: String,
    /// Ceiling price in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ceiling: Option<String>,
    /// Deadline, RFC 3339 or Beijing clock time.
    #[schema(example = "2026-12-21T14:30")]
    closes_at: String,
    /// Until when questions are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    questions_until: Option<String>,
    /// Ground of the procedure, where one is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "service_purchase")]
    ground: Option<String>,
    /// Months of the contract.
    #[schema(example = 12)]
    contract_months: i64,
    /// Stable and continuous with an assured budget: up to three years are lawful.
    #[serde(default)]
    is_continuous: bool,
    /// Bid deposit in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deposit: Option<String>,
    /// Most members of a consortium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    consortium_max: Option<i64>,
    /// What bidders must prove beyond the law's own conditions.
    #[serde(default)]
    qualification: String,
    /// Whom to ask.
    contact: String,
    /// Why the intention was public for less than usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    urgency: Option<String>,
    /// Number of the finance department's approval of the method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approval_no: Option<String>,
    /// Technically complex or of great social impact.
    #[serde(default)]
    is_weighty: bool,
    /// Scoring items besides the price.
    criteria: Vec<CriterionBody>,
    /// Points of the price.
    #[schema(example = "20")]
    price_points: String,
}

/// A scoring item.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionBody {
    /// Its name.
    title: String,
    /// The quantified indicator.
    description: String,
    /// Most points, with at most two decimals.
    #[schema(example = "35")]
    points: String,
    /// Every member must give the same.
    #[serde(default)]
    is_objective: bool,
}

/// A tender as programs read it. Before the opening it says nothing about bids.
#[derive(Debug, Serialize, ToSchema)]
pub struct TenderOut {
    /// Project number.
    pub no: String,
    /// Name.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Where it stands.
    pub state: TenderState,
    /// Practice, without legal effect.
    pub is_simulated: bool,
    /// Key of the procedure.
    pub procedure: String,
    /// Place of service.
    pub division: String,
    /// Budget in fen.
    #[schema(value_type = i64)]
    pub budget_fen: Money,
    /// Ceiling price in fen.
    #[schema(value_type = Option<i64>)]
    pub ceiling_fen: Option<Money>,
    /// When it was published.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub published_at: Option<Ts>,
    /// Deadline.
    #[schema(value_type = String, format = DateTime)]
    pub closes_at: Ts,
    /// When the bids were opened.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub opened_at: Option<Ts>,
    /// When the result was announced.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub result_at: Option<Ts>,
    /// Why it was returned, failed or stopped.
    pub reason: Option<String>,
    /// Ledger entry of the publication.
    pub entry: Option<i64>,
    /// Counts changes; also the ETag.
    pub version: i64,
    /// Everything else, in the answer for one tender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<MoreOut>,
}

/// What the answer for one tender adds.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoreOut {
    /// The department.
    pub authority: String,
    /// What is to be done.
    pub need: String,
    /// Months of the contract.
    pub contract_months: i64,
    /// Bid deposit in fen.
    pub deposit_fen: i64,
    /// Most members of a consortium.
    pub consortium_max: i64,
    /// Until when questions are taken.
    #[schema(value_type = String, format = DateTime)]
    pub questions_until: Ts,
    /// Whether the opening committee has met.
    pub has_locks: bool,
    /// Scoring, the price last.
    pub criteria: Vec<CriterionOut>,
    /// Documents.
    pub documents: Vec<DocumentOut>,
    /// Answered questions and clarifications.
    pub questions: Vec<QuestionOut>,
}

/// A scoring item.
#[derive(Debug, Serialize, ToSchema)]
pub struct CriterionOut {
    /// Its key.
    pub key: String,
    /// Its name; empty for the price.
    pub title: String,
    /// The indicator.
    pub description: String,
    /// Most points.
    pub points: String,
    /// The price item.
    pub is_price: bool,
    /// Every member must give the same.
    pub is_objective: bool,
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentOut {
    /// Row.
    pub id: i64,
    /// Its name.
    pub title: String,
    /// Where.
    pub href: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Media type.
    pub media_type: String,
    /// Revision.
    pub revision: i64,
}

/// A question with its answer; who asked is not told.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionOut {
    /// Row.
    pub id: i64,
    /// The question, or the subject of a clarification.
    pub body: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Ts,
    /// The answer.
    pub answer: Option<String>,
    /// When it was answered.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub answered_at: Option<Ts>,
    /// It changed the documents.
    pub changes_documents: bool,
}

/// A page of tenders.
#[derive(Debug, Serialize, ToSchema)]
pub struct TenderList {
    /// The tenders.
    pub items: Vec<TenderOut>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

impl TenderOut {
    /// The tender alone.
    #[must_use]
    pub fn brief(t: &Tender) -> Self {
        Self {
            no: t.no.clone(),
            title: t.title.clone(),
            summary: t.summary.clone(),
            state: t.state,
            is_simulated: t.is_simulated,
            procedure: t.procedure_key.clone(),
            division: t.division.clone(),
            budget_fen: t.budget,
            ceiling_fen: t.ceiling,
            published_at: t.published_at,
            closes_at: t.closes_at,
            opened_at: t.opened_at,
            result_at: t.result_at,
            reason: t.reason.clone(),
            entry: t.entry_id,
            version: t.version,
            more: None,
        }
    }
}

/// Nothing.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TenderEmptyBody)]
pub struct EmptyBody {}

/// Why.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonBody {
    /// The reason, as everybody concerned will read it.
    reason: String,
}

/// Three members and their own passphrases.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitteeBody {
    /// Exactly three.
    openers: Vec<OpenerBody>,
}

/// One member.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenerBody {
    /// Mail address of an account with the duty of an opener.
    #[schema(example = "opener1@demo.shanzhi")]
    email: String,
    /// The member's own passphrase, at least ten characters; it is not kept.
    passphrase: String,
}

/// The public halves of the committee's locks.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteeOut {
    /// Project number.
    no: String,
    /// Public half of the technical lock B.
    technical_lock_b: String,
    /// Public half of the price lock B.
    price_lock_b: String,
}

/// A question.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionBody {
    /// Row of the organization, where the account acts for several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organization: Option<i64>,
    /// The question, as everybody will read it.
    body: String,
}

/// The row of what was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeOut {
    /// Row.
    id: i64,
}

/// An answer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TenderAnswerBody)]
pub struct AnswerBody {
    /// What everybody is told.
    answer: String,
    /// Whether it changes the documents in a way that may affect bids; then a near deadline moves.
    #[serde(default)]
    changes_documents: bool,
}

/// What an answer did.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnsweredOut {
    /// Row.
    id: i64,
    /// The deadline, moved if need be.
    #[schema(format = DateTime)]
    closes_at: String,
}

/// A clarification.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClarificationBody {
    /// What it is about.
    subject: String,
    /// What everybody is told.
    answer: String,
    /// Whether it changes the documents in a way that may affect bids.
    #[serde(default)]
    changes_documents: bool,
}

/// A document that was added.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentAdded {
    /// Row.
    id: i64,
    /// SHA-256 of the bytes as kept.
    sha256: String,
    /// Bytes.
    size: i64,
}

/// The parts of a document upload.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes a multipart body")]
pub struct DocumentForm {
    title: String,
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}
