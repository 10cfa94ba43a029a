//! Charities over JSON.
use super::{
    actions,
    forms::Verb,
    model::{Case, CaseKind, CharityState, Declaration, Duty, DutyKind},
    pages::{self, Asked},
    store,
};
use crate::{
    kernel::time::Day,
    registry::{application::pages::files_of, organization},
    web::{
        Cx, Outcome, Reply, Submitted,
        api::Body,
        paging::{MOST, Paged},
    },
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharityBeginBody {
    /// `recognition` or `fund_raising`.
    kind: CaseKind,
}

/// What the organization says.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharityContentBody {
    /// Its charitable activity, or its plan to raise funds.
    text: String,
    /// Last year's charitable spending in yuan; for a recognition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    spending: Option<String>,
    /// Last year's whole spending in yuan; for a recognition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    total: Option<String>,
    /// Last year's administration cost in yuan; for a recognition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    administration: Option<String>,
    /// How many directors there are; for the qualification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    directors: Option<i64>,
    /// How many of them come from one body or related ones; for the qualification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    related: Option<i64>,
    /// What it declares.
    declared: Vec<Declaration>,
}

/// The declaration that everything is true.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharitySubmissionBody {
    /// Must be true.
    is_true: bool,
}

/// Nothing but the wish.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharityNothingBody {}

/// Words.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharityTextBody {
    /// The words.
    text: String,
}

/// An opinion.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharityOpinionBody {
    /// Whether it is in favour.
    is_in_favour: bool,
    /// Reasons.
    text: String,
}

/// An extension of the days to decide.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharityExtensionBody {
    /// The new last day.
    #[schema(value_type = String, format = Date)]
    to: String,
    /// The approval it rests on.
    approval: String,
}

/// A decision.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharityDecisionBody {
    /// `grant`, `refuse` or `send_back`.
    #[schema(example = "grant")]
    outcome: String,
    /// Reasons.
    reasons: String,
}

/// Where something was published.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharityLinkBody {
    /// The address.
    link: String,
}

/// A charity.
#[derive(Debug, Serialize, ToSchema)]
pub struct CharityOut {
    /// Code of the organization.
    organization: String,
    /// Its name.
    name: String,
    /// Division, six digits.
    division: String,
    /// Since when it is a charity.
    #[schema(value_type = Option<String>, format = Date)]
    since: Option<Day>,
    /// Since when it may raise funds from the public; nothing means it may not.
    #[schema(value_type = Option<String>, format = Date)]
    fund_raising_since: Option<Day>,
}

/// A page of charities.
#[derive(Debug, Serialize, ToSchema)]
pub struct CharitiesOut {
    /// The charities.
    items: Vec<CharityOut>,
    /// Where the next page begins.
    next: Option<String>,
}

/// A case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CharityCaseOut {
    /// Its number.
    no: String,
    /// What is asked for.
    kind: CaseKind,
    /// Code of the organization.
    organization: String,
    /// Where it stands.
    state: CharityState,
    /// When it was accepted.
    #[schema(value_type = Option<String>, format = Date)]
    accepted_on: Option<Day>,
    /// Last day to decide.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = Date)]
    decided_on: Option<Day>,
    /// Number of the certificate.
    certificate: Option<String>,
    /// Ledger entry of the decision.
    entry: Option<i64>,
}

impl CharityCaseOut {
    /// The case without its words.
    #[must_use]
    pub fn of(x: &Case, code: &str) -> Self {
        Self {
            no: x.no.clone(),
            kind: x.kind,
            organization: code.to_owned(),
            state: x.state,
            accepted_on: x.accepted_on,
            due_on: x.due_on,
            decided_on: x.decided_on,
            certificate: x.certificate_no.clone(),
            entry: x.entry_id,
        }
    }
}

/// Something a charity must publish.
#[derive(Debug, Serialize, ToSchema)]
pub struct CharityDutyOut {
    /// Row.
    id: i64,
    /// What.
    kind: DutyKind,
    /// About which time.
    period: String,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// When it was published.
    #[schema(value_type = Option<String>, format = Date)]
    done_on: Option<Day>,
    /// Where.
    link: Option<String>,
}

impl CharityDutyOut {
    /// The duty as everybody reads it.
    #[must_use]
    pub fn of(d: &Duty) -> Self {
        Self {
            id: d.id,
            kind: d.kind,
            period: d.period.clone(),
            due_on: d.due_on,
            done_on: d.done_on,
            link: d.link.clone(),
        }
    }
}

/// The calendar of a charity.
#[derive(Debug, Serialize, ToSchema)]
pub struct CharityDutiesOut {
    /// What it publishes, the latest day first.
    items: Vec<CharityDutyOut>,
}

/// Charities, the latest registered first.
#[utoipa::path(get, operation_id = "charity_index", path = "/api/v1/charities", tag = "registry", params(("qualified" = Option<String>, Query, description = "`yes`: only those that may raise funds from the public"),
    ("county" = Option<String>, Query, description = "Six digits"), ("q" = Option<String>, Query, description = "Words of the name, or the code"), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = CharitiesOut)))]
pub async fn index(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = asked.filter();
    let page: Paged<_> = cx.read(move |c| store::charities(c, &filter, MOST)).await?;
    let page = page.map(|(o, since, raising)| CharityOut {
        organization: o.credit_code,
        name: o.name,
        division: o.county,
        since,
        fund_raising_since: raising,
    });
    Ok(HttpResponse::Ok().json(CharitiesOut { items: page.items, next: page.next }))
}

/// What a charity publishes (`SO-144`).
#[utoipa::path(get, operation_id = "charity_duties", path = "/api/v1/organizations/{code}/charity-duties", tag = "registry", params(("code" = String, Path)),
    responses((status = 200, body = CharityDutiesOut), (status = 404, description = "No such organization")))]
pub async fn duties(cx: Cx, code: Path<String>) -> Outcome {
    let code = code.to_uppercase();
    let all = cx
        .read(move |c| {
            let o = organization::find_by_code(c, &code)?;
            store::duties_of(c, o.id, 100)
        })
        .await?;
    Ok(HttpResponse::Ok().json(CharityDutiesOut { items: all.iter().map(CharityDutyOut::of).collect() }))
}

/// Says where something was published.
#[utoipa::path(post, operation_id = "charity_publish", path = "/api/v1/organizations/{code}/charity-duties/{id}", tag = "registry", params(("code" = String, Path), ("id" = i64, Path)), request_body = CharityLinkBody,
    responses((status = 200, body = CharityDutyOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such duty"), (status = 409, description = "Published already"), (status = 422, description = "No address")))]
pub async fn publish(cx: Cx, path: Path<(String, i64)>, body: Body<CharityLinkBody>) -> Outcome {
    let (code, id) = path.into_inner();
    cx.answer_json(&pages::published(&cx, &code, id, &body.submitted).await?)
}

/// Begins an application.
#[utoipa::path(post, operation_id = "charity_begin", path = "/api/v1/organizations/{code}/charity-cases", tag = "registry", params(("code" = String, Path)), request_body = CharityBeginBody,
    responses((status = 201, body = CharityCaseOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such organization"), (status = 409, description = "One runs, or it is granted already"), (status = 422, description = "A field is wrong")))]
pub async fn begin(cx: Cx, code: Path<String>, body: Body<CharityBeginBody>) -> Outcome {
    cx.answer_json(&pages::begun(&cx, &code, &body.submitted).await?)
}

/// One case: for everybody once it is granted, for its parties before.
#[utoipa::path(get, operation_id = "charity_show", path = "/api/v1/charities/cases/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = CharityCaseOut), (status = 404, description = "No such case, or not public")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let seen = pages::visible(&cx, &no).await?;
    Ok(HttpResponse::Ok().json(CharityCaseOut::of(&seen.x, &seen.organization.credit_code)))
}

/// Keeps what the organization says.
#[utoipa::path(put, operation_id = "charity_save", path = "/api/v1/charities/cases/{no}/content", tag = "registry", params(("no" = String, Path)), request_body = CharityContentBody,
    responses((status = 200, body = CharityCaseOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such case"), (status = 409, description = "Handed in already"), (status = 422, description = "A field is wrong")))]
pub async fn save(cx: Cx, no: Path<String>, body: Body<CharityContentBody>) -> Outcome {
    cx.answer_json(&pages::saved(&cx, &no, &body.submitted).await?)
}

/// Brings files, each in the field `file.PAPER`.
#[utoipa::path(post, operation_id = "charity_attach", path = "/api/v1/charities/cases/{no}/documents", tag = "registry", params(("no" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, description = "Uploaded"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such case"), (status = 409, description = "Handed in already"), (status = 422, description = "A file cannot be taken")))]
pub async fn attach(cx: Cx, req: HttpRequest, no: Path<String>, submitted: Submitted) -> Outcome {
    cx.person()?;
    pages::visible(&cx, &no).await?;
    let kept = files_of(&cx, &submitted).await?;
    let (mut submitted, no) = (submitted, no.into_inner());
    if let Some(key) = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
        submitted.push("once", key);
    }
    let reply = cx
        .once(&submitted, move |tx| {
            let mut out = Vec::new();
            for (paper, accepted, stored) in &kept {
                let id = actions::attach(tx, &no, paper, accepted, stored)?;
                out.push(
                    serde_json::json!({ "id": id, "paper": paper, "name": accepted.name, "sha256": stored.sha256 }),
                );
            }
            Ok(Reply::created(format!("/charities/cases/{no}"), serde_json::json!({ "documents": out })))
        })
        .await?;
    cx.answer_json(&reply)
}

/// Takes a file out.
#[utoipa::path(delete, operation_id = "charity_detach", path = "/api/v1/charities/cases/{no}/documents/{id}", tag = "registry", params(("no" = String, Path), ("id" = i64, Path)),
    responses((status = 204, description = "Taken out"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such case or file"), (status = 409, description = "Handed in already")))]
pub async fn detach(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    cx.write(move |tx| actions::detach(tx, &no, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Hands the application in.
#[utoipa::path(post, operation_id = "charity_submit", path = "/api/v1/charities/cases/{no}/submission", tag = "registry", params(("no" = String, Path)), request_body = CharitySubmissionBody,
    responses((status = 200, body = CharityCaseOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such case"), (status = 409, description = "Something is missing; every reason is named"), (status = 422, description = "A field is wrong")))]
pub async fn submit(cx: Cx, no: Path<String>, body: Body<CharitySubmissionBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Submit, &body.submitted).await?)
}

/// Takes the application back.
#[utoipa::path(post, operation_id = "charity_withdraw", path = "/api/v1/charities/cases/{no}/withdrawal", tag = "registry", params(("no" = String, Path)), request_body = CharityNothingBody,
    responses((status = 200, body = CharityCaseOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such case"), (status = 409, description = "Decided, or to be decided"), (status = 422, description = "A field is wrong")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<CharityNothingBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Withdraw, &body.submitted).await?)
}

/// Returns the application, saying what is missing.
#[utoipa::path(post, operation_id = "charity_give_back", path = "/api/v1/charities/cases/{no}/return", tag = "registry", params(("no" = String, Path)), request_body = CharityTextBody,
    responses((status = 200, body = CharityCaseOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "No such case"), (status = 409, description = "Accepted already"), (status = 422, description = "A field is wrong")))]
pub async fn give_back(cx: Cx, no: Path<String>, body: Body<CharityTextBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Return, &body.submitted).await?)
}

/// Accepts; the days to decide run.
#[utoipa::path(post, operation_id = "charity_accept", path = "/api/v1/charities/cases/{no}/acceptance", tag = "registry", params(("no" = String, Path)), request_body = CharityNothingBody,
    responses((status = 200, body = CharityCaseOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "No such case"), (status = 409, description = "Not handed in, or accepted already"), (status = 422, description = "A field is wrong")))]
pub async fn accept(cx: Cx, no: Path<String>, body: Body<CharityNothingBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Accept, &body.submitted).await?)
}

/// Gives the opinion.
#[utoipa::path(post, operation_id = "charity_propose", path = "/api/v1/charities/cases/{no}/opinion", tag = "registry", params(("no" = String, Path)), request_body = CharityOpinionBody,
    responses((status = 200, body = CharityCaseOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of the authority, or the one who accepted"),
        (status = 404, description = "No such case"), (status = 409, description = "Not accepted"), (status = 422, description = "A field is wrong")))]
pub async fn propose(cx: Cx, no: Path<String>, body: Body<CharityOpinionBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Propose, &body.submitted).await?)
}

/// Extends the days to decide, once.
#[utoipa::path(post, operation_id = "charity_extend", path = "/api/v1/charities/cases/{no}/extension", tag = "registry", params(("no" = String, Path)), request_body = CharityExtensionBody,
    responses((status = 200, body = CharityCaseOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority"),
        (status = 404, description = "No such case"), (status = 409, description = "Extended already, or too long"), (status = 422, description = "A field is wrong")))]
pub async fn extend(cx: Cx, no: Path<String>, body: Body<CharityExtensionBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Extend, &body.submitted).await?)
}

/// Grants, refuses, or sends back.
#[utoipa::path(post, operation_id = "charity_decide", path = "/api/v1/charities/cases/{no}/decision", tag = "registry", params(("no" = String, Path)), request_body = CharityDecisionBody,
    responses((status = 200, body = CharityCaseOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority, or one with a part in the case"),
        (status = 404, description = "No such case"), (status = 409, description = "A condition is not met, or decided"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, no: Path<String>, body: Body<CharityDecisionBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Decide, &body.submitted).await?)
}
