//! JSON face of bids: `/api/v1/tenders/{no}/bid`.
use super::{
    model::{Bid, BidState},
    pages::{self, Which},
};
use crate::{
    kernel::time::Ts,
    platform::ledger,
    web::{Cx, Outcome, api::Body},
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A file in a body.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileBody {
    /// Its name; the extension must agree with the content.
    #[schema(example = "plan.pdf")]
    name: String,
    /// The bytes in base64, at most 20 MB.
    content: String,
}

/// A bid. Nothing of it is kept in the clear before the opening.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BidBody {
    /// Credit code of the bidder, of which the caller is an officer; the caller's first one when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    org: Option<String>,
    /// The service plan.
    plan: String,
    /// An answer to every scoring item, by its key.
    answers: BTreeMap<String, String>,
    /// Partners named in the plan.
    #[serde(default)]
    partners: String,
    /// Whom to ask.
    contact_name: String,
    /// How to reach them.
    contact_phone: String,
    /// Total price in yuan, not above the ceiling price.
    #[schema(example = "480000.00")]
    price: String,
    /// The statement of no major breach in three years.
    states_no_breach: bool,
    /// Files of the technical package.
    #[serde(default)]
    files: Vec<FileBody>,
    /// The price list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    price_list: Option<FileBody>,
}

/// Whose bid to take out.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalBody {
    /// Credit code of the bidder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    org: Option<String>,
}

/// A receipt.
#[derive(Serialize, ToSchema)]
pub struct ReceiptBody {
    /// Its number.
    receipt_no: String,
    /// Where the bid stands.
    state: BidState,
    /// When the last byte was read.
    #[schema(value_type = String, format = DateTime)]
    received_at: Ts,
    /// SHA-256 of the technical envelope.
    technical_sha256: String,
    /// Its size class in bytes.
    technical_size: i64,
    /// SHA-256 of the price envelope.
    price_sha256: Option<String>,
    /// Its size class in bytes.
    price_size: Option<i64>,
    /// The private ledger entry, with what it takes to verify it.
    ledger: LedgerBody,
}

/// A private entry opened by the one it belongs to.
#[derive(Serialize, ToSchema)]
pub struct LedgerBody {
    /// Its id.
    entry: i64,
    /// Its words.
    content: Option<String>,
    /// The salt under which they were hashed, in hex.
    salt: Option<String>,
}

async fn receipt(cx: &Cx, bid: &Bid) -> crate::kernel::refusal::Result<ReceiptBody> {
    let entry = bid.entry_id;
    let opened = cx.read(move |c| Ok(ledger::sealed_content(c, entry)?)).await?;
    let (salt, content) = opened.map_or((None, None), |(salt, content)| (Some(hex::encode(salt)), Some(content)));
    Ok(ReceiptBody {
        receipt_no: bid.receipt_no.clone(),
        state: bid.state,
        received_at: bid.received_at,
        technical_sha256: bid.technical_sha256.clone(),
        technical_size: bid.technical_size,
        price_sha256: bid.price_sha256.clone(),
        price_size: bid.price_size,
        ledger: LedgerBody { entry, content, salt },
    })
}

fn no_store(status: actix_web::http::StatusCode, body: &impl Serialize) -> HttpResponse {
    HttpResponse::build(status).insert_header(("Cache-Control", "no-store")).json(body)
}

/// Seals a bid, in place of an earlier one of the same bidder. Sent again with the same content it is the same bid.
#[utoipa::path(post, operation_id = "bid_create", path = "/api/v1/tenders/{no}/bid", tag = "market", params(("no" = String, Path)), request_body = BidBody, security(("bearer" = [])),
    responses((status = 201, body = ReceiptBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the bidder"), (status = 404, description = "No such tender"), (status = 409, description = "Every reason against the bid"), (status = 422, description = "Every wrong field")))]
pub async fn create(cx: Cx, no: Path<String>, body: Body<BidBody>) -> Outcome {
    cx.person()?;
    let desk = pages::desk(&cx, no.into_inner(), body.typed.org.clone()).await?;
    let bid = pages::submit(&cx, &desk, &body.submitted).await?;
    Ok(no_store(actix_web::http::StatusCode::CREATED, &receipt(&cx, &bid).await?))
}

/// The receipt of one's own bid.
#[utoipa::path(get, operation_id = "bid_show", path = "/api/v1/tenders/{no}/bid", tag = "market", params(("no" = String, Path), ("org" = Option<String>, Query)), security(("bearer" = [])),
    responses((status = 200, body = ReceiptBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the bidder"), (status = 404, description = "No bid of one's own")))]
pub async fn show(cx: Cx, no: Path<String>, which: Query<Which>) -> Outcome {
    cx.person()?;
    let desk = pages::desk(&cx, no.into_inner(), which.into_inner().org).await?;
    let bid = pages::own_live(&desk)?.clone();
    Ok(no_store(actix_web::http::StatusCode::OK, &receipt(&cx, &bid).await?))
}

/// Takes one's own bid out of the box.
#[utoipa::path(post, operation_id = "bid_withdraw", path = "/api/v1/tenders/{no}/bid/withdrawal", tag = "market", params(("no" = String, Path)), request_body = WithdrawalBody, security(("bearer" = [])),
    responses((status = 200, body = ReceiptBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the bidder"), (status = 404, description = "No such tender"), (status = 409, description = "No bid, or too late"), (status = 422, description = "The body is wrong")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<WithdrawalBody>) -> Outcome {
    cx.person()?;
    let desk = pages::desk(&cx, no.into_inner(), body.typed.org.clone()).await?;
    let bid = pages::take_out(&cx, &desk, &body.submitted).await?;
    Ok(no_store(actix_web::http::StatusCode::OK, &receipt(&cx, &bid).await?))
}
