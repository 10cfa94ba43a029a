//! Bulk import over JSON; the table itself comes as multipart.
use super::{
    model::{Import, ImportState},
    pages::{self, Asked, Verb},
    store,
};
use crate::{
    kernel::time::Ts,
    registry::application::api::EmptyBody,
    web::{Cx, Outcome, Submitted, api::Body, paging::MOST},
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An error of a table.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportProblemBody {
    /// Line of the file, the heading being 1.
    line: i64,
    /// Column; nothing for the row as a whole.
    column: Option<String>,
    /// What is wrong, a stable word.
    problem: String,
    /// What stands there, shortened.
    value: String,
    /// What belongs to it: an earlier line, a limit, another code.
    detail: String,
}

/// A table handed in, and what it does.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportBody {
    /// Its number.
    no: String,
    /// Where it stands.
    state: ImportState,
    /// Name of the file.
    file: String,
    /// SHA-256 of the file.
    sha256: String,
    /// Rows read.
    lines: i64,
    /// New organizations.
    added: i64,
    /// Changed ones.
    updated: i64,
    /// Rows that change nothing.
    unchanged: i64,
    /// Errors, also those beyond the listed ones.
    wrong: i64,
    /// The first 500 errors.
    problems: Vec<ImportProblemBody>,
    /// When handed in.
    #[schema(value_type = String, format = DateTime)]
    created_at: Ts,
    /// When last checked.
    #[schema(value_type = String, format = DateTime)]
    checked_at: Ts,
    /// When decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Ts>,
    /// Ledger entry of the taking over.
    entry: Option<i64>,
}

impl ImportBody {
    /// Of an import.
    #[must_use]
    pub fn of(x: &Import) -> Self {
        let problem = |p: &super::model::Problem| ImportProblemBody {
            line: p.line,
            column: p.column.clone(),
            problem: p.key.clone(),
            value: p.value.clone(),
            detail: p.detail.clone(),
        };
        Self {
            no: x.no.clone(),
            state: x.state,
            file: x.file_name.clone(),
            sha256: x.file_sha256.clone(),
            lines: x.lines,
            added: x.added,
            updated: x.updated,
            unchanged: x.unchanged,
            wrong: x.wrong,
            problems: x.problems.0.iter().map(problem).collect(),
            created_at: x.created_at,
            checked_at: x.checked_at,
            decided_at: x.decided_at,
            entry: x.entry_id,
        }
    }
}

/// A page of imports.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportList {
    /// The latest first.
    items: Vec<ImportBody>,
    /// Where the next page begins.
    next: Option<String>,
}

/// A table as programs send it: multipart with the file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ImportUploadBody {
    /// Code of the authority; may be left out by whoever works at one only.
    #[serde(default)]
    authority: Option<String>,
    /// CSV (UTF-8 or GB 18030) or XLSX.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// Why a table is given back.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportReturnBody {
    /// Reasons.
    reasons: String,
}

/// Imports of the authorities one works at, the latest first.
#[utoipa::path(get, operation_id = "import_index", path = "/api/v1/imports", tag = "registry", params(("cursor" = Option<String>, Query)),
    responses((status = 200, body = ImportList), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not at a registration authority")))]
pub async fn index(cx: Cx, asked: Query<Asked>) -> Outcome {
    let ids = pages::desk(&cx)?;
    let cursor = asked.cursor();
    let page = cx.read(move |c| store::list(c, &ids, cursor.as_ref(), MOST)).await?;
    let page = page.map(|x| ImportBody::of(&x));
    Ok(HttpResponse::Ok().json(ImportList { items: page.items, next: page.next }))
}

/// One import with its first errors.
#[utoipa::path(get, operation_id = "import_show", path = "/api/v1/imports/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = ImportBody), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let x = pages::visible(&cx, &no).await?;
    Ok(HttpResponse::Ok().json(ImportBody::of(&x)))
}

/// Hands a table in: a dry run that changes nothing of the register.
#[utoipa::path(post, operation_id = "import_create", path = "/api/v1/imports", tag = "registry", request_body(content = ImportUploadBody, content_type = "multipart/form-data"),
    responses((status = 201, body = ImportBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk"),
        (status = 422, description = "No table can be read from the file")))]
pub async fn create(cx: Cx, mut submitted: Submitted, req: actix_web::HttpRequest) -> Outcome {
    if let Some(key) = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
        submitted.values.insert("once".to_owned(), vec![key.to_owned()]);
    }
    cx.answer_json(&pages::handed_in(&cx, &submitted).await?)
}

/// Checks the same file against the register as it is now.
#[utoipa::path(post, operation_id = "import_check", path = "/api/v1/imports/{no}/check", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = ImportBody), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you"),
        (status = 409, description = "Decided already")))]
pub async fn check(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Check, &body.submitted).await?)
}

/// Writes every row, all or nothing.
#[utoipa::path(post, operation_id = "import_confirm", path = "/api/v1/imports/{no}/confirmation", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = ImportBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider, or the one who handed it in"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Faulty, decided, or the register changed since the dry run")))]
pub async fn confirm(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Confirm, &body.submitted).await?)
}

/// Gives a table back, with reasons.
#[utoipa::path(post, operation_id = "import_return", path = "/api/v1/imports/{no}/return", tag = "registry", params(("no" = String, Path)), request_body = ImportReturnBody,
    responses((status = 200, body = ImportBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider, or the one who handed it in"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Decided already"), (status = 422, description = "A field is wrong")))]
pub async fn give_back(cx: Cx, no: Path<String>, body: Body<ImportReturnBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::GiveBack, &body.submitted).await?)
}

/// Takes a table back.
#[utoipa::path(post, operation_id = "import_drop", path = "/api/v1/imports/{no}/withdrawal", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, body = ImportBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Decided already")))]
pub async fn drop(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Drop, &body.submitted).await?)
}
