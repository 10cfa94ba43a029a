//! HTML handlers of acceptance and evaluation.
use super::{
    actions, forms, store,
    views::{AcceptancePage, EvaluationPage, StagePage},
};
use crate::{
    kernel::refusal::{Error, Result},
    market::contract::{
        self,
        pages::{case, pdf},
        paper,
        views::{AcceptanceView, CasePage, Viewer},
    },
    platform::{db::Tx, files},
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::{HttpResponse, web::Path};
use serde_json::json;
use std::sync::Arc;

async fn stage(cx: &Cx, kind: &'static str, no: String, position: i64) -> Result<StagePage> {
    cx.person()?;
    let viewer = Viewer::of(cx);
    cx.read(move |c| {
        let contract = viewer.contract(c, &no)?;
        if !viewer.is_inside(&contract) {
            return Err(Error::Missing);
        }
        let case = CasePage::read(c, &viewer, &contract)?;
        StagePage::of(kind, case, position, contract.is_public_service)
    })
    .await
}

macro_rules! stage_forms {
    ($($(#[$meta:meta])* $name:ident $kind:literal),+) => { $(
        $(#[$meta])*
        pub async fn $name(cx: Cx, path: Path<(String, i64)>) -> Outcome {
            let (no, n) = path.into_inner();
            cx.page(&stage(&cx, $kind, no, n).await?)
        }
    )+ };
}

stage_forms! {
    /// `GET /contracts/{no}/milestones/{n}/report`
    report_form "report",
    /// `GET /contracts/{no}/milestones/{n}/acceptance`
    accept_form "acceptance",
    /// `GET /contracts/{no}/milestones/{n}/return`
    return_form "return"
}

async fn answer(cx: &Cx, submitted: &Submitted, of: (&'static str, String, i64), done: Result<Reply>) -> Outcome {
    match done {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            cx.form(&stage(cx, of.0, of.1, of.2).await?, &form)
        }
    }
}

/// Reports a stage done; shared with the API.
///
/// # Errors
/// Field errors and what the action answers.
pub(super) async fn report_it(cx: &Cx, submitted: &Submitted, no: &str, n: i64) -> Result<Reply> {
    cx.person()?;
    let summary = forms::report(submitted)?;
    let evidence = forms::evidence(cx, submitted).await?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        actions::report(tx, &no, n, &summary, &evidence)?;
        let body = json!({"contract": no, "milestone": n, "state": "reported"});
        Ok(Reply::created(format!("/contracts/{no}"), body).flash("flash-milestone-reported"))
    })
    .await
}

/// `POST /contracts/{no}/milestones/{n}/reports`
pub async fn report(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    let (no, n) = path.into_inner();
    let done = report_it(&cx, &submitted, &no, n).await;
    answer(&cx, &submitted, ("report", no, n), done).await
}

/// Accepts a stage; shared with the API.
///
/// # Errors
/// Field errors and what the action answers.
pub(super) async fn accept_it(cx: &Cx, submitted: &Submitted, no: &str, n: i64) -> Result<Reply> {
    let verdict = forms::verdict(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let a = actions::accept(tx, &no, n, &verdict)?;
        let body = json!({"no": a.no, "contract": no, "milestone": n, "value": a.accepted_value, "pay_by": a.pay_by});
        Ok(Reply::created(format!("/acceptances/{}", a.no), body).flash("flash-milestone-accepted"))
    })
    .await
}

/// `POST /contracts/{no}/milestones/{n}/acceptances`
pub async fn accept(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    let (no, n) = path.into_inner();
    let done = accept_it(&cx, &submitted, &no, n).await;
    answer(&cx, &submitted, ("acceptance", no, n), done).await
}

/// Returns a report; shared with the API.
///
/// # Errors
/// Field errors and what the action answers.
pub(super) async fn return_it(cx: &Cx, submitted: &Submitted, no: &str, n: i64) -> Result<Reply> {
    let reason = contract::forms::reason(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        actions::give_back(tx, &no, n, &reason)?;
        let body = json!({"contract": no, "milestone": n, "state": "planned"});
        Ok(Reply::done(format!("/contracts/{no}"), body).flash("flash-milestone-returned"))
    })
    .await
}

/// `POST /contracts/{no}/milestones/{n}/return`
pub async fn give_back(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    let (no, n) = path.into_inner();
    let done = return_it(&cx, &submitted, &no, n).await;
    answer(&cx, &submitted, ("return", no, n), done).await
}

/// `GET /contracts/{no}/milestones/{n}/files/{id}`: evidence, for the people inside only.
pub async fn file(cx: Cx, path: Path<(String, i64, i64)>) -> Outcome {
    let (no, n, id) = path.into_inner();
    let viewer = Viewer::of(&cx);
    let row = cx
        .read(move |c| {
            let contract = viewer.contract(c, &no)?;
            let milestone = contract::milestone(c, contract.id, n)?;
            let report = store::latest_report(c, milestone.id)?;
            let known = store::evidence(c, report.id)?.iter().any(|f| f.id == id);
            if !known || !viewer.is_inside(&contract) {
                return Err(Error::Missing);
            }
            files::row::find(c, id)
        })
        .await?;
    let bytes = cx.app.files.get(&row.sha256).await.map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type(row.media_type.as_str())
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .insert_header(("Content-Disposition", format!("attachment; filename*=UTF-8''{}", encoded(&row.name))))
        .body(bytes))
}

/// A file's name as a header bears it (RFC 8187).
fn encoded(name: &str) -> String {
    name.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-._".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

/// `GET /acceptances/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let (case, position, _) = find(&cx, no.into_inner()).await?;
    cx.page(&page(case, position)?)
}

async fn find(cx: &Cx, no: String) -> Result<(CasePage, i64, String)> {
    let viewer = Viewer::of(cx);
    let (contract, position) = cx
        .read(move |c| {
            let a = store::find_by_no(c, &no)?;
            let contract = contract::find(c, a.contract_id)?;
            if !viewer.sees(&contract) {
                return Err(Error::Missing);
            }
            let stages = contract::milestones(c, contract.id)?;
            let position = stages.iter().find(|m| m.id == a.milestone_id).map(|m| m.position).ok_or(Error::Missing)?;
            Ok((contract.no, position))
        })
        .await?;
    Ok((case(cx, contract.clone()).await?, position, contract))
}

fn page(case: CasePage, position: i64) -> Result<AcceptancePage> {
    let stage = case.stages.iter().find(|s| s.position == position).cloned().ok_or(Error::Missing)?;
    let acceptance: AcceptanceView = stage.acceptance.clone().ok_or(Error::Missing)?;
    let may_prepare = case.may.prepare && acceptance.unclaimed.is_positive();
    Ok(AcceptancePage { head: case.head, stage, acceptance, may_prepare })
}

/// `GET /acceptances/{no}/document.pdf`
pub async fn document(cx: Cx, no: Path<String>) -> Outcome {
    let (case, position, _) = find(&cx, no.into_inner()).await?;
    let view = page(case.clone(), position)?;
    let (env, locale) = (Arc::clone(cx.env()), cx.locale);
    pdf(&format!("{}.pdf", view.acceptance.no), move || {
        paper::acceptance(&env, locale, &case, &view.stage, &view.acceptance)
    })
    .await
}

async fn evaluation_page(cx: &Cx, no: String) -> Result<EvaluationPage> {
    cx.person()?;
    let case = case(cx, no).await?;
    let heard: Vec<(i64, i64)> = case
        .stages
        .iter()
        .filter_map(|s| s.acceptance.as_ref())
        .filter_map(|a| Some((a.users_asked, a.satisfied_percent?)))
        .collect();
    let asked: i64 = heard.iter().map(|h| h.0).sum();
    let weighed: i64 = heard.iter().map(|h| h.0 * h.1).sum();
    let satisfied_percent = (asked > 0).then(|| weighed / asked.max(1));
    Ok(EvaluationPage { head: case.head, accepted: case.accepted, satisfied_percent })
}

/// `GET /contracts/{no}/evaluation`
pub async fn evaluation_form(cx: Cx, no: Path<String>) -> Outcome {
    cx.page(&evaluation_page(&cx, no.into_inner()).await?)
}

/// Evaluates; shared with the API.
///
/// # Errors
/// Field errors and what the action answers.
pub(super) async fn evaluate_it(cx: &Cx, submitted: &Submitted, no: &str) -> Result<Reply> {
    let points = forms::points(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx: &mut Tx| {
        let score = actions::evaluate(tx, &no, &points)?;
        Ok(Reply::created(format!("/contracts/{no}"), json!({"contract": no, "score": score}))
            .flash("flash-contract-evaluated"))
    })
    .await
}

/// `POST /contracts/{no}/evaluation`
pub async fn evaluate(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    match evaluate_it(&cx, &submitted, &no).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&evaluation_page(&cx, no).await?, &form)
        }
    }
}
