//! Filings for programs.
use super::{
    actions, forms,
    model::{FilingKind, FilingState},
    pages::account,
    store,
};
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::Ts,
    },
    platform::db::Tx,
    registry::application::pages::files_of,
    web::{Cx, Outcome, Reply, Submitted, api::Body},
};
use actix_web::{HttpRequest, HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// A filing.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilingBody {
    /// What.
    kind: FilingKind,
    /// State.
    state: FilingState,
    /// When it was filed last.
    #[schema(value_type = String, format = DateTime)]
    filed_at: Ts,
    /// Why it was returned.
    note: Option<String>,
    /// The bank.
    bank: Option<String>,
    /// The account's number.
    number: Option<String>,
}

/// The filings of an organization.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilingList {
    /// At most one of each kind.
    items: Vec<FilingBody>,
}

/// A bank account to file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BankAccountBody {
    /// Name of the bank.
    bank: String,
    /// Number of the account.
    number: String,
}

/// Nothing to say about a filing.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgementBody {}

/// Why a filing is returned.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FilingReturnBody {
    /// In words.
    reason: String,
}

/// Shows seal and bank account to officers of the organization and its registration authority.
#[utoipa::path(get, operation_id = "filing_list", path = "/api/v1/organizations/{code}/filings", tag = "registry", params(("code" = String, Path)),
    responses((status = 200, body = FilingList), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn list(cx: Cx, code: Path<String>) -> Outcome {
    let (actor, env, code) = (cx.actor.clone(), std::sync::Arc::clone(cx.env()), code.into_inner());
    let items = cx
        .read(move |c| {
            let (o, _) = actions::visible(c, &actor, &code)?;
            let body = |f: super::Filing| {
                let known = account(&env, &code, f.sealed.as_ref());
                FilingBody {
                    kind: f.kind,
                    state: f.state,
                    filed_at: f.filed_at,
                    note: f.note,
                    bank: known.as_ref().map(|a| a.bank.clone()),
                    number: known.map(|a| a.number),
                }
            };
            Ok(store::of(c, o.id)?.into_iter().map(body).collect())
        })
        .await?;
    Ok(HttpResponse::Ok().json(FilingList { items }))
}

async fn run<T: Send + 'static>(
    cx: &Cx,
    code: String,
    submitted: &Submitted,
    told: (FilingKind, FilingState),
    command: T,
    act: impl Fn(&mut Tx, &str, &T) -> Result<()> + Send + 'static,
) -> Outcome {
    let (kind, state) = told;
    let reply = cx
        .once(submitted, move |tx| {
            act(tx, &code, &command)?;
            Ok(Reply::done(format!("/organizations/{code}/filings"), json!({ "kind": kind, "state": state })))
        })
        .await?;
    cx.answer_json(&reply)
}

/// Files the specimen of the seal as multipart form data, in the field `file.seal`.
#[utoipa::path(post, operation_id = "filing_seal", path = "/api/v1/organizations/{code}/filings/seal", tag = "registry", params(("code" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 200, description = "Filed"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer"),
        (status = 404, description = "There is none for you"), (status = 409, description = "The last one waits for its answer"), (status = 422, description = "The file cannot be taken")))]
pub async fn seal(cx: Cx, req: HttpRequest, code: Path<String>, submitted: Submitted) -> Outcome {
    let (actor, wanted) = (cx.actor.clone(), code.to_string());
    cx.read(move |c| actions::visible(c, &actor, &wanted)).await?;
    let kept = files_of(&cx, &submitted).await?;
    let mut submitted = submitted;
    if let Some(key) = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
        submitted.push("once", key);
    }
    run(&cx, code.into_inner(), &submitted, (FilingKind::Seal, FilingState::Filed), kept, |tx, code, kept| {
        let (_, accepted, stored) = kept.first().ok_or(Error::Missing)?;
        actions::file_seal(tx, code, accepted, stored)
    })
    .await
}

/// Files the bank account.
#[utoipa::path(post, operation_id = "filing_bank", path = "/api/v1/organizations/{code}/filings/bank", tag = "registry", params(("code" = String, Path)), request_body = BankAccountBody,
    responses((status = 200, description = "Filed"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer"),
        (status = 404, description = "There is none for you"), (status = 409, description = "The last one waits for its answer"), (status = 422, description = "A field is wrong")))]
pub async fn bank(cx: Cx, code: Path<String>, body: Body<BankAccountBody>) -> Outcome {
    let command = forms::account(&body.submitted)?;
    let told = (FilingKind::Bank, FilingState::Filed);
    run(&cx, code.into_inner(), &body.submitted, told, command, actions::file_bank).await
}

/// Acknowledges a filing.
#[utoipa::path(post, operation_id = "filing_acknowledge", path = "/api/v1/organizations/{code}/filings/{kind}/acknowledgement", tag = "registry",
    params(("code" = String, Path), ("kind" = String, Path, description = "seal or bank")), request_body = AcknowledgementBody,
    responses((status = 200, description = "Acknowledged"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Answered already")))]
pub async fn acknowledge(cx: Cx, path: Path<(String, FilingKind)>, body: Body<AcknowledgementBody>) -> Outcome {
    let (code, kind) = path.into_inner();
    run(&cx, code, &body.submitted, (kind, FilingState::Acknowledged), kind, |tx, code, kind| {
        actions::answer(tx, code, *kind, None)
    })
    .await
}

/// Returns a filing with the reason.
#[utoipa::path(post, operation_id = "filing_give_back", path = "/api/v1/organizations/{code}/filings/{kind}/return", tag = "registry",
    params(("code" = String, Path), ("kind" = String, Path, description = "seal or bank")), request_body = FilingReturnBody,
    responses((status = 200, description = "Returned"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Answered already"), (status = 422, description = "A field is wrong")))]
pub async fn give_back(cx: Cx, path: Path<(String, FilingKind)>, body: Body<FilingReturnBody>) -> Outcome {
    let (code, kind) = path.into_inner();
    let command = (kind, forms::reason(&body.submitted)?);
    run(&cx, code, &body.submitted, (kind, FilingState::Returned), command, |tx, code, (kind, reason)| {
        actions::answer(tx, code, *kind, Some(reason))
    })
    .await
}
