//! Challenges over JSON.
use super::{
    model::{Against, Challenge, ChallengeState, Consequence},
    pages, store,
};
use crate::{
    kernel::{
        refusal::Error,
        time::{Day, Ts},
    },
    market::tender::{self, api::EmptyBody},
    web::{Cx, Outcome, api::Body},
};
use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A challenge as programs write it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChallengeBody {
    /// Row of the organization, where the account acts for several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organization: Option<i64>,
    /// What is disputed.
    against: Against,
    /// The day on which the challenger came to know.
    #[schema(example = "2026-11-20")]
    known_on: String,
    /// Facts and reasons.
    facts: String,
    /// What is asked for.
    request: String,
}

/// A challenge as its parties read it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChallengeOut {
    /// Its number.
    no: String,
    /// Number of the tender.
    tender: String,
    /// What is disputed.
    against: Against,
    /// Where it stands.
    state: ChallengeState,
    /// When it was lodged.
    #[schema(value_type = String, format = DateTime)]
    lodged_at: Ts,
    /// Last day for the reply.
    #[schema(value_type = String, format = Date)]
    reply_by: Day,
    /// The reply.
    reply: Option<String>,
    /// What followed.
    consequence: Option<Consequence>,
    /// Ledger entry of the lodging.
    entry: Option<i64>,
    /// Ledger entry of the reply.
    reply_entry: Option<i64>,
}

impl ChallengeOut {
    /// The challenge without names.
    #[must_use]
    pub fn of(ch: &Challenge, tender: &str) -> Self {
        Self {
            no: ch.no.clone(),
            tender: tender.to_owned(),
            against: ch.against,
            state: ch.state,
            lodged_at: ch.lodged_at,
            reply_by: ch.reply_by,
            reply: ch.reply.clone(),
            consequence: ch.consequence,
            entry: ch.entry_id,
            reply_entry: ch.reply_entry_id,
        }
    }
}

/// A reply.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyBody {
    /// `rejected`, or what follows: `changed`, `refixed`, `stopped`.
    #[schema(example = "rejected")]
    outcome: String,
    /// Facts and grounds.
    reply: String,
}

/// Lodges a challenge.
#[utoipa::path(post, operation_id = "challenge_create", path = "/api/v1/tenders/{no}/challenges", tag = "market", params(("no" = String, Path)), request_body = ChallengeBody,
    responses((status = 201, body = ChallengeOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization, or no bidder"),
        (status = 404, description = "No such tender"), (status = 409, description = "Too early or too late"), (status = 422, description = "A field is wrong")))]
pub async fn create(cx: Cx, no: Path<String>, body: Body<ChallengeBody>) -> Outcome {
    cx.answer_json(&pages::lodged(&cx, &no, &body.submitted).await?)
}

/// One challenge, for its parties and supervision.
#[utoipa::path(get, operation_id = "challenge_show", path = "/api/v1/challenges/{no}", tag = "market", params(("no" = String, Path)),
    responses((status = 200, body = ChallengeOut), (status = 401, description = "Nobody is signed in"), (status = 404, description = "No such challenge, or not for you")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    cx.person()?;
    let no = no.into_inner();
    let (challenge, tender) = cx
        .read(move |c| {
            let challenge = store::find_by_no(c, &no)?;
            let tender = tender::find(c, challenge.tender_id)?;
            Ok((challenge, tender))
        })
        .await?;
    if !pages::is_party(&cx, &challenge, &tender) {
        return Err(Error::Missing.into());
    }
    Ok(HttpResponse::Ok().json(ChallengeOut::of(&challenge, &tender.no)))
}

/// Challenges of the own department; all of them for supervision.
#[utoipa::path(get, operation_id = "challenge_list", path = "/api/v1/challenges", tag = "market",
    responses((status = 200, body = Vec<ChallengeOut>), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Neither a department nor supervision")))]
pub async fn list(cx: Cx) -> Outcome {
    let scope = pages::scope(&cx)?;
    let found = cx.read(move |c| store::list(c, scope.as_deref())).await?;
    let out: Vec<ChallengeOut> = found.iter().map(|(ch, t)| ChallengeOut::of(ch, &t.no)).collect();
    Ok(HttpResponse::Ok().json(out))
}

/// Replies to a challenge.
#[utoipa::path(post, operation_id = "challenge_reply", path = "/api/v1/challenges/{no}/reply", tag = "market", params(("no" = String, Path)), request_body = ReplyBody,
    responses((status = 200, body = ChallengeOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the department"),
        (status = 404, description = "No such challenge"), (status = 409, description = "Replied already, or it cannot follow"), (status = 422, description = "A field is wrong")))]
pub async fn reply(cx: Cx, no: Path<String>, body: Body<ReplyBody>) -> Outcome {
    cx.answer_json(&pages::replied(&cx, &no, &body.submitted).await?)
}

/// Takes a challenge back.
#[utoipa::path(post, operation_id = "challenge_withdraw", path = "/api/v1/challenges/{no}/withdrawal", tag = "market", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = ChallengeOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such challenge"), (status = 409, description = "Replied already"), (status = 422, description = "A field is wrong")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    cx.answer_json(&pages::withdrawn(&cx, &no, &body.submitted).await?)
}
