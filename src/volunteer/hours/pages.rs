//! HTML handlers of hours: the day, the code, the record, the certificate.
use super::{
    actions::{self, hours_text},
    certificate, forms,
    model::{Act, HourRecord, Note, RecordState},
    rules, store,
    views::{AttendancePage, AttendanceRow, CheckInPage, CodePage, NoteRow, RecordPage, WaitingPage, WaitingRow},
};
use crate::{
    kernel::{
        actor::{AccountId, Actor},
        refusal::{Code, Error, Result},
        time::Ts,
    },
    platform::{
        db::{Conn, Tx},
        document,
    },
    registry,
    volunteer::{
        activity::{self, Activity, ActivityState, SignupState, insurance_covers},
        person::{self, Volunteer, pages::seats},
    },
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::{HttpResponse, http::header, web::Path};
use serde_json::json;

/// `GET /activities/{no}/attendance`
pub async fn attendance(cx: Cx, no: Path<String>) -> Outcome {
    let page = attendance_page(&cx, &no).await?;
    cx.page(&page)
}

async fn attendance_page(cx: &Cx, no: &str) -> Result<AttendancePage> {
    let (no, cx2) = (no.to_owned(), cx.clone());
    cx.read(move |c| {
        let (a, me) = run(c, &cx2.actor, &no)?;
        let rows = rows(c, &a, me)?;
        let (opens_at, _) = rules::window(&a, Act::In);
        let (begins_at, closes_at) = rules::window(&a, Act::Out);
        let now = cx2.now();
        let live = matches!(a.state, ActivityState::Open | ActivityState::Running);
        let lacks_insurance = a.is_dangerous && !insurance_covers(&a.details.0.insurance, a.starts_at.day());
        let to_confirm = rows.iter().filter(|r| r.may_confirm).count();
        Ok(AttendancePage {
            no: a.no,
            title: a.title,
            state: a.state,
            starts_at: a.starts_at,
            ends_at: a.ends_at,
            opens_at,
            closes_at,
            is_open: live && opens_at <= now && now <= closes_at && !lacks_insurance,
            may_sign_out: begins_at <= now,
            lacks_insurance,
            rows,
            to_confirm: i64::try_from(to_confirm).unwrap_or(0),
            from: local(a.starts_at),
            to: local(a.ends_at),
        })
    })
    .await
}

fn local(at: Ts) -> String {
    at.local().format("%Y-%m-%dT%H:%M").to_string()
}

fn run(c: &mut Conn, actor: &Actor, no: &str) -> Result<(Activity, AccountId)> {
    let me = actor.account().ok_or(Error::SignIn)?;
    let a = activity::by_no(c, no)?;
    match (a.is_run_by(actor), a.state) {
        (true, _) => Ok((a, me)),
        (false, ActivityState::Draft) => Err(Error::Missing),
        (false, _) => Err(Code::NotYourRole.into()),
    }
}

fn rows(c: &mut Conn, a: &Activity, me: AccountId) -> Result<Vec<AttendanceRow>> {
    let mut out = Vec::new();
    for s in activity::roster(c, a.id)? {
        let v = person::by_id(c, s.volunteer_id)?;
        let record = store::of_signup(c, s.id)?;
        out.push(AttendanceRow {
            signup: s.id.0,
            place: s.place,
            name: v.public_name().to_owned(),
            volunteer: v.no.clone(),
            listed: s.state.word().to_owned(),
            record: record.as_ref().map(|r| r.no.clone()),
            state: record.as_ref().map(|r| r.state),
            in_at: record.as_ref().map(|r| r.in_at),
            out_at: record.as_ref().and_then(|r| r.out_at),
            hours: record.as_ref().map_or_else(String::new, |r| hours_text(r.minutes)),
            may_confirm: record.as_ref().is_some_and(|r| can_confirm(r, &v, me, true)),
            is_me: v.account_id == Some(me.0),
        });
    }
    Ok(out)
}

fn can_confirm(r: &HourRecord, v: &Volunteer, me: AccountId, runs: bool) -> bool {
    matches!(r.state, RecordState::Entered | RecordState::Corrected)
        && rules::may_confirm(r, v.account_id, me, runs).is_ok()
}

async fn back(cx: &Cx, no: &str, submitted: &Submitted, e: Error) -> Outcome {
    let filled = cx.filled(submitted, e)?;
    let page = attendance_page(cx, no).await?;
    cx.form(&page, &filled)
}

/// `POST /activities/{no}/attendance`: one mark on the list.
pub async fn mark(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let to = no.clone();
    let (signup, act) = match forms::mark(&submitted) {
        Ok(mark) => mark,
        Err(e) => return back(&cx, &to, &submitted, e).await,
    };
    let run = move |tx: &mut Tx| {
        actions::mark_by_list(tx, &no, signup, act)?;
        Ok(Reply::done(format!("/activities/{no}/attendance"), json!({})))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => back(&cx, &to, &submitted, e).await,
    }
}

/// `POST /activities/{no}/paper`: one line of a paper list.
pub async fn paper(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let to = no.clone();
    let command = match forms::paper(&submitted) {
        Ok(command) => command,
        Err(e) => return back(&cx, &to, &submitted, e).await,
    };
    let run = move |tx: &mut Tx| {
        actions::enter_from_paper(tx, &no, &command)?;
        Ok(Reply::done(format!("/activities/{no}/attendance"), json!({})).flash("flash-paper-entered"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => back(&cx, &to, &submitted, e).await,
    }
}

/// `POST /activities/{no}/confirmations`: everything this person may confirm.
pub async fn confirm_all(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let to = no.clone();
    let run = move |tx: &mut Tx| {
        let n = actions::confirm_all(tx, &no)?;
        Ok(Reply::done(format!("/activities/{no}/attendance"), json!({ "confirmed": n }))
            .flash("flash-hours-confirmed"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => back(&cx, &to, &submitted, e).await,
    }
}

/// `GET /activities/{no}/code/{act}`: the changing code for the leader's screen.
pub async fn code(cx: Cx, path: Path<(String, String)>) -> Outcome {
    let (no, act) = path.into_inner();
    let act: Act = act.parse().map_err(|_| Error::Missing)?;
    let actor = cx.actor.clone();
    let (a, me, counts) = cx
        .read(move |c| {
            let (a, me) = run(c, &actor, &no)?;
            let listed = activity::roster(c, a.id)?.iter().filter(|s| s.state == SignupState::Confirmed).count();
            let signed_in = store::of_activity(c, a.id)?.len();
            Ok((a, me, (signed_in, listed)))
        })
        .await?;
    let now = cx.now();
    let code = rules::code(&cx.env().keyring, &a.no, act, me, now);
    let address = format!("{}/check-in/{}/{code}", cx.env().config.public_url(), a.no);
    let count = |n: usize| i64::try_from(n).unwrap_or(0);
    cx.page(&CodePage {
        no: a.no,
        title: a.title,
        act,
        svg: document::qr_svg(&address)?,
        seconds: rules::CODE_SECONDS - now.utc().timestamp().rem_euclid(rules::CODE_SECONDS),
        signed_in: count(counts.0),
        listed: count(counts.1),
    })
}

/// `GET /check-in/{no}/{code}`: what the scanned code opens; being fetched it marks nothing.
pub async fn check_in_form(cx: Cx, path: Path<(String, String)>) -> Outcome {
    cx.person()?;
    let (no, code) = path.into_inner();
    let page = check_in_page(&cx, no, code).await?;
    cx.page(&page)
}

async fn check_in_page(cx: &Cx, no: String, code: String) -> Result<CheckInPage> {
    let act = rules::read_code(&cx.env().keyring, &no, &code, cx.now()).ok().map(|(act, _)| act);
    let a = cx.read(move |c| activity::by_no(c, &no)).await?;
    if a.state == ActivityState::Draft {
        return Err(Error::Missing);
    }
    Ok(CheckInPage { no: a.no, title: a.title, place: a.place, code, act })
}

/// `POST /check-in/{no}/{code}`
pub async fn check_in(cx: Cx, path: Path<(String, String)>, submitted: Submitted) -> Outcome {
    let (no, code) = path.into_inner();
    let (to, shown) = (no.clone(), code.clone());
    let run = move |tx: &mut Tx| {
        let act = actions::mark_by_code(tx, &no, &code)?;
        let flash = if act == Act::In { "flash-signed-in-here" } else { "flash-signed-out-here" };
        Ok(Reply::done(format!("/activities/{no}"), json!({ "act": act })).flash(flash))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let page = check_in_page(&cx, to, shown).await?;
            cx.form(&page, &filled)
        }
    }
}

/// `GET /hours`: what waits for this person.
pub async fn waiting(cx: Cx) -> Outcome {
    let me = cx.person()?.account;
    let (organizations, teams) = seats(&cx);
    let items = cx
        .read(move |c| {
            let mut out = Vec::new();
            for r in store::waiting_for(c, &organizations, &teams, 200)? {
                let a = activity::by_id(c, r.activity_id)?;
                let v = person::by_id(c, r.volunteer_id)?;
                out.push(WaitingRow {
                    may_confirm: can_confirm(&r, &v, me, true),
                    no: r.no,
                    activity: a.no,
                    title: a.title,
                    name: v.public_name().to_owned(),
                    day: r.served_on,
                    hours: hours_text(r.minutes),
                    state: r.state,
                    is_back_dated: r.is_back_dated,
                });
            }
            Ok(out)
        })
        .await?;
    cx.page(&WaitingPage { items })
}

/// `GET /hours/{no}`
pub async fn record(cx: Cx, no: Path<String>) -> Outcome {
    let page = record_page(&cx, &no).await?;
    cx.page(&page)
}

async fn record_page(cx: &Cx, no: &str) -> Result<RecordPage> {
    let me = cx.person()?.account;
    let (no, actor) = (no.to_owned(), cx.actor.clone());
    cx.read(move |c| {
        let r = store::by_no(c, &no)?;
        let a = activity::by_id(c, r.activity_id)?;
        let v = person::by_id(c, r.volunteer_id)?;
        let (is_mine, runs) = (v.account_id == Some(me.0), a.is_run_by(&actor));
        // A record is nobody else's business, so for others it does not exist.
        if !is_mine && !runs {
            return Err(Error::Missing);
        }
        let notes = store::notes(c, r.id)?;
        Ok(RecordPage {
            may_confirm: can_confirm(&r, &v, me, runs),
            handles: runs && !is_mine,
            is_mine,
            activity: a.no.clone(),
            title: a.title.clone(),
            place: a.place.clone(),
            host: a.host_name.clone(),
            name: v.public_name().to_owned(),
            day: r.served_on,
            in_at: r.in_at,
            in_how: r.in_how,
            out_at: r.out_at,
            out_how: r.out_how,
            hours: hours_text(r.minutes),
            state: r.state,
            is_back_dated: r.is_back_dated,
            is_late: r.is_late,
            confirmed_at: r.confirmed_at,
            entry: r.entry_id,
            notes: notes.into_iter().map(note_row).collect(),
            from: local(r.in_at),
            to: local(r.out_at.unwrap_or(a.ends_at)),
            reason: r.reason,
            no: r.no,
        })
    })
    .await
}

fn note_row(n: Note) -> NoteRow {
    NoteRow {
        kind: n.kind,
        reason: n.reason,
        old: n.old.as_ref().map(|t| hours_text(t.0.minutes)),
        new: n.new.as_ref().map(|t| hours_text(t.0.minutes)),
        old_times: n.old.map(|t| t.0),
        entry: n.entry_id,
        at: n.at,
    }
}

/// Runs one act on a record and shows the record again.
async fn on_record(
    cx: Cx,
    no: String,
    submitted: Submitted,
    flash: &'static str,
    mut act: impl FnMut(&mut Tx, &str) -> Result<()> + Send + 'static,
) -> Outcome {
    let to = no.clone();
    let run = move |tx: &mut Tx| {
        act(tx, &no)?;
        Ok(Reply::done(format!("/hours/{no}"), json!({})).flash(flash))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => record_back(&cx, &to, &submitted, e).await,
    }
}

async fn record_back(cx: &Cx, no: &str, submitted: &Submitted, e: Error) -> Outcome {
    let filled = cx.filled(submitted, e)?;
    let page = record_page(cx, no).await?;
    cx.form(&page, &filled)
}

/// `POST /hours/{no}/confirmation`
pub async fn confirm(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    on_record(cx, no.into_inner(), submitted, "flash-hours-confirmed", |tx, no| actions::confirm(tx, no).map(|_| ()))
        .await
}

/// `POST /hours/{no}/objection`
pub async fn object(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match activity::forms::reason(&submitted) {
        Ok(reason) => {
            on_record(cx, no.into_inner(), submitted, "flash-hours-objected", move |tx, no| {
                actions::object(tx, no, &reason)
            })
            .await
        }
        Err(e) => record_back(&cx, &no, &submitted, e).await,
    }
}

/// `POST /hours/{no}/objection/dismissal`
pub async fn dismiss(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match activity::forms::reason(&submitted) {
        Ok(reason) => {
            on_record(cx, no.into_inner(), submitted, "flash-hours-dismissed", move |tx, no| {
                actions::dismiss(tx, no, &reason)
            })
            .await
        }
        Err(e) => record_back(&cx, &no, &submitted, e).await,
    }
}

/// `POST /hours/{no}/voiding`
pub async fn void(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match activity::forms::reason(&submitted) {
        Ok(reason) => {
            on_record(cx, no.into_inner(), submitted, "flash-hours-voided", move |tx, no| {
                actions::void(tx, no, &reason)
            })
            .await
        }
        Err(e) => record_back(&cx, &no, &submitted, e).await,
    }
}

/// `POST /hours/{no}/correction`
pub async fn correct(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match forms::correction(&submitted) {
        Ok(command) => {
            on_record(cx, no.into_inner(), submitted, "flash-hours-corrected", move |tx, no| {
                actions::correct(tx, no, &command)
            })
            .await
        }
        Err(e) => record_back(&cx, &no, &submitted, e).await,
    }
}

/// `POST /volunteer/certificates`
pub async fn draw(cx: Cx, submitted: Submitted) -> Outcome {
    let whole = submitted.raw("whole_name").is_some();
    let run = move |tx: &mut Tx| {
        let no = certificate::draw(tx, whole)?;
        Ok(Reply::created("/volunteer#certificates", json!({ "no": no })).flash("flash-certificate-drawn"))
    };
    let reply = cx.once(&submitted, run).await?;
    cx.answer(&reply)
}

/// `GET /volunteer/certificates/{no}.pdf`: the paper, for the volunteer alone.
pub async fn certificate_pdf(cx: Cx, no: Path<String>) -> Outcome {
    let me = cx.person()?.account;
    let found = cx
        .read(move |c| {
            let found = certificate::by_no(c, &no)?;
            let mine = person::of_account(c, me)?.is_some_and(|v| v.id == found.volunteer_id);
            if !mine {
                return Err(Error::Missing);
            }
            let token = registry::certificate::find(c, &found.no)?.token;
            Ok((found, token))
        })
        .await?;
    let (app, locale, name) = (cx.app.clone(), cx.locale, found.0.no.clone());
    let pdf = actix_web::web::block(move || certificate::paper(&app, locale, &found.0, &found.1))
        .await
        .map_err(|e| anyhow::anyhow!("drawing a paper ended: {e}"))??;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}.pdf\"")))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(pdf))
}
