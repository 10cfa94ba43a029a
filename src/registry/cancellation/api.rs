//! Cancellations over JSON: the same actions, the same refusals.
use super::{
    actions,
    content::{Content, EndingGround},
    forms,
    pages::Sheet,
};
use crate::{
    kernel::time::{Day, Ts},
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
    },
    web::{Cx, Outcome, Submitted, api::Body},
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The answers of an officer; each time the whole of them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancellationAnswersBody {
    /// Why the organization ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ground: Option<EndingGround>,
    /// What happened.
    #[serde(default)]
    facts: String,
    /// Day of the resolution or of another ending event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Day>,
    /// Neither debts nor activity: the simplified procedure.
    #[serde(default)]
    is_simplified: bool,
    /// Members of the liquidation group.
    #[serde(default)]
    group: Vec<String>,
    /// Day on which the group was formed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    group_on: Option<Day>,
    /// Where creditors report.
    #[serde(default)]
    contact: String,
    /// Day on which liquidation ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    liquidated_on: Option<Day>,
    /// Summary of the liquidation report.
    #[serde(default)]
    report: String,
    /// What becomes of the remaining assets.
    #[serde(default)]
    assets: String,
    /// Who receives them, of charities and foundations.
    #[serde(default)]
    recipient: String,
}

/// A cancellation.
#[derive(Debug, Serialize, ToSchema)]
pub struct CancellationBody {
    /// The case.
    #[serde(flatten)]
    case: CaseBody,
    /// The answers.
    #[schema(value_type = Object)]
    answers: Content,
    /// When creditors were called.
    #[schema(value_type = Option<String>, format = DateTime)]
    announced_at: Option<Ts>,
    /// Last day of the creditors, or of the public notice.
    #[schema(value_type = Option<String>, format = Date)]
    open_until: Option<Day>,
}

/// A line of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CancellationLine {
    /// Case number.
    no: String,
    /// State.
    state: CaseState,
    /// Why the organization ends.
    ground: Option<EndingGround>,
    /// Last day for the authority's next act.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
}

/// A page of cancellations.
#[derive(Debug, Serialize, ToSchema)]
pub struct CancellationList {
    /// The rows.
    items: Vec<CancellationLine>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// Cancellations of an organization, for its officers and its registration authority.
#[utoipa::path(get, operation_id = "cancellation_list", path = "/api/v1/organizations/{code}/cancellations", tag = "registry", params(("code" = String, Path), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = CancellationList), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn list(cx: Cx, code: Path<String>, query: Query<ListQuery>) -> Outcome {
    let (rows, next) = shared::lines::<Content>(&cx, &code, &query.cursor).await?;
    let items = rows
        .into_iter()
        .map(|l| CancellationLine { ground: l.content.0.ground, no: l.no, state: l.state, due_on: l.due_on })
        .collect();
    Ok(HttpResponse::Ok().json(CancellationList { items, next }))
}

/// One cancellation, for officers of the organization and its registration authority.
#[utoipa::path(get, operation_id = "cancellation_show", path = "/api/v1/cancellations/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = CancellationBody), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let (actor, no) = (cx.actor.clone(), no.into_inner());
    let (x, _) = cx.read(move |c| case::visible(c, &actor, &no)).await?;
    let s = Sheet::of(&cx, x).await?;
    let case = CaseBody::new(&cx, &s.d, s.days.apply_by, &s.missing);
    let (announced_at, open_until, answers) = (s.d.x.announced_at, s.days.open_until, s.d.x.content.0);
    Ok(HttpResponse::Ok().json(CancellationBody { case, answers, announced_at, open_until }))
}

/// Begins a cancellation.
#[utoipa::path(post, operation_id = "cancellation_begin", path = "/api/v1/organizations/{code}/cancellations", tag = "registry", params(("code" = String, Path)), request_body = EmptyBody,
    responses((status = 201, description = "Begun: number"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Ended, filed, or another cancellation is open")))]
pub async fn begin(cx: Cx, code: Path<String>, body: Body<EmptyBody>) -> Outcome {
    shared::begin::<Content>(&cx, &code, &body.submitted).await
}

/// Writes the answers of a draft or a correction.
#[utoipa::path(put, operation_id = "cancellation_save", path = "/api/v1/cancellations/{no}/answers", tag = "registry", params(("no" = String, Path)), request_body = CancellationAnswersBody,
    responses((status = 200, description = "Saved"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already"), (status = 422, description = "A field is wrong")))]
pub async fn save(cx: Cx, no: Path<String>, body: Body<CancellationAnswersBody>) -> Outcome {
    let command = forms::answers(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, |tx, no, answers| {
        actions::save(tx, no, answers)?;
        case::find::<Content>(tx.conn, no)
    })
    .await
}

/// Puts documents in their places as multipart form data, each in the field `file.KEY`.
#[utoipa::path(post, operation_id = "cancellation_attach", path = "/api/v1/cancellations/{no}/documents", tag = "registry", params(("no" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 200, description = "Attached"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already"), (status = 422, description = "A file cannot be taken")))]
pub async fn attach(cx: Cx, req: HttpRequest, no: Path<String>, submitted: Submitted) -> Outcome {
    shared::attach::<Content>(&cx, &req, no.into_inner(), submitted).await
}

/// Takes a document out.
#[utoipa::path(delete, operation_id = "cancellation_detach", path = "/api/v1/cancellations/{no}/documents/{id}", tag = "registry", params(("no" = String, Path), ("id" = i64, Path)),
    responses((status = 204, description = "Taken out"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already")))]
pub async fn detach(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    shared::detach::<Content>(&cx, no, id).await
}

/// Calls the creditors: everybody sees that the organization is in liquidation.
#[utoipa::path(post, operation_id = "cancellation_announce", path = "/api/v1/cancellations/{no}/announcement", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Announced"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Incomplete, or announced already")))]
pub async fn announce(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| actions::announce(tx, no)).await
}

/// Hands the cancellation in.
#[utoipa::path(post, operation_id = "cancellation_submit", path = "/api/v1/cancellations/{no}/submission", tag = "registry", params(("no" = String, Path)), request_body = SubmissionBody,
    responses((status = 200, description = "Received"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Incomplete, or handed in already"), (status = 422, description = "Not declared")))]
pub async fn submit(cx: Cx, no: Path<String>, body: Body<SubmissionBody>) -> Outcome {
    let command = founding::submission(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::submit).await
}

/// Takes the cancellation back, or throws a draft away.
#[utoipa::path(post, operation_id = "cancellation_withdraw", path = "/api/v1/cancellations/{no}/withdrawal", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Withdrawn"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Decided already")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| actions::withdraw(tx, no)).await
}

/// Sends the one notice.
#[utoipa::path(post, operation_id = "cancellation_notify", path = "/api/v1/cancellations/{no}/correction-notice", tag = "registry", params(("no" = String, Path)), request_body = NoticeBody,
    responses((status = 200, description = "Sent"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it, empty, too late, or a second notice"), (status = 422, description = "A field is wrong")))]
pub async fn notify(cx: Cx, no: Path<String>, body: Body<NoticeBody>) -> Outcome {
    let items = items_of::<Content>(&cx, &no).await?;
    let command = founding::checks(&body.submitted, &items)?;
    run(&cx, no.into_inner(), &body.submitted, command, case::actions::notify::<Content>).await
}

/// Accepts the cancellation.
#[utoipa::path(post, operation_id = "cancellation_accept", path = "/api/v1/cancellations/{no}/acceptance", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Accepted"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it")))]
pub async fn accept(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| case::actions::accept::<Content>(tx, no)).await
}

/// Does not accept the cancellation.
#[utoipa::path(post, operation_id = "cancellation_decline", path = "/api/v1/cancellations/{no}/non-acceptance", tag = "registry", params(("no" = String, Path)), request_body = RefusalBody,
    responses((status = 200, description = "Declined"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it, or too late"), (status = 422, description = "A field is wrong")))]
pub async fn decline(cx: Cx, no: Path<String>, body: Body<RefusalBody>) -> Outcome {
    let command = founding::refusal(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, case::actions::decline::<Content>).await
}

/// Stops the clock for a special procedure.
#[utoipa::path(post, operation_id = "cancellation_suspend", path = "/api/v1/cancellations/{no}/suspension", tag = "registry", params(("no" = String, Path)), request_body = SuspensionBody,
    responses((status = 200, description = "Suspended"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state, fewer than two officers, or a hearing too late"), (status = 422, description = "A field is wrong")))]
pub async fn suspend(cx: Cx, no: Path<String>, body: Body<SuspensionBody>) -> Outcome {
    let command = founding::suspension(&body.submitted, cx.now().day())?;
    run(&cx, no.into_inner(), &body.submitted, command, case::actions::suspend::<Content>).await
}

/// Ends the special procedure with its record; the clock runs again.
#[utoipa::path(post, operation_id = "cancellation_resume", path = "/api/v1/cancellations/{no}/resumption", tag = "registry", params(("no" = String, Path)), request_body = ResumptionBody,
    responses((status = 200, description = "Resumed, with the new last days"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state"), (status = 422, description = "A field is wrong")))]
pub async fn resume(cx: Cx, no: Path<String>, body: Body<ResumptionBody>) -> Outcome {
    let record = founding::record(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, record, |tx, no, text| case::actions::resume::<Content>(tx, no, text))
        .await
}

/// Asks the head for more time.
#[utoipa::path(post, operation_id = "cancellation_ask_extension", path = "/api/v1/cancellations/{no}/extension-request", tag = "registry", params(("no" = String, Path)), request_body = ExtensionRequestBody,
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
#[utoipa::path(post, operation_id = "cancellation_extend", path = "/api/v1/cancellations/{no}/extension", tag = "registry", params(("no" = String, Path)), request_body = ExtensionBody,
    responses((status = 200, description = "Answered"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of this office, or who asked"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state, or nobody asked"), (status = 422, description = "A field is wrong")))]
pub async fn extend(cx: Cx, no: Path<String>, body: Body<ExtensionBody>) -> Outcome {
    let command = founding::extending(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, case::actions::extend::<Content>).await
}

/// Gives the opinion.
#[utoipa::path(post, operation_id = "cancellation_review", path = "/api/v1/cancellations/{no}/opinion", tag = "registry", params(("no" = String, Path)), request_body = OpinionBody,
    responses((status = 200, description = "Given"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it"), (status = 422, description = "A field is wrong")))]
pub async fn review(cx: Cx, no: Path<String>, body: Body<OpinionBody>) -> Outcome {
    let command = founding::opinion(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, case::actions::review::<Content>).await
}

/// Decides the cancellation.
#[utoipa::path(post, operation_id = "cancellation_decide", path = "/api/v1/cancellations/{no}/decision", tag = "registry", params(("no" = String, Path)), request_body = DecisionBody,
    responses((status = 200, description = "Decided"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of this office, or clerk or reviewer of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it, or cancelled already"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, no: Path<String>, body: Body<DecisionBody>) -> Outcome {
    let command = founding::decision(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::decide).await
}
