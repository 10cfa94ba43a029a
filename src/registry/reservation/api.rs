//! Name pre-registration over JSON.
use super::{
    model::{Reservation, ReservationState},
    pages,
};
use crate::{
    kernel::time::{Day, Ts},
    registry::{application::api::EmptyBody, organization::OrganizationKind},
    web::{
        Cx, Outcome,
        api::Body,
        paging::{MOST, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A name somebody wants kept.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReservationAskBody {
    /// The name.
    name: String,
    /// Kind of organization.
    kind: OrganizationKind,
    /// Code of the registration authority.
    #[schema(example = "mz-510903")]
    authority: String,
    /// What the organization is for.
    purpose: String,
}

/// The answer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReservationAnswerBody {
    /// `grant` or `refuse`.
    #[schema(example = "grant")]
    outcome: String,
    /// Reasons; required for a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// A name that somebody asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReservationBody {
    /// Case number.
    no: String,
    /// The name.
    name: String,
    /// Kind of organization.
    kind: OrganizationKind,
    /// State.
    state: ReservationState,
    /// When asked.
    #[schema(value_type = String, format = DateTime)]
    asked_at: Ts,
    /// Last day promised for the answer.
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// Last day on which the name is kept.
    #[schema(value_type = Option<String>, format = Date)]
    until_on: Option<Day>,
    /// Reasons of the answer.
    decision: Option<String>,
}

impl ReservationBody {
    /// Of a reservation.
    #[must_use]
    pub fn of(x: &Reservation) -> Self {
        Self {
            no: x.no.clone(),
            name: x.name.clone(),
            kind: x.kind,
            state: x.state,
            asked_at: x.asked_at,
            due_on: x.due_on,
            until_on: x.until_on,
            decision: x.decision.clone().filter(|d| !d.is_empty()),
        }
    }
}

/// Somebody's own names.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReservationList {
    /// The latest first.
    items: Vec<ReservationBody>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// Where a page begins.
#[derive(Debug, Default, Deserialize)]
pub struct ReservationQuery {
    /// Cursor.
    #[serde(default)]
    cursor: String,
    /// Rows.
    limit: Option<i64>,
}

/// Lists the names I asked for.
#[utoipa::path(get, operation_id = "reservation_list", path = "/api/v1/name-reservations", tag = "registry",
    params(("cursor" = Option<String>, Query), ("limit" = Option<i64>, Query)),
    responses((status = 200, body = ReservationList), (status = 401, description = "Nobody is signed in")))]
pub async fn list(cx: Cx, query: Query<ReservationQuery>) -> Outcome {
    let page = pages::own(&cx, &query.cursor, query.limit.unwrap_or(ROWS).clamp(1, MOST)).await?;
    let items = page.items.iter().map(ReservationBody::of).collect();
    Ok(HttpResponse::Ok().json(ReservationList { items, next: page.next }))
}

/// Shows one name to who asked for it and to its authority.
#[utoipa::path(get, operation_id = "reservation_show", path = "/api/v1/name-reservations/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = ReservationBody), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let x = pages::load(&cx, &no).await?;
    Ok(HttpResponse::Ok().json(ReservationBody::of(&x)))
}

/// Asks for a name to be kept (`SO-52`).
#[utoipa::path(post, operation_id = "reservation_ask", path = "/api/v1/name-reservations", tag = "registry", request_body = ReservationAskBody,
    responses((status = 201, body = ReservationBody), (status = 401, description = "Nobody is signed in"),
        (status = 409, description = "The name cannot be registered, or is asked for already"), (status = 422, description = "A field is wrong")))]
pub async fn ask(cx: Cx, body: Body<ReservationAskBody>) -> Outcome {
    cx.answer_json(&pages::asked(&cx, &body.submitted).await?)
}

/// Keeps the name, or does not.
#[utoipa::path(post, operation_id = "reservation_answer", path = "/api/v1/name-reservations/{no}/answer", tag = "registry", params(("no" = String, Path)), request_body = ReservationAnswerBody,
    responses((status = 200, body = ReservationBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Answered already, or the name was taken"), (status = 422, description = "A field is wrong")))]
pub async fn answer(cx: Cx, no: Path<String>, body: Body<ReservationAnswerBody>) -> Outcome {
    cx.answer_json(&pages::decided(&cx, &no, &body.submitted).await?)
}

/// Takes the wish back, or gives the name back.
#[utoipa::path(post, operation_id = "reservation_withdraw", path = "/api/v1/name-reservations/{no}/withdrawal", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = ReservationBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not who asked"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Over already")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    cx.answer_json(&pages::taken_back(&cx, &no, &body.submitted).await?)
}
