//! Changes over JSON: the same actions, the same refusals.
use super::{actions, content::Content, forms, pages::Sheet};
use crate::{
    kernel::time::Day,
    registry::{
        application::{
            api::{
                DecisionBody, EmptyBody, ExtensionBody, ExtensionRequestBody, NoticeBody, OpinionBody, RefusalBody,
                ResumptionBody, SubmissionBody, SuspensionBody,
            },
            forms as founding,
        },
        case::{
            self, CaseState,
            api::{self as shared, CaseBody, ListQuery, run},
            pages::items_of,
        },
        organization::Items,
    },
    web::{Cx, Outcome, Submitted, api::Body},
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// New values of registered items; what is left out stays.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeItems {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Domicile.
    #[serde(skip_serializing_if = "Option::is_none")]
    domicile: Option<String>,
    /// Purpose.
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    /// Scope of business.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    /// Area of activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<String>,
    /// Legal representative.
    #[serde(skip_serializing_if = "Option::is_none")]
    legal_representative: Option<String>,
    /// Yuan, with at most two decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "50000.00")]
    capital: Option<String>,
    /// Competent authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    sponsor: Option<String>,
}

/// The answers of a draft; each time the whole of them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeAnswersBody {
    /// What changes.
    #[serde(default)]
    new: ChangeItems,
    /// What the amended charter changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    charter: Option<String>,
    /// English name beside a new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name_en: Option<String>,
    /// County of a new domicile, six digits, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    county: Option<String>,
    /// Day of the resolution, or of the competent authority's agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    agreed_on: Option<Day>,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// A change.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeBody {
    /// The case.
    #[serde(flatten)]
    case: CaseBody,
    /// New values by item; capital in fen.
    #[schema(value_type = Object)]
    new: Items,
    /// The values they replace, once handed in.
    #[schema(value_type = Object)]
    before: Items,
    /// What the amended charter changes.
    charter: Option<String>,
    /// Day of the resolution or of the agreement.
    #[schema(value_type = Option<String>, format = Date)]
    agreed_on: Option<Day>,
    /// County of the new domicile, where it is another one.
    county: Option<String>,
}

/// A line of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeLine {
    /// Case number.
    no: String,
    /// State.
    state: CaseState,
    /// Keys of what changes.
    items: Vec<&'static str>,
    /// Last day for the authority's next act.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
}

/// A page of changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeList {
    /// The rows.
    items: Vec<ChangeLine>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// Changes of an organization, for its officers and its registration authority.
#[utoipa::path(get, operation_id = "change_list", path = "/api/v1/organizations/{code}/changes", tag = "registry", params(("code" = String, Path), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = ChangeList), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn list(cx: Cx, code: Path<String>, query: Query<ListQuery>) -> Outcome {
    let (rows, next) = shared::lines::<Content>(&cx, &code, &query.cursor).await?;
    let items = rows
        .into_iter()
        .map(|l| ChangeLine { items: l.content.0.changed(), no: l.no, state: l.state, due_on: l.due_on })
        .collect();
    Ok(HttpResponse::Ok().json(ChangeList { items, next }))
}

/// One change, for officers of the organization and its registration authority.
#[utoipa::path(get, operation_id = "change_show", path = "/api/v1/changes/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = ChangeBody), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let (actor, no) = (cx.actor.clone(), no.into_inner());
    let (x, _) = cx.read(move |c| case::visible(c, &actor, &no)).await?;
    let s = Sheet::of(&cx, x).await?;
    let case = CaseBody::new(&cx, &s.d, s.apply_by, &s.missing);
    let (agreed_on, answers) = (s.d.x.agreed_on, s.d.x.content.0);
    let (new, before, charter, county) = (answers.items, answers.before, answers.charter, answers.county);
    Ok(HttpResponse::Ok().json(ChangeBody { case, new, before, charter, agreed_on, county }))
}

/// Begins a change.
#[utoipa::path(post, operation_id = "change_begin", path = "/api/v1/organizations/{code}/changes", tag = "registry", params(("code" = String, Path)), request_body = EmptyBody,
    responses((status = 201, description = "Begun: number"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Ended, filed, or another change is open")))]
pub async fn begin(cx: Cx, code: Path<String>, body: Body<EmptyBody>) -> Outcome {
    shared::begin::<Content>(&cx, &code, &body.submitted).await
}

/// Writes the answers of a draft or a correction.
#[utoipa::path(put, operation_id = "change_save", path = "/api/v1/changes/{no}/answers", tag = "registry", params(("no" = String, Path)), request_body = ChangeAnswersBody,
    responses((status = 200, description = "Saved"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already"), (status = 422, description = "A field is wrong")))]
pub async fn save(cx: Cx, no: Path<String>, body: Body<ChangeAnswersBody>) -> Outcome {
    let command = forms::answers(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, |tx, no, answers| {
        actions::save(tx, no, answers)?;
        case::find::<Content>(tx.conn, no)
    })
    .await
}

/// Puts documents in their places as multipart form data, each in the field `file.KEY`.
#[utoipa::path(post, operation_id = "change_attach", path = "/api/v1/changes/{no}/documents", tag = "registry", params(("no" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 200, description = "Attached"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already"), (status = 422, description = "A file cannot be taken")))]
pub async fn attach(cx: Cx, req: HttpRequest, no: Path<String>, submitted: Submitted) -> Outcome {
    shared::attach::<Content>(&cx, &req, no.into_inner(), submitted).await
}

/// Takes a document out.
#[utoipa::path(delete, operation_id = "change_detach", path = "/api/v1/changes/{no}/documents/{id}", tag = "registry", params(("no" = String, Path), ("id" = i64, Path)),
    responses((status = 204, description = "Taken out"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already")))]
pub async fn detach(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    shared::detach::<Content>(&cx, no, id).await
}

/// Hands the change in.
#[utoipa::path(post, operation_id = "change_submit", path = "/api/v1/changes/{no}/submission", tag = "registry", params(("no" = String, Path)), request_body = SubmissionBody,
    responses((status = 200, description = "Received"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Incomplete, or handed in already"), (status = 422, description = "Not declared")))]
pub async fn submit(cx: Cx, no: Path<String>, body: Body<SubmissionBody>) -> Outcome {
    let command = founding::submission(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::submit).await
}

/// Takes the change back, or throws a draft away.
#[utoipa::path(post, operation_id = "change_withdraw", path = "/api/v1/changes/{no}/withdrawal", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Withdrawn"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Decided already")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| actions::withdraw(tx, no)).await
}

/// Sends the one notice.
#[utoipa::path(post, operation_id = "change_notify", path = "/api/v1/changes/{no}/correction-notice", tag = "registry", params(("no" = String, Path)), request_body = NoticeBody,
    responses((status = 200, description = "Sent"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it, empty, too late, or a second notice"), (status = 422, description = "A field is wrong")))]
pub async fn notify(cx: Cx, no: Path<String>, body: Body<NoticeBody>) -> Outcome {
    let items = items_of::<Content>(&cx, &no).await?;
    let command = founding::checks(&body.submitted, &items)?;
    run(&cx, no.into_inner(), &body.submitted, command, case::actions::notify::<Content>).await
}

/// Accepts the change.
#[utoipa::path(post, operation_id = "change_accept", path = "/api/v1/changes/{no}/acceptance", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Accepted"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it")))]
pub async fn accept(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| case::actions::accept::<Content>(tx, no)).await
}

/// Does not accept the change.
#[utoipa::path(post, operation_id = "change_decline", path = "/api/v1/changes/{no}/non-acceptance", tag = "registry", params(("no" = String, Path)), request_body = RefusalBody,
    responses((status = 200, description = "Declined"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it, or too late"), (status = 422, description = "A field is wrong")))]
pub async fn decline(cx: Cx, no: Path<String>, body: Body<RefusalBody>) -> Outcome {
    let command = founding::refusal(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, case::actions::decline::<Content>).await
}

/// Stops the clock for a special procedure.
#[utoipa::path(post, operation_id = "change_suspend", path = "/api/v1/changes/{no}/suspension", tag = "registry", params(("no" = String, Path)), request_body = SuspensionBody,
    responses((status = 200, description = "Suspended"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state, fewer than two officers, or a hearing too late"), (status = 422, description = "A field is wrong")))]
pub async fn suspend(cx: Cx, no: Path<String>, body: Body<SuspensionBody>) -> Outcome {
    let command = founding::suspension(&body.submitted, cx.now().day())?;
    run(&cx, no.into_inner(), &body.submitted, command, case::actions::suspend::<Content>).await
}

/// Ends the special procedure with its record; the clock runs again.
#[utoipa::path(post, operation_id = "change_resume", path = "/api/v1/changes/{no}/resumption", tag = "registry", params(("no" = String, Path)), request_body = ResumptionBody,
    responses((status = 200, description = "Resumed, with the new last days"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state"), (status = 422, description = "A field is wrong")))]
pub async fn resume(cx: Cx, no: Path<String>, body: Body<ResumptionBody>) -> Outcome {
    let record = founding::record(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, record, |tx, no, text| case::actions::resume::<Content>(tx, no, text))
        .await
}

/// Asks the head for more time.
#[utoipa::path(post, operation_id = "change_ask_extension", path = "/api/v1/changes/{no}/extension-request", tag = "registry", params(("no" = String, Path)), request_body = ExtensionRequestBody,
    responses((status = 200, description = "Asked"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state, or asked before"), (status = 422, description = "A field is wrong")))]
pub async fn ask_extension(cx: Cx, no: Path<String>, body: Body<ExtensionRequestBody>) -> Outcome {
    let reason = founding::extension(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, reason, |tx, no, text| {
        case::actions::ask_extension::<Content>(tx, no, text)
    })
    .await
}

/// Answers the wish for more time; a granted one moves the promised day, never past the law's.
#[utoipa::path(post, operation_id = "change_extend", path = "/api/v1/changes/{no}/extension", tag = "registry", params(("no" = String, Path)), request_body = ExtensionBody,
    responses((status = 200, description = "Answered"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of this office, or who asked"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state, or nobody asked"), (status = 422, description = "A field is wrong")))]
pub async fn extend(cx: Cx, no: Path<String>, body: Body<ExtensionBody>) -> Outcome {
    let command = founding::extending(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, case::actions::extend::<Content>).await
}

/// Gives the opinion.
#[utoipa::path(post, operation_id = "change_review", path = "/api/v1/changes/{no}/opinion", tag = "registry", params(("no" = String, Path)), request_body = OpinionBody,
    responses((status = 200, description = "Given"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it"), (status = 422, description = "A field is wrong")))]
pub async fn review(cx: Cx, no: Path<String>, body: Body<OpinionBody>) -> Outcome {
    let command = founding::opinion(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, case::actions::review::<Content>).await
}

/// Decides the change.
#[utoipa::path(post, operation_id = "change_decide", path = "/api/v1/changes/{no}/decision", tag = "registry", params(("no" = String, Path)), request_body = DecisionBody,
    responses((status = 200, description = "Decided"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of this office, or clerk or reviewer of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it, name taken, or items changed meanwhile"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, no: Path<String>, body: Body<DecisionBody>) -> Outcome {
    let command = founding::decision(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::decide).await
}
