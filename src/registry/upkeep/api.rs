//! The life of a filing over JSON.
use super::{
    model::{Account, Upkeep, UpkeepKind, UpkeepState},
    pages,
};
use crate::{
    kernel::time::{Day, Ts},
    registry::{
        application::api::{BeginBody, EmptyBody},
        organization::Item,
    },
    web::{Cx, Outcome, api::Body},
};
use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What is told or asked for; which fields are needed depends on the kind.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpkeepAskBody {
    /// Update, change or ending.
    kind: UpkeepKind,
    /// Members at the end of the year, of an update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    members: Option<i64>,
    /// Activities of the year, of an update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    activities: Option<i64>,
    /// New values by item (`name`, `domicile`, `legal_representative`, `purpose`, `scope`), of a change.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    items: BTreeMap<String, String>,
    /// How the year went, why it changes, why it ends.
    text: String,
}

/// The answer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpkeepAnswerBody {
    /// `grant` or `refuse`.
    #[schema(example = "grant")]
    outcome: String,
    /// Reasons; required for a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// A wish of a filed group.
#[derive(Debug, Serialize, ToSchema)]
pub struct UpkeepBody {
    /// Case number.
    no: String,
    /// Code of the group.
    organization: String,
    /// Update, change or ending.
    kind: UpkeepKind,
    /// State.
    state: UpkeepState,
    /// The year of an update.
    year: Option<i64>,
    /// Members, of an update.
    members: i64,
    /// Activities, of an update.
    activities: i64,
    /// New values by item, of a change.
    items: BTreeMap<Item, String>,
    /// The account.
    text: String,
    /// When asked.
    #[schema(value_type = String, format = DateTime)]
    asked_at: Ts,
    /// Last day to answer.
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// Ledger entry of the act.
    entry: Option<i64>,
}

impl UpkeepBody {
    /// Of a wish.
    #[must_use]
    pub fn of(x: &Upkeep, code: &str) -> Self {
        let Account { members, activities, items, text } = x.content.0.clone();
        Self {
            no: x.no.clone(),
            organization: code.to_owned(),
            kind: x.kind,
            state: x.state,
            year: Some(x.year).filter(|y| *y > 0),
            members,
            activities,
            items,
            text,
            asked_at: x.asked_at,
            due_on: x.due_on,
            entry: x.entry_id,
        }
    }
}

/// Wishes of a filed group.
#[derive(Debug, Serialize, ToSchema)]
pub struct UpkeepList {
    /// The latest first.
    items: Vec<UpkeepBody>,
}

/// What a filed group told and asked for, for its officers and its street or township.
#[utoipa::path(get, operation_id = "upkeep_list", path = "/api/v1/organizations/{code}/filing", tag = "registry", params(("code" = String, Path)),
    responses((status = 200, body = UpkeepList), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn list(cx: Cx, code: Path<String>) -> Outcome {
    let (o, all) = pages::load(&cx, &code).await?;
    let items = all.iter().map(|x| UpkeepBody::of(x, &o.credit_code)).collect();
    Ok(HttpResponse::Ok().json(UpkeepList { items }))
}

/// Tells of the year, or asks for a change or the ending of the filing.
#[utoipa::path(post, operation_id = "upkeep_ask", path = "/api/v1/organizations/{code}/filing", tag = "registry", params(("code" = String, Path)), request_body = UpkeepAskBody,
    responses((status = 201, body = UpkeepBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the group"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Ended, open, told already, or nothing changes"), (status = 422, description = "A field is wrong")))]
pub async fn ask(cx: Cx, code: Path<String>, body: Body<UpkeepAskBody>) -> Outcome {
    cx.answer_json(&pages::asked(&cx, &code, &body.submitted).await?)
}

/// Does what was asked, or does not.
#[utoipa::path(post, operation_id = "upkeep_answer", path = "/api/v1/upkeeps/{no}/answer", tag = "registry", params(("no" = String, Path)), request_body = UpkeepAnswerBody,
    responses((status = 200, body = UpkeepBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a filing officer of the street or township"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Answered already, or the name was taken"), (status = 422, description = "A field is wrong")))]
pub async fn answer(cx: Cx, no: Path<String>, body: Body<UpkeepAnswerBody>) -> Outcome {
    cx.answer_json(&pages::decided(&cx, &no, &body.submitted).await?)
}

/// Takes the wish back.
#[utoipa::path(post, operation_id = "upkeep_withdraw", path = "/api/v1/upkeeps/{no}/withdrawal", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = UpkeepBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the group"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Answered already")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    cx.answer_json(&pages::taken_back(&cx, &no, &body.submitted).await?)
}

/// Begins the registration of a filed group as a draft filled in from its filing (`SO-155`).
#[utoipa::path(post, operation_id = "filing_upgrade", path = "/api/v1/organizations/{code}/upgrade", tag = "registry", params(("code" = String, Path)), request_body = BeginBody,
    responses((status = 201, description = "The draft is made; its address is in Location"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the group"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Ended, or under way already"), (status = 422, description = "A field is wrong")))]
pub async fn upgrade(cx: Cx, code: Path<String>, body: Body<BeginBody>) -> Outcome {
    cx.answer_json(&pages::upgraded(&cx, &code, &body.submitted).await?)
}
