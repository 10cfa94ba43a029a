//! JSON face of the review.
use super::pages;
use crate::web::{Cx, Outcome, api::Body};
use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Nothing.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExpertDrawBody)]
pub struct DrawBody {}

/// One qualification check.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QualificationBody)]
pub struct CheckBody {
    /// Outcome.
    passed: bool,
    /// Why not.
    #[serde(default)]
    reason: String,
}

/// Qualification checks by receipt.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecksBody {
    /// By receipt number.
    checks: BTreeMap<String, CheckBody>,
}

/// A declaration of ties.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclarationBody {
    /// `none`, `tie` or `withdraw`.
    statement: String,
    /// With which bidder, by its id in the list of bidders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organization: Option<i64>,
    /// `employment`, `council`, `control`, `family` or `other`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// The last day of the tie; nothing while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

/// A draft of a sheet: by receipt number, `complies`, `reason` and the points by key of the scoring item, all as text.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoresBody {
    /// By receipt number.
    bids: BTreeMap<String, BTreeMap<String, String>>,
}

/// A signature.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LockBody {
    /// Dissent with reasons.
    #[serde(default)]
    dissent: String,
    /// The caller's password; not needed after a sign-in with a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    password: Option<String>,
}

/// Draw and qualification, for the department.
#[utoipa::path(get, operation_id = "review_experts", path = "/api/v1/tenders/{no}/experts", tag = "market", params(("no" = String, Path)), security(("bearer" = [])),
    responses((status = 200, description = "Draw, seats without names, bids", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not of the department"), (status = 404, description = "No such tender")))]
pub async fn experts(cx: Cx, no: Path<String>) -> Outcome {
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-store"))
        .json(pages::experts_view(&cx, no.into_inner()).await?))
}

/// Draws the committee at random.
#[utoipa::path(post, operation_id = "review_draw", path = "/api/v1/tenders/{no}/experts", tag = "market", params(("no" = String, Path)), request_body = DrawBody, security(("bearer" = [])),
    responses((status = 201, description = "Drawn", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not of the department"), (status = 404, description = "No such tender"), (status = 409, description = "Every reason against it"), (status = 422, description = "The body is wrong")))]
pub async fn draw(cx: Cx, no: Path<String>, body: Body<DrawBody>) -> Outcome {
    cx.person()?;
    let reply = pages::do_draw(&cx, &no, &body.submitted).await?;
    cx.answer_json(&reply)
}

/// Saves qualification checks.
#[utoipa::path(post, operation_id = "review_check", path = "/api/v1/tenders/{no}/checks", tag = "market", params(("no" = String, Path)), request_body = ChecksBody, security(("bearer" = [])),
    responses((status = 200, description = "Saved", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the buyer"), (status = 404, description = "No such tender"), (status = 409, description = "The review is over"), (status = 422, description = "A reason is missing")))]
pub async fn check(cx: Cx, no: Path<String>, body: Body<ChecksBody>) -> Outcome {
    cx.person()?;
    let reply = pages::do_check(&cx, &no, &body.submitted).await?;
    cx.answer_json(&reply)
}

/// The caller's own declaration and sheet.
#[utoipa::path(get, operation_id = "review_show", path = "/api/v1/tenders/{no}/scores", tag = "market", params(("no" = String, Path)), security(("bearer" = [])),
    responses((status = 200, description = "The sheet", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "No seat"), (status = 404, description = "No such tender")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-store"))
        .json(pages::sheet_view(&cx, no.into_inner()).await?))
}

/// Declares ties before any bid is shown.
#[utoipa::path(post, operation_id = "review_declare", path = "/api/v1/tenders/{no}/declarations", tag = "market", params(("no" = String, Path)), request_body = DeclarationBody, security(("bearer" = [])),
    responses((status = 201, description = "Whether the member stays", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "No seat"), (status = 404, description = "No such tender"), (status = 409, description = "Declared already"), (status = 422, description = "A field is wrong")))]
pub async fn declare(cx: Cx, no: Path<String>, body: Body<DeclarationBody>) -> Outcome {
    cx.person()?;
    let reply = pages::do_declare(&cx, &no, &body.submitted).await?;
    cx.answer_json(&reply)
}

/// Saves a draft of the caller's sheet.
#[utoipa::path(put, operation_id = "review_save", path = "/api/v1/tenders/{no}/scores", tag = "market", params(("no" = String, Path)), request_body = ScoresBody, security(("bearer" = [])),
    responses((status = 200, description = "Saved", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "No seat"), (status = 404, description = "No such tender"), (status = 409, description = "Locked, or not declared"), (status = 422, description = "A score is out of range")))]
pub async fn save(cx: Cx, no: Path<String>, body: Body<ScoresBody>) -> Outcome {
    let reply = pages::do_save(&cx, &no, &body.submitted).await?;
    cx.answer_json(&reply)
}

/// Signs and locks the caller's sheet.
#[utoipa::path(post, operation_id = "review_lock", path = "/api/v1/tenders/{no}/scores/locks", tag = "market", params(("no" = String, Path)), request_body = LockBody, security(("bearer" = [])),
    responses((status = 201, description = "Hash of the sheet", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "No seat, or the signature is wrong"), (status = 404, description = "No such tender"), (status = 409, description = "Locked already"), (status = 422, description = "What is missing on the sheet")))]
pub async fn lock(cx: Cx, no: Path<String>, body: Body<LockBody>) -> Outcome {
    let reply = pages::do_lock(&cx, &no, &body.submitted).await?;
    cx.answer_json(&reply)
}
