//! HTML handlers of tenders.
mod board;
mod desk;
mod edit;
mod questions;

pub use board::{Asked, board};
pub use desk::{approve, committee, committee_form, desk, discard, mine, send_back, stop, submit};
pub use edit::{create, edit_form, new_form, update};
pub use questions::{answer, ask, ask_form, clarify};

pub(super) use board::searched;
pub(super) use desk::form_committee;
pub(super) use edit::{created, updated};
pub(super) use questions::{answered, asked, clarified};

use super::{
    model::Tender,
    rules,
    sheet::{self, Reader},
    store,
    views::ShowPage,
};
use crate::{
    kernel::refusal::{Error, Result},
    market::tender::actions,
    platform::files::{inspect, row as file_row},
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::{HttpResponse, http::header, web::Path};

/// `GET /tenders/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let t = sheet_of(&cx, &no).await?;
    cx.page(&ShowPage { t })
}

/// Everything about a tender for a page of another feature.
pub(in crate::market) async fn sheet_of(cx: &Cx, no: &str) -> Result<super::views::Sheet> {
    let (reader, no) = (Reader::of(cx), no.to_owned());
    cx.read(move |c| {
        let tender = seen(c, &no, &reader)?;
        sheet::sheet(c, &tender, &reader)
    })
    .await
}

/// The tender of a number, if this reader may see it.
pub(super) fn seen(c: &mut crate::platform::db::Conn, no: &str, reader: &Reader) -> Result<Tender> {
    let tender = store::find_by_no(c, no)?;
    if rules::may_see(&reader.actor, &tender) { Ok(tender) } else { Err(Error::Missing) }
}

/// `GET /tenders/{no}/documents/{id}`: any revision, for whoever may see the tender; no sign-in once it is published.
pub async fn download(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (reader, (no, id)) = (Reader::of(&cx), path.into_inner());
    let (file, title) = cx
        .read(move |c| {
            let tender = seen(c, &no, &reader)?;
            let document = store::document(c, tender.id, id)?;
            Ok((file_row::find(c, document.file_id)?, document.title))
        })
        .await?;
    let bytes = cx.app.files.get(&file.sha256).await.map_err(|e| anyhow::anyhow!("{e}"))?;
    let extension = file.name.rsplit_once('.').map(|(_, e)| format!(".{e}")).unwrap_or_default();
    let name =
        percent_encoding::utf8_percent_encode(&format!("{title}{extension}"), percent_encoding::NON_ALPHANUMERIC)
            .to_string();
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")))
        .insert_header((header::ETAG, format!("\"{}\"", file.sha256)))
        .body(bytes))
}

/// `POST /tenders/{no}/documents`: a file with its title. After publication it is announced and may move the deadline.
pub async fn add_document(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let back = format!("/tenders/{no}/desk");
    match store_document(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => desk::again(&cx, &no, &submitted, e, &back).await,
    }
}

/// Looks at the file, stores it, and writes its row; shared with the API.
pub(super) async fn store_document(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let title = super::forms::document(submitted)?;
    let upload = submitted.file("file").ok_or(Error::Missing)?;
    let (name, bytes) = (upload.name.clone(), upload.bytes.to_vec());
    let accepted = actix_web::web::block(move || inspect::inspect(&name, bytes, &inspect::Limits::default()))
        .await
        .map_err(|e| anyhow::anyhow!("{e}"))?
        .map_err(|_| Error::Invalid(vec![crate::kernel::refusal::FieldError::new("file", "document-refused")]))?;
    let stored = cx.app.files.put(accepted.bytes.clone()).await.map_err(|e| anyhow::anyhow!("{e}"))?;
    let (no, subject) = (no.to_owned(), cx.say("tender-document-added"));
    cx.once(submitted, move |tx| {
        let file = file_row::insert(tx, &accepted, &stored)?;
        let id = actions::add_document(tx, &no, &title, file, &subject)?;
        let body = serde_json::json!({ "id": id, "sha256": stored.sha256, "size": stored.size });
        Ok(Reply::created(format!("/tenders/{no}/desk"), body).flash("flash-tender-document"))
    })
    .await
}

/// `POST /tenders/{no}/documents/{id}/removal`
pub async fn remove_document(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    let (no, id) = path.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            actions::remove_document(tx, &no, id)?;
            Ok(Reply::done(format!("/tenders/{no}/desk"), serde_json::json!({})))
        })
        .await?;
    cx.answer(&reply)
}
