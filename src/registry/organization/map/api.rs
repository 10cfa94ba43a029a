//! Counts by division as JSON.
use super::{pages::counted, rules};
use crate::{
    registry::organization::OrganizationKind,
    web::{Cx, Outcome},
};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The organizations of one division, counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct DivisionCountBody {
    /// Six digits; the city's own code for its own level; nothing for the sum.
    division: String,
    /// Altogether.
    organizations: i64,
    /// Registered.
    registered: i64,
    /// Filed.
    filed: i64,
    /// By kind.
    kinds: BTreeMap<&'static str, i64>,
}

/// Every division with its count.
#[derive(Debug, Serialize, ToSchema)]
pub struct DivisionCountsBody {
    /// Divisions in the order of their codes.
    items: Vec<DivisionCountBody>,
    /// Their sum.
    total: DivisionCountBody,
}

fn body(c: rules::Count) -> DivisionCountBody {
    DivisionCountBody {
        division: c.code,
        organizations: c.total,
        registered: c.registered,
        filed: c.filed,
        kinds: OrganizationKind::ALL.iter().map(|k| k.word()).zip(c.kinds).collect(),
    }
}

/// How many organizations each division has, narrowed by kind, field and standing; without a standing, those in being.
#[utoipa::path(get, operation_id = "organization_map", path = "/api/v1/organization-counts", tag = "registry",
    params(("kind" = Option<String>, Query), ("category" = Option<String>, Query), ("status" = Option<String>, Query)),
    responses((status = 200, body = DivisionCountsBody)))]
pub async fn show(cx: Cx, req: HttpRequest) -> Outcome {
    let x = counted(&cx, req.query_string()).await?;
    let total = body(rules::total(&x.counts));
    let items = x.counts.into_iter().map(body).collect();
    Ok(HttpResponse::Ok().json(DivisionCountsBody { items, total }))
}
