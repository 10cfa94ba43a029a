//! The office's verbs.
use super::{DecisionBody, EmptyBody, NoticeBody, OpinionBody, RefusalBody, run, told};
use crate::{
    registry::{
        application::{Ground, actions, forms, pages::items_of},
        organization,
    },
    web::{Cx, Outcome, api::Body},
};
use actix_web::web::Path;
use serde_json::json;

/// Sends the one notice (`SO-60`).
#[utoipa::path(post, path = "/api/v1/applications/{no}/correction-notice", tag = "registry", params(("no" = String, Path)), request_body = NoticeBody,
    responses((status = 200, description = "Sent"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Too late, a second notice, or nothing to correct"), (status = 422, description = "A field is wrong")))]
pub async fn notify(cx: Cx, no: Path<String>, body: Body<NoticeBody>) -> Outcome {
    let command = forms::checks(&body.submitted, &items_of(&cx, &no).await?)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::notify).await
}

/// Accepts (`SO-62`).
#[utoipa::path(post, path = "/api/v1/applications/{no}/acceptance", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Accepted"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state")))]
pub async fn accept(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| actions::accept(tx, no)).await
}

/// Answers 不予受理 with ground and reasons.
#[utoipa::path(post, path = "/api/v1/applications/{no}/non-acceptance", tag = "registry", params(("no" = String, Path)), request_body = RefusalBody,
    responses((status = 200, description = "Not accepted"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Too late or not in this state"), (status = 422, description = "A field is wrong")))]
pub async fn decline(cx: Cx, no: Path<String>, body: Body<RefusalBody>) -> Outcome {
    let command = forms::refusal_on(&body.submitted, Ground::ALL)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::decline).await
}

/// Gives the reviewer's opinion.
#[utoipa::path(post, path = "/api/v1/applications/{no}/opinion", tag = "registry", params(("no" = String, Path)), request_body = OpinionBody,
    responses((status = 200, description = "Examined"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state"), (status = 422, description = "A field is wrong")))]
pub async fn review(cx: Cx, no: Path<String>, body: Body<OpinionBody>) -> Outcome {
    let command = forms::opinion(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::review).await
}

/// Decides; granting makes the organization, its certificate and the announcement at once.
#[utoipa::path(post, path = "/api/v1/applications/{no}/decision", tag = "registry", params(("no" = String, Path)), request_body = DecisionBody,
    responses((status = 200, description = "Decided"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of this office, or clerk or reviewer of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state, or the name was taken"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, no: Path<String>, body: Body<DecisionBody>) -> Outcome {
    let command = forms::decision_on(&body.submitted, Ground::ALL)?;
    let no = no.into_inner();
    let reply = cx
        .once(&body.submitted, move |tx| {
            let a = actions::decide(tx, &no, &command)?;
            let code = match a.organization_id {
                Some(id) => Some(organization::find(tx.conn, id)?.credit_code),
                None => None,
            };
            let mut reply = told(&a);
            if let Some(map) = reply.body.as_object_mut() {
                map.insert("credit_code".into(), json!(code));
            }
            Ok(reply)
        })
        .await?;
    cx.answer_json(&reply)
}
