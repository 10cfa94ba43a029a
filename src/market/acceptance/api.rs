//! JSON over the same actions: reports, acceptances, evaluation.
use super::pages::{accept_it, evaluate_it, report_it, return_it};
use crate::{
    market::{bid::api::FileBody, contract::api::ReasonBody},
    web::{Cx, Outcome, api::Body},
};
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A report that a milestone is done.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    /// What was done, in numbers.
    summary: String,
    /// Files that show it, at most ten.
    #[serde(default)]
    evidence: Vec<FileBody>,
}

/// A verdict on a milestone.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerdictBody {
    /// Accepted value in yuan, such as `120000.00`; may be less than the milestone's sum.
    value: String,
    /// Finding against every standard.
    findings: String,
    /// Service users asked; required for public services.
    #[serde(default)]
    users_asked: i64,
    /// How many of them were satisfied.
    #[serde(default)]
    users_satisfied: i64,
    /// What they said, without names.
    #[serde(default)]
    users_summary: String,
}

/// Points of an evaluation, each 0 to 100.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluationBody {
    /// Output.
    output: i64,
    /// Benefit.
    benefit: i64,
    /// Satisfaction.
    satisfaction: i64,
    /// In words.
    comment: String,
}

/// The supplier reports a milestone done.
#[utoipa::path(post, operation_id = "acceptance_report", path = "/api/v1/contracts/{no}/milestones/{n}/reports", tag = "acceptances",
    params(("no" = String, Path), ("n" = i64, Path)), request_body = ReportBody, security(("bearer" = [])),
    responses((status = 201, description = "Reported"), (status = 401, description = "Sign in"), (status = 403, description = "Not an officer of the supplier"), (status = 404, description = "No such milestone"), (status = 409, description = "Reported or accepted already"), (status = 422, description = "No summary")))]
pub async fn report(cx: Cx, path: Path<(String, i64)>, body: Body<ReportBody>) -> Outcome {
    let (no, n) = path.into_inner();
    cx.answer_json(&report_it(&cx, &body.submitted, &no, n).await?)
}

/// Accepts a milestone in whole or in part.
#[utoipa::path(post, operation_id = "acceptance_accept", path = "/api/v1/contracts/{no}/milestones/{n}/acceptances", tag = "acceptances",
    params(("no" = String, Path), ("n" = i64, Path)), request_body = VerdictBody, security(("bearer" = [])),
    responses((status = 201, description = "Accepted"), (status = 401, description = "Sign in"), (status = 403, description = "Not the acceptor, or buyer or approver of this purchase"), (status = 404, description = "No such milestone"), (status = 409, description = "Not reported"), (status = 422, description = "More than the milestone, or users were not asked")))]
pub async fn accept(cx: Cx, path: Path<(String, i64)>, body: Body<VerdictBody>) -> Outcome {
    cx.person()?;
    let (no, n) = path.into_inner();
    cx.answer_json(&accept_it(&cx, &body.submitted, &no, n).await?)
}

/// Returns a report to the supplier.
#[utoipa::path(post, operation_id = "acceptance_give_back", path = "/api/v1/contracts/{no}/milestones/{n}/return", tag = "acceptances",
    params(("no" = String, Path), ("n" = i64, Path)), request_body = ReasonBody, security(("bearer" = [])),
    responses((status = 200, description = "Returned"), (status = 401, description = "Sign in"), (status = 403, description = "Not the acceptor"), (status = 404, description = "No such milestone"), (status = 409, description = "Not reported"), (status = 422, description = "No reason")))]
pub async fn give_back(cx: Cx, path: Path<(String, i64)>, body: Body<ReasonBody>) -> Outcome {
    cx.person()?;
    let (no, n) = path.into_inner();
    cx.answer_json(&return_it(&cx, &body.submitted, &no, n).await?)
}

/// Evaluates a settled contract.
#[utoipa::path(post, operation_id = "acceptance_evaluate", path = "/api/v1/contracts/{no}/evaluation", tag = "acceptances",
    params(("no" = String, Path)), request_body = EvaluationBody, security(("bearer" = [])),
    responses((status = 201, description = "Evaluated"), (status = 401, description = "Sign in"), (status = 403, description = "Not the acceptor"), (status = 404, description = "No such contract"), (status = 409, description = "Not everything is paid"), (status = 422, description = "A field is wrong")))]
pub async fn evaluate(cx: Cx, no: Path<String>, body: Body<EvaluationBody>) -> Outcome {
    cx.person()?;
    cx.answer_json(&evaluate_it(&cx, &body.submitted, &no).await?)
}
