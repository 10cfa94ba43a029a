//! Documents up and down, and the papers of a case.
use super::{Desk, officer};
use crate::{
    kernel::refusal::Error,
    registry::{
        application::pages::files_of,
        case::{access, actions, dossier::Dossier, papers, store},
    },
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::{HttpResponse, http::header, web::Path};
use serde_json::json;

/// `POST …/{no}/documents`: any number of files, each in the field `file.KEY`.
pub async fn attach<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let number = no.into_inner();
    officer::own::<C>(&cx, &number).await?;
    let result = match files_of(&cx, &submitted).await {
        Ok(kept) => {
            let no = number.clone();
            cx.once(&submitted, move |tx| {
                for (key, accepted, stored) in &kept {
                    actions::attach::<C>(tx, &no, key, accepted, stored)?;
                }
                Ok(Reply::done(format!("{}/{no}", C::KIND.root()), json!({})).flash("flash-application-attached"))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => officer::again::<C>(&cx, &number, &submitted, e).await,
    }
}

/// `POST …/{no}/documents/{id}/removal`
pub async fn detach<C: Desk>(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    let (no, id) = path.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            actions::detach::<C>(tx, &no, id)?;
            Ok(Reply::done(format!("{}/{no}", C::KIND.root()), json!({})).flash("flash-application-detached"))
        })
        .await?;
    cx.answer(&reply)
}

/// `GET …/{no}/documents/{id}`: for the organization and the office only.
pub async fn download<C: Desk>(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    let actor = cx.actor.clone();
    let d = cx
        .read(move |c| {
            let (x, _) = access::visible::<C>(c, &actor, &no)?;
            store::current(c, x.id)?.into_iter().find(|d| d.id == id).ok_or(Error::Missing)
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

/// `GET …/{no}/papers/{paper}.pdf`
pub async fn paper<C: Desk>(cx: Cx, path: Path<(String, papers::Paper)>) -> Outcome {
    let (no, paper) = path.into_inner();
    let (actor, env, now) = (cx.actor.clone(), std::sync::Arc::clone(cx.env()), cx.now());
    let dossier = cx
        .read(move |c| {
            let (x, _) = access::visible::<C>(c, &actor, &no)?;
            Dossier::load(c, &env, x, now)
        })
        .await?;
    let bytes = papers::write(&cx, &dossier, paper)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{}.pdf\"", paper.word())))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}
