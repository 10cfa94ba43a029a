//! The annual report over JSON.
use super::{
    actions,
    answers::{Answers, Section},
    model::{Judgement, Report, ReportState},
    pages::{self, Asked, SeasonCount, Verb},
    store,
};
use crate::{
    kernel::time::{Day, Ts},
    registry::{application::pages::files_of, organization::Organization},
    web::{
        Cx, Outcome, Reply, Submitted,
        api::Body,
        paging::{MOST, Paged},
    },
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The answers of one section by the names of its items: words, numbers, `true` or `false`, days, yuan as text.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub struct AnnualReportSectionBody(serde_json::Map<String, serde_json::Value>);

/// Handing in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnualReportSubmissionBody {
    /// That everything in it is true and complete.
    declared: bool,
}

/// Everything that is to be put right, by section.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnualReportReturnBody {
    /// What is to be put right, by `basics`, `activities`, `bodies`, `people`, `finance`, `papers`.
    defects: std::collections::BTreeMap<String, String>,
}

/// A proposed result.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnualReportProposalBody {
    /// The result.
    outcome: Judgement,
    /// Reasons.
    reasons: String,
}

/// A decision on a proposed result.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnualReportDecisionBody {
    /// `confirm` or `send_back`.
    #[schema(example = "confirm")]
    decision: String,
    /// Why it is sent back.
    #[serde(default)]
    why: String,
}

/// An annual report.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnnualReportOut {
    /// Its number.
    no: String,
    /// The year it is about.
    year: i64,
    /// Code of the organization.
    organization: String,
    /// Its name.
    name: String,
    /// Its county.
    division: String,
    /// Where it stands.
    state: ReportState,
    /// Last day to hand it in.
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// When it was handed in.
    #[schema(value_type = Option<String>, format = DateTime)]
    submitted_at: Option<Ts>,
    /// Number of the receipt; for the organization and its authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt_no: Option<String>,
    /// Whether it came after its day.
    is_late: bool,
    /// Last day to hand in again, while it is returned.
    #[schema(value_type = Option<String>, format = Date)]
    correct_by: Option<Day>,
    /// The result, once published.
    outcome: Option<Judgement>,
    /// Its reasons.
    reasons: Option<String>,
    /// When it was published.
    #[schema(value_type = Option<String>, format = DateTime)]
    concluded_at: Option<Ts>,
    /// Income in fen.
    income_fen: Option<i64>,
    /// Expenditure in fen.
    expenditure_fen: Option<i64>,
    /// Closing net assets in fen.
    net_assets_fen: Option<i64>,
    /// Ledger entry of the result.
    entry: Option<i64>,
    /// Every answer by the name of its item, money in fen; not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    answers: Option<Answers>,
}

impl AnnualReportOut {
    /// The report; with its answers where the reader may see them.
    #[must_use]
    pub fn of(r: &Report, o: &Organization, with_answers: bool) -> Self {
        let is_public = r.state == ReportState::Concluded;
        Self {
            no: r.no.clone(),
            year: r.year,
            organization: o.credit_code.clone(),
            name: o.name.clone(),
            division: o.county.clone(),
            state: r.state,
            due_on: r.due_on,
            submitted_at: r.submitted_at,
            receipt_no: r.receipt_no.clone().filter(|_| !is_public),
            is_late: r.is_late,
            correct_by: r.correct_by.filter(|_| r.state == ReportState::Returned),
            outcome: r.outcome.filter(|_| is_public),
            reasons: r.reasons.clone().filter(|_| is_public),
            concluded_at: r.decided_at,
            income_fen: pages::fen(r.income),
            expenditure_fen: pages::fen(r.expenditure),
            net_assets_fen: pages::fen(r.net_assets),
            entry: r.entry_id,
            answers: with_answers.then(|| r.answers.0.clone()),
        }
    }
}

/// A page of published reports.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnnualReportList {
    /// The reports.
    items: Vec<AnnualReportOut>,
    /// Where the next page begins.
    next: Option<String>,
}

/// A season counted for one county.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountySeasonOut {
    /// Six digits.
    division: String,
    /// The counts.
    #[serde(flatten)]
    count: SeasonCount,
}

/// A season counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeasonOut {
    /// The year reported on.
    year: i64,
    /// Everything.
    total: SeasonCount,
    /// By county.
    counties: Vec<CountySeasonOut>,
}

/// Published results, the latest first.
#[utoipa::path(get, operation_id = "annual_report_index", path = "/api/v1/reports", tag = "registry", params(("year" = Option<i64>, Query, description = "The year reported on; without it that of the running season"),
    ("outcome" = Option<String>, Query, description = "`pass`, `basic` or `fail`"), ("county" = Option<String>, Query, description = "Six digits"),
    ("q" = Option<String>, Query, description = "Words of the name, or the code"), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = AnnualReportList)))]
pub async fn index(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = asked.filter(cx.now().day());
    let page: Paged<_> = cx.read(move |c| store::published(c, &filter, MOST)).await?;
    let page = page.map(|(r, o)| AnnualReportOut::of(&r, &o, false));
    Ok(HttpResponse::Ok().json(AnnualReportList { items: page.items, next: page.next }))
}

/// A season counted, by county.
#[utoipa::path(get, operation_id = "annual_report_season", path = "/api/v1/report-seasons/{year}", tag = "registry", params(("year" = i64, Path, description = "The year reported on")),
    responses((status = 200, body = SeasonOut)))]
pub async fn season(cx: Cx, year: Path<i64>) -> Outcome {
    let (year, today) = (year.into_inner(), cx.now().day());
    let cells = cx.read(move |c| store::season(c, year)).await?;
    let (by_county, total) = pages::counted(&cells, today);
    let counties = by_county.into_iter().map(|(division, count)| CountySeasonOut { division, count }).collect();
    Ok(HttpResponse::Ok().json(SeasonOut { year, total, counties }))
}

/// One report: for everybody once its result is published, for its parties before.
#[utoipa::path(get, operation_id = "annual_report_show", path = "/api/v1/reports/{no}", tag = "registry", params(("no" = String, Path, description = "Year and code, such as `2025-52510903XXXX00019L`")),
    responses((status = 200, body = AnnualReportOut), (status = 404, description = "No such report, or not public")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let seen = pages::visible(&cx, &no).await?;
    let is_shown = seen.is_shown();
    Ok(HttpResponse::Ok().json(AnnualReportOut::of(&seen.report, &seen.organization, is_shown)))
}

/// Keeps the answers of one section; the first ones begin the draft.
#[utoipa::path(put, operation_id = "annual_report_save", path = "/api/v1/reports/{no}/sections/{section}", tag = "registry",
    params(("no" = String, Path), ("section" = String, Path, description = "`basics`, `activities`, `bodies`, `people` or `finance`")), request_body = AnnualReportSectionBody,
    responses((status = 200, body = AnnualReportOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such report or section"), (status = 409, description = "Handed in already"), (status = 422, description = "A field is wrong")))]
pub async fn save(cx: Cx, path: Path<(String, Section)>, body: Body<AnnualReportSectionBody>) -> Outcome {
    let (no, section) = path.into_inner();
    cx.answer_json(&pages::saved(&cx, &no, section, &body.submitted).await?)
}

/// Uploads papers as multipart form data, each in the field `file.PAPER`; one that is there is replaced.
#[utoipa::path(post, operation_id = "annual_report_attach", path = "/api/v1/reports/{no}/documents", tag = "registry", params(("no" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, description = "Uploaded"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such report"), (status = 409, description = "Handed in already"), (status = 422, description = "A file cannot be taken")))]
pub async fn attach(cx: Cx, req: HttpRequest, no: Path<String>, submitted: Submitted) -> Outcome {
    cx.person()?;
    pages::visible(&cx, &no).await?;
    let kept = files_of(&cx, &submitted).await?;
    let (mut submitted, no) = (submitted, no.into_inner());
    if let Some(key) = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
        submitted.push("once", key);
    }
    let reply = cx
        .once(&submitted, move |tx| {
            let mut out = Vec::new();
            for (paper, accepted, stored) in &kept {
                let id = actions::attach(tx, &no, paper, accepted, stored)?;
                out.push(
                    serde_json::json!({ "id": id, "paper": paper, "name": accepted.name, "sha256": stored.sha256 }),
                );
            }
            Ok(Reply::created(format!("/reports/{no}"), serde_json::json!({ "documents": out })))
        })
        .await?;
    cx.answer_json(&reply)
}

/// Takes a paper out.
#[utoipa::path(delete, operation_id = "annual_report_detach", path = "/api/v1/reports/{no}/documents/{id}", tag = "registry", params(("no" = String, Path), ("id" = i64, Path)),
    responses((status = 204, description = "Taken out"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such report or paper"), (status = 409, description = "Handed in already")))]
pub async fn detach(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    cx.write(move |tx| actions::detach(tx, &no, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Hands the report in, at first or after its return.
#[utoipa::path(post, operation_id = "annual_report_submit", path = "/api/v1/reports/{no}/submission", tag = "registry", params(("no" = String, Path)), request_body = AnnualReportSubmissionBody,
    responses((status = 200, body = AnnualReportOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such report"), (status = 409, description = "Something is missing; every reason is named"), (status = 422, description = "The declaration is missing")))]
pub async fn submit(cx: Cx, no: Path<String>, body: Body<AnnualReportSubmissionBody>) -> Outcome {
    cx.answer_json(&pages::handed_in(&cx, &no, &body.submitted).await?)
}

/// Returns the report with every defect, once.
#[utoipa::path(post, operation_id = "annual_report_return", path = "/api/v1/reports/{no}/return", tag = "registry", params(("no" = String, Path)), request_body = AnnualReportReturnBody,
    responses((status = 200, body = AnnualReportOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "No such report"), (status = 409, description = "Returned before, or not at the desk"), (status = 422, description = "A field is wrong")))]
pub async fn give_back(cx: Cx, no: Path<String>, body: Body<AnnualReportReturnBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Return, &body.submitted).await?)
}

/// Proposes a result.
#[utoipa::path(post, operation_id = "annual_report_propose", path = "/api/v1/reports/{no}/proposal", tag = "registry", params(("no" = String, Path)), request_body = AnnualReportProposalBody,
    responses((status = 200, body = AnnualReportOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of the authority"),
        (status = 404, description = "No such report"), (status = 409, description = "Not at the desk"), (status = 422, description = "A field is wrong")))]
pub async fn propose(cx: Cx, no: Path<String>, body: Body<AnnualReportProposalBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Propose, &body.submitted).await?)
}

/// Confirms the proposed result, which publishes it, or sends it back.
#[utoipa::path(post, operation_id = "annual_report_decide", path = "/api/v1/reports/{no}/decision", tag = "registry", params(("no" = String, Path)), request_body = AnnualReportDecisionBody,
    responses((status = 200, body = AnnualReportOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority, or who proposed"),
        (status = 404, description = "No such report"), (status = 409, description = "Nothing is proposed"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, no: Path<String>, body: Body<AnnualReportDecisionBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Decide, &body.submitted).await?)
}
