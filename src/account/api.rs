//! `POST /api/v1/session` and its kin; signing up.
use super::{
    actions::{self, Refreshed},
    forms, pages, password,
};
use crate::{
    kernel::refusal::{Code, Error},
    web::{
        Cx, Outcome,
        api::{self, Body},
        session::Via,
    },
};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who wants an account.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountBody {
    /// The person's name.
    #[schema(example = "徐静")]
    name: String,
    /// Mail address; the letter that proves it goes there.
    #[schema(example = "xu.jing@example.org")]
    email: String,
    /// At least ten characters.
    password: String,
    /// Whether the person agrees to the terms and the privacy notice; must be true.
    consent: bool,
}

/// Signs up: a letter with a link of 24 hours proves the address. The answer is the same when the address has an account
/// already; the letter then says so.
#[utoipa::path(post, operation_id = "account_create", path = "/api/v1/accounts", tag = "account", request_body = AccountBody,
    responses((status = 202, description = "A letter is on its way"), (status = 422, description = "A field is wrong"), (status = 429, description = "Too many tries")))]
pub async fn sign_up(cx: Cx, body: Body<AccountBody>) -> Outcome {
    cx.try_from_here()?;
    let command = forms::sign_up(&body.submitted)?;
    let hash = password::hash(cx.env(), command.password.clone()).await?;
    let locale = cx.locale.tag();
    cx.write(move |tx| actions::sign_up(tx, &command, &hash, locale)).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// What the letter's link ends with.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationBody {
    /// The last part of the link's address.
    token: String,
}

/// Proves the address of an account by the token of the letter.
#[utoipa::path(post, operation_id = "account_verify", path = "/api/v1/accounts/verification", tag = "account", request_body = VerificationBody,
    responses((status = 204, description = "The address is proved"), (status = 410, description = "The link is used, over or not ours"), (status = 422, description = "A field is wrong"), (status = 429, description = "Too many tries")))]
pub async fn verify(cx: Cx, body: Body<VerificationBody>) -> Outcome {
    cx.try_from_here()?;
    let token = body.typed.token.clone();
    cx.write(move |tx| actions::verify(tx, &token)).await?;
    Ok(HttpResponse::NoContent().finish())
}

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
#[utoipa::path(post, operation_id = "session_create", path = "/api/v1/session", tag = "account", request_body = SessionBody,
    responses((status = 200, body = Tokens), (status = 401, description = "Address or password is wrong"), (status = 422, description = "A field is wrong"), (status = 429, description = "Too many tries")))]
pub async fn create(cx: Cx, req: HttpRequest, body: Body<SessionBody>) -> Outcome {
    cx.try_from_here()?;
    let opened = pages::open(&cx, &req, &body.submitted, "refresh").await?;
    tokens(&cx, &opened)
}

/// A refresh token.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshBody {
    /// As `POST /api/v1/session` or the last refresh answered it.
    refresh_token: String,
}

/// Answers new tokens for a refresh token. Each works once; one shown twice ends the whole session.
#[utoipa::path(post, operation_id = "session_refresh", path = "/api/v1/session/refresh", tag = "account", request_body = RefreshBody,
    responses((status = 200, body = Tokens), (status = 401, description = "The token is over or was used before"), (status = 422, description = "A field is wrong"), (status = 429, description = "Too many tries")))]
pub async fn refresh(cx: Cx, body: Body<RefreshBody>) -> Outcome {
    cx.try_from_here()?;
    let token = body.typed.refresh_token.clone();
    match cx.write(move |tx| actions::refresh(tx, &token)).await? {
        Refreshed::Opened(opened) => tokens(&cx, &opened),
        Refreshed::Refused => Err(Error::SignIn.into()),
    }
}

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The person's name.
    name: String,
    /// Mail address.
    email: String,
    /// Whether the session has shown the second factor.
    is_strong: bool,
    /// Roles held now.
    seats: Vec<SeatBody>,
}

/// A role held at a body.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeatBody {
    /// The role's word.
    role: String,
    /// `authority`, `organization`, `team` or `city`.
    body_kind: String,
    /// Its id, as operations take it that act for a body.
    body_id: i64,
    /// Its name.
    body_name: String,
}

/// Who is signed in, with roles.
#[utoipa::path(get, operation_id = "session_show", path = "/api/v1/session", tag = "account", security(("bearer" = [])),
    responses((status = 200, body = Me), (status = 401, description = "Nobody is signed in")))]
pub async fn show(cx: Cx) -> Outcome {
    let person = cx.person()?;
    let seat = |s: &crate::kernel::actor::Seat| SeatBody {
        role: s.role.word().to_owned(),
        body_kind: s.body_kind.word().to_owned(),
        body_id: s.body_id,
        body_name: s.body_name.clone(),
    };
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(Me {
        name: person.name.clone(),
        email: person.email.clone(),
        is_strong: person.is_strong,
        seats: person.seats.iter().map(seat).collect(),
    }))
}

/// Signs out: access and refresh token end at once.
#[utoipa::path(delete, operation_id = "session_end", path = "/api/v1/session", tag = "account", security(("bearer" = [])),
    responses((status = 204, description = "Signed out"), (status = 401, description = "Nobody is signed in")))]
pub async fn end(cx: Cx) -> Outcome {
    let session = cx.session.as_ref().ok_or(Error::SignIn)?;
    if session.via == Via::Cookie {
        return Err(Code::ForeignForm.into());
    }
    let id = session.id;
    cx.write(move |tx| actions::sign_out(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
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
