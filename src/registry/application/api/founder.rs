//! The founder's verbs.
use super::{
    BeginBody, CapitalTask, CharterTask, EmptyBody, MembersTask, OrganizationTask, PeopleTask, PremisesTask,
    SubmissionBody, place, run,
};
use crate::{
    kernel::refusal::Error,
    registry::application::{access, actions, content::Task, forms, model::ApplicationState, pages::files_of},
    web::{Cx, Outcome, Reply, Submitted, api::Body},
};
use actix_web::{HttpResponse, web::Path};
use serde_json::json;

/// Begins a draft.
#[utoipa::path(post, path = "/api/v1/applications", tag = "registry", request_body = BeginBody,
    responses((status = 201, description = "The draft is made; its address is in Location"), (status = 401, description = "Nobody is signed in"),
        (status = 409, description = "The kind is not registered there"), (status = 422, description = "A field is wrong")))]
pub async fn begin(cx: Cx, body: Body<BeginBody>) -> Outcome {
    cx.person()?;
    let command = forms::begin(&body.submitted)?;
    let reply = cx
        .once(&body.submitted, move |tx| {
            let no = actions::begin(tx, &command)?;
            Ok(Reply::created(place(&no), json!({ "no": no, "state": ApplicationState::Draft })))
        })
        .await?;
    cx.answer_json(&reply)
}

async fn save(cx: &Cx, no: String, task: Task, submitted: &Submitted) -> Outcome {
    let answer = forms::answer(task, submitted, cx.now().day())?.ok_or(Error::Missing)?;
    let reply = cx
        .once(submitted, move |tx| {
            actions::save(tx, &no, &answer)?;
            Ok(Reply::done(place(&no), json!({ "no": no, "task": task })))
        })
        .await?;
    cx.answer_json(&reply)
}

macro_rules! tasks {
    ($($(#[$doc:meta])* $name:ident $body:ty, $task:ident, $path:literal;)+) => { $(
        $(#[$doc])*
        #[utoipa::path(put, path = $path, tag = "registry", params(("no" = String, Path)), request_body = $body,
            responses((status = 200, description = "Saved"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the founder"),
                (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already, or changed meanwhile"), (status = 422, description = "A field is wrong")))]
        pub async fn $name(cx: Cx, no: Path<String>, body: Body<$body>) -> Outcome {
            save(&cx, no.into_inner(), Task::$task, &body.submitted).await
        }
    )+ };
}

tasks! {
    /// Saves name, field, form, place, purpose and scope.
    organization OrganizationTask, Organization, "/api/v1/applications/{no}/tasks/organization";
    /// Saves founders and responsible persons.
    people PeopleTask, People, "/api/v1/applications/{no}/tasks/people";
    /// Saves the members of an association.
    members MembersTask, Members, "/api/v1/applications/{no}/tasks/members";
    /// Saves the premises.
    premises PremisesTask, Premises, "/api/v1/applications/{no}/tasks/premises";
    /// Saves the capital.
    capital CapitalTask, Capital, "/api/v1/applications/{no}/tasks/capital";
    /// Saves the charter.
    charter CharterTask, Charter, "/api/v1/applications/{no}/tasks/charter";
}

/// Uploads documents as multipart form data, each in the field `file.KEY`; a document that is there is replaced.
#[utoipa::path(post, path = "/api/v1/applications/{no}/documents", tag = "registry", params(("no" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, description = "Uploaded"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the founder"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already"), (status = 422, description = "A file cannot be taken")))]
pub async fn attach(cx: Cx, req: actix_web::HttpRequest, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let (actor, wanted) = (cx.actor.clone(), no.clone());
    cx.read(move |c| access::own(c, &actor, &wanted)).await?;
    let kept = files_of(&cx, &submitted).await?;
    let mut submitted = submitted;
    if let Some(key) = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
        submitted.push("once", key);
    }
    let reply = cx
        .once(&submitted, move |tx| {
            let mut out = Vec::new();
            for (key, accepted, stored) in &kept {
                let id = actions::attach(tx, &no, key, accepted, stored)?;
                out.push(json!({ "id": id, "key": key, "name": accepted.name, "size": stored.size, "sha256": stored.sha256, "pages": accepted.pages }));
            }
            Ok(Reply::created(place(&no), json!({ "documents": out })))
        })
        .await?;
    cx.answer_json(&reply)
}

/// Takes a document out.
#[utoipa::path(delete, path = "/api/v1/applications/{no}/documents/{id}", tag = "registry", params(("no" = String, Path), ("id" = i64, Path)),
    responses((status = 204, description = "Taken out"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the founder"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already")))]
pub async fn detach(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    cx.write(move |tx| actions::detach(tx, &no, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Hands the application in, at first or after correction.
#[utoipa::path(post, path = "/api/v1/applications/{no}/submission", tag = "registry", params(("no" = String, Path)), request_body = SubmissionBody,
    responses((status = 200, description = "Received"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the founder"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Something is missing; every reason is named"), (status = 422, description = "The declaration is missing")))]
pub async fn submit(cx: Cx, no: Path<String>, body: Body<SubmissionBody>) -> Outcome {
    let command = forms::submission(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::submit).await
}

/// Takes the application back; a draft is thrown away.
#[utoipa::path(post, path = "/api/v1/applications/{no}/withdrawal", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Withdrawn"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the founder"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Decided already")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| actions::withdraw(tx, no)).await
}
