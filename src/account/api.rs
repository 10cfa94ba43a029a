//! `POST /api/v1/session` and its kin.
use super::{actions, pages};
use crate::web::{
    Cx, Outcome,
    api::{self, Body},
};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a program shows to sign in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionBody {
    /// Mail address.
    #[schema(example = "buyer@demo.shanzhi")]
    email: String,
    /// Password.
    password: String,
    /// One-time code, where the account has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

/// Tokens of a session.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tokens {
    /// EdDSA access token for `Authorization: Bearer`.
    access_token: String,
    /// Always `Bearer`.
    token_type: &'static str,
    /// Seconds until the access token ends.
    expires_in: i64,
    /// For `POST /api/v1/session/refresh`; works once.
    refresh_token: String,
}

/// Signs in and answers an access token of ten minutes and a refresh token.
#[utoipa::path(post, path = "/api/v1/session", tag = "account", request_body = SessionBody,
    responses((status = 200, body = Tokens), (status = 401, description = "Address or password is wrong"), (status = 422, description = "A field is wrong"), (status = 429, description = "Too many tries")))]
pub async fn create(cx: Cx, req: HttpRequest, body: Body<SessionBody>) -> Outcome {
    cx.try_from_here()?;
    let opened = pages::open(&cx, &req, &body.submitted, "refresh").await?;
    tokens(&cx, &opened)
}

fn tokens(cx: &Cx, opened: &actions::Opened) -> Outcome {
    let access_token = api::access_token(&cx.app, opened.account.0, opened.session, cx.now())?;
    let tokens = Tokens {
        access_token,
        token_type: "Bearer",
        expires_in: api::ACCESS_SECONDS,
        refresh_token: opened.token.clone(),
    };
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(tokens))
}
