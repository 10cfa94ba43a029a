//! The register through the years as JSON.
use super::{
    model::{By, Measure, Scope, Table},
    pages::{self, Address},
};
use crate::web::{Cx, Outcome};
use actix_web::{HttpResponse, web::Query};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One year.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegisterYearBody {
    /// Which.
    year: i32,
    /// By code of the part.
    parts: BTreeMap<String, i64>,
    /// Their sum.
    total: i64,
}

/// The register through the years.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegisterYearsBody {
    /// What is counted.
    measure: Measure,
    /// By what.
    by: By,
    /// Of which organizations.
    scope: Scope,
    /// Names of the parts in the reader's language.
    names: BTreeMap<String, String>,
    /// The earliest year first.
    items: Vec<RegisterYearBody>,
}

/// Organizations in being at each year's end, founded or ended in it, by kind, field or district.
#[utoipa::path(get, operation_id = "years_show", path = "/api/v1/registry-statistics", tag = "portal",
    params(("measure" = Option<Measure>, Query), ("by" = Option<By>, Query), ("scope" = Option<Scope>, Query)),
    responses((status = 200, body = RegisterYearsBody)))]
pub async fn show(cx: Cx, asked: Query<Address>) -> Outcome {
    let asked = asked.asked();
    let table = pages::counted(&cx, asked).await?;
    let names = table.codes.iter().map(|code| (code.clone(), pages::name(&cx, asked.by, code))).collect();
    let items = table.years.iter().map(|(year, numbers)| RegisterYearBody {
        year: *year,
        parts: table.codes.iter().cloned().zip(numbers.iter().copied()).collect(),
        total: Table::total(numbers),
    });
    let body =
        RegisterYearsBody { measure: asked.measure, by: asked.by, scope: asked.scope, names, items: items.collect() };
    Ok(HttpResponse::Ok().json(body))
}
