//! Revocations over JSON: the same actions, the same refusals.
use super::{
    model::{Ground, Measure, RevocationState},
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

/// A notice as programs write it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevocationNoticeBody {
    /// Why.
    ground: Ground,
    /// The facts, with the evidence.
    facts: String,
}

/// What the organization says.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevocationStatementBody {
    /// Facts and reasons against it.
    statement: String,
}

/// The record of a hearing.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevocationHearingBody {
    /// What was said.
    record: String,
}

/// A decision.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevocationDecisionBody {
    /// `revoke` or `drop`.
    #[schema(example = "revoke")]
    outcome: String,
    /// Reasons.
    reasons: String,
}

/// A revocation.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevocationBody {
    /// Its number.
    no: String,
    /// Code of the organization.
    organization: String,
    /// Why.
    ground: Ground,
    /// What it takes away.
    measure: Measure,
    /// Where it stands.
    state: RevocationState,
    /// The facts.
    facts: String,
    /// When the notice was given.
    #[schema(value_type = String, format = DateTime)]
    noticed_at: Ts,
    /// Last day to answer.
    #[schema(value_type = String, format = Date)]
    answer_by: Day,
    /// First day of the hearing.
    #[schema(value_type = Option<String>, format = Date)]
    hearing_from: Option<Day>,
    /// Day of the hearing.
    #[schema(value_type = Option<String>, format = Date)]
    heard_on: Option<Day>,
    /// Reasons of the decision.
    decision: Option<String>,
    /// When it fell.
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Ts>,
    /// Ledger entry.
    entry: Option<i64>,
}

/// One revocation: for everybody once the registration is revoked, for its parties before.
#[utoipa::path(get, operation_id = "revocation_show", path = "/api/v1/revocations/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = RevocationBody), (status = 404, description = "There is none for you")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let seen = pages::visible(&cx, &no).await?;
    let x = seen.x;
    Ok(HttpResponse::Ok().json(RevocationBody {
        organization: seen.o.credit_code,
        measure: x.ground.measure(),
        ground: x.ground,
        state: x.state,
        facts: x.facts,
        noticed_at: x.noticed_at,
        answer_by: x.answer_by,
        hearing_from: x.hearing_from,
        heard_on: x.heard_on,
        decision: x.decision,
        decided_at: x.decided_at,
        entry: x.entry_id,
        no: x.no,
    }))
}

/// Gives the prior notice of a revocation.
#[utoipa::path(post, operation_id = "revocation_notify", path = "/api/v1/organizations/{code}/revocations", tag = "registry", params(("code" = String, Path)), request_body = RevocationNoticeBody,
    responses((status = 201, description = "Given: number and last day to answer"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of its authority"),
        (status = 404, description = "No such organization"), (status = 409, description = "Ended, filed, or another revocation is open"), (status = 422, description = "A field is wrong")))]
pub async fn create(cx: Cx, code: Path<String>, body: Body<RevocationNoticeBody>) -> Outcome {
    cx.answer_json(&pages::noticed(&cx, &code, &body.submitted).await?)
}

/// States the organization's case.
#[utoipa::path(post, operation_id = "revocation_state", path = "/api/v1/revocations/{no}/statement", tag = "registry", params(("no" = String, Path)), request_body = RevocationStatementBody,
    responses((status = 200, description = "Stated"), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you"),
        (status = 409, description = "Too late, or stated already"), (status = 422, description = "A field is wrong")))]
pub async fn state(cx: Cx, no: Path<String>, body: Body<RevocationStatementBody>) -> Outcome {
    cx.answer_json(&pages::state_reply(&cx, &no, &body.submitted).await?)
}

/// Asks for a hearing.
#[utoipa::path(post, operation_id = "revocation_ask_hearing", path = "/api/v1/revocations/{no}/hearing-request", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Asked"), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you"),
        (status = 409, description = "Too late, or asked already")))]
pub async fn ask(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    cx.answer_json(&pages::ask_reply(&cx, &no, &body.submitted).await?)
}

/// Writes the record of the hearing.
#[utoipa::path(post, operation_id = "revocation_hold", path = "/api/v1/revocations/{no}/hearing", tag = "registry", params(("no" = String, Path)), request_body = RevocationHearingBody,
    responses((status = 200, description = "Held"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of the authority, or who gave the notice"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Nobody asked, or too early"), (status = 422, description = "A field is wrong")))]
pub async fn hold(cx: Cx, no: Path<String>, body: Body<RevocationHearingBody>) -> Outcome {
    cx.answer_json(&pages::hold_reply(&cx, &no, &body.submitted).await?)
}

/// Revokes, or does not.
#[utoipa::path(post, operation_id = "revocation_decide", path = "/api/v1/revocations/{no}/decision", tag = "registry", params(("no" = String, Path)), request_body = RevocationDecisionBody,
    responses((status = 200, description = "Decided"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority, or who gave the notice or held the hearing"),
        (status = 404, description = "There is none for you"), (status = 409, description = "The days to answer still run, or decided"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, no: Path<String>, body: Body<RevocationDecisionBody>) -> Outcome {
    cx.answer_json(&pages::decide_reply(&cx, &no, &body.submitted).await?)
}
