//! From draft to publication, and the ends before an opening.
use super::{EmptyBody, ReasonBody, TenderBody, TenderOut};
use crate::{
    kernel::refusal::Result,
    market::tender::{actions, forms, model::Tender, pages},
    platform::db::Tx,
    web::{Cx, Outcome, Reply, Submitted, api::Body},
};
use actix_web::{HttpRequest, http::header, web::Path};

/// Begins a tender as a draft.
#[utoipa::path(post, operation_id = "tender_create", path = "/api/v1/tenders", tag = "market", request_body = TenderBody,
    responses((status = 201, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer"),
        (status = 404, description = "No such plan line"), (status = 409, description = "A rule says no"), (status = 422, description = "A field is wrong")))]
pub async fn create(cx: Cx, body: Body<TenderBody>) -> Outcome {
    cx.answer_json(&pages::created(&cx, &body.submitted).await?)
}

/// Rewrites a draft. `If-Match` with the version guards against somebody else's change.
#[utoipa::path(put, operation_id = "tender_update", path = "/api/v1/tenders/{no}", tag = "market", params(("no" = String, Path)), request_body = TenderBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such tender"), (status = 409, description = "No draft any more, or changed by somebody else"), (status = 422, description = "A field is wrong")))]
pub async fn update(cx: Cx, req: HttpRequest, no: Path<String>, body: Body<TenderBody>) -> Outcome {
    let tag = req.headers().get(header::IF_MATCH).and_then(|v| v.to_str().ok());
    let version = tag.and_then(|t| t.trim_matches('"').parse().ok());
    cx.answer_json(&pages::updated(&cx, &no, &body.submitted, version).await?)
}

async fn step(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    mut f: impl FnMut(&mut Tx, &str) -> Result<Tender> + Send + 'static,
) -> Outcome {
    cx.person()?;
    let reply = cx
        .once(submitted, move |tx| {
            let tender = f(tx, &no)?;
            Ok(Reply::done(format!("/tenders/{no}"), TenderOut::brief(&tender)))
        })
        .await?;
    cx.answer_json(&reply)
}

/// Hands a draft to another person for approval.
#[utoipa::path(post, operation_id = "tender_submit", path = "/api/v1/tenders/{no}/submission", tag = "market", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such tender"), (status = 409, description = "A rule says no, with every reason"), (status = 422, description = "A field is wrong")))]
pub async fn submit(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    step(&cx, no.into_inner(), &body.submitted, actions::submit).await
}

/// Publishes what another person submitted.
#[utoipa::path(post, operation_id = "tender_publish", path = "/api/v1/tenders/{no}/publication", tag = "market", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an approver here, or the same person"),
        (status = 404, description = "No such tender"), (status = 409, description = "A rule says no, with every reason"), (status = 422, description = "A field is wrong")))]
pub async fn publish(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    step(&cx, no.into_inner(), &body.submitted, actions::publish).await
}

/// Sends a submitted draft back.
#[utoipa::path(post, operation_id = "tender_send_back", path = "/api/v1/tenders/{no}/return", tag = "market", params(("no" = String, Path)), request_body = ReasonBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an approver here"),
        (status = 404, description = "No such tender"), (status = 409, description = "It was not submitted"), (status = 422, description = "A field is wrong")))]
pub async fn send_back(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    let reason = forms::reason(&body.submitted)?;
    step(&cx, no.into_inner(), &body.submitted, move |tx, no| actions::send_back(tx, no, &reason)).await
}

/// Stops a published tender.
#[utoipa::path(post, operation_id = "tender_stop", path = "/api/v1/tenders/{no}/stop", tag = "market", params(("no" = String, Path)), request_body = ReasonBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not your department"),
        (status = 404, description = "No such tender"), (status = 409, description = "Not published, or contracted"), (status = 422, description = "A field is wrong")))]
pub async fn stop(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    let reason = forms::reason(&body.submitted)?;
    step(&cx, no.into_inner(), &body.submitted, move |tx, no| actions::stop(tx, no, &reason)).await
}

/// Throws a draft away.
#[utoipa::path(post, operation_id = "tender_discard", path = "/api/v1/tenders/{no}/discard", tag = "market", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = TenderOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such tender"), (status = 409, description = "No draft"), (status = 422, description = "A field is wrong")))]
pub async fn discard(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    step(&cx, no.into_inner(), &body.submitted, actions::discard).await
}
