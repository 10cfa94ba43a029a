//! Questions, answers, clarifications.
use super::{
    super::{
        actions, forms,
        views::{AskPage, Choice},
    },
    desk,
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::Result,
    },
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::web::Path;

async fn ask_view(cx: &Cx, no: &str) -> Result<AskPage> {
    let person = cx.person()?;
    let organizations = person
        .seats
        .iter()
        .filter(|s| s.role == Role::Officer && s.body_kind == BodyKind::Organization)
        .map(|s| Choice { value: s.body_id.to_string(), label: s.body_name.clone(), ..Choice::default() })
        .collect();
    let t = super::sheet_of(cx, no).await?;
    Ok(AskPage { t, organizations })
}

/// `GET /tenders/{no}/questions/new`
pub async fn ask_form(cx: Cx, no: Path<String>) -> Outcome {
    let view = ask_view(&cx, &no).await?;
    cx.page(&view)
}

/// `POST /tenders/{no}/questions`
pub async fn ask(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    match asked(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = ask_view(&cx, &no).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Asks; shared with the API.
pub(in super::super) async fn asked(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let mine = cx.actor.bodies(Role::Officer, BodyKind::Organization);
    let (organization, body) = forms::question(submitted, &mine)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let id = actions::ask(tx, &no, organization, &body)?;
        Ok(Reply::created(format!("/tenders/{no}"), serde_json::json!({ "id": id })).flash("flash-tender-asked"))
    })
    .await
}

/// `POST /tenders/{no}/questions/{id}/answer`
pub async fn answer(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    let (no, id) = path.into_inner();
    match answered(&cx, &no, id, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => desk::again(&cx, &no, &submitted, e, "").await,
    }
}

/// Answers; shared with the API.
pub(in super::super) async fn answered(cx: &Cx, no: &str, id: i64, submitted: &Submitted) -> Result<Reply> {
    let answer = forms::answer(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let tender = actions::answer(tx, &no, id, &answer)?;
        let body = serde_json::json!({ "id": id, "closes_at": tender.closes_at });
        Ok(Reply::done(format!("/tenders/{no}/desk"), body).flash("flash-tender-answered"))
    })
    .await
}

/// `POST /tenders/{no}/clarifications`
pub async fn clarify(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    match clarified(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => desk::again(&cx, &no, &submitted, e, "").await,
    }
}

/// Issues a clarification; shared with the API.
pub(in super::super) async fn clarified(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let (subject, answer) = forms::clarification(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let id = actions::issue_clarification(tx, &no, &subject, &answer)?;
        let tender = super::super::find_by_no(tx.conn, &no)?;
        let body = serde_json::json!({ "id": id, "closes_at": tender.closes_at });
        Ok(Reply::created(format!("/tenders/{no}/desk"), body).flash("flash-tender-clarified"))
    })
    .await
}
