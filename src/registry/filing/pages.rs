//! `/orgs/{code}/filings`: for officers of the organization and staff of its registration authority.
use super::{
    actions, forms,
    model::{Account, FilingKind, FilingState},
    store,
    views::{FilingLine, FilingsPage},
};
use crate::{
    kernel::{
        actor::{Actor, Role},
        refusal::{Error, Result},
    },
    platform::{
        db::{Conn, Env, Tx},
        files::row,
    },
    registry::application::pages::files_of,
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::{HttpResponse, http::header, web::Path};
use serde_json::json;

/// The account of a filing, unsealed for a reader who may see it.
pub(super) fn account(env: &Env, code: &str, sealed: Option<&String>) -> Option<Account> {
    let text = env.keyring.open_text("bank-account", code, sealed?).ok()?;
    serde_json::from_str(&text).ok()
}

fn page_of(c: &mut Conn, env: &Env, actor: &Actor, code: &str) -> Result<FilingsPage> {
    let (o, is_officer) = actions::visible(c, actor, code)?;
    let filed = store::of(c, o.id)?;
    let is_clerk = actor.is_at(Role::Clerk, o.authority_id);
    let mut filings = Vec::new();
    for kind in FilingKind::ALL.iter().copied() {
        let now = filed.iter().find(|f| f.kind == kind);
        let file = match now.and_then(|f| f.file_id) {
            Some(id) => Some(row::find(c, id)?.name),
            None => None,
        };
        filings.push(FilingLine {
            kind,
            state: now.map(|f| f.state),
            filed_at: now.map(|f| f.filed_at),
            note: now.and_then(|f| f.note.clone()),
            file,
            account: account(env, code, now.and_then(|f| f.sealed.as_ref())),
            may_file: is_officer && now.is_none_or(|f| f.state != FilingState::Filed),
            may_answer: is_clerk && now.is_some_and(|f| f.state == FilingState::Filed),
        });
    }
    Ok(FilingsPage { code: o.credit_code, name: o.name, filings })
}

async fn load(cx: &Cx, code: &str) -> Result<FilingsPage> {
    let (env, actor, code) = (std::sync::Arc::clone(cx.env()), cx.actor.clone(), code.to_owned());
    cx.read(move |c| page_of(c, &env, &actor, &code)).await
}

/// `GET /orgs/{code}/filings`
pub async fn show(cx: Cx, code: Path<String>) -> Outcome {
    let view = load(&cx, &code).await?;
    cx.page(&view)
}

async fn act<T: Send + Sync + 'static>(
    cx: &Cx,
    code: String,
    submitted: &Submitted,
    command: Result<T>,
    flash: &'static str,
    act: impl Fn(&mut Tx, &str, &T) -> Result<()> + Send + Sync + 'static,
) -> Outcome {
    let own = code.clone();
    let result = match command {
        Ok(command) => {
            cx.once(submitted, move |tx| {
                act(tx, &own, &command)?;
                Ok(Reply::done(format!("/orgs/{own}/filings"), json!({})).flash(flash))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let view = load(cx, &code).await?;
            let form = cx.filled(submitted, e)?;
            cx.form(&view, &form)
        }
    }
}

/// `POST /orgs/{code}/filings/seal`: the specimen in the field `file.seal`.
pub async fn seal(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    load(&cx, &code).await?;
    let kept = files_of(&cx, &submitted).await;
    act(&cx, code.into_inner(), &submitted, kept, "flash-filing-filed", |tx, code, kept| {
        let (_, accepted, stored) = kept.first().ok_or(Error::Missing)?;
        actions::file_seal(tx, code, accepted, stored)
    })
    .await
}

/// `POST /orgs/{code}/filings/bank`
pub async fn bank(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::account(&submitted);
    act(&cx, code.into_inner(), &submitted, command, "flash-filing-filed", actions::file_bank).await
}

/// `POST /orgs/{code}/filings/{kind}/acknowledgement`
pub async fn acknowledge(cx: Cx, path: Path<(String, FilingKind)>, submitted: Submitted) -> Outcome {
    let (code, kind) = path.into_inner();
    act(&cx, code, &submitted, Ok(kind), "flash-filing-acknowledged", |tx, code, kind| {
        actions::answer(tx, code, *kind, None)
    })
    .await
}

/// `POST /orgs/{code}/filings/{kind}/return`
pub async fn give_back(cx: Cx, path: Path<(String, FilingKind)>, submitted: Submitted) -> Outcome {
    let (code, kind) = path.into_inner();
    let command = forms::reason(&submitted).map(|reason| (kind, reason));
    act(&cx, code, &submitted, command, "flash-filing-returned", |tx, code, (kind, reason)| {
        actions::answer(tx, code, *kind, Some(reason))
    })
    .await
}

/// `GET /orgs/{code}/filings/seal/file`: the specimen, for the same readers.
pub async fn specimen(cx: Cx, code: Path<String>) -> Outcome {
    let (actor, code) = (cx.actor.clone(), code.into_inner());
    let file = cx
        .read(move |c| {
            let (o, _) = actions::visible(c, &actor, &code)?;
            let filing = store::find(c, o.id, FilingKind::Seal)?.and_then(|f| f.file_id).ok_or(Error::Missing)?;
            row::find(c, filing)
        })
        .await?;
    let bytes = cx.app.files.get(&file.sha256).await.map_err(|e| anyhow::anyhow!(e))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header((header::CONTENT_DISPOSITION, "inline"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}
