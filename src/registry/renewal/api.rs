//! Renewal and reissue over JSON.
use super::{
    model::{Renewal, RenewalKind, RenewalState},
    pages,
};
use crate::{
    kernel::time::{Day, Ts},
    registry::application::api::EmptyBody,
    web::{Cx, Outcome, api::Body},
};
use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewalAskBody {
    /// Renewal or reissue.
    kind: RenewalKind,
    /// When and how the certificate was lost; for a reissue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    declaration: Option<String>,
}

/// The answer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewalAnswerBody {
    /// `grant` or `refuse`.
    #[schema(example = "grant")]
    outcome: String,
    /// Reasons; required for a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// A wish for a new certificate.
#[derive(Debug, Serialize, ToSchema)]
pub struct RenewalBody {
    /// Case number.
    no: String,
    /// Code of the organization.
    organization: String,
    /// Renewal or reissue.
    kind: RenewalKind,
    /// State.
    state: RenewalState,
    /// Number of the certificate before.
    before_no: String,
    /// When asked for.
    #[schema(value_type = String, format = DateTime)]
    asked_at: Ts,
    /// Last day to answer.
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// Number of the new certificate.
    certificate_no: Option<String>,
    /// Its last day.
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<Day>,
    /// Ledger entry of the issue.
    entry: Option<i64>,
}

impl RenewalBody {
    /// Of a wish.
    #[must_use]
    pub fn of(x: &Renewal, code: &str) -> Self {
        Self {
            no: x.no.clone(),
            organization: code.to_owned(),
            kind: x.kind,
            state: x.state,
            before_no: x.before_no.clone(),
            asked_at: x.asked_at,
            due_on: x.due_on,
            certificate_no: x.certificate_no.clone(),
            valid_until: x.valid_until,
            entry: x.entry_id,
        }
    }
}

/// Wishes of an organization.
#[derive(Debug, Serialize, ToSchema)]
pub struct RenewalList {
    /// The latest first.
    items: Vec<RenewalBody>,
}

/// Wishes for new certificates, for officers of the organization and its registration authority.
#[utoipa::path(get, operation_id = "renewal_list", path = "/api/v1/organizations/{code}/certificates", tag = "registry", params(("code" = String, Path)),
    responses((status = 200, body = RenewalList), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn list(cx: Cx, code: Path<String>) -> Outcome {
    let (o, all) = pages::load(&cx, &code).await?;
    let items = all.iter().map(|x| RenewalBody::of(x, &o.credit_code)).collect();
    Ok(HttpResponse::Ok().json(RenewalList { items }))
}

/// Asks for a new certificate.
#[utoipa::path(post, operation_id = "renewal_ask", path = "/api/v1/organizations/{code}/certificates", tag = "registry", params(("code" = String, Path)), request_body = RenewalAskBody,
    responses((status = 201, body = RenewalBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Ended, too early, or asked already"), (status = 422, description = "A field is wrong")))]
pub async fn ask(cx: Cx, code: Path<String>, body: Body<RenewalAskBody>) -> Outcome {
    cx.answer_json(&pages::asked(&cx, &code, &body.submitted).await?)
}

/// Issues a new certificate, or does not.
#[utoipa::path(post, operation_id = "renewal_answer", path = "/api/v1/renewals/{no}/answer", tag = "registry", params(("no" = String, Path)), request_body = RenewalAnswerBody,
    responses((status = 200, body = RenewalBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Answered already"), (status = 422, description = "A field is wrong")))]
pub async fn answer(cx: Cx, no: Path<String>, body: Body<RenewalAnswerBody>) -> Outcome {
    cx.answer_json(&pages::decided(&cx, &no, &body.submitted).await?)
}

/// Takes the wish back.
#[utoipa::path(post, operation_id = "renewal_withdraw", path = "/api/v1/renewals/{no}/withdrawal", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = RenewalBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Answered already")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    cx.answer_json(&pages::taken_back(&cx, &no, &body.submitted).await?)
}
