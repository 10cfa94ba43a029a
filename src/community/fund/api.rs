//! JSON over the same actions: donations to the fund.
use super::{forms, pages::begin, store, views::Row};
use crate::{
    kernel::time::Ts,
    web::{
        Cx, Outcome,
        api::Body,
        paging::{Cursor, MOST},
    },
};
use actix_web::{HttpResponse, web::Query};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A gift.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DonationBody {
    /// Yuan, such as `100.00`.
    amount: String,
    /// What the giver wants to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nickname: Option<String>,
    /// A few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// Where the receipt goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

/// A donation that was begun.
#[derive(Debug, Serialize, ToSchema)]
pub struct Begun {
    /// Number.
    no: String,
    /// Where to pay.
    checkout_url: String,
}

/// A donation as everybody sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DonationItem {
    /// Number.
    no: String,
    /// Amount in fen.
    amount: i64,
    /// Nickname; none for anonymous.
    nickname: Option<String>,
    /// When the money was there.
    #[schema(value_type = String)]
    paid_at: Ts,
    /// Ledger entry.
    entry: Option<i64>,
}

/// A page of donations.
#[derive(Debug, Serialize, ToSchema)]
pub struct DonationList {
    /// Donations, newest first.
    items: Vec<DonationItem>,
    /// Where the next page begins.
    next: Option<String>,
}

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
pub struct Paging {
    cursor: Option<String>,
    limit: Option<i64>,
}

/// Donations to the development fund, newest first.
#[utoipa::path(get, operation_id = "fund_list", path = "/api/v1/fund/donations", tag = "fund",
    params(("cursor" = Option<String>, Query, description = "Opaque"), ("limit" = Option<i64>, Query, description = "At most 100")),
    responses((status = 200, body = DonationList)))]
pub async fn list(cx: Cx, paging: Query<Paging>) -> Outcome {
    let after = paging.cursor.as_deref().and_then(Cursor::decode);
    let rows = paging.limit.unwrap_or(20).clamp(1, MOST);
    let page = cx.read(move |c| store::paid(c, after.as_ref(), rows)).await?;
    let item =
        |r: Row| DonationItem { no: r.no, amount: r.amount.fen(), nickname: r.nickname, paid_at: r.at, entry: r.entry };
    let items = page.items.into_iter().map(Row::from).map(item).collect();
    Ok(HttpResponse::Ok().json(DonationList { items, next: page.next }))
}

/// Begins a donation to the city's development fund and answers where to pay it.
#[utoipa::path(post, operation_id = "fund_create", path = "/api/v1/fund/donations", tag = "fund", request_body = DonationBody,
    responses((status = 201, body = Begun), (status = 409, description = "Online payment is off here"), (status = 422, description = "A field is wrong"), (status = 429, description = "Too many from one address"), (status = 503, description = "The payment service is away")))]
pub async fn create(cx: Cx, body: Body<DonationBody>) -> Outcome {
    let gift = forms::gift(&body.submitted)?;
    let (donation, checkout_url) = begin(&cx, &body.submitted, gift).await?;
    Ok(HttpResponse::Created().json(Begun { no: donation.no, checkout_url }))
}
