//! JSON handlers of hours.
use super::{
    actions, certificate, forms,
    model::{Act, HourRecord, RecordState},
    store,
};
use crate::{
    kernel::{
        refusal::{Code, Error},
        time::{Day, Ts},
    },
    platform::db::Tx,
    volunteer::{
        activity,
        person::{
            self,
            api::{NoBody, Nothing, ReasonBody},
        },
    },
    web::{Cx, Outcome, Reply, api::Body},
};
use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// One mark on the list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkBody {
    /// Sign-up.
    signup: i64,
    /// `in` or `out`.
    act: Act,
}

/// Signs somebody in or out on the spot.
#[utoipa::path(post, operation_id = "hours_mark", path = "/api/v1/activities/{no}/attendance", tag = "volunteer", params(("no" = String, Path)), request_body = MarkBody, security(("bearer" = [])),
    responses((status = 200, description = "Marked"), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer, or oneself"), (status = 404, description = "No such activity or sign-up"), (status = 409, description = "Outside the window, not insured, overlapping"), (status = 422, description = "A field is wrong")))]
pub async fn mark(cx: Cx, no: Path<String>, body: Body<MarkBody>) -> Outcome {
    let (signup, act) = forms::mark(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        actions::mark_by_list(tx, &no, signup, act)?;
        Ok(Reply::done(format!("/activities/{no}/signups"), json!({ "act": act })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// The code on the leader's screen.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckInBody {
    /// As scanned.
    code: String,
}

/// Signs me in or out by the code on the leader's screen.
#[utoipa::path(post, operation_id = "hours_check_in", path = "/api/v1/activities/{no}/check-ins", tag = "volunteer", params(("no" = String, Path)), request_body = CheckInBody, security(("bearer" = [])),
    responses((status = 200, description = "Marked"), (status = 401, description = "Sign in"), (status = 404, description = "No such activity"), (status = 409, description = "Not on the list, outside the window, overlapping"), (status = 410, description = "The code is old"), (status = 422, description = "A field is wrong")))]
pub async fn check_in(cx: Cx, no: Path<String>, body: Body<CheckInBody>) -> Outcome {
    let code = body.typed.code.clone();
    let run = move |tx: &mut Tx| {
        let act = actions::mark_by_code(tx, &no, &code)?;
        Ok(Reply::done(format!("/activities/{no}"), json!({ "act": act })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// A line of a paper list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperBody {
    /// Sign-up.
    signup: i64,
    /// Signed in at.
    #[schema(value_type = String, format = DateTime)]
    in_at: Ts,
    /// Signed out at.
    #[schema(value_type = String, format = DateTime)]
    out_at: Ts,
    /// Needed when late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// Enters a line of a paper list; the record is marked as back-dated.
#[utoipa::path(post, operation_id = "hours_paper", path = "/api/v1/activities/{no}/paper", tag = "volunteer", params(("no" = String, Path)), request_body = PaperBody, security(("bearer" = [])),
    responses((status = 200, description = "Entered"), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer, or oneself"), (status = 404, description = "No such activity or sign-up"), (status = 409, description = "Times do not fit, overlap, cap, or a missing reason"), (status = 422, description = "A field is wrong")))]
pub async fn paper(cx: Cx, no: Path<String>, body: Body<PaperBody>) -> Outcome {
    let command = forms::paper(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        actions::enter_from_paper(tx, &no, &command)?;
        Ok(Reply::done(format!("/activities/{no}/signups"), json!({})))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// How many were confirmed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConfirmedBody {
    /// Records.
    confirmed: i64,
}

/// Confirms everything of an activity that the caller may confirm.
#[utoipa::path(post, operation_id = "hours_confirm_all", path = "/api/v1/activities/{no}/confirmations", tag = "volunteer", params(("no" = String, Path)), request_body = Nothing, security(("bearer" = [])),
    responses((status = 200, body = ConfirmedBody), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer"), (status = 404, description = "No such activity"), (status = 409, description = "Nothing the caller may confirm"), (status = 422, description = "A field is wrong")))]
pub async fn confirm_all(cx: Cx, no: Path<String>, body: Body<Nothing>) -> Outcome {
    let run = move |tx: &mut Tx| {
        let confirmed = actions::confirm_all(tx, &no)?;
        Ok(Reply::done(format!("/activities/{no}"), ConfirmedBody { confirmed }))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// A record with its evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoursBody {
    /// Number.
    no: String,
    /// Activity.
    activity: String,
    /// Day.
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// Signed in at.
    #[schema(value_type = String, format = DateTime)]
    in_at: Ts,
    /// Signed out at.
    #[schema(value_type = Option<String>, format = DateTime)]
    out_at: Option<Ts>,
    /// Minutes.
    minutes: i64,
    /// State; only `effective` counts.
    state: RecordState,
    /// Entered from paper.
    back_dated: bool,
    /// Later than allowed without a reason.
    late: bool,
    /// When the second person confirmed.
    #[schema(value_type = Option<String>, format = DateTime)]
    confirmed_at: Option<Ts>,
    /// Ledger entry of the confirmation.
    entry: Option<i64>,
}

fn hours_body(r: HourRecord, activity: String) -> HoursBody {
    HoursBody {
        no: r.no,
        activity,
        day: r.served_on,
        in_at: r.in_at,
        out_at: r.out_at,
        minutes: r.minutes,
        state: r.state,
        back_dated: r.is_back_dated,
        late: r.is_late,
        confirmed_at: r.confirmed_at,
        entry: r.entry_id,
    }
}

/// A record, for its volunteer and for who runs the activity.
#[utoipa::path(get, operation_id = "hours_show", path = "/api/v1/hours/{no}", tag = "volunteer", params(("no" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = HoursBody), (status = 401, description = "Sign in"), (status = 404, description = "No such record, or not one's own")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let me = cx.person()?.account;
    let actor = cx.actor.clone();
    let found = cx
        .read(move |c| {
            let r = store::by_no(c, &no)?;
            let a = activity::by_id(c, r.activity_id)?;
            let v = person::by_id(c, r.volunteer_id)?;
            if v.account_id != Some(me.0) && !a.is_run_by(&actor) {
                return Err(Error::Missing);
            }
            Ok(hours_body(r, a.no))
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// The second person confirms.
#[utoipa::path(post, operation_id = "hours_confirm", path = "/api/v1/hours/{no}/confirmation", tag = "volunteer", params(("no" = String, Path)), request_body = Nothing, security(("bearer" = [])),
    responses((status = 200, description = "Effective"), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer, or a hand in the times"), (status = 404, description = "No such record"), (status = 409, description = "Nothing to confirm"), (status = 422, description = "A field is wrong")))]
pub async fn confirm(cx: Cx, no: Path<String>, body: Body<Nothing>) -> Outcome {
    let run = move |tx: &mut Tx| {
        let minutes = actions::confirm(tx, &no)?;
        Ok(Reply::done(format!("/hours/{no}"), json!({ "state": "effective", "minutes": minutes })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// The volunteer objects.
#[utoipa::path(post, operation_id = "hours_object", path = "/api/v1/hours/{no}/objection", tag = "volunteer", params(("no" = String, Path)), request_body = ReasonBody, security(("bearer" = [])),
    responses((status = 200, description = "Objected"), (status = 401, description = "Sign in"), (status = 404, description = "Not one's own record"), (status = 409, description = "Nothing to object to"), (status = 422, description = "A field is wrong")))]
pub async fn object(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    let reason = activity::forms::reason(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        actions::object(tx, &no, &reason)?;
        Ok(Reply::done(format!("/hours/{no}"), json!({ "state": "objected" })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// The objection does not hold.
#[utoipa::path(post, operation_id = "hours_dismiss", path = "/api/v1/hours/{no}/objection/dismissal", tag = "volunteer", params(("no" = String, Path)), request_body = ReasonBody, security(("bearer" = [])),
    responses((status = 200, description = "Dismissed; awaits a second person again"), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer, or oneself"), (status = 404, description = "No such record"), (status = 409, description = "No objection"), (status = 422, description = "A field is wrong")))]
pub async fn dismiss(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    let reason = activity::forms::reason(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        actions::dismiss(tx, &no, &reason)?;
        Ok(Reply::done(format!("/hours/{no}"), json!({ "state": "entered" })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// New times.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionBody {
    /// Signed in at.
    #[schema(value_type = String, format = DateTime)]
    in_at: Ts,
    /// Signed out at.
    #[schema(value_type = String, format = DateTime)]
    out_at: Ts,
    /// Why.
    reason: String,
}

/// Corrects the times; the record awaits a second person again.
#[utoipa::path(post, operation_id = "hours_correct", path = "/api/v1/hours/{no}/correction", tag = "volunteer", params(("no" = String, Path)), request_body = CorrectionBody, security(("bearer" = [])),
    responses((status = 200, description = "Corrected"), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer, or oneself"), (status = 404, description = "No such record"), (status = 409, description = "Times do not fit, overlap or cap"), (status = 422, description = "A field is wrong")))]
pub async fn correct(cx: Cx, no: Path<String>, body: Body<CorrectionBody>) -> Outcome {
    let command = forms::correction(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        actions::correct(tx, &no, &command)?;
        Ok(Reply::done(format!("/hours/{no}"), json!({ "state": "corrected" })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// Voids a record and the certificates that rest on it.
#[utoipa::path(post, operation_id = "hours_void", path = "/api/v1/hours/{no}/voiding", tag = "volunteer", params(("no" = String, Path)), request_body = ReasonBody, security(("bearer" = [])),
    responses((status = 200, description = "Voided"), (status = 401, description = "Sign in"), (status = 403, description = "Not the organizer, or oneself"), (status = 404, description = "No such record"), (status = 409, description = "Voided already"), (status = 422, description = "A field is wrong")))]
pub async fn void(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    let reason = activity::forms::reason(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        actions::void(tx, &no, &reason)?;
        Ok(Reply::done(format!("/hours/{no}"), json!({ "state": "voided" })))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// How the paper shows the name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawBody {
    /// The whole name instead of a masked one.
    #[serde(default)]
    whole_name: bool,
}

/// Draws a certificate of service record.
#[utoipa::path(post, operation_id = "hours_draw", path = "/api/v1/volunteers/me/certificates", tag = "volunteer", request_body = DrawBody, security(("bearer" = [])),
    responses((status = 201, body = NoBody), (status = 401, description = "Sign in"), (status = 409, description = "Not on the roll, or no hours yet"), (status = 422, description = "A field is wrong")))]
pub async fn draw(cx: Cx, body: Body<DrawBody>) -> Outcome {
    let whole = body.typed.whole_name;
    let run = move |tx: &mut Tx| {
        let no = certificate::draw(tx, whole)?;
        Ok(Reply::created("/volunteers/me/certificates", NoBody { no }))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// A certificate of mine.
#[derive(Debug, Serialize, ToSchema)]
pub struct CertificateBody {
    /// Number.
    no: String,
    /// Minutes.
    minutes: i64,
    /// When issued.
    #[schema(value_type = String, format = DateTime)]
    issued_at: Ts,
    /// When withdrawn.
    #[schema(value_type = Option<String>, format = DateTime)]
    withdrawn_at: Option<Ts>,
}

/// My certificates.
#[utoipa::path(get, operation_id = "hours_certificates", path = "/api/v1/volunteers/me/certificates", tag = "volunteer", security(("bearer" = [])),
    responses((status = 200, body = Vec<CertificateBody>), (status = 401, description = "Sign in"), (status = 409, description = "Not on the roll")))]
pub async fn certificates(cx: Cx) -> Outcome {
    let account = cx.person()?.account;
    let rows = cx
        .read(move |c| {
            let me = person::of_account(c, account)?.ok_or(Code::NotOnRoll)?;
            certificate::of_volunteer(c, me.id)
        })
        .await?;
    let body = rows.into_iter().map(|c| CertificateBody {
        no: c.no,
        minutes: c.minutes,
        issued_at: c.issued_at,
        withdrawn_at: c.withdrawn_at,
    });
    Ok(HttpResponse::Ok().json(body.collect::<Vec<_>>()))
}
