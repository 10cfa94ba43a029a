//! JSON handlers of teams.
use super::{
    actions, forms,
    model::Team,
    pages::{Asked, cursor_of},
    store,
};
use crate::{
    kernel::time::Day,
    platform::db::Tx,
    volunteer::person::{
        ServiceField,
        api::{NoBody, Nothing, Page},
    },
    web::{
        Cx, Outcome, Reply,
        api::Body,
        paging::{Cursor, Paged},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use chrono::Months;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

/// What the list is narrowed by.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct TeamsQuery {
    /// Part of a name.
    #[serde(default)]
    q: String,
    /// Six digits of a county.
    #[serde(default)]
    county: String,
    /// Field of service.
    #[serde(default)]
    field: String,
    /// Opaque cursor.
    #[serde(default)]
    cursor: String,
    /// Rows, at most 100.
    #[serde(default)]
    limit: Option<i64>,
}

/// A team.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamBody {
    /// Number.
    no: String,
    /// Name.
    name: String,
    /// Organization above it.
    host: String,
    /// Division code.
    division: String,
    /// Fields of service.
    fields: Vec<ServiceField>,
    /// Founded on.
    #[schema(value_type = String, format = Date)]
    founded_on: Day,
    /// Effective minutes.
    minutes: i64,
    /// Members; only of a single team.
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<i64>,
    /// Members with a record in twelve months; only of a single team.
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<i64>,
}

fn body(t: Team) -> TeamBody {
    TeamBody {
        no: t.no,
        name: t.name,
        host: t.host_name,
        division: t.division.to_string(),
        fields: t.fields.0,
        founded_on: t.founded_on,
        minutes: t.minutes,
        members: None,
        active: None,
    }
}

/// A page of teams.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamsBody {
    /// Teams, most hours first.
    items: Vec<TeamBody>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// The public list of teams.
#[utoipa::path(get, operation_id = "team_list", path = "/api/v1/teams", tag = "volunteer", params(TeamsQuery), responses((status = 200, body = TeamsBody)))]
pub async fn list(cx: Cx, query: Query<TeamsQuery>) -> Outcome {
    let q = query.into_inner();
    let rows = Page { cursor: String::new(), limit: q.limit }.rows();
    let after = Cursor::decode(&q.cursor);
    let filter = Asked { q: q.q, county: q.county, field: q.field, cursor: String::new() }.filter();
    let found = cx.read(move |c| store::page(c, &filter, after.as_ref(), rows)).await?;
    let paged = Paged::cut(found, rows, cursor_of);
    let next = paged.next.clone();
    Ok(HttpResponse::Ok().json(TeamsBody { items: paged.items.into_iter().map(body).collect(), next }))
}

/// One team, with its counts; no names of persons.
#[utoipa::path(get, operation_id = "team_show", path = "/api/v1/teams/{no}", tag = "volunteer", params(("no" = String, Path)),
    responses((status = 200, body = TeamBody), (status = 404, description = "No such team")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let since = cx.now().day().checked_sub_months(Months::new(12)).unwrap_or_default();
    let found = cx
        .read(move |c| {
            let team = store::by_no(c, &no)?;
            let figures = store::figures(c, team.id, since)?;
            Ok(TeamBody { members: Some(figures.members), active: Some(figures.active), ..body(team) })
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// What founding a team takes.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FoundBody {
    /// Name.
    name: String,
    /// Id of an organization the caller is officer of.
    organization: i64,
    /// Division code.
    division: String,
    /// Community served.
    community: String,
    /// Fields of service.
    #[serde(default)]
    fields: Vec<ServiceField>,
    /// Introduction.
    intro: String,
    /// Leader's volunteer number.
    leader_no: String,
    /// Deputy's volunteer number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deputy_no: Option<String>,
}

/// Founds a team.
#[utoipa::path(post, operation_id = "team_found", path = "/api/v1/teams", tag = "volunteer", request_body = FoundBody, security(("bearer" = [])),
    responses((status = 201, body = NoBody), (status = 401, description = "Sign in"), (status = 403, description = "Not an officer of the organization"), (status = 409, description = "Name taken, or leader not on the roll"), (status = 422, description = "A field is wrong")))]
pub async fn found(cx: Cx, body: Body<FoundBody>) -> Outcome {
    let command = forms::found(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        let no = actions::found(tx, &command)?;
        Ok(Reply::created(format!("/teams/{no}"), NoBody { no }))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// Asks to join.
#[utoipa::path(post, operation_id = "team_ask", path = "/api/v1/teams/{no}/requests", tag = "volunteer", params(("no" = String, Path)), request_body = Nothing, security(("bearer" = [])),
    responses((status = 201, description = "Asked"), (status = 401, description = "Sign in"), (status = 404, description = "No such team"), (status = 409, description = "Not on the roll, or in the team already"), (status = 422, description = "A field is wrong")))]
pub async fn ask(cx: Cx, no: Path<String>, body: Body<Nothing>) -> Outcome {
    let run = move |tx: &mut Tx| {
        actions::ask(tx, &no)?;
        Ok(Reply::created(format!("/teams/{no}"), json!({})))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// A leader's answer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TeamDecisionBody)]
pub struct DecisionBody {
    /// Accepted or not.
    accept: bool,
}

/// Accepts or declines a request.
#[utoipa::path(post, operation_id = "team_decide", path = "/api/v1/teams/{no}/requests/{id}/decision", tag = "volunteer", params(("no" = String, Path), ("id" = i64, Path)), request_body = DecisionBody, security(("bearer" = [])),
    responses((status = 200, description = "Decided"), (status = 401, description = "Sign in"), (status = 403, description = "Not a leader, or one's own request"), (status = 404, description = "No such request"), (status = 409, description = "No longer waiting"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, path: Path<(String, i64)>, body: Body<DecisionBody>) -> Outcome {
    let ((no, id), accept) = (path.into_inner(), body.typed.accept);
    let run = move |tx: &mut Tx| {
        actions::decide(tx, &no, id, accept)?;
        Ok(Reply::done(format!("/teams/{no}"), json!({ "accepted": accept })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}
