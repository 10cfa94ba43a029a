//! Tenders over JSON: the same forms, actions and refusals as the pages.
use super::{
    actions, board, forms,
    model::{Tender, TenderState},
    pages,
    sheet::{self, Reader, points},
    store,
};
use crate::{
    kernel::{actor::BodyKind, money::Money, refusal::Result, time::Ts},
    platform::{db::Tx, files::row as file_row},
    web::{
        Cx, Outcome, Reply, Submitted,
        api::Body,
        paging::{Cursor, MOST, Paged, ROWS},
    },
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Path, Query},
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

/// Lists public tenders.
#[utoipa::path(get, path = "/api/v1/tenders", tag = "market",
    params(("q" = Option<String>, Query), ("state" = Option<String>, Query, description = "open, review, awarded, ended or all"),
        ("division" = Option<String>, Query), ("method" = Option<String>, Query), ("amount" = Option<String>, Query, description = "small, middle, large or huge"),
        ("authority" = Option<String>, Query), ("sort" = Option<String>, Query, description = "deadline or newest"), ("cursor" = Option<String>, Query), ("limit" = Option<i64>, Query)),
    responses((status = 200, body = TenderList)))]
pub async fn list(cx: Cx, asked: Query<pages::Asked>) -> Outcome {
    let asked = asked.into_inner();
    let mut filter = asked.filter();
    pages::searched(&cx, &asked, &mut filter).await;
    let rows = asked.limit.unwrap_or(ROWS).clamp(1, MOST);
    let (cursor, sort) = (Cursor::decode(&asked.cursor), asked.sort());
    let page: Paged<_> = cx.read(move |c| board::page(c, &filter, sort, cursor.as_ref(), rows)).await?;
    let items = page.items.iter().map(|(t, _)| TenderOut::brief(t)).collect();
    Ok(HttpResponse::Ok().json(TenderList { items, next: page.next }))
}

/// One tender with its criteria, documents and answered questions.
#[utoipa::path(get, path = "/api/v1/tenders/{no}", tag = "market", params(("no" = String, Path)),
    responses((status = 200, body = TenderOut), (status = 404, description = "No such tender, or not for you")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let (reader, no) = (Reader::of(&cx), no.into_inner());
    let out = cx
        .read(move |c| {
            let tender = pages::seen(c, &no, &reader)?;
            let sheet = sheet::sheet(c, &tender, &reader)?;
            let rows = store::documents(c, tender.id)?;
            let files = file_row::find_all(c, &rows.iter().map(|d| d.file_id).collect::<Vec<_>>())?;
            let documents = rows.into_iter().filter_map(|d| {
                let f = files.iter().find(|f| f.id == d.file_id)?;
                Some(DocumentOut {
                    id: d.id,
                    title: d.title,
                    href: format!("/tenders/{}/documents/{}", tender.no, d.id),
                    sha256: f.sha256.clone(),
                    size: f.size,
                    media_type: f.media_type.clone(),
                    revision: d.revision,
                })
            });
            let more = MoreOut {
                authority: sheet.row.authority.clone(),
                need: tender.need.clone(),
                contract_months: sheet.contract_months,
                deposit_fen: sheet.deposit.fen(),
                consortium_max: sheet.consortium_max,
                questions_until: sheet.questions_until,
                has_locks: sheet.has_locks,
                criteria: store::criteria(c, tender.id)?.into_iter().map(criterion).collect(),
                documents: documents.collect(),
                questions: sheet.questions.into_iter().map(question).collect(),
            };
            Ok(TenderOut { more: Some(more), ..TenderOut::brief(&tender) })
        })
        .await?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, format!("\"{}\"", out.version))).json(out))
}

fn criterion(i: super::Criterion) -> CriterionOut {
    CriterionOut {
        key: i.key,
        title: i.title,
        description: i.description,
        points: points(i.max_points),
        is_price: i.is_price,
        is_objective: i.is_objective,
    }
}

fn question(q: super::views::Asked) -> QuestionOut {
    QuestionOut {
        id: q.id,
        body: q.body,
        asked_at: q.asked_at,
        answer: q.answer,
        answered_at: q.answered_at,
        changes_documents: q.changes_documents,
    }
}

/// Begins a tender as a draft.
#[utoipa::path(post, path = "/api/v1/tenders", tag = "market", request_body = TenderBody,
    responses((status = 201, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer"),
        (status = 404, description = "No such plan line"), (status = 409, description = "A rule says no"), (status = 422, description = "A field is wrong")))]
pub async fn create(cx: Cx, body: Body<TenderBody>) -> Outcome {
    cx.answer_json(&pages::created(&cx, &body.submitted).await?)
}

/// Rewrites a draft. `If-Match` with the version guards against somebody else's change.
#[utoipa::path(put, path = "/api/v1/tenders/{no}", tag = "market", params(("no" = String, Path)), request_body = TenderBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such tender"), (status = 409, description = "No draft any more, or changed by somebody else"), (status = 422, description = "A field is wrong")))]
pub async fn update(cx: Cx, req: HttpRequest, no: Path<String>, body: Body<TenderBody>) -> Outcome {
    let tag = req.headers().get(header::IF_MATCH).and_then(|v| v.to_str().ok());
    let version = tag.and_then(|t| t.trim_matches('"').parse().ok());
    cx.answer_json(&pages::updated(&cx, &no, &body.submitted, version).await?)
}

/// Nothing.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmptyBody {}

/// Why.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonBody {
    /// The reason, as everybody concerned will read it.
    reason: String,
}

async fn step(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    mut f: impl FnMut(&mut Tx, &str) -> Result<Tender> + Send + 'static,
) -> Outcome {
    cx.person()?;
    let reply = cx
        .once(submitted, move |tx| {
            let tender = f(tx, &no)?;
            Ok(Reply::done(format!("/tenders/{no}"), TenderOut::brief(&tender)))
        })
        .await?;
    cx.answer_json(&reply)
}

/// Hands a draft to another person for approval.
#[utoipa::path(post, path = "/api/v1/tenders/{no}/submission", tag = "market", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such tender"), (status = 409, description = "A rule says no, with every reason"), (status = 422, description = "A field is wrong")))]
pub async fn submit(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    step(&cx, no.into_inner(), &body.submitted, actions::submit).await
}

/// Publishes what another person submitted.
#[utoipa::path(post, path = "/api/v1/tenders/{no}/publication", tag = "market", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an approver here, or the same person"),
        (status = 404, description = "No such tender"), (status = 409, description = "A rule says no, with every reason"), (status = 422, description = "A field is wrong")))]
pub async fn publish(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    step(&cx, no.into_inner(), &body.submitted, actions::publish).await
}

/// Sends a submitted draft back.
#[utoipa::path(post, path = "/api/v1/tenders/{no}/return", tag = "market", params(("no" = String, Path)), request_body = ReasonBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an approver here"),
        (status = 404, description = "No such tender"), (status = 409, description = "It was not submitted"), (status = 422, description = "A field is wrong")))]
pub async fn send_back(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    let reason = forms::reason(&body.submitted)?;
    step(&cx, no.into_inner(), &body.submitted, move |tx, no| actions::send_back(tx, no, &reason)).await
}

/// Stops a published tender.
#[utoipa::path(post, path = "/api/v1/tenders/{no}/stop", tag = "market", params(("no" = String, Path)), request_body = ReasonBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not your department"),
        (status = 404, description = "No such tender"), (status = 409, description = "Not published, or contracted"), (status = 422, description = "A field is wrong")))]
pub async fn stop(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    let reason = forms::reason(&body.submitted)?;
    step(&cx, no.into_inner(), &body.submitted, move |tx, no| actions::stop(tx, no, &reason)).await
}

/// Throws a draft away.
#[utoipa::path(post, path = "/api/v1/tenders/{no}/discard", tag = "market", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such tender"), (status = 409, description = "No draft"), (status = 422, description = "A field is wrong")))]
pub async fn discard(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    step(&cx, no.into_inner(), &body.submitted, actions::discard).await
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

/// Forms the opening committee: makes the locks and the members' encrypted shares.
#[utoipa::path(post, path = "/api/v1/tenders/{no}/committee", tag = "market", params(("no" = String, Path)), request_body = CommitteeBody,
    responses((status = 200, body = CommitteeOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here, or the buyer is a member"),
        (status = 404, description = "No such tender"), (status = 409, description = "No draft, or not three different openers"), (status = 422, description = "A passphrase is missing, short or repeated")))]
pub async fn committee(cx: Cx, no: Path<String>, body: Body<CommitteeBody>) -> Outcome {
    cx.person()?;
    cx.answer_json(&pages::form_committee(&cx, &no, &body.submitted).await?)
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

/// Asks a question in public, without the asker's name.
#[utoipa::path(post, path = "/api/v1/tenders/{no}/questions", tag = "market", params(("no" = String, Path)), request_body = QuestionBody,
    responses((status = 201, body = MadeOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such tender"), (status = 409, description = "Questions are closed"), (status = 422, description = "A field is wrong")))]
pub async fn ask(cx: Cx, no: Path<String>, body: Body<QuestionBody>) -> Outcome {
    cx.answer_json(&pages::asked(&cx, &no, &body.submitted).await?)
}

/// Questions of a tender: answered ones for everybody, all of them for its department.
#[utoipa::path(get, path = "/api/v1/tenders/{no}/questions", tag = "market", params(("no" = String, Path)),
    responses((status = 200, body = Vec<QuestionOut>), (status = 404, description = "No such tender")))]
pub async fn questions(cx: Cx, no: Path<String>) -> Outcome {
    let sheet = pages::sheet_of(&cx, &no).await?;
    let out: Vec<QuestionOut> = sheet.questions.into_iter().map(question).collect();
    Ok(HttpResponse::Ok().json(out))
}

/// An answer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
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

/// Answers a question for everybody at once.
#[utoipa::path(post, path = "/api/v1/tenders/{no}/questions/{id}/answer", tag = "market", params(("no" = String, Path), ("id" = i64, Path)), request_body = AnswerBody,
    responses((status = 200, body = AnsweredOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such question"), (status = 409, description = "Answered already, or after the deadline"), (status = 422, description = "A field is wrong")))]
pub async fn answer(cx: Cx, path: Path<(String, i64)>, body: Body<AnswerBody>) -> Outcome {
    cx.person()?;
    let (no, id) = path.into_inner();
    cx.answer_json(&pages::answered(&cx, &no, id, &body.submitted).await?)
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

/// Issues a clarification nobody asked for.
#[utoipa::path(post, path = "/api/v1/tenders/{no}/clarifications", tag = "market", params(("no" = String, Path)), request_body = ClarificationBody,
    responses((status = 201, body = AnsweredOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such tender"), (status = 409, description = "After the deadline"), (status = 422, description = "A field is wrong")))]
pub async fn clarify(cx: Cx, no: Path<String>, body: Body<ClarificationBody>) -> Outcome {
    cx.person()?;
    cx.answer_json(&pages::clarified(&cx, &no, &body.submitted).await?)
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

/// Adds a document: multipart with `title` and `file`.
#[utoipa::path(post, path = "/api/v1/tenders/{no}/documents", tag = "market", params(("no" = String, Path)),
    request_body(content_type = "multipart/form-data", content = inline(DocumentForm)),
    responses((status = 201, body = DocumentAdded), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such tender"), (status = 409, description = "After the deadline"), (status = 422, description = "A field or the file is wrong")))]
pub async fn add_document(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    cx.person()?;
    cx.answer_json(&pages::store_document(&cx, &no, &submitted).await?)
}

/// The parts of a document upload.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes a multipart body")]
pub struct DocumentForm {
    title: String,
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// The department's own tenders, in every state.
#[utoipa::path(get, path = "/api/v1/desk/tenders", tag = "market",
    responses((status = 200, body = TenderList), (status = 401, description = "Nobody is signed in")))]
pub async fn mine(cx: Cx) -> Outcome {
    cx.person()?;
    let actor = cx.actor.clone();
    let found = cx
        .read(move |c| {
            let mut ids = actor.bodies(crate::kernel::actor::Role::Buyer, BodyKind::Authority);
            ids.extend(actor.bodies(crate::kernel::actor::Role::Approver, BodyKind::Authority));
            board::of_authorities(c, &ids)
        })
        .await?;
    let items = found.iter().map(TenderOut::brief).collect();
    Ok(HttpResponse::Ok().json(TenderList { items, next: None }))
}
