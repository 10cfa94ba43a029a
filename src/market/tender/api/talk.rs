//! The committee, documents, questions and answers.
use super::{
    AnswerBody, AnsweredOut, ClarificationBody, CommitteeBody, CommitteeOut, DocumentAdded, DocumentForm, MadeOut,
    QuestionBody,
};
use crate::{
    market::tender::pages,
    web::{Cx, Outcome, Submitted, api::Body},
};
use actix_web::web::Path;

/// Forms the opening committee: makes the locks and the members' encrypted shares.
#[utoipa::path(post, operation_id = "tender_committee", path = "/api/v1/tenders/{no}/committee", tag = "market", params(("no" = String, Path)), request_body = CommitteeBody,
    responses((status = 200, body = CommitteeOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here, or the buyer is a member"),
        (status = 404, description = "No such tender"), (status = 409, description = "No draft, or not three different openers"), (status = 422, description = "A passphrase is missing, short or repeated")))]
pub async fn committee(cx: Cx, no: Path<String>, body: Body<CommitteeBody>) -> Outcome {
    cx.person()?;
    cx.answer_json(&pages::form_committee(&cx, &no, &body.submitted).await?)
}

/// Asks a question in public, without the asker's name.
#[utoipa::path(post, operation_id = "tender_ask", path = "/api/v1/tenders/{no}/questions", tag = "market", params(("no" = String, Path)), request_body = QuestionBody,
    responses((status = 201, body = MadeOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such tender"), (status = 409, description = "Questions are closed"), (status = 422, description = "A field is wrong")))]
pub async fn ask(cx: Cx, no: Path<String>, body: Body<QuestionBody>) -> Outcome {
    cx.answer_json(&pages::asked(&cx, &no, &body.submitted).await?)
}

/// Answers a question for everybody at once.
#[utoipa::path(post, operation_id = "tender_answer", path = "/api/v1/tenders/{no}/questions/{id}/answer", tag = "market", params(("no" = String, Path), ("id" = i64, Path)), request_body = AnswerBody,
    responses((status = 200, body = AnsweredOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such question"), (status = 409, description = "Answered already, or after the deadline"), (status = 422, description = "A field is wrong")))]
pub async fn answer(cx: Cx, path: Path<(String, i64)>, body: Body<AnswerBody>) -> Outcome {
    cx.person()?;
    let (no, id) = path.into_inner();
    cx.answer_json(&pages::answered(&cx, &no, id, &body.submitted).await?)
}

/// Issues a clarification nobody asked for.
#[utoipa::path(post, operation_id = "tender_clarify", path = "/api/v1/tenders/{no}/clarifications", tag = "market", params(("no" = String, Path)), request_body = ClarificationBody,
    responses((status = 201, body = AnsweredOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such tender"), (status = 409, description = "After the deadline"), (status = 422, description = "A field is wrong")))]
pub async fn clarify(cx: Cx, no: Path<String>, body: Body<ClarificationBody>) -> Outcome {
    cx.person()?;
    cx.answer_json(&pages::clarified(&cx, &no, &body.submitted).await?)
}

/// Adds a document: multipart with `title` and `file`.
#[utoipa::path(post, operation_id = "tender_add_document", path = "/api/v1/tenders/{no}/documents", tag = "market", params(("no" = String, Path)),
    request_body(content_type = "multipart/form-data", content = inline(DocumentForm)),
    responses((status = 201, body = DocumentAdded), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a buyer here"),
        (status = 404, description = "No such tender"), (status = 409, description = "After the deadline"), (status = 422, description = "A field or the file is wrong")))]
pub async fn add_document(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    cx.person()?;
    cx.answer_json(&pages::store_document(&cx, &no, &submitted).await?)
}
