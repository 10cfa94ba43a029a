//! The two lists over JSON.
use super::{
    model::{Ground, List, Listing, ListingState},
    pages::{self, Asked, Verb},
    store,
};
use crate::{
    kernel::time::{Day, Ts},
    web::{
        Cx, Outcome,
        api::Body,
        paging::{MOST, Paged},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A notice as programs write it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListingNoticeBody {
    /// Why.
    ground: Ground,
    /// The facts.
    facts: String,
}

/// An objection.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListingObjectionBody {
    /// Facts and reasons against the listing.
    objection: String,
}

/// An application for removal.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListingRemovalBody {
    /// What was put right.
    duty_done: String,
}

/// A decision.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListingOutcomeBody {
    /// `enter` or `drop` on a notice, `remove` or `refuse` on an entry.
    #[schema(example = "enter")]
    outcome: String,
    /// Reasons.
    reasons: String,
}

/// An entry in one of the lists.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListingOut {
    /// Its number.
    no: String,
    /// Code of the organization.
    organization: String,
    /// Which list.
    list: List,
    /// Why.
    ground: Ground,
    /// Where it stands.
    state: ListingState,
    /// When the notice was given.
    #[schema(value_type = String, format = DateTime)]
    noticed_at: Ts,
    /// Last day to object.
    #[schema(value_type = String, format = Date)]
    object_by: Day,
    /// Day of the listing.
    #[schema(value_type = Option<String>, format = Date)]
    listed_on: Option<Day>,
    /// Day of the removal.
    #[schema(value_type = Option<String>, format = Date)]
    removed_on: Option<Day>,
    /// Ledger entry of the latest public act.
    entry: Option<i64>,
}

impl ListingOut {
    /// The entry without what only its parties read.
    #[must_use]
    pub fn of(l: &Listing, code: &str) -> Self {
        Self {
            no: l.no.clone(),
            organization: code.to_owned(),
            list: l.list,
            ground: l.ground,
            state: l.state,
            noticed_at: l.noticed_at,
            object_by: l.object_by,
            listed_on: l.listed_on,
            removed_on: l.removed_on,
            entry: l.entry_id,
        }
    }
}

/// A page of entries in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListingsOut {
    /// The entries.
    items: Vec<ListingOut>,
    /// Where the next page begins.
    next: Option<String>,
}

/// Entries in force, the latest first.
#[utoipa::path(get, path = "/api/v1/listings", tag = "registry", params(("list" = Option<String>, Query, description = "`abnormal` or `serious`"),
    ("county" = Option<String>, Query, description = "Six digits"), ("q" = Option<String>, Query, description = "Words of the name, or the code"), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = ListingsOut)))]
pub async fn index(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = asked.filter();
    let page: Paged<_> = cx.read(move |c| store::in_force(c, &filter, MOST)).await?;
    let page = page.map(|(l, o)| ListingOut::of(&l, &o.credit_code));
    Ok(HttpResponse::Ok().json(ListingsOut { items: page.items, next: page.next }))
}

/// One entry: for everybody once it is public, for its parties before.
#[utoipa::path(get, path = "/api/v1/listings/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = ListingOut), (status = 404, description = "No such entry, or not public")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let (l, o, ..) = pages::visible(&cx, &no).await?;
    Ok(HttpResponse::Ok().json(ListingOut::of(&l, &o.credit_code)))
}

/// Gives notice that an organization is to be listed.
#[utoipa::path(post, path = "/api/v1/organizations/{code}/listings", tag = "registry", params(("code" = String, Path)), request_body = ListingNoticeBody,
    responses((status = 201, body = ListingOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of its authority"),
        (status = 404, description = "No such organization"), (status = 409, description = "Ended, or listed already"), (status = 422, description = "A field is wrong")))]
pub async fn create(cx: Cx, code: Path<String>, body: Body<ListingNoticeBody>) -> Outcome {
    cx.answer_json(&pages::noticed(&cx, &code, &body.submitted).await?)
}

/// Objects to a notice.
#[utoipa::path(post, path = "/api/v1/listings/{no}/objection", tag = "registry", params(("no" = String, Path)), request_body = ListingObjectionBody,
    responses((status = 200, body = ListingOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such entry"), (status = 409, description = "Too late, or decided"), (status = 422, description = "A field is wrong")))]
pub async fn object(cx: Cx, no: Path<String>, body: Body<ListingObjectionBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Object, &body.submitted).await?)
}

/// Lists, or does not.
#[utoipa::path(post, path = "/api/v1/listings/{no}/decision", tag = "registry", params(("no" = String, Path)), request_body = ListingOutcomeBody,
    responses((status = 200, body = ListingOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority, or the one who gave notice"),
        (status = 404, description = "No such entry"), (status = 409, description = "The days to object still run, or decided"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, no: Path<String>, body: Body<ListingOutcomeBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Decide, &body.submitted).await?)
}

/// Asks for removal.
#[utoipa::path(post, path = "/api/v1/listings/{no}/removal-request", tag = "registry", params(("no" = String, Path)), request_body = ListingRemovalBody,
    responses((status = 200, body = ListingOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such entry"), (status = 409, description = "Too early, or not in force"), (status = 422, description = "A field is wrong")))]
pub async fn ask(cx: Cx, no: Path<String>, body: Body<ListingRemovalBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Ask, &body.submitted).await?)
}

/// Removes from the list, or keeps on it.
#[utoipa::path(post, path = "/api/v1/listings/{no}/removal", tag = "registry", params(("no" = String, Path)), request_body = ListingOutcomeBody,
    responses((status = 200, body = ListingOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority"),
        (status = 404, description = "No such entry"), (status = 409, description = "Not in force"), (status = 422, description = "A field is wrong")))]
pub async fn remove(cx: Cx, no: Path<String>, body: Body<ListingOutcomeBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Remove, &body.submitted).await?)
}
