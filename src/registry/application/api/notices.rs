//! What programs read of groups whose filing is made public.
use crate::{
    kernel::time::Day,
    registry::{application::pages::public_now, organization::Category},
    web::{
        Cx, Outcome,
        paging::{MOST, ROWS},
    },
};
use actix_web::{HttpResponse, web::Query};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A group made public before its filing is decided on (`SO-154`).
#[derive(Debug, Serialize, ToSchema)]
pub struct FilingNoticeBody {
    /// Case number.
    no: String,
    /// Name.
    name: String,
    /// Service class.
    category: Option<Category>,
    /// Purpose.
    purpose: String,
    /// Scope.
    scope: String,
    /// Place of activity.
    place: String,
    /// The committee that makes it public.
    committee: String,
    /// Its telephone.
    phone: String,
    /// The street or township that decides.
    street: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from_on: Day,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    until_on: Day,
}

/// Groups made public now.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilingNoticeList {
    /// The latest first.
    items: Vec<FilingNoticeBody>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// Where a page begins.
#[derive(Debug, Default, Deserialize)]
pub struct NoticeQuery {
    /// Cursor.
    #[serde(default)]
    cursor: String,
    /// Rows.
    limit: Option<i64>,
}

/// Lists community groups whose filing is made public now.
#[utoipa::path(get, operation_id = "filing_notices", path = "/api/v1/filing-notices", tag = "registry",
    params(("cursor" = Option<String>, Query), ("limit" = Option<i64>, Query)), responses((status = 200, body = FilingNoticeList)))]
pub async fn notices(cx: Cx, query: Query<NoticeQuery>) -> Outcome {
    let rows = query.limit.unwrap_or(ROWS).clamp(1, MOST);
    let page = public_now(&cx, &query.cursor, rows).await?;
    let body = |(no, n): (String, crate::registry::application::views::NoticeLine)| FilingNoticeBody {
        no,
        name: n.name,
        category: n.category,
        purpose: n.purpose,
        scope: n.scope,
        place: n.place,
        committee: n.committee,
        phone: n.phone,
        street: n.street,
        from_on: n.from_on,
        until_on: n.until_on,
    };
    Ok(HttpResponse::Ok().json(FilingNoticeList { next: page.next, items: page.items.into_iter().map(body).collect() }))
}
