//! Special procedures and the extension, for programs.
use super::run;
use crate::{
    kernel::time::Day,
    registry::application::{actions, forms, model::PauseKind},
    web::{Cx, Outcome, api::Body},
};
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A special procedure that stops the clock.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspensionBody {
    /// Which.
    kind: PauseKind,
    /// Why.
    reason: String,
    /// The day by which it is expected to end.
    #[schema(value_type = String, format = Date)]
    expected_on: Day,
    /// Accounts of the officers who check on the spot; two or more for an inspection.
    #[serde(default)]
    officers: Vec<i64>,
}

/// How a special procedure ended.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumptionBody {
    /// What was found or heard.
    record: String,
}

/// The wish for more time.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRequestBody {
    /// Why.
    reason: String,
}

/// The answer to it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionBody {
    /// Granted.
    is_granted: bool,
    /// Why.
    text: String,
}

/// The answer to it in a founding.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FoundingExtensionBody {
    /// Granted.
    is_granted: bool,
    /// Why; of a charity with the Ministry's approval.
    text: String,
    /// The days to which the Ministry agreed; asked for when a charity is founded, and not looked at otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 60)]
    days: Option<i64>,
}

/// Stops the clock for a special procedure (`SO-68`).
#[utoipa::path(post, operation_id = "application_suspend", path = "/api/v1/applications/{no}/suspension", tag = "registry", params(("no" = String, Path)), request_body = SuspensionBody,
    responses((status = 200, description = "Suspended"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state, fewer than two officers, or a hearing too late"), (status = 422, description = "A field is wrong")))]
pub async fn suspend(cx: Cx, no: Path<String>, body: Body<SuspensionBody>) -> Outcome {
    let command = forms::suspension(&body.submitted, cx.now().day())?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::suspend).await
}

/// Ends the special procedure with its record; the clock runs again.
#[utoipa::path(post, operation_id = "application_resume", path = "/api/v1/applications/{no}/resumption", tag = "registry", params(("no" = String, Path)), request_body = ResumptionBody,
    responses((status = 200, description = "Resumed, with the new last days"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state"), (status = 422, description = "A field is wrong")))]
pub async fn resume(cx: Cx, no: Path<String>, body: Body<ResumptionBody>) -> Outcome {
    let command = forms::record(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, |tx, no, record| actions::resume(tx, no, record)).await
}

/// Asks the head for more time (`SO-66`).
#[utoipa::path(post, operation_id = "application_ask_extension", path = "/api/v1/applications/{no}/extension-request", tag = "registry", params(("no" = String, Path)), request_body = ExtensionRequestBody,
    responses((status = 200, description = "Asked"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state, or asked before"), (status = 422, description = "A field is wrong")))]
pub async fn ask_extension(cx: Cx, no: Path<String>, body: Body<ExtensionRequestBody>) -> Outcome {
    let command = forms::extension(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, |tx, no, reason| actions::ask_extension(tx, no, reason)).await
}

/// Answers the wish for more time; a granted one moves the promised day, never past the law's.
#[utoipa::path(post, operation_id = "application_extend", path = "/api/v1/applications/{no}/extension", tag = "registry", params(("no" = String, Path)), request_body = FoundingExtensionBody,
    responses((status = 200, description = "Answered"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of this office, or who asked"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state, or nobody asked"), (status = 422, description = "A field is wrong")))]
pub async fn extend(cx: Cx, no: Path<String>, body: Body<FoundingExtensionBody>) -> Outcome {
    let command = forms::extending(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::extend).await
}
