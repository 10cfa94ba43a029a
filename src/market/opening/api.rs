//! JSON face of the opening.
use super::{pages, views::RecordPage};
use crate::{
    market::tender::EnvelopeKind,
    web::{Cx, Outcome, api::Body},
};
use actix_web::{HttpResponse, http::StatusCode, web::Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Two members with their passphrases.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningBody {
    /// The caller's passphrase.
    passphrase: String,
    /// Place of the other member, 1 to 3.
    #[schema(minimum = 1, maximum = 3)]
    other: i64,
    /// That member's passphrase.
    other_passphrase: String,
}

async fn record(cx: &Cx, no: String, status: StatusCode) -> Outcome {
    let view: RecordPage = pages::view(cx, no).await?;
    let body = serde_json::json!({
        "no": view.no, "closes_at": view.closes_at, "failed": view.failed,
        "technical": view.technical, "price": view.price, "bids": view.lines,
    });
    Ok(HttpResponse::build(status).json(body))
}

/// The record of the opening; without bids before it.
#[utoipa::path(get, operation_id = "opening_show", path = "/api/v1/tenders/{no}/opening", tag = "market", params(("no" = String, Path)),
    responses((status = 200, description = "The record", body = Object), (status = 404, description = "No such tender")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    record(&cx, no.into_inner(), StatusCode::OK).await
}

/// Opens the technical envelopes: two of three openers, after the deadline.
#[utoipa::path(post, operation_id = "opening_open_technical", path = "/api/v1/tenders/{no}/opening", tag = "market", params(("no" = String, Path)), request_body = OpeningBody, security(("bearer" = [])),
    responses((status = 201, description = "The record", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an opener"), (status = 404, description = "No such tender"), (status = 409, description = "Every reason against it"), (status = 422, description = "A passphrase is wrong")))]
pub async fn open_technical(cx: Cx, no: Path<String>, body: Body<OpeningBody>) -> Outcome {
    pages::act(&cx, &no, &body.submitted, EnvelopeKind::Technical).await?;
    record(&cx, no.into_inner(), StatusCode::CREATED).await
}

/// Opens the prices, after the technical scores are locked.
#[utoipa::path(post, operation_id = "opening_open_prices", path = "/api/v1/tenders/{no}/price-opening", tag = "market", params(("no" = String, Path)), request_body = OpeningBody, security(("bearer" = [])),
    responses((status = 201, description = "The record", body = Object), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an opener"), (status = 404, description = "No such tender"), (status = 409, description = "Every reason against it"), (status = 422, description = "A passphrase is wrong")))]
pub async fn open_prices(cx: Cx, no: Path<String>, body: Body<OpeningBody>) -> Outcome {
    pages::act(&cx, &no, &body.submitted, EnvelopeKind::Price).await?;
    record(&cx, no.into_inner(), StatusCode::CREATED).await
}
