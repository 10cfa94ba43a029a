//! Saved searches over JSON.
use super::{
    actions,
    model::{Place, SavedSearch},
    pages, store,
};
use crate::{
    kernel::time::Ts,
    web::{Cx, Outcome, api::Body},
};
use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A question to keep.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedSearchNewBody {
    /// Address of the list: `/orgs?…`, `/tenders?…` or `/activities?…`.
    #[schema(example = "/orgs?kind=service&division=510903")]
    address: String,
}

/// Whether letters go out.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedSearchLettersBody {
    /// Whether news go out by mail.
    mailed: bool,
}

/// A question somebody keeps.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedSearchBody {
    /// Which.
    id: i64,
    /// What is searched.
    place: Place,
    /// The question as the address of a page.
    address: String,
    /// Whether news go out by mail.
    mailed: bool,
    /// Up to when news were told.
    #[schema(value_type = String, format = DateTime)]
    seen_at: Ts,
    /// When it was kept.
    #[schema(value_type = String, format = DateTime)]
    created_at: Ts,
}

impl SavedSearchBody {
    /// Of a question.
    #[must_use]
    pub fn of(x: &SavedSearch) -> Self {
        Self {
            id: x.id,
            place: x.place,
            address: x.href(),
            mailed: x.is_mailed,
            seen_at: x.seen_at,
            created_at: x.created_at,
        }
    }
}

/// Everything one keeps.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedSearchList {
    /// The latest first.
    items: Vec<SavedSearchBody>,
}

/// What one keeps.
#[utoipa::path(get, operation_id = "saved_search_index", path = "/api/v1/saved-searches", tag = "portal",
    responses((status = 200, body = SavedSearchList), (status = 401, description = "Nobody is signed in")))]
pub async fn index(cx: Cx) -> Outcome {
    let account = cx.person()?.account;
    let mine = cx.read(move |c| store::of(c, account)).await?;
    Ok(HttpResponse::Ok().json(SavedSearchList { items: mine.iter().map(SavedSearchBody::of).collect() }))
}

/// Keeps a question; the same one twice is one.
#[utoipa::path(post, operation_id = "saved_search_create", path = "/api/v1/saved-searches", tag = "portal", request_body = SavedSearchNewBody,
    responses((status = 201, body = SavedSearchBody), (status = 401, description = "Nobody is signed in"), (status = 409, description = "Too many are kept"),
        (status = 422, description = "Not the address of such a list")))]
pub async fn create(cx: Cx, body: Body<SavedSearchNewBody>) -> Outcome {
    cx.answer_json(&pages::kept(&cx, &body.typed.address, &body.submitted).await?)
}

/// Switches the letters of a question on or off.
#[utoipa::path(put, operation_id = "saved_search_letters", path = "/api/v1/saved-searches/{id}/letters", tag = "portal", params(("id" = i64, Path)), request_body = SavedSearchLettersBody,
    responses((status = 200, body = SavedSearchBody), (status = 401, description = "Nobody is signed in"), (status = 404, description = "Not one of one's own")))]
pub async fn switch(cx: Cx, id: Path<i64>, body: Body<SavedSearchLettersBody>) -> Outcome {
    cx.answer_json(&pages::switched(&cx, *id, body.typed.mailed, &body.submitted).await?)
}

/// Forgets a question.
#[utoipa::path(delete, operation_id = "saved_search_delete", path = "/api/v1/saved-searches/{id}", tag = "portal", params(("id" = i64, Path)),
    responses((status = 204, description = "Forgotten"), (status = 401, description = "Nobody is signed in"), (status = 404, description = "Not one of one's own")))]
pub async fn remove(cx: Cx, id: Path<i64>) -> Outcome {
    cx.person()?;
    let id = *id;
    cx.write(move |tx| actions::forget(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
