//! JSON face of award and result.
use super::pages;
use crate::web::{Cx, Outcome, api::Body};
use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The choice of a winner.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AwardBody {
    /// Place among the candidates, from 1.
    #[schema(minimum = 1)]
    position: i64,
    /// `gave_up`, `not_qualified`, `low_price` or `unlawful`, where better candidates are passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deviation: Option<String>,
    /// The same in words.
    #[serde(default)]
    deviation_text: String,
}

/// Nothing.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultBody {}

/// Ranking and award, for the department.
#[utoipa::path(get, operation_id = "award_show", path = "/api/v1/tenders/{no}/award", tag = "market", params(("no" = String, Path)), security(("bearer" = [])),
    responses((status = 200, description = "Ranking and award", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not of the department"), (status = 404, description = "No such tender")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-store"))
        .json(pages::award_view(&cx, no.into_inner()).await?))
}

/// Fixes the winner in order of candidates.
#[utoipa::path(post, operation_id = "award_fix", path = "/api/v1/tenders/{no}/award", tag = "market", params(("no" = String, Path)), request_body = AwardBody, security(("bearer" = [])),
    responses((status = 201, description = "Fixed", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the buyer, or another part in this purchase"), (status = 404, description = "No such tender"), (status = 409, description = "Every reason against it"), (status = 422, description = "A field is wrong, or a lawful reason is missing")))]
pub async fn fix(cx: Cx, no: Path<String>, body: Body<AwardBody>) -> Outcome {
    let reply = pages::do_fix(&cx, &no, &body.submitted).await?;
    cx.answer_json(&reply)
}

/// The result, with the caller's own score where it bid.
#[utoipa::path(get, operation_id = "award_result", path = "/api/v1/tenders/{no}/result", tag = "market", params(("no" = String, Path)),
    responses((status = 200, description = "The result, or that there is none yet", body = Object), (status = 404, description = "No such tender")))]
pub async fn result(cx: Cx, no: Path<String>) -> Outcome {
    Ok(HttpResponse::Ok().json(pages::result_view(&cx, no.into_inner()).await?))
}

/// Sends the award notice and publishes the result.
#[utoipa::path(post, operation_id = "award_publish", path = "/api/v1/tenders/{no}/result", tag = "market", params(("no" = String, Path)), request_body = ResultBody, security(("bearer" = [])),
    responses((status = 201, description = "Published", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the approver, or another part in this purchase"), (status = 404, description = "No such tender"), (status = 409, description = "No winner is fixed"), (status = 422, description = "The body is wrong")))]
pub async fn publish(cx: Cx, no: Path<String>, body: Body<ResultBody>) -> Outcome {
    let reply = pages::do_publish(&cx, &no, &body.submitted).await?;
    cx.answer_json(&reply)
}
