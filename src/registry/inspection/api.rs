//! Random inspection over JSON.
use super::{
    model::{Draw, DrawState, Finding, Inspection, InspectionState},
    pages::{self, Asked, Verb},
    store,
};
use crate::{
    kernel::time::{Day, Ts},
    registry::organization::{Organization, OrganizationKind},
    web::{Cx, Outcome, api::Body, paging::MOST},
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A draw to announce.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionDrawBody {
    /// What is inspected.
    title: String,
    /// On which basis.
    basis: String,
    /// Only organizations of this kind.
    #[serde(default)]
    kind: Option<OrganizationKind>,
    /// How many are drawn.
    sample: i64,
}

/// Nothing to say about a drawing.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionDrawingBody {}

/// The record of a visit.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionRecordBody {
    /// Day of the visit.
    visited_on: String,
    /// What was found, in words.
    facts: String,
    /// The result.
    finding: Finding,
    /// Last day to put right, where something must be.
    #[serde(default)]
    rectify_by: Option<String>,
}

/// The second officer's word.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionConfirmationBody {
    /// Whether the record is right.
    is_right: bool,
    /// Why it is not.
    #[serde(default)]
    note: String,
}

/// What was put right.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionReplyBody {
    /// In words.
    reply: String,
}

/// What the officers found when they verified.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionVerificationBody {
    /// Whether it is done.
    is_done: bool,
    /// Why it is not.
    #[serde(default)]
    note: String,
    /// The new last day.
    #[serde(default)]
    rectify_by: Option<String>,
}

/// An inspection.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionOut {
    /// Its number.
    no: String,
    /// Place in the draw.
    place: i64,
    /// Code of the organization.
    organization: String,
    /// Where it stands.
    state: InspectionState,
    /// Day of the visit, once the result is public.
    #[schema(value_type = Option<String>, format = Date)]
    visited_on: Option<Day>,
    /// The result, once public.
    finding: Option<Finding>,
    /// What was found, once public.
    facts: Option<String>,
    /// Last day to put right.
    #[schema(value_type = Option<String>, format = Date)]
    rectify_by: Option<Day>,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    closed_at: Option<Ts>,
    /// Ledger entry of the latest public act.
    entry: Option<i64>,
}

impl InspectionOut {
    /// What everybody may read of an inspection.
    #[must_use]
    pub fn of(x: &Inspection, o: &Organization) -> Self {
        let is_public = x.state.is_public();
        Self {
            no: x.no.clone(),
            place: x.place,
            organization: o.credit_code.clone(),
            state: x.state,
            visited_on: x.visited_on.filter(|_| is_public),
            finding: x.finding.filter(|_| is_public),
            facts: x.facts.clone().filter(|_| is_public),
            rectify_by: x.rectify_by.filter(|_| is_public),
            closed_at: x.closed_at,
            entry: x.entry_id,
        }
    }
}

/// A draw, with everything that lets anyone repeat it once it is drawn.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionDrawOut {
    /// Its number.
    no: String,
    /// What is inspected.
    title: String,
    /// On which basis.
    basis: String,
    /// Where it stands.
    state: DrawState,
    /// When it was announced.
    #[schema(value_type = String, format = DateTime)]
    announced_at: Ts,
    /// When it was drawn.
    #[schema(value_type = Option<String>, format = DateTime)]
    drawn_at: Option<Ts>,
    /// How many are drawn.
    sample: i64,
    /// Codes of the organizations they are drawn from, in order; not in lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    population: Vec<String>,
    /// SHA-256 of those codes, a line each.
    population_digest: String,
    /// How many officers the roster has.
    officers: usize,
    /// SHA-256 of the seed, published before it.
    commitment: String,
    /// The seed, once drawn. An organization's drawing number is `SHA-256(seed:code)`; the smallest are drawn.
    seed: Option<String>,
    /// The inspections, in the order of the draw.
    inspections: Vec<InspectionOut>,
    /// Ledger entry of the latest act.
    entry: Option<i64>,
}

impl InspectionDrawOut {
    /// A draw and the inspections it led to.
    #[must_use]
    pub fn of(d: &Draw, rows: Vec<(Inspection, Organization)>) -> Self {
        Self {
            no: d.no.clone(),
            title: d.title.clone(),
            basis: d.basis.clone(),
            state: d.state,
            announced_at: d.announced_at,
            drawn_at: d.drawn_at,
            sample: d.sample,
            population: d.population.0.clone(),
            population_digest: d.population_digest.clone(),
            officers: d.roster.0.len(),
            commitment: d.commitment.clone(),
            seed: d.seed.clone(),
            inspections: rows.iter().map(|(x, o)| InspectionOut::of(x, o)).collect(),
            entry: d.entry_id,
        }
    }
}

/// A page of draws.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionDrawList {
    /// The draws.
    items: Vec<InspectionDrawOut>,
    /// Where the next page begins.
    next: Option<String>,
}

/// Draws, the latest first.
#[utoipa::path(get, operation_id = "inspection_draw_index", path = "/api/v1/inspection-draws", tag = "registry", params(("cursor" = Option<String>, Query)),
    responses((status = 200, body = InspectionDrawList)))]
pub async fn index(cx: Cx, asked: Query<Asked>) -> Outcome {
    let cursor = asked.cursor();
    let page = cx.read(move |c| store::draws(c, cursor.as_ref(), MOST)).await?;
    let short = |d: Draw| InspectionDrawOut { population: Vec::new(), ..InspectionDrawOut::of(&d, Vec::new()) };
    let page = page.map(short);
    Ok(HttpResponse::Ok().json(InspectionDrawList { items: page.items, next: page.next }))
}

/// One draw, with everything that lets anyone repeat it.
#[utoipa::path(get, operation_id = "inspection_draw_show", path = "/api/v1/inspection-draws/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = InspectionDrawOut), (status = 404, description = "No such draw")))]
pub async fn draw(cx: Cx, no: Path<String>) -> Outcome {
    let no = no.into_inner();
    let (d, rows) = cx
        .read(move |c| {
            let d = store::draw_by_no(c, &no)?;
            let rows = store::of_draw(c, d.id)?;
            Ok((d, rows))
        })
        .await?;
    Ok(HttpResponse::Ok().json(InspectionDrawOut::of(&d, rows)))
}

/// Announces a draw: list and commitment stand from now on.
#[utoipa::path(post, operation_id = "inspection_draw_announce", path = "/api/v1/inspection-draws", tag = "registry", request_body = InspectionDrawBody,
    responses((status = 201, body = InspectionDrawOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of an authority"),
        (status = 409, description = "Too few officers or organizations"), (status = 422, description = "A field is wrong")))]
pub async fn announce(cx: Cx, body: Body<InspectionDrawBody>) -> Outcome {
    cx.answer_json(&pages::announced(&cx, &body.submitted).await?)
}

/// Draws: the seed is published.
#[utoipa::path(post, operation_id = "inspection_draw_draw", path = "/api/v1/inspection-draws/{no}/drawing", tag = "registry", params(("no" = String, Path)), request_body = InspectionDrawingBody,
    responses((status = 200, body = InspectionDrawOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of the authority, or who announced it"),
        (status = 404, description = "No such draw"), (status = 409, description = "Drawn already")))]
pub async fn drawing(cx: Cx, no: Path<String>, body: Body<InspectionDrawingBody>) -> Outcome {
    cx.answer_json(&pages::drawn(&cx, &no, &body.submitted).await?)
}

/// One inspection: for everybody once its result is published, for its parties before.
#[utoipa::path(get, operation_id = "inspection_show", path = "/api/v1/inspections/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = InspectionOut), (status = 404, description = "No such inspection, or not public")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let (x, o, ..) = pages::visible(&cx, &no).await?;
    Ok(HttpResponse::Ok().json(InspectionOut::of(&x, &o)))
}

/// Writes the record of the visit.
#[utoipa::path(post, operation_id = "inspection_record", path = "/api/v1/inspections/{no}/record", tag = "registry", params(("no" = String, Path)), request_body = InspectionRecordBody,
    responses((status = 200, body = InspectionOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not one of the two officers"),
        (status = 404, description = "No such inspection"), (status = 409, description = "Recorded already"), (status = 422, description = "A field is wrong")))]
pub async fn record(cx: Cx, no: Path<String>, body: Body<InspectionRecordBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Record, &body.submitted).await?)
}

/// Confirms the record, which publishes it, or gives it back.
#[utoipa::path(post, operation_id = "inspection_confirm", path = "/api/v1/inspections/{no}/confirmation", tag = "registry", params(("no" = String, Path)), request_body = InspectionConfirmationBody,
    responses((status = 200, body = InspectionOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the other officer"),
        (status = 404, description = "No such inspection"), (status = 409, description = "Nothing to confirm"), (status = 422, description = "A field is wrong")))]
pub async fn confirm(cx: Cx, no: Path<String>, body: Body<InspectionConfirmationBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Confirm, &body.submitted).await?)
}

/// Reports what was put right.
#[utoipa::path(post, operation_id = "inspection_reply", path = "/api/v1/inspections/{no}/rectification", tag = "registry", params(("no" = String, Path)), request_body = InspectionReplyBody,
    responses((status = 200, body = InspectionOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not an officer of the organization"),
        (status = 404, description = "No such inspection"), (status = 409, description = "Nothing is to be put right"), (status = 422, description = "A field is wrong")))]
pub async fn reply(cx: Cx, no: Path<String>, body: Body<InspectionReplyBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Reply, &body.submitted).await?)
}

/// Verifies what was put right: accepts it, or insists with a new day.
#[utoipa::path(post, operation_id = "inspection_verify", path = "/api/v1/inspections/{no}/verification", tag = "registry", params(("no" = String, Path)), request_body = InspectionVerificationBody,
    responses((status = 200, body = InspectionOut), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not one of the two officers"),
        (status = 404, description = "No such inspection"), (status = 409, description = "Nothing was reported"), (status = 422, description = "A field is wrong")))]
pub async fn verify(cx: Cx, no: Path<String>, body: Body<InspectionVerificationBody>) -> Outcome {
    cx.answer_json(&pages::done(&cx, &no, Verb::Verify, &body.submitted).await?)
}
