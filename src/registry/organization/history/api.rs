//! The history as JSON.
use super::store;
use crate::{
    kernel::time::Day,
    registry::organization::{self, Items},
    web::{Cx, Outcome},
};
use actix_web::{HttpResponse, web::Path};
use serde::Serialize;
use utoipa::ToSchema;

/// Registered items in an interval.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionBody {
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: Day,
    /// The day on which something else began to hold; nothing for what is in force.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    /// The items by key; capital in fen.
    #[schema(value_type = Object)]
    items: Items,
    /// Ledger entry of the act that ended it.
    ended_by_entry: Option<i64>,
}

/// Every version, the earliest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryBody {
    /// The versions.
    items: Vec<VersionBody>,
}

/// The registered items of an organization through its whole life.
#[utoipa::path(get, operation_id = "organization_history", path = "/api/v1/organizations/{code}/history", tag = "registry", params(("code" = String, Path)),
    responses((status = 200, body = HistoryBody), (status = 404, description = "No such organization")))]
pub async fn show(cx: Cx, code: Path<String>) -> Outcome {
    let code = code.to_uppercase();
    let (o, past) = cx
        .read(move |c| {
            let o = organization::find_by_code(c, &code)?;
            let past = store::versions(c, o.id)?;
            Ok((o, past))
        })
        .await?;
    let from = past.last().map_or(o.founded_on, |v| v.until_on);
    let mut items: Vec<VersionBody> = past
        .into_iter()
        .map(|v| VersionBody { from: v.from_on, until: Some(v.until_on), items: v.items.0, ended_by_entry: v.entry_id })
        .collect();
    items.push(VersionBody { from, until: None, items: o.items(), ended_by_entry: None });
    Ok(HttpResponse::Ok().json(HistoryBody { items }))
}
