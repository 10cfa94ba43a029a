//! Grades over JSON.
use super::{
    actions,
    forms::Verb,
    model::{Assessment, AssessmentState, Round, Scores},
    pages::{self, Asked},
    store,
};
use crate::{
    kernel::time::{Day, Ts},
    registry::{
        application::pages::files_of,
        organization::{Grade, OrganizationKind},
    },
    web::{
        Cx, Outcome, Reply, Submitted,
        api::Body,
        paging::{Cursor, MOST, Paged},
    },
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A round as programs announce it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeRoundBody {
    /// Title.
    title: String,
    /// The notice.
    notice: String,
    /// Kinds that may apply.
    kinds: Vec<OrganizationKind>,
    /// First day to apply.
    #[schema(value_type = String, format = Date)]
    opens_on: String,
    /// Last day to apply.
    #[schema(value_type = String, format = Date)]
    closes_on: String,
}

/// Whose application begins.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeApplicationBody {
    /// Code of the organization.
    organization: String,
}

/// The self-assessment.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeContentBody {
    /// Points by indicator.
    #[schema(value_type = Object)]
    score: BTreeMap<String, i64>,
    /// What speaks for them, by part.
    #[schema(value_type = Object)]
    note: BTreeMap<String, String>,
}

/// The declaration that everything is true.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeSubmissionBody {
    /// Must be true.
    declared: bool,
}

/// An outcome with reasons.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeOutcomeBody {
    /// `admit` or `exclude`; `publish` or `send_back`; `keep`, `lower` or `revoke`.
    #[schema(example = "admit")]
    outcome: String,
    /// The lower grade, where it is lowered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grade: Option<Grade>,
    /// Reasons.
    #[serde(default)]
    reasons: String,
}

/// A score sheet.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeSheetBody {
    /// Points by indicator, every one.
    #[schema(value_type = Object)]
    score: BTreeMap<String, i64>,
    /// Day of the visit.
    #[schema(value_type = String, format = Date)]
    visited_on: String,
    /// What was seen.
    note: String,
}

/// Words: a summary, an objection, facts, an answer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeTextBody {
    /// The words.
    text: String,
}

/// The decision of the review committee.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeReviewBody {
    /// The grade, or `none`.
    #[schema(example = "3a")]
    grade: String,
    /// Reasons.
    reasons: String,
}

/// Nothing but the wish.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeNothingBody {}

/// A round.
#[derive(Debug, Serialize, ToSchema)]
pub struct GradeRoundOut {
    /// Its number.
    no: String,
    /// Title.
    title: String,
    /// The notice.
    notice: String,
    /// Kinds that may apply.
    kinds: Vec<OrganizationKind>,
    /// `upcoming`, `open` or `closed`.
    phase: &'static str,
    /// First day to apply.
    #[schema(value_type = String, format = Date)]
    opens_on: Day,
    /// Last day to apply.
    #[schema(value_type = String, format = Date)]
    closes_on: Day,
    /// The score tables by kind, each with source and tag.
    #[schema(value_type = Vec<Object>)]
    standards: Vec<crate::platform::rulebook::AssessmentStandard>,
    /// When it was announced.
    #[schema(value_type = String, format = DateTime)]
    published_at: Ts,
    /// Ledger entry.
    entry: Option<i64>,
}

impl GradeRoundOut {
    /// The round as everybody reads it on a day.
    #[must_use]
    pub fn of(r: &Round, today: Day) -> Self {
        Self {
            no: r.no.clone(),
            title: r.title.clone(),
            notice: r.notice.clone(),
            kinds: r.kinds.0.clone(),
            phase: r.phase(today),
            opens_on: r.opens_on,
            closes_on: r.closes_on,
            standards: r.standards.0.clone(),
            published_at: r.published_at,
            entry: r.entry_id,
        }
    }
}

/// An assessment.
#[derive(Debug, Serialize, ToSchema)]
pub struct GradeAssessmentOut {
    /// Its number.
    no: String,
    /// Code of the organization.
    organization: String,
    /// Its kind.
    kind: OrganizationKind,
    /// Where it stands.
    state: AssessmentState,
    /// The score, once it is published.
    score: Option<i64>,
    /// The grade, once it is published.
    grade: Option<Grade>,
    /// Last day of the publicity.
    #[schema(value_type = Option<String>, format = Date)]
    public_until: Option<Day>,
    /// First day of the grade.
    #[schema(value_type = Option<String>, format = Date)]
    confirmed_on: Option<Day>,
    /// Last day of the grade.
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<Day>,
    /// When it ended.
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Day>,
    /// Number of the certificate.
    certificate: Option<String>,
    /// Last day for what comes next; for the parties.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    /// The organization's own points; for the parties.
    #[schema(value_type = Option<Object>)]
    own_scores: Option<Scores>,
    /// Ledger entry of the latest public act.
    entry: Option<i64>,
}

impl GradeAssessmentOut {
    /// The assessment as a reader may know it.
    #[must_use]
    pub fn of(x: &Assessment, code: &str, is_party: bool) -> Self {
        let told = x.state.is_public();
        Self {
            no: x.no.clone(),
            organization: code.to_owned(),
            kind: x.kind,
            state: x.state.shown(is_party),
            score: x.score.filter(|_| told),
            grade: x.grade.filter(|_| told),
            public_until: x.public_until,
            confirmed_on: x.confirmed_on,
            valid_until: x.valid_until,
            ended_on: x.ended_on,
            certificate: x.certificate_no.clone(),
            due_on: x.due_on.filter(|_| is_party),
            own_scores: is_party.then(|| x.content.0.scores.clone()),
            entry: x.entry_id,
        }
    }
}

/// A page of assessments.
#[derive(Debug, Serialize, ToSchema)]
pub struct GradesOut {
    /// The assessments.
    items: Vec<GradeAssessmentOut>,
    /// Where the next page begins.
    next: Option<String>,
}

/// A page of rounds.
#[derive(Debug, Serialize, ToSchema)]
pub struct GradeRoundsOut {
    /// The rounds.
    items: Vec<GradeRoundOut>,
    /// Where the next page begins.
    next: Option<String>,
}

/// Grades in force, the latest first.
#[utoipa::path(get, operation_id = "grade_index", path = "/api/v1/grades", tag = "registry", params(("grade" = Option<String>, Query, description = "`5a` to `1a`"),
    ("kind" = Option<String>, Query), ("county" = Option<String>, Query, description = "Six digits"), ("q" = Option<String>, Query, description = "Words of the name, or the code"), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = GradesOut)))]
pub async fn index(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = asked.filter();
    let page: Paged<_> = cx.read(move |c| store::in_force(c, &filter, MOST)).await?;
    let page = page.map(|(x, o)| GradeAssessmentOut::of(&x, &o.credit_code, false));
    Ok(HttpResponse::Ok().json(GradesOut { items: page.items, next: page.next }))
}

/// Rounds, the latest first.
#[utoipa::path(get, operation_id = "grade_rounds", path = "/api/v1/grade-rounds", tag = "registry", params(("cursor" = Option<String>, Query)),
    responses((status = 200, body = GradeRoundsOut)))]
pub async fn rounds(cx: Cx, asked: Query<Asked>) -> Outcome {
    let (cursor, today) = (Cursor::decode(&asked.cursor), cx.now().day());
    let page = cx.read(move |c| store::rounds(c, cursor.as_ref(), MOST)).await?;
    let page = page.map(|r| GradeRoundOut::of(&r, today));
    Ok(HttpResponse::Ok().json(GradeRoundsOut { items: page.items, next: page.next }))
}

/// One round with its score tables.
#[utoipa::path(get, operation_id = "grade_round", path = "/api/v1/grade-rounds/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = GradeRoundOut), (status = 404, description = "No such round")))]
pub async fn round(cx: Cx, no: Path<String>) -> Outcome {
    let no = no.into_inner();
    let r = cx.read(move |c| store::round_by_no(c, &no)).await?;
    Ok(HttpResponse::Ok().json(GradeRoundOut::of(&r, cx.now().day())))
}

/// Announces a round.
#[utoipa::path(post, operation_id = "grade_round_publish", path = "/api/v1/grade-rounds", tag = "registry", request_body = GradeRoundBody,
    responses((status = 201, body = GradeRoundOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of an authority"),
        (status = 422, description = "A field is wrong")))]
pub async fn publish(cx: Cx, body: Body<GradeRoundBody>) -> Outcome {
    cx.answer_json(&pages::announced(&cx, &body.submitted).await?)
}

/// Begins the application of an organization.
#[utoipa::path(post, operation_id = "grade_begin", path = "/api/v1/grade-rounds/{no}/assessments", tag = "registry", params(("no" = String, Path)), request_body = GradeApplicationBody,
    responses((status = 201, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such round"), (status = 409, description = "The round is closed, or a case runs"), (status = 422, description = "A field is wrong")))]
pub async fn begin(cx: Cx, no: Path<String>, body: Body<GradeApplicationBody>) -> Outcome {
    cx.answer_json(&pages::begun(&cx, &no, &body.submitted).await?)
}

/// One assessment: for everybody from the publicity on, for its parties before.
#[utoipa::path(get, operation_id = "grade_show", path = "/api/v1/grades/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = GradeAssessmentOut), (status = 404, description = "No such assessment, or not public")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let seen = pages::visible(&cx, &no).await?;
    let out = GradeAssessmentOut::of(&seen.x, &seen.organization.credit_code, seen.stand.is_party());
    Ok(HttpResponse::Ok().json(out))
}

/// Keeps the self-assessment.
#[utoipa::path(put, operation_id = "grade_save", path = "/api/v1/grades/{no}/content", tag = "registry", params(("no" = String, Path)), request_body = GradeContentBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such assessment"), (status = 409, description = "Handed in already"), (status = 422, description = "A field is wrong")))]
pub async fn save(cx: Cx, no: Path<String>, body: Body<GradeContentBody>) -> Outcome {
    cx.answer_json(&pages::saved(&cx, &no, &body.submitted).await?)
}

/// Brings files, each in the field `file.PAPER`: `file.self_report`, `file.evidence`.
#[utoipa::path(post, operation_id = "grade_attach", path = "/api/v1/grades/{no}/documents", tag = "registry", params(("no" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, description = "Uploaded"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such assessment"), (status = 409, description = "Handed in already"), (status = 422, description = "A file cannot be taken")))]
pub async fn attach(cx: Cx, req: HttpRequest, no: Path<String>, submitted: Submitted) -> Outcome {
    cx.person()?;
    pages::visible(&cx, &no).await?;
    let kept = files_of(&cx, &submitted).await?;
    let (mut submitted, no) = (submitted, no.into_inner());
    if let Some(key) = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
        submitted.push("once", key);
    }
    let reply = cx
        .once(&submitted, move |tx| {
            let mut out = Vec::new();
            for (paper, accepted, stored) in &kept {
                let id = actions::attach(tx, &no, paper, accepted, stored)?;
                out.push(
                    serde_json::json!({ "id": id, "paper": paper, "name": accepted.name, "sha256": stored.sha256 }),
                );
            }
            Ok(Reply::created(format!("/grades/{no}"), serde_json::json!({ "documents": out })))
        })
        .await?;
    cx.answer_json(&reply)
}

/// Takes a file out.
#[utoipa::path(delete, operation_id = "grade_detach", path = "/api/v1/grades/{no}/documents/{id}", tag = "registry", params(("no" = String, Path), ("id" = i64, Path)),
    responses((status = 204, description = "Taken out"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such assessment or file"), (status = 409, description = "Handed in already")))]
pub async fn detach(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    cx.write(move |tx| actions::detach(tx, &no, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Hands the application in.
#[utoipa::path(post, operation_id = "grade_submit", path = "/api/v1/grades/{no}/submission", tag = "registry", params(("no" = String, Path)), request_body = GradeSubmissionBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such assessment"), (status = 409, description = "Something is missing; every reason is named"), (status = 422, description = "A field is wrong")))]
pub async fn submit(cx: Cx, no: Path<String>, body: Body<GradeSubmissionBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Submit, &body.submitted).await?)
}

/// Takes the application back.
#[utoipa::path(post, operation_id = "grade_withdraw", path = "/api/v1/grades/{no}/withdrawal", tag = "registry", params(("no" = String, Path)), request_body = GradeNothingBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such assessment"), (status = 409, description = "Admitted already"), (status = 422, description = "A field is wrong")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<GradeNothingBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Withdraw, &body.submitted).await?)
}

/// Admits or excludes.
#[utoipa::path(post, operation_id = "grade_examine", path = "/api/v1/grades/{no}/examination", tag = "registry", params(("no" = String, Path)), request_body = GradeOutcomeBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "No such assessment"), (status = 409, description = "A condition is not met, or examined already"), (status = 422, description = "A field is wrong")))]
pub async fn examine(cx: Cx, no: Path<String>, body: Body<GradeOutcomeBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Examine, &body.submitted).await?)
}

/// Keeps the score sheet of an assessor.
#[utoipa::path(post, operation_id = "grade_score", path = "/api/v1/grades/{no}/sheets", tag = "registry", params(("no" = String, Path)), request_body = GradeSheetBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Neither a reviewer of the authority nor an expert"),
        (status = 404, description = "No such assessment"), (status = 409, description = "Not assessed on the spot now"), (status = 422, description = "A field is wrong")))]
pub async fn score(cx: Cx, no: Path<String>, body: Body<GradeSheetBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Score, &body.submitted).await?)
}

/// Closes the assessment on the spot.
#[utoipa::path(post, operation_id = "grade_complete", path = "/api/v1/grades/{no}/completion", tag = "registry", params(("no" = String, Path)), request_body = GradeTextBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "No such assessment"), (status = 409, description = "Too few score sheets"), (status = 422, description = "A field is wrong")))]
pub async fn complete(cx: Cx, no: Path<String>, body: Body<GradeTextBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Complete, &body.submitted).await?)
}

/// Publishes the grade of the score, or sends back.
#[utoipa::path(post, operation_id = "grade_decide", path = "/api/v1/grades/{no}/decision", tag = "registry", params(("no" = String, Path)), request_body = GradeOutcomeBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority, or one who examined or scored"),
        (status = 404, description = "No such assessment"), (status = 409, description = "Not scored"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, no: Path<String>, body: Body<GradeOutcomeBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Decide, &body.submitted).await?)
}

/// Objects to a published result.
#[utoipa::path(post, operation_id = "grade_object", path = "/api/v1/grades/{no}/objections", tag = "registry", params(("no" = String, Path)), request_body = GradeTextBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not public"),
        (status = 404, description = "No such assessment"), (status = 409, description = "The publicity is over"), (status = 422, description = "A field is wrong")))]
pub async fn object(cx: Cx, no: Path<String>, body: Body<GradeTextBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Object, &body.submitted).await?)
}

/// Settles the objections, finally.
#[utoipa::path(post, operation_id = "grade_settle", path = "/api/v1/grades/{no}/review", tag = "registry", params(("no" = String, Path)), request_body = GradeReviewBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not of the authority, or one with a part in the case"),
        (status = 404, description = "No such assessment"), (status = 409, description = "Nobody objected"), (status = 422, description = "A field is wrong")))]
pub async fn settle(cx: Cx, no: Path<String>, body: Body<GradeReviewBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Settle, &body.submitted).await?)
}

/// Confirms after the publicity.
#[utoipa::path(post, operation_id = "grade_confirm", path = "/api/v1/grades/{no}/confirmation", tag = "registry", params(("no" = String, Path)), request_body = GradeNothingBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority"),
        (status = 404, description = "No such assessment"), (status = 409, description = "The publicity still runs"), (status = 422, description = "A field is wrong")))]
pub async fn confirm(cx: Cx, no: Path<String>, body: Body<GradeNothingBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Confirm, &body.submitted).await?)
}

/// Tells why the grade is to be lowered or withdrawn.
#[utoipa::path(post, operation_id = "grade_question", path = "/api/v1/grades/{no}/question", tag = "registry", params(("no" = String, Path)), request_body = GradeTextBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "No such assessment"), (status = 409, description = "No grade in force"), (status = 422, description = "A field is wrong")))]
pub async fn question(cx: Cx, no: Path<String>, body: Body<GradeTextBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Question, &body.submitted).await?)
}

/// Answers to that.
#[utoipa::path(post, operation_id = "grade_answer", path = "/api/v1/grades/{no}/answer", tag = "registry", params(("no" = String, Path)), request_body = GradeTextBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such assessment"), (status = 409, description = "Too late"), (status = 422, description = "A field is wrong")))]
pub async fn answer(cx: Cx, no: Path<String>, body: Body<GradeTextBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Answer, &body.submitted).await?)
}

/// Keeps, lowers or withdraws a questioned grade.
#[utoipa::path(post, operation_id = "grade_resolve", path = "/api/v1/grades/{no}/resolution", tag = "registry", params(("no" = String, Path)), request_body = GradeOutcomeBody,
    responses((status = 200, body = GradeAssessmentOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority, or the one who questioned it"),
        (status = 404, description = "No such assessment"), (status = 409, description = "The organization may still answer"), (status = 422, description = "A field is wrong")))]
pub async fn resolve(cx: Cx, no: Path<String>, body: Body<GradeOutcomeBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Resolve, &body.submitted).await?)
}
