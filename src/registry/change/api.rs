//! Changes over JSON: the same actions, the same refusals.
use super::{
    access::{self, Stand},
    actions, forms,
    model::{Change, ChangeState, Document},
    pages::{
        build::{self, Case},
        items_of,
    },
    store,
};
use crate::{
    kernel::{
        refusal::Result,
        text,
        time::{Day, Ts},
    },
    platform::db::Tx,
    registry::{
        application::{
            Defect,
            api::{DecisionBody, EmptyBody, NoticeBody, OpinionBody, RefusalBody, SubmissionBody},
            forms as founding,
            pages::files_of,
        },
        organization::Items,
    },
    web::{
        Cx, Outcome, Reply, Submitted,
        api::Body,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
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
    /// Day of the resolution, or of the competent authority's agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    agreed_on: Option<Day>,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// A document of a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeDocumentBody {
    /// Which.
    id: i64,
    /// Key of the rulebook.
    key: String,
    /// Name.
    name: String,
    /// Bytes.
    size: i64,
    /// SHA-256.
    sha256: String,
}

impl From<Document> for ChangeDocumentBody {
    fn from(d: Document) -> Self {
        Self { id: d.id, key: d.key, name: d.name, size: d.size, sha256: d.sha256 }
    }
}

/// A change.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeBody {
    /// Case number.
    no: String,
    /// Code of the organization.
    organization: String,
    /// State.
    state: ChangeState,
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
    /// Last day to apply.
    #[schema(value_type = Option<String>, format = Date)]
    apply_by: Option<Day>,
    /// Whether it came, or would come now, after that day.
    is_late: bool,
    /// Documents.
    documents: Vec<ChangeDocumentBody>,
    /// What is still missing, in the reader's language, while it can be changed.
    missing: Vec<String>,
    /// When the last complete set was received.
    #[schema(value_type = Option<String>, format = DateTime)]
    received_at: Option<Ts>,
    /// Last day for the notice.
    #[schema(value_type = Option<String>, format = Date)]
    notice_due: Option<Day>,
    /// The day from which the decision period runs.
    #[schema(value_type = Option<String>, format = Date)]
    accepted_on: Option<Day>,
    /// Accepted by the law, as no notice came in time.
    is_deemed: bool,
    /// Last day promised for the decision.
    #[schema(value_type = Option<String>, format = Date)]
    promised_due: Option<Day>,
    /// Last day by law.
    #[schema(value_type = Option<String>, format = Date)]
    statutory_due: Option<Day>,
    /// Points of the last notice.
    defects: Vec<Defect>,
    /// Reasons of a negative decision.
    reasons: Option<String>,
    /// Ledger entry of the approval.
    entry: Option<i64>,
}

/// A line of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeLine {
    /// Case number.
    no: String,
    /// State.
    state: ChangeState,
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

/// Where in a list.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    /// Cursor.
    #[serde(default)]
    cursor: String,
}

/// Changes of an organization, for its officers and its registration authority.
#[utoipa::path(get, operation_id = "change_list", path = "/api/v1/organizations/{code}/changes", tag = "registry", params(("code" = String, Path), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = ChangeList), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn list(cx: Cx, code: Path<String>, query: Query<ListQuery>) -> Outcome {
    cx.person()?;
    let (actor, code) = (cx.actor.clone(), text::tidy(&code).to_uppercase());
    let before = Cursor::decode(&query.cursor).map(|c| c.id);
    let (stand, rows) = cx
        .read(move |c| {
            let (o, stand) = access::organization(c, &actor, &code)?;
            Ok((stand, store::of_organization(c, o.id, before, ROWS + 1)?))
        })
        .await?;
    let page = Paged::cut(rows, ROWS, |l| Cursor { sort: String::new(), id: l.id });
    let next = page.next.clone();
    let shown = page.items.into_iter().filter(|l| stand == Stand::Officer || l.state != ChangeState::Draft);
    let line = |l: store::Line| ChangeLine { items: l.content.0.changed(), no: l.no, state: l.state, due_on: l.due_on };
    Ok(HttpResponse::Ok().json(ChangeList { items: shown.map(line).collect(), next }))
}

/// One change, for officers of the organization and its registration authority.
#[utoipa::path(get, operation_id = "change_show", path = "/api/v1/changes/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = ChangeBody), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let (actor, no) = (cx.actor.clone(), no.into_inner());
    let (env, now, language) = (std::sync::Arc::clone(cx.env()), cx.now(), cx.locale.tag());
    let case = cx
        .read(move |c| {
            let (x, _) = access::visible(c, &actor, &no)?;
            Case::load(c, &env, x, now, language)
        })
        .await?;
    let head = build::head(&cx, &case);
    let missing = build::sentences(&cx, &case.missing);
    let (x, content) = (case.x, case.o.credit_code);
    let answers = x.content.0;
    Ok(HttpResponse::Ok().json(ChangeBody {
        organization: content,
        state: x.state,
        new: answers.items,
        before: answers.before,
        charter: answers.charter,
        agreed_on: x.agreed_on,
        apply_by: head.apply_by,
        is_late: head.is_late,
        documents: case.documents.into_iter().map(ChangeDocumentBody::from).collect(),
        missing,
        received_at: x.received_at,
        notice_due: x.notice_due,
        accepted_on: x.accepted_on,
        is_deemed: x.is_deemed,
        promised_due: x.promised_due,
        statutory_due: x.statutory_due,
        defects: x.notices.0.last().map(|n| n.defects.clone()).unwrap_or_default(),
        reasons: x.decision.map(|d| d.0.text).filter(|t| !t.is_empty()),
        entry: x.entry_id,
        no: x.no,
    }))
}

fn told(x: &Change) -> Reply {
    let body = json!({ "no": x.no, "state": x.state, "notice_due": x.notice_due, "accepted_on": x.accepted_on,
        "promised_due": x.promised_due, "statutory_due": x.statutory_due, "is_deemed": x.is_deemed, "entry": x.entry_id });
    Reply::done(format!("/changes/{}", x.no), body)
}

async fn run<T: Send + 'static>(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    command: T,
    act: impl Fn(&mut Tx, &str, &T) -> Result<Change> + Send + 'static,
) -> Outcome {
    let reply = cx.once(submitted, move |tx| Ok(told(&act(tx, &no, &command)?))).await?;
    cx.answer_json(&reply)
}

/// Begins a change.
#[utoipa::path(post, operation_id = "change_begin", path = "/api/v1/organizations/{code}/changes", tag = "registry", params(("code" = String, Path)), request_body = EmptyBody,
    responses((status = 201, description = "Begun: number"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Ended, filed, or another change is open")))]
pub async fn begin(cx: Cx, code: Path<String>, body: Body<EmptyBody>) -> Outcome {
    let code = text::tidy(&code).to_uppercase();
    let reply = cx
        .once(&body.submitted, move |tx| {
            let no = actions::begin(tx, &code)?;
            Ok(Reply::created(format!("/changes/{no}"), json!({ "no": no, "state": ChangeState::Draft })))
        })
        .await?;
    cx.answer_json(&reply)
}

/// Writes the answers of a draft or a correction.
#[utoipa::path(put, operation_id = "change_save", path = "/api/v1/changes/{no}/answers", tag = "registry", params(("no" = String, Path)), request_body = ChangeAnswersBody,
    responses((status = 200, description = "Saved"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already"), (status = 422, description = "A field is wrong")))]
pub async fn save(cx: Cx, no: Path<String>, body: Body<ChangeAnswersBody>) -> Outcome {
    let command = forms::answers(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, |tx, no, answers| {
        actions::save(tx, no, answers)?;
        store::find(tx.conn, no)
    })
    .await
}

/// Puts documents in their places as multipart form data, each in the field `file.KEY`.
#[utoipa::path(post, operation_id = "change_attach", path = "/api/v1/changes/{no}/documents", tag = "registry", params(("no" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 200, description = "Attached"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already"), (status = 422, description = "A file cannot be taken")))]
pub async fn attach(cx: Cx, req: HttpRequest, no: Path<String>, submitted: Submitted) -> Outcome {
    let (actor, wanted) = (cx.actor.clone(), no.to_string());
    cx.read(move |c| access::own(c, &actor, &wanted)).await?;
    let kept = files_of(&cx, &submitted).await?;
    let mut submitted = submitted;
    if let Some(key) = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
        submitted.push("once", key);
    }
    run(&cx, no.into_inner(), &submitted, kept, |tx, no, kept| {
        for (key, accepted, stored) in kept {
            actions::attach(tx, no, key, accepted, stored)?;
        }
        store::find(tx.conn, no)
    })
    .await
}

/// Takes a document out.
#[utoipa::path(delete, operation_id = "change_detach", path = "/api/v1/changes/{no}/documents/{id}", tag = "registry", params(("no" = String, Path), ("id" = i64, Path)),
    responses((status = 204, description = "Taken out"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already")))]
pub async fn detach(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    cx.person()?;
    let (no, id) = path.into_inner();
    cx.write(move |tx| actions::detach(tx, &no, id)).await?;
    Ok(HttpResponse::NoContent().finish())
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
    responses((status = 200, description = "Taken back"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Decided")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| actions::withdraw(tx, no)).await
}

/// Sends the one notice of what must be corrected.
#[utoipa::path(post, operation_id = "change_notify", path = "/api/v1/changes/{no}/correction-notice", tag = "registry", params(("no" = String, Path)), request_body = NoticeBody,
    responses((status = 200, description = "Sent"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Too late, empty, or a second one"), (status = 422, description = "A field is wrong")))]
pub async fn notify(cx: Cx, no: Path<String>, body: Body<NoticeBody>) -> Outcome {
    cx.person()?;
    let items = items_of(&cx, &no).await?;
    let command = founding::checks(&body.submitted, &items)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::notify).await
}

/// Accepts the change.
#[utoipa::path(post, operation_id = "change_accept", path = "/api/v1/changes/{no}/acceptance", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Accepted"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it")))]
pub async fn accept(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| actions::accept(tx, no)).await
}

/// Does not accept the change.
#[utoipa::path(post, operation_id = "change_decline", path = "/api/v1/changes/{no}/non-acceptance", tag = "registry", params(("no" = String, Path)), request_body = RefusalBody,
    responses((status = 200, description = "Not accepted"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Too late"), (status = 422, description = "A field is wrong")))]
pub async fn decline(cx: Cx, no: Path<String>, body: Body<RefusalBody>) -> Outcome {
    let command = founding::refusal(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::decline).await
}

/// Gives the reviewer's opinion.
#[utoipa::path(post, operation_id = "change_review", path = "/api/v1/changes/{no}/opinion", tag = "registry", params(("no" = String, Path)), request_body = OpinionBody,
    responses((status = 200, description = "Given"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it"), (status = 422, description = "A field is wrong")))]
pub async fn review(cx: Cx, no: Path<String>, body: Body<OpinionBody>) -> Outcome {
    let command = founding::opinion(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::review).await
}

/// Decides the change.
#[utoipa::path(post, operation_id = "change_decide", path = "/api/v1/changes/{no}/decision", tag = "registry", params(("no" = String, Path)), request_body = DecisionBody,
    responses((status = 200, description = "Decided"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider, or clerk or reviewer of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not waiting for it, name taken, or items changed meanwhile"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, no: Path<String>, body: Body<DecisionBody>) -> Outcome {
    let command = founding::decision(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::decide).await
}
