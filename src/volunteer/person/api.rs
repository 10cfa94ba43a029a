//! JSON handlers of the roll.
use super::{actions, forms, model::Private, store};
use crate::{
    kernel::{
        refusal::{Code, Error, Result},
        time::{Day, Ts},
    },
    platform::db::Tx,
    volunteer::{activity, hours},
    web::{
        Cx, Outcome, Reply,
        api::Body,
        paging::{Cursor, MOST, Paged},
    },
};
use actix_web::{HttpResponse, web::Query};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

/// Where a list goes on.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct Page {
    /// Opaque cursor of the answer before.
    #[serde(default)]
    pub cursor: String,
    /// Rows, at most 100.
    #[serde(default)]
    pub limit: Option<i64>,
}

impl Page {
    /// How many rows to answer.
    #[must_use]
    pub fn rows(&self) -> i64 {
        self.limit.unwrap_or(20).clamp(1, MOST)
    }
}

/// Nothing to say.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A reason in words.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VolunteerReasonBody)]
pub struct ReasonBody {
    /// Why, at most three hundred characters.
    reason: String,
}

/// What somebody fills in to join.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinBody {
    /// Real name; encrypted, never public.
    name: String,
    /// Public nickname.
    nickname: String,
    /// `resident_id` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    identity_kind: Option<String>,
    /// Document number; checked and not kept.
    identity_number: String,
    /// `2008-11`, for documents without a birth date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    birth_month: Option<String>,
    /// Telephone.
    phone: String,
    /// Division code.
    #[schema(example = "510903")]
    division: String,
    /// Consent to the text.
    consent: bool,
    /// Guardian of a minor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    guardian_name: Option<String>,
    /// Guardian's telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    guardian_phone: Option<String>,
    /// Guardian's consent.
    #[serde(default)]
    guardian_consent: bool,
}

/// A volunteer number.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoBody {
    /// The public number.
    pub no: String,
}

/// Joins the roll.
#[utoipa::path(post, operation_id = "person_join", path = "/api/v1/volunteers", tag = "volunteer", request_body = JoinBody, security(("bearer" = [])),
    responses((status = 201, body = NoBody), (status = 401, description = "Sign in"), (status = 409, description = "Too young, no guardian, or on the roll already"), (status = 422, description = "A field is wrong")))]
pub async fn join(cx: Cx, body: Body<JoinBody>) -> Outcome {
    cx.person()?;
    let command = forms::join(&body.submitted, cx.now().day())?;
    let run = move |tx: &mut Tx| {
        let no = actions::join(tx, &command)?;
        Ok(Reply::created("/volunteers/me", NoBody { no }))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// Myself on the roll.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeBody {
    /// Volunteer number.
    pub no: String,
    /// Nickname.
    pub nickname: String,
    /// Real name in public, with separate consent.
    pub shown_name: Option<String>,
    /// Telephone.
    pub phone: String,
    /// Division code.
    pub division: String,
    /// Skills.
    pub skills: Vec<super::Skill>,
    /// Fields of service.
    pub fields: Vec<super::ServiceField>,
    /// Effective minutes.
    pub minutes: i64,
    /// Stars they make.
    pub stars: usize,
    /// When joined.
    #[schema(value_type = String, format = DateTime)]
    pub joined_at: Ts,
}

/// Myself on the roll.
#[utoipa::path(get, operation_id = "person_me", path = "/api/v1/volunteers/me", tag = "volunteer", security(("bearer" = [])),
    responses((status = 200, body = MeBody), (status = 401, description = "Sign in"), (status = 409, description = "Not on the roll")))]
pub async fn me(cx: Cx) -> Outcome {
    let account = cx.person()?.account;
    let env = cx.env().clone();
    let now = cx.now();
    let body = cx
        .read(move |c| {
            let v = store::of_account(c, account)?.ok_or(Code::NotOnRoll)?;
            let private = Private::open(&env.keyring, &v)?.ok_or(Error::Missing)?;
            let (minutes, _) = store::standing(c, v.id)?;
            Ok(MeBody {
                no: v.no,
                nickname: v.nickname,
                shown_name: v.shown_name,
                phone: private.phone,
                division: v.division.to_string(),
                skills: v.skills.0,
                fields: v.fields.0,
                minutes,
                stars: super::stars(minutes, env.rulebook.list("vol.stars", now.day())?),
                joined_at: v.joined_at,
            })
        })
        .await?;
    Ok(HttpResponse::Ok().json(body))
}

/// What a volunteer may change.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileBody {
    /// Public nickname.
    nickname: String,
    /// Telephone.
    phone: String,
    /// Division code.
    division: String,
    /// Skills.
    #[serde(default)]
    skills: Vec<super::Skill>,
    /// Fields of service.
    #[serde(default)]
    fields: Vec<super::ServiceField>,
    /// When there is time.
    #[serde(default)]
    free_time: String,
    /// Number in the national system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    national_no: Option<String>,
    /// Separate consent to show the real name.
    #[serde(default)]
    shows_name: bool,
}

/// Changes my details; consent to show the real name is given and taken back here.
#[utoipa::path(put, operation_id = "person_change", path = "/api/v1/volunteers/me", tag = "volunteer", request_body = ProfileBody, security(("bearer" = [])),
    responses((status = 200, body = NoBody), (status = 401, description = "Sign in"), (status = 409, description = "Not on the roll"), (status = 422, description = "A field is wrong")))]
pub async fn change(cx: Cx, body: Body<ProfileBody>) -> Outcome {
    let command = forms::profile(&body.submitted)?;
    let run = move |tx: &mut Tx| {
        let no = actions::change_profile(tx, &command)?;
        Ok(Reply::done("/volunteers/me", NoBody { no }))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// Whether the number may be found again.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartureBody {
    /// Keeps a value that cannot be turned back, so that the same person finds the same number.
    #[serde(default)]
    keeps_number: bool,
}

/// Leaves the roll: contact and identity are deleted.
#[utoipa::path(post, operation_id = "person_leave", path = "/api/v1/volunteers/me/departure", tag = "volunteer", request_body = DepartureBody, security(("bearer" = [])),
    responses((status = 200, description = "Left"), (status = 401, description = "Sign in"), (status = 409, description = "Not on the roll"), (status = 422, description = "A field is wrong")))]
pub async fn leave(cx: Cx, body: Body<DepartureBody>) -> Outcome {
    let keeps = body.typed.keeps_number;
    let run = move |tx: &mut Tx| {
        actions::leave(tx, keeps)?;
        Ok(Reply::done("/volunteers/me", json!({})))
    };
    let reply = cx.once(&body.submitted, run).await?;
    cx.answer_json(&reply)
}

/// One of my records.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordBody {
    /// Number.
    pub no: String,
    /// Day.
    #[schema(value_type = String, format = Date)]
    pub day: Day,
    /// Activity.
    pub title: String,
    /// Place.
    pub place: String,
    /// Organizer.
    pub host: String,
    /// Minutes.
    pub minutes: i64,
    /// State; only `effective` counts.
    pub state: hours::RecordState,
    /// Entered from paper.
    pub back_dated: bool,
    /// Ledger entry of the confirmation.
    pub entry: Option<i64>,
}

/// A page of records.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordsBody {
    /// Records, newest first.
    pub items: Vec<RecordBody>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// My records of service.
#[utoipa::path(get, operation_id = "person_records", path = "/api/v1/volunteers/me/records", tag = "volunteer", params(Page), security(("bearer" = [])),
    responses((status = 200, body = RecordsBody), (status = 401, description = "Sign in"), (status = 409, description = "Not on the roll")))]
pub async fn records(cx: Cx, page: Query<Page>) -> Outcome {
    let account = cx.person()?.account;
    let (rows, after) = (page.rows(), Cursor::decode(&page.cursor));
    let found = cx
        .read(move |c| {
            let me = store::of_account(c, account)?.ok_or(Code::NotOnRoll)?;
            hours::own_records(c, me.id, after.as_ref(), rows)
        })
        .await?;
    let paged = Paged::cut(found, rows, hours::cursor_of);
    let items = paged.items.into_iter().map(|(r, title, place, host)| RecordBody {
        no: r.no,
        day: r.served_on,
        title,
        place,
        host,
        minutes: r.minutes,
        state: r.state,
        back_dated: r.is_back_dated,
        entry: r.entry_id,
    });
    Ok(HttpResponse::Ok().json(RecordsBody { items: items.collect(), next: paged.next }))
}

/// One of my sign-ups to come.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignupBody {
    /// Activity.
    pub activity: String,
    /// Title.
    pub title: String,
    /// Begins.
    #[schema(value_type = String, format = DateTime)]
    pub starts_at: Ts,
    /// Order of arrival.
    pub place: i64,
    /// `confirmed` or `waiting`.
    pub state: activity::SignupState,
}

/// My sign-ups to come.
#[utoipa::path(get, operation_id = "person_signups", path = "/api/v1/volunteers/me/signups", tag = "volunteer", security(("bearer" = [])),
    responses((status = 200, body = Vec<SignupBody>), (status = 401, description = "Sign in"), (status = 409, description = "Not on the roll")))]
pub async fn signups(cx: Cx) -> Outcome {
    let account = cx.person()?.account;
    let now = cx.now();
    let found: Result<Vec<SignupBody>> = cx
        .read(move |c| {
            let me = store::of_account(c, account)?.ok_or(Code::NotOnRoll)?;
            let rows = activity::coming(c, me.id, now)?;
            let body = |(s, a): (activity::Signup, activity::Activity)| SignupBody {
                activity: a.no,
                title: a.title,
                starts_at: a.starts_at,
                place: s.place,
                state: s.state,
            };
            Ok(rows.into_iter().map(body).collect())
        })
        .await;
    Ok(HttpResponse::Ok().json(found?))
}
