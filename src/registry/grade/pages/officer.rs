//! The organization's side: begin, keep, papers.
use super::{Seen, edit_view, visible};
use crate::{
    kernel::refusal::{Code, Error, Reason, Result},
    registry::{
        application::pages::files_of,
        grade::{actions, api, forms, model::AssessmentState as State},
        organization,
    },
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::{HttpResponse, http::header, web::Path};

/// `POST /grades/rounds/{no}/assessments`: an officer begins the application.
pub async fn begin(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let reply = begun(&cx, &no, &submitted).await?;
    cx.answer(&reply)
}

/// Begins; shared with the API.
pub(in crate::registry::grade) async fn begun(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let mut f = crate::web::Fields::of(submitted);
    let code = f.line("organization", 40);
    let code = f.done(code)?.to_uppercase();
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let x = actions::begin(tx, &no, &code)?;
        let to = format!("/grades/{}", x.no);
        Ok(Reply::created(to, api::GradeAssessmentOut::of(&x, &code, true)).flash("flash-grade-begun"))
    })
    .await
}

/// The case, for an officer of its organization; others who may see it may not change it.
async fn own(cx: &Cx, no: &str) -> Result<Seen> {
    cx.person()?;
    let seen = visible(cx, no).await?;
    if seen.stand.officer { Ok(seen) } else { Err(Code::NotYourRole.into()) }
}

/// The same, while it may be written.
async fn open(cx: &Cx, no: &str) -> Result<Seen> {
    let seen = own(cx, no).await?;
    if seen.x.state == State::Draft {
        return Ok(seen);
    }
    let state = seen.x.state.word();
    Err(Reason::from(Code::WrongState).with("state", state).with("event", "submit").into())
}

/// `POST /grades/{no}`
pub async fn save(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match saved(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let seen = open(&cx, &no).await?;
            cx.form(&edit_view(&cx, &seen), &filled)
        }
    }
}

/// Keeps the self-assessment; shared with the API.
pub(in crate::registry::grade) async fn saved(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let seen = own(cx, no).await?;
    let standard = seen.round.standard(seen.x.kind).ok_or(Code::GradeKindNotInvited)?;
    let content = forms::content(submitted, standard)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let x = actions::save(tx, &no, &content)?;
        let code = organization::find(tx.conn, x.organization_id)?.credit_code;
        let out = api::GradeAssessmentOut::of(&x, &code, true);
        Ok(Reply::done(format!("/grades/{no}"), out).flash("flash-grade-saved"))
    })
    .await
}

/// `POST /grades/{no}/documents`: any number of files, each in the field `file.PAPER`.
pub async fn attach(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let seen = open(&cx, &no).await?;
    let result = match files_of(&cx, &submitted).await {
        Ok(kept) => {
            let number = no.clone();
            cx.once(&submitted, move |tx| {
                for (paper, accepted, stored) in &kept {
                    actions::attach(tx, &number, paper, accepted, stored)?;
                }
                let to = format!("/grades/{number}#papers");
                Ok(Reply::done(to, serde_json::json!({})).flash("flash-grade-attached"))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let mut form = forms::filled(&seen.x.content.0);
            form.errors = cx.filled(&submitted, e)?.errors;
            cx.form(&edit_view(&cx, &seen), &form)
        }
    }
}

/// `POST /grades/{no}/documents/{id}/removal`
pub async fn detach(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    cx.person()?;
    let (no, id) = path.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            actions::detach(tx, &no, id)?;
            let to = format!("/grades/{no}#papers");
            Ok(Reply::done(to, serde_json::json!({})).flash("flash-grade-detached"))
        })
        .await?;
    cx.answer(&reply)
}

/// `GET /grades/{no}/documents/{id}`: for the organization, its authority, assessors while they score, and auditors.
pub async fn download(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    cx.person()?;
    let seen = visible(&cx, &no).await?;
    if !seen.stand.is_party() {
        return Err(Error::Missing.into());
    }
    let file = seen.files.into_iter().find(|f| f.id == id).ok_or(Error::Missing)?;
    let bytes = cx.app.files.get(&file.sha256).await.map_err(|e| anyhow::anyhow!(e))?;
    let disposition = header::ContentDisposition {
        disposition: header::DispositionType::Inline,
        parameters: vec![header::DispositionParam::FilenameExt(header::ExtendedValue {
            charset: header::Charset::Ext("UTF-8".into()),
            language_tag: None,
            value: file.name.into_bytes(),
        })],
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header(disposition)
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}
