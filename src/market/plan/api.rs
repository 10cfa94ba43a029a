//! The plan over JSON.
use super::{
    model::{PlanLine, PlanStatus},
    pages, store,
};
use crate::{
    kernel::{
        money::Money,
        time::{Day, Ts},
    },
    web::{
        Cx, Outcome,
        api::Body,
        paging::{Cursor, MOST, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A plan line as programs write it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineBody {
    /// Code of the department, where the account buys for several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authority: Option<String>,
    /// Fiscal year.
    #[schema(example = 2026)]
    year: i64,
    /// Item of the guiding catalogue.
    #[schema(example = "A0401")]
    catalogue_code: String,
    /// What is to be bought.
    title: String,
    /// Budget in yuan.
    #[schema(example = "980000.00")]
    budget: String,
    /// Day on which the intention became public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "2026-10-12")]
    intention_on: Option<String>,
    /// How the public was asked about the requirement.
    need_asked: String,
    /// It is nothing of the negative list.
    not_excluded: bool,
}

/// A plan line as programs read it.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineOut {
    /// Its number.
    no: String,
    /// What is to be bought.
    title: String,
    /// Fiscal year.
    year: i64,
    /// Item of the guiding catalogue.
    catalogue_code: String,
    /// Budget in fen.
    #[schema(value_type = i64)]
    budget_fen: Money,
    /// Day of the public intention.
    #[schema(value_type = Option<String>, format = Date)]
    intention_on: Option<Day>,
    /// Where it stands.
    status: PlanStatus,
    /// When it was entered.
    #[schema(value_type = String, format = DateTime)]
    created_at: Ts,
    /// Ledger entry.
    entry: Option<i64>,
}

impl LineOut {
    /// The line.
    #[must_use]
    pub fn of(line: &PlanLine) -> Self {
        Self {
            no: line.no.clone(),
            title: line.title.clone(),
            year: line.year,
            catalogue_code: line.catalogue_code.clone(),
            budget_fen: line.budget,
            intention_on: line.intention_on,
            status: line.status,
            created_at: line.created_at,
            entry: line.entry_id,
        }
    }
}

/// A page of lines.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineList {
    /// The lines.
    items: Vec<LineOut>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// Lists the lines of the plan.
#[utoipa::path(get, operation_id = "plan_list", path = "/api/v1/plan-lines", tag = "market",
    params(("year" = Option<i64>, Query), ("authority" = Option<String>, Query), ("catalogue_code" = Option<String>, Query), ("cursor" = Option<String>, Query), ("limit" = Option<i64>, Query)),
    responses((status = 200, body = LineList)))]
pub async fn list(cx: Cx, asked: Query<pages::Asked>) -> Outcome {
    let (filter, cursor) = (asked.filter(), Cursor::decode(&asked.cursor));
    let rows = asked.limit.unwrap_or(ROWS).clamp(1, MOST);
    let page = cx.read(move |c| store::page(c, &filter, cursor.as_ref(), rows)).await?;
    let items = page.items.iter().map(|(line, _)| LineOut::of(line)).collect();
    Ok(HttpResponse::Ok().json(LineList { items, next: page.next }))
}

/// One line.
#[utoipa::path(get, operation_id = "plan_show", path = "/api/v1/plan-lines/{no}", tag = "market", params(("no" = String, Path)),
    responses((status = 200, body = LineOut), (status = 404, description = "No such line")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let no = no.into_inner();
    let line = cx.read(move |c| store::find_by_no(c, &no)).await?;
    Ok(HttpResponse::Ok().json(LineOut::of(&line)))
}

/// Enters a line and makes its intention public.
#[utoipa::path(post, operation_id = "plan_create", path = "/api/v1/plan-lines", tag = "market", request_body = LineBody,
    responses((status = 201, body = LineOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer"),
        (status = 404, description = "No such department"), (status = 422, description = "A field is wrong, or the item is not in the catalogue")))]
pub async fn create(cx: Cx, body: Body<LineBody>) -> Outcome {
    cx.answer_json(&pages::entered(&cx, &body.submitted).await?)
}

/// Withdraws a line no live tender uses.
#[utoipa::path(post, operation_id = "plan_withdraw", path = "/api/v1/plan-lines/{no}/withdrawal", tag = "market", params(("no" = String, Path)), request_body = crate::market::tender::api::EmptyBody,
    responses((status = 200, description = "Withdrawn"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such line"), (status = 409, description = "In use, or withdrawn"), (status = 422, description = "A field is wrong")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<crate::market::tender::api::EmptyBody>) -> Outcome {
    cx.answer_json(&pages::withdrawn(&cx, &no, &body.submitted).await?)
}
