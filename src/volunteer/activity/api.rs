//! JSON handlers of activities and sign-ups.
use super::{
    actions, board, forms,
    model::{Activity, ActivityState, SignupState},
    pages::own,
    store,
};
use crate::{
    kernel::{
        refusal::Error,
        time::{Day, Ts},
    },
    platform::db::Tx,
    volunteer::person::{
        self, ServiceField, Skill,
        api::{NoBody, Nothing, Page, ReasonBody},
    },
    web::{Cx, Outcome, Reply, api::Body},
};
use actix_web::{HttpRequest, HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// An activity.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivityBody {
    /// Number.
    no: String,
    /// Title.
    title: String,
    /// Summary.
    summary: String,
    /// Field of service.
    field: ServiceField,
    /// Organizer.
    host: String,
    /// Division code.
    division: String,
    /// Place.
    place: String,
    /// Begins.
    #[schema(value_type = String, format = DateTime)]
    starts_at: Ts,
    /// Ends.
    #[schema(value_type = String, format = DateTime)]
    ends_at: Ts,
    /// Last moment to sign up.
    #[schema(value_type = String, format = DateTime)]
    sign_up_until: Ts,
    /// Places.
    capacity: i64,
    /// Places left.
    left: i64,
    /// Youngest age.
    min_age: i64,
    /// May endanger people.
    is_dangerous: bool,
    /// Risks.
    risk: String,
    /// State.
    state: ActivityState,
    /// Ledger entry of the publication.
    entry: Option<i64>,
}

fn body(a: Activity, left: i64) -> ActivityBody {
    ActivityBody {
        no: a.no,
        title: a.title,
        summary: a.summary,
        field: a.field,
        host: a.host_name,
        division: a.division.to_string(),
        place: a.place,
        starts_at: a.starts_at,
        ends_at: a.ends_at,
        sign_up_until: a.sign_up_until,
        capacity: a.capacity,
        left,
        min_age: a.min_age,
        is_dangerous: a.is_dangerous,
        risk: a.details.0.risk,
        state: a.state,
        entry: a.entry_id,
    }
}

/// A page of the board.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivitiesBody {
    /// Activities, soonest first.
    items: Vec<ActivityBody>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// Coming activities; `q`, `when` (`weekend`, `week`, `month`), `county`, `field` narrow the list.
#[utoipa::path(get, operation_id = "activity_list", path = "/api/v1/activities", tag = "volunteer",
    params(("q" = Option<String>, Query), ("when" = Option<String>, Query), ("county" = Option<String>, Query), ("field" = Option<String>, Query), ("cursor" = Option<String>, Query), ("limit" = Option<i64>, Query)),
    responses((status = 200, body = ActivitiesBody)))]
pub async fn list(cx: Cx, req: HttpRequest) -> Outcome {
    let asked = board::read(req.query_string());
    let rows = Page { cursor: String::new(), limit: asked.limit }.rows();
    let found = board::find(&cx, &asked, rows).await?;
    let next = found.page.next.clone();
    let items = found.page.items.into_iter().map(|(a, left)| body(a, left)).collect();
    Ok(HttpResponse::Ok().json(ActivitiesBody { items, next }))
}

/// One activity.
#[utoipa::path(get, operation_id = "activity_show", path = "/api/v1/activities/{no}", tag = "volunteer", params(("no" = String, Path)),
    responses((status = 200, body = ActivityBody), (status = 404, description = "No such activity")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let actor = cx.actor.clone();
    let found = cx
        .read(move |c| {
            let a = store::by_no(c, &no)?;
            if a.state == ActivityState::Draft && !a.is_run_by(&actor) {
                return Err(Error::Missing);
            }
            let taken = store::taken(c, &[a.id])?.get(&a.id.0).copied().unwrap_or(0);
            let left = (a.capacity - taken).max(0);
            Ok(body(a, left))
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// A recruiting notice.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ActivityNoticeBody)]
pub struct NoticeBody {
    /// `o` and the id of an organization, or `t` and the id of a team.
    #[schema(example = "t7")]
    host: String,
    /// Title.
    title: String,
    /// Summary.
    summary: String,
    /// Field of service.
    field: ServiceField,
    /// Division code.
    division: String,
    /// Place.
    place: String,
    /// Begins.
    #[schema(value_type = String, format = DateTime)]
    starts_at: Ts,
    /// Ends.
    #[schema(value_type = String, format = DateTime)]
    ends_at: Ts,
    /// Last moment to sign up.
    #[schema(value_type = String, format = DateTime)]
    sign_up_until: Ts,
    /// Minutes of rest, which do not count.
    #[serde(default)]
    break_minutes: i64,
    /// Places.
    capacity: i64,
    /// Youngest age.
    min_age: i64,
    /// May endanger people.
    #[serde(default)]
    is_dangerous: bool,
    /// The course of the day, line by line.
    plan: String,
    /// Skills wanted.
    #[serde(default)]
    skills: Vec<Skill>,
    /// Training.
    #[serde(default)]
    training: String,
    /// What to bring.
    #[serde(default)]
    bring: String,
    /// Cost.
    #[serde(default)]
    cost: String,
    /// Risks.
    risk: String,
    /// Whom to ask.
    contact: String,
    /// Insurer and policy number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    policy: Option<String>,
    /// Insured from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    insured_from: Option<Day>,
    /// Insured to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    insured_to: Option<Day>,
}

/// Drafts an activity.
#[utoipa::path(post, operation_id = "activity_create", path = "/api/v1/activities", tag = "volunteer", request_body = NoticeBody, security(("bearer" = [])),
    responses((status = 201, body = NoBody), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer"), (status = 409, description = "The facts do not fit"), (status = 422, description = "A field is wrong")))]
pub async fn create(cx: Cx, body: Body<NoticeBody>) -> Outcome {
    let command = forms::notice(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        let no = actions::draft(tx, &command)?;
        Ok(Reply::created(format!("/activities/{no}"), NoBody { no }))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// Rewrites a draft.
#[utoipa::path(put, operation_id = "activity_rewrite", path = "/api/v1/activities/{no}", tag = "volunteer", params(("no" = String, Path)), request_body = NoticeBody, security(("bearer" = [])),
    responses((status = 200, body = NoBody), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer"), (status = 404, description = "No such draft"), (status = 409, description = "No draft any more, or the facts do not fit"), (status = 422, description = "A field is wrong")))]
pub async fn rewrite(cx: Cx, no: Path<String>, body: Body<NoticeBody>) -> Outcome {
    let command = forms::notice(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        actions::rewrite(tx, &no, &command)?;
        Ok(Reply::done(format!("/activities/{no}"), NoBody { no: no.clone() }))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// Publishes a draft.
#[utoipa::path(post, operation_id = "activity_publish", path = "/api/v1/activities/{no}/publication", tag = "volunteer", params(("no" = String, Path)), request_body = Nothing, security(("bearer" = [])),
    responses((status = 200, description = "Published"), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer"), (status = 404, description = "No such draft"), (status = 409, description = "No draft, or the start is past"), (status = 422, description = "A field is wrong")))]
pub async fn publish(cx: Cx, no: Path<String>, body: Body<Nothing>) -> Outcome {
    let run = move |tx: &mut Tx| {
        actions::publish(tx, &no)?;
        Ok(Reply::done(format!("/activities/{no}"), json!({ "state": "open" })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// Cancels an activity and tells everybody on its list.
#[utoipa::path(post, operation_id = "activity_cancel", path = "/api/v1/activities/{no}/cancellation", tag = "volunteer", params(("no" = String, Path)), request_body = ReasonBody, security(("bearer" = [])),
    responses((status = 200, description = "Cancelled"), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer"), (status = 404, description = "No such activity"), (status = 409, description = "Running or over"), (status = 422, description = "A field is wrong")))]
pub async fn cancel(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    let reason = forms::reason(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        actions::cancel(tx, &no, &reason)?;
        Ok(Reply::done(format!("/activities/{no}"), json!({ "state": "cancelled" })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// Closes an activity that is over.
#[utoipa::path(post, operation_id = "activity_finish", path = "/api/v1/activities/{no}/completion", tag = "volunteer", params(("no" = String, Path)), request_body = Nothing, security(("bearer" = [])),
    responses((status = 200, description = "Closed"), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer"), (status = 404, description = "No such activity"), (status = 409, description = "Not over"), (status = 422, description = "A field is wrong")))]
pub async fn finish(cx: Cx, no: Path<String>, body: Body<Nothing>) -> Outcome {
    let run = move |tx: &mut Tx| {
        actions::finish(tx, &no)?;
        Ok(Reply::done(format!("/activities/{no}"), json!({ "state": "done" })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// Drafts another activity like this one.
#[utoipa::path(post, operation_id = "activity_copy", path = "/api/v1/activities/{no}/copies", tag = "volunteer", params(("no" = String, Path)), request_body = Nothing, security(("bearer" = [])),
    responses((status = 201, body = NoBody), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer"), (status = 404, description = "No such activity"), (status = 409, description = "The facts do not fit"), (status = 422, description = "A field is wrong")))]
pub async fn copy(cx: Cx, no: Path<String>, body: Body<Nothing>) -> Outcome {
    let run = move |tx: &mut Tx| {
        let no = actions::copy(tx, &no)?;
        Ok(Reply::created(format!("/activities/{no}"), NoBody { no }))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// What signing up came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedUpBody {
    /// `confirmed` or `waiting`.
    state: SignupState,
}

/// Signs me up; a full activity has a waiting list.
#[utoipa::path(post, operation_id = "activity_sign_up", path = "/api/v1/activities/{no}/signups", tag = "volunteer", params(("no" = String, Path)), request_body = Nothing, security(("bearer" = [])),
    responses((status = 201, body = SignedUpBody), (status = 401, description = "Sign in"), (status = 404, description = "No such activity"), (status = 409, description = "Not on the roll, too young, closed, or signed up already"), (status = 422, description = "A field is wrong")))]
pub async fn sign_up(cx: Cx, no: Path<String>, body: Body<Nothing>) -> Outcome {
    let run = move |tx: &mut Tx| {
        let state = actions::sign_up(tx, &no)?;
        Ok(Reply::created(format!("/activities/{no}"), SignedUpBody { state }))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// Takes my sign-up back.
#[utoipa::path(post, operation_id = "activity_withdraw", path = "/api/v1/activities/{no}/signups/mine/withdrawal", tag = "volunteer", params(("no" = String, Path)), request_body = Nothing, security(("bearer" = [])),
    responses((status = 200, description = "Taken back"), (status = 401, description = "Sign in"), (status = 404, description = "No such activity"), (status = 409, description = "Not signed up, or begun"), (status = 422, description = "A field is wrong")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<Nothing>) -> Outcome {
    let run = move |tx: &mut Tx| {
        actions::withdraw(tx, &no)?;
        Ok(Reply::done(format!("/activities/{no}"), json!({ "state": "cancelled" })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// A line of the list, for who runs the activity.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedBody {
    /// Sign-up, for marks.
    signup: i64,
    /// Order of arrival.
    place: i64,
    /// Volunteer number.
    volunteer: String,
    /// Public name.
    name: String,
    /// `confirmed` or `waiting`.
    state: SignupState,
}

/// The list of an activity, for who runs it.
#[utoipa::path(get, operation_id = "activity_signups", path = "/api/v1/activities/{no}/signups", tag = "volunteer", params(("no" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = Vec<ListedBody>), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer"), (status = 404, description = "No such activity")))]
pub async fn signups(cx: Cx, no: Path<String>) -> Outcome {
    let actor = cx.actor.clone();
    let rows = cx
        .read(move |c| {
            let a = own(c, &actor, &no)?;
            let all = store::roster(c, a.id)?;
            let names = person::names_of(c, &all.iter().map(|s| s.volunteer_id).collect::<Vec<_>>())?;
            let listed = |s: super::Signup| {
                let (volunteer, name) = names.get(&s.volunteer_id).cloned().unwrap_or_default();
                ListedBody { signup: s.id.0, place: s.place, volunteer, name, state: s.state }
            };
            Ok(all.into_iter().map(listed).collect::<Vec<_>>())
        })
        .await?;
    Ok(HttpResponse::Ok().json(rows))
}
