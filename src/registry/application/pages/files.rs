//! Documents up and down, and the papers of a case.
use super::{founder::reader, submission::may_see, tasks::task_of};
use crate::{
    kernel::refusal::{Error, FieldError, Result},
    platform::files::{
        Stored,
        inspect::{self, Accepted, Limits},
    },
    registry::application::{access, actions, content::Task, pages::build::Case, papers, store},
    web::{Cx, Outcome, Reply, Submitted, form::Upload},
};
use actix_web::{HttpResponse, http::header, web::Path};
use serde_json::json;

/// A file that was looked at and lies in the store.
pub(in crate::registry) type Kept = (String, Accepted, Stored);

/// Looks at every file of `file.KEY` and keeps it, before any transaction.
///
/// # Errors
/// A field error for each file that is refused.
pub(in crate::registry) async fn keep(cx: &Cx, submitted: &Submitted) -> Result<Vec<Kept>> {
    let mut out = Vec::new();
    let mut errors = Vec::new();
    for upload in submitted.files.iter().filter(|f| !f.bytes.is_empty()) {
        let Some(key) = upload.field.strip_prefix("file.") else { continue };
        match look(upload.clone()).await? {
            Some(accepted) => {
                let stored = cx.app.files.put(accepted.bytes.clone()).await.map_err(|e| anyhow::anyhow!(e))?;
                out.push((key.to_owned(), accepted, stored));
            }
            None => errors.push(FieldError::new(upload.field.clone(), "file-refused")),
        }
    }
    if out.is_empty() && errors.is_empty() {
        errors.push(FieldError::new("", "file-none"));
    }
    if errors.is_empty() { Ok(out) } else { Err(Error::Invalid(errors)) }
}

async fn look(upload: Upload) -> Result<Option<Accepted>> {
    let looked =
        actix_web::web::block(move || inspect::inspect(&upload.name, upload.bytes.to_vec(), &Limits::default()).ok());
    Ok(looked.await.map_err(|e| anyhow::anyhow!("{e}"))?)
}

/// `POST /applications/{no}/documents`: any number of files, each in the field `file.KEY`.
pub async fn attach(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let (actor, number) = (cx.actor.clone(), no.into_inner());
    let wanted = number.clone();
    let a = cx.read(move |c| access::own(c, &actor, &wanted)).await?;
    let result = match keep(&cx, &submitted).await {
        Ok(kept) => {
            let no = number.clone();
            cx.once(&submitted, move |tx| {
                for (key, accepted, stored) in &kept {
                    actions::attach(tx, &no, key, accepted, stored)?;
                }
                let to = format!("/applications/{no}/tasks/documents");
                Ok(Reply::done(to, json!({})).flash("flash-application-attached"))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = task_of(&cx, a, Task::Documents, "", 0).await?;
            cx.form(&view, &form)
        }
    }
}

/// `POST /applications/{no}/documents/{id}/removal`
pub async fn detach(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    let (no, id) = path.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            actions::detach(tx, &no, id)?;
            let to = format!("/applications/{no}/tasks/documents");
            Ok(Reply::done(to, json!({})).flash("flash-application-detached"))
        })
        .await?;
    cx.answer(&reply)
}

/// `GET /applications/{no}/documents/{id}`: for the founder and the office only.
pub async fn download(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    let actor = cx.actor.clone();
    let d = cx
        .read(move |c| {
            let a = may_see(c, &actor, &no)?;
            store::current(c, a.id)?.into_iter().find(|d| d.id == id).ok_or(Error::Missing)
        })
        .await?;
    let bytes = cx.app.files.get(&d.sha256).await.map_err(|e| anyhow::anyhow!(e))?;
    let shown = d.media_type.starts_with("image/") || d.media_type == "application/pdf";
    let disposition = header::ContentDisposition {
        disposition: if shown { header::DispositionType::Inline } else { header::DispositionType::Attachment },
        parameters: vec![header::DispositionParam::FilenameExt(header::ExtendedValue {
            charset: header::Charset::Ext("UTF-8".into()),
            language_tag: None,
            value: d.name.into_bytes(),
        })],
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, d.media_type))
        .insert_header(disposition)
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}

/// `GET /applications/{no}/papers/{paper}.pdf`
pub async fn paper(cx: Cx, path: Path<(String, papers::Paper)>) -> Outcome {
    let (no, paper) = path.into_inner();
    let (actor, r, now) = (cx.actor.clone(), reader(&cx), cx.now());
    let bytes = cx
        .read(move |c| {
            let a = may_see(c, &actor, &no)?;
            // A filed group is known by its filing number (`domain.md` 3.6).
            let code = match a.organization_id {
                Some(id) => {
                    let o = crate::registry::organization::find(c, id)?;
                    if o.is_registered { o.credit_code } else { o.certificate_no }
                }
                None => String::new(),
            };
            let case = Case::load(c, &r.env, a, now)?;
            papers::write(&r, &case, paper, &code)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{}.pdf\"", paper.word())))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}
