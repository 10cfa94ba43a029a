//! JSON over the same actions: payments.
use super::pages::{confirm_it, prepare_it, withdraw_it};
use crate::{
    market::contract::api::ReasonBody,
    web::{Cx, Outcome, api::Body},
};
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A payment asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentBody {
    /// Yuan, such as `60000.00`.
    amount: String,
    /// The supplier's invoice.
    invoice_no: String,
}

/// The second person's confirmation.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationBody {
    /// Number of the treasury's voucher.
    voucher: String,
}

/// Asks for a payment against an acceptance.
#[utoipa::path(post, operation_id = "payment_prepare", path = "/api/v1/acceptances/{no}/payments", tag = "payments", params(("no" = String, Path)),
    request_body = PaymentBody, security(("bearer" = [])),
    responses((status = 201, description = "Prepared"), (status = 401, description = "Sign in"), (status = 403, description = "Not finance of this department, or another part in this purchase"), (status = 404, description = "No such acceptance"), (status = 409, description = "More than was accepted"), (status = 422, description = "A field is wrong")))]
pub async fn prepare(cx: Cx, no: Path<String>, body: Body<PaymentBody>) -> Outcome {
    cx.person()?;
    cx.answer_json(&prepare_it(&cx, &body.submitted, &no).await?)
}

/// Confirms a payment with the treasury's voucher; another person than everybody before.
#[utoipa::path(post, operation_id = "payment_confirm", path = "/api/v1/payments/{no}/confirmation", tag = "payments", params(("no" = String, Path)),
    request_body = ConfirmationBody, security(("bearer" = [])),
    responses((status = 200, description = "Confirmed"), (status = 401, description = "Sign in"), (status = 403, description = "Not the payer, or another part in this purchase"), (status = 404, description = "No such payment"), (status = 409, description = "Confirmed already, or the voucher is used"), (status = 422, description = "No voucher")))]
pub async fn confirm(cx: Cx, no: Path<String>, body: Body<ConfirmationBody>) -> Outcome {
    cx.person()?;
    cx.answer_json(&confirm_it(&cx, &body.submitted, &no).await?)
}

/// Withdraws a payment that is not confirmed.
#[utoipa::path(post, operation_id = "payment_withdraw", path = "/api/v1/payments/{no}/withdrawal", tag = "payments", params(("no" = String, Path)),
    request_body = ReasonBody, security(("bearer" = [])),
    responses((status = 200, description = "Withdrawn"), (status = 401, description = "Sign in"), (status = 403, description = "Neither finance nor payer"), (status = 404, description = "No such payment"), (status = 409, description = "Confirmed already"), (status = 422, description = "No reason")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    cx.person()?;
    cx.answer_json(&withdraw_it(&cx, &body.submitted, &no).await?)
}
