//! Checking the answers, submitting, the receipt, withdrawing.
use super::build::Case;
use super::founder::{own, reader};
use crate::{
    kernel::{
        actor::Actor,
        refusal::{Error, Result},
    },
    platform::db::Conn,
    registry::application::{
        access::{self},
        actions, forms,
        model::{Application, ApplicationState as State},
        views::{CheckPage, ReceiptPage},
    },
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::web::Path;
use serde_json::json;

/// `GET /applications/{no}/check`
pub async fn check(cx: Cx, no: Path<String>) -> Outcome {
    let a = own(&cx, &no).await?;
    let view = check_of(&cx, a).await?;
    cx.page(&view)
}

async fn check_of(cx: &Cx, a: Application) -> Result<CheckPage> {
    let (r, now) = (reader(cx), cx.now());
    cx.read(move |c| {
        let missing = actions::missing(c, &r.env.rulebook, &a, now, r.locale.tag())?;
        let case = Case::load(c, &r.env, a, now)?;
        let asked = case.a.notices.0.last().filter(|_| case.a.state == State::Correction);
        Ok(CheckPage {
            blocks: r.blocks(&case),
            missing: if case.a.state.is_editable() { r.sentences(&missing) } else { Vec::new() },
            defects: asked.map(|n| r.defects(&case, &n.defects)).unwrap_or_default(),
            a: r.head(&case, now.day()),
        })
    })
    .await
}

/// `POST /applications/{no}/submission`
pub async fn submit(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let number = no.clone();
    let result = match forms::submission(&submitted) {
        Ok(command) => {
            cx.once(&submitted, move |tx| {
                let a = actions::submit(tx, &number, &command)?;
                Ok(Reply::done(format!("/applications/{}/receipt", a.no), json!({ "no": a.no, "state": a.state })))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let a = own(&cx, &no).await?;
            let form = cx.filled(&submitted, e)?;
            let view = check_of(&cx, a).await?;
            cx.form(&view, &form)
        }
    }
}

/// `GET /applications/{no}/receipt`
pub async fn receipt(cx: Cx, no: Path<String>) -> Outcome {
    let a = own(&cx, &no).await?;
    if a.submitted_at.is_none() {
        return Err(Error::Missing.into());
    }
    let (r, now) = (reader(&cx), cx.now());
    let view = cx
        .read(move |c| {
            let case = Case::load(c, &r.env, a, now)?;
            Ok(ReceiptPage { a: r.head(&case, now.day()) })
        })
        .await?;
    cx.page(&view)
}

/// `POST /applications/{no}/withdrawal`: takes it back, or throws a draft away.
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            let a = actions::withdraw(tx, &no)?;
            let is_draft = a.state == State::Discarded;
            let to = if is_draft { "/applications".to_owned() } else { format!("/applications/{}", a.no) };
            let word = if is_draft { "flash-application-discarded" } else { "flash-application-withdrawn" };
            Ok(Reply::done(to, json!({ "no": a.no, "state": a.state })).flash(word))
        })
        .await?;
    cx.answer(&reply)
}

pub(super) fn may_see(c: &mut Conn, actor: &Actor, no: &str) -> Result<Application> {
    access::visible(c, actor, no).map(|(a, _)| a)
}
