//! The city's figures as JSON.
use super::{
    model::{Facts, Figures, Measure, PLANS, Table},
    pages::{Asked, Cache, facts},
    text,
};
use crate::{
    kernel::{refusal::Error, time::Ts},
    web::{Cx, Outcome},
};
use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The main figures, and where the tables are.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatisticsBody {
    /// When it was counted; at most a minute ago.
    #[schema(value_type = String, format = DateTime)]
    counted_at: Ts,
    /// Registered organizations in being.
    registered: i64,
    /// Filed community organizations in being.
    filed: i64,
    /// Published contracts.
    contracts: i64,
    /// What they are worth, in fen.
    amount_fen: i64,
    /// Decisions on applications for registration.
    decided: i64,
    /// Those given by the promised day.
    on_time: i64,
    /// Volunteers on the roll.
    volunteers: i64,
    /// Confirmed minutes of service.
    minutes: i64,
    /// Given to the development fund, in fen.
    donated_fen: i64,
    /// Granted from it, in fen.
    granted_fen: i64,
    /// Addresses of the tables.
    tables: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatisticsColumn {
    /// Its name in `values`.
    key: &'static str,
    /// `count`, `fen`, `minutes` or `basis_points`.
    unit: &'static str,
    /// In the reader's language.
    label: String,
}

/// A row of a table.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatisticsRow {
    /// Code of the kind, county, month…
    code: String,
    /// In the reader's language.
    name: String,
    /// A number by column; `null` where there is none.
    values: BTreeMap<String, Option<i64>>,
}

/// One table of the city's figures.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatisticsTable {
    /// Its word.
    key: &'static str,
    /// What a row is: `division`, `kind`, `category`, `year`, `month`, `procedure`, `service` or `department`.
    dimension: &'static str,
    /// When it was counted.
    #[schema(value_type = String, format = DateTime)]
    counted_at: Ts,
    /// Its columns.
    columns: Vec<StatisticsColumn>,
    /// Its rows.
    rows: Vec<StatisticsRow>,
    /// Its sums by column.
    total: BTreeMap<String, Option<i64>>,
}

fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Count => "count",
        Measure::Fen => "fen",
        Measure::Minutes => "minutes",
        Measure::Share(..) => "basis_points",
    }
}

fn numbers(table: &Table, values: &[Option<i64>]) -> BTreeMap<String, Option<i64>> {
    table.plan.columns.iter().zip(values).map(|(c, n)| (c.key.to_owned(), *n)).collect()
}

fn body(cx: &Cx, facts: &Facts, table: &Table) -> StatisticsTable {
    let column =
        |c: &super::model::Column| StatisticsColumn { key: c.key, unit: unit(c.measure), label: text::heading(cx, c) };
    let line = |l: &super::model::Line| StatisticsRow {
        code: l.code.clone(),
        name: text::row(cx, facts, table, l),
        values: numbers(table, &l.values),
    };
    StatisticsTable {
        key: table.plan.key,
        dimension: table.plan.dimension.word(),
        counted_at: facts.counted_at,
        columns: table.plan.columns.iter().map(column).collect(),
        rows: table.lines.iter().map(line).collect(),
        total: numbers(table, &table.total),
    }
}

/// The city's main figures, and the addresses of its tables.
#[utoipa::path(get, operation_id = "statistics_index", path = "/api/v1/statistics", tag = "portal",
    params(("year" = Option<i32>, Query, description = "Only acts of this year"), ("division" = Option<String>, Query, description = "Only this county, six digits")),
    responses((status = 200, body = StatisticsBody)))]
pub async fn index(cx: Cx, asked: Query<Asked>, cache: Data<Cache>) -> Outcome {
    let facts = facts(&cx, &cache, asked.filter(&cx)).await?;
    let site = cx.env().config.public_url();
    let Figures { registered, filed, contracts, amount, decided, on_time, volunteers, minutes, donated, granted } =
        facts.figures;
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "public, max-age=60")).json(StatisticsBody {
        counted_at: facts.counted_at,
        registered,
        filed,
        contracts,
        amount_fen: amount,
        decided,
        on_time,
        volunteers,
        minutes,
        donated_fen: donated,
        granted_fen: granted,
        tables: PLANS.iter().map(|p| format!("{site}/api/v1/statistics/{}", p.key)).collect(),
    }))
}

/// One table of the city's figures, the same numbers as its chart and its CSV.
#[utoipa::path(get, operation_id = "statistics_show", path = "/api/v1/statistics/{table}", tag = "portal",
    params(("table" = String, Path, description = "Such as `organizations-by-division`"), ("year" = Option<i32>, Query), ("division" = Option<String>, Query)),
    responses((status = 200, body = StatisticsTable), (status = 404, description = "No such table")))]
pub async fn show(cx: Cx, key: Path<String>, asked: Query<Asked>, cache: Data<Cache>) -> Outcome {
    let facts = facts(&cx, &cache, asked.filter(&cx)).await?;
    let table = facts.table(&key).ok_or(Error::Missing)?;
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "public, max-age=60")).json(body(&cx, &facts, table)))
}
