//! HTML handlers of the roll.
use super::{
    actions, forms,
    model::{Private, Volunteer},
    rules::{self, AgeLimits},
    store,
    views::{
        CertificateRow, Choice, ComingRow, JoinPage, LeavePage, MinePage, ProfilePage, RecordRow, TeamRow, WelcomePage,
    },
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        identity::DocumentKind,
        refusal::{Code, Error, Result},
    },
    platform::{db::Conn, i18n},
    volunteer::{activity, hours, team},
    web::{
        Cx, Filled, Outcome, Reply, Submitted,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::{HttpResponse, http::header, web::Query};
use serde::Deserialize;
use serde_json::json;

/// Where a list goes on, and where a form leads.
#[derive(Debug, Default, Deserialize)]
pub struct At {
    /// Opaque cursor.
    #[serde(default)]
    cursor: String,
    /// A path of this site.
    #[serde(default)]
    next: String,
}

/// `GET /volunteer`: the own page; for others what volunteering here means.
pub async fn mine(cx: Cx, at: Query<At>) -> Outcome {
    let Some(account) = cx.actor.account() else { return welcome(&cx).await };
    let Some(me) = cx.read(move |c| store::of_account(c, account)).await? else { return welcome(&cx).await };
    let after = Cursor::decode(&at.cursor);
    let (env, now) = (cx.env().clone(), cx.now());
    let runs = cx.actor.is(Role::Officer) || cx.actor.is(Role::Leader);
    let page = cx
        .read(move |c| {
            let table = env.rulebook.list("vol.stars", now.day())?.to_vec();
            own_page(c, &me, after.as_ref(), (&table, now, runs))
        })
        .await?;
    cx.page(&page)
}

async fn welcome(cx: &Cx) -> Outcome {
    let (volunteers, minutes) = cx.read(|c| Ok((store::count(c)?, hours::total_minutes(c)?))).await?;
    cx.page(&WelcomePage { volunteers, hours: i18n::number(minutes / 60) })
}

fn own_page(
    c: &mut Conn,
    me: &Volunteer,
    after: Option<&Cursor>,
    (table, now, runs): (&[u32], crate::kernel::time::Ts, bool),
) -> Result<MinePage> {
    let (minutes, records_count) = store::standing(c, me.id)?;
    let stars = rules::stars(minutes, table);
    let paged = Paged::cut(hours::own_records(c, me.id, after, ROWS)?, ROWS, hours::cursor_of);
    let next = paged.next.clone();
    Ok(MinePage {
        no: me.no.clone(),
        nickname: me.nickname.clone(),
        hours: hours::actions::hours_text(minutes),
        stars,
        next_star: table.get(stars).map(|h| i64::from(*h)),
        records_count,
        waiting_hours: hours::actions::hours_text(hours::waiting_minutes(c, me.id)?),
        coming: coming(c, me, now)?,
        records: paged.items.into_iter().map(record_row).collect(),
        next,
        teams: teams(c, me)?,
        certificates: certificates(c, me)?,
        runs,
    })
}

fn record_row((r, title, place, host): (hours::HourRecord, String, String, String)) -> RecordRow {
    RecordRow {
        no: r.no,
        day: r.served_on,
        title,
        place,
        host,
        hours: hours::actions::hours_text(r.minutes),
        state: r.state,
        is_back_dated: r.is_back_dated,
        entry: r.entry_id,
    }
}

fn coming(c: &mut Conn, me: &Volunteer, now: crate::kernel::time::Ts) -> Result<Vec<ComingRow>> {
    let rows = activity::coming(c, me.id, now)?;
    Ok(rows
        .into_iter()
        .map(|(s, a)| ComingRow {
            no: a.no,
            title: a.title,
            place: a.place,
            starts_at: a.starts_at,
            state: s.state.word().to_owned(),
        })
        .collect())
}

fn teams(c: &mut Conn, me: &Volunteer) -> Result<Vec<TeamRow>> {
    let rows = team::of_volunteer(c, me.id)?;
    Ok(rows
        .into_iter()
        .map(|(t, role, state)| TeamRow {
            no: t.no,
            name: t.name,
            role: role.word().to_owned(),
            state: state.word().to_owned(),
        })
        .collect())
}

fn certificates(c: &mut Conn, me: &Volunteer) -> Result<Vec<CertificateRow>> {
    let rows = hours::certificate::of_volunteer(c, me.id)?;
    Ok(rows
        .into_iter()
        .map(|x| CertificateRow {
            no: x.no,
            hours: hours::actions::hours_text(x.minutes),
            issued_at: x.issued_at,
            is_valid: x.withdrawn_at.is_none(),
        })
        .collect())
}

/// Counties of the city and the streets and towns below them, in the reader's language.
#[must_use]
pub fn divisions(cx: &Cx, with_streets: bool) -> Vec<Choice> {
    let all = cx.env().rulebook.divisions();
    let zh = cx.locale == i18n::Locale::Zh;
    let mut out = Vec::new();
    for county in all.counties() {
        let name = if zh { &county.zh } else { &county.en };
        out.push(Choice::new(county.code.as_str(), name.clone()));
        if with_streets {
            let below = all.children(&county.code);
            out.extend(below.map(|d| {
                let street = if zh { &d.zh } else { &d.en };
                Choice::new(d.code.as_str(), format!("{name} · {street}"))
            }));
        }
    }
    out
}

fn join_page(cx: &Cx, next: &str) -> Result<JoinPage> {
    let person = cx.person()?;
    let limits = AgeLimits::on(&cx.env().rulebook, cx.now().day())?;
    Ok(JoinPage {
        name: person.name.clone(),
        divisions: divisions(cx, true),
        kinds: DocumentKind::ALL.iter().map(|k| k.as_str().to_owned()).collect(),
        least: i64::from(limits.least),
        guardian_below: i64::from(limits.guardian_below),
        consent: super::model::CONSENT_VERSION,
        next: safe(next),
    })
}

/// Only paths of this site; anything else leads to the own page.
fn safe(next: &str) -> String {
    let local = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    if local { next.to_owned() } else { "/volunteer".to_owned() }
}

/// `GET /volunteer/join`
pub async fn join_form(cx: Cx, at: Query<At>) -> Outcome {
    let account = cx.person()?.account;
    if cx.read(move |c| store::of_account(c, account)).await?.is_some() {
        return Ok(cx.see_other("/volunteer", None));
    }
    cx.page(&join_page(&cx, &at.next)?)
}

/// `POST /volunteer/join`
pub async fn join(cx: Cx, submitted: Submitted) -> Outcome {
    let page = join_page(&cx, submitted.raw("next").unwrap_or_default())?;
    let command = match forms::join(&submitted, cx.now().day()) {
        Ok(command) => command,
        Err(e) => return cx.form(&page, &cx.filled(&submitted, e)?),
    };
    let to = page.next.clone();
    let run = move |tx: &mut crate::platform::db::Tx| {
        let no = actions::join(tx, &command)?;
        Ok(Reply::created(to.clone(), json!({ "no": no })).flash("flash-volunteer-joined"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => cx.form(&page, &cx.filled(&submitted, e)?),
    }
}

async fn myself(cx: &Cx) -> Result<(Volunteer, Private)> {
    let account: AccountId = cx.person()?.account;
    let me = cx.read(move |c| store::of_account(c, account)).await?.ok_or(Code::NotOnRoll)?;
    let private = Private::open(&cx.env().keyring, &me)?.ok_or(Error::Missing)?;
    Ok((me, private))
}

async fn profile_page(cx: &Cx) -> Result<(ProfilePage, Filled)> {
    let (me, private) = myself(cx).await?;
    let id = me.id;
    let consents = cx.read(move |c| store::consents(c, id)).await?;
    let filled = Filled::with(&json!({
        "nickname": me.nickname, "phone": private.phone, "division": me.division, "skills": me.skills.0,
        "fields": me.fields.0, "free_time": me.free_time, "national_no": me.national_no,
        "shows_name": me.shown_name.is_some().then_some("yes"),
    }));
    let page = ProfilePage {
        no: me.no,
        name: private.name,
        identity: format!("**************{}", private.last_four),
        divisions: divisions(cx, true),
        skills: super::model::Skill::ALL.iter().map(|s| s.word()).collect(),
        fields: super::model::ServiceField::ALL.iter().map(|f| f.word()).collect(),
        consents,
    };
    Ok((page, filled))
}

/// `GET /volunteer/profile`
pub async fn profile_form(cx: Cx) -> Outcome {
    let (page, filled) = profile_page(&cx).await?;
    cx.form(&page, &filled)
}

/// `POST /volunteer/profile`
pub async fn profile(cx: Cx, submitted: Submitted) -> Outcome {
    let command = match forms::profile(&submitted) {
        Ok(command) => command,
        Err(e) => return cx.form(&profile_page(&cx).await?.0, &cx.filled(&submitted, e)?),
    };
    let run = move |tx: &mut crate::platform::db::Tx| {
        let no = actions::change_profile(tx, &command)?;
        Ok(Reply::done("/volunteer/profile", json!({ "no": no })).flash("flash-saved-volunteer"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => cx.form(&profile_page(&cx).await?.0, &cx.filled(&submitted, e)?),
    }
}

/// `GET /volunteer/leave`
pub async fn leave_form(cx: Cx) -> Outcome {
    let (me, _) = myself(&cx).await?;
    let (id, no) = (me.id, me.no);
    let (minutes, _) = cx.read(move |c| store::standing(c, id)).await?;
    cx.page(&LeavePage { no, hours: hours::actions::hours_text(minutes) })
}

/// `POST /volunteer/leave`
pub async fn leave(cx: Cx, submitted: Submitted) -> Outcome {
    let keeps = submitted.raw("keeps_number").is_some();
    let run = move |tx: &mut crate::platform::db::Tx| {
        actions::leave(tx, keeps)?;
        Ok(Reply::done("/volunteer", json!({})).flash("flash-volunteer-left"))
    };
    let reply = cx.once(&submitted, run).await?;
    cx.answer(&reply)
}

/// `GET /volunteer/export`: everything kept about me, as JSON (个人信息保护法 art. 45).
pub async fn export(cx: Cx) -> Outcome {
    let (me, private) = myself(&cx).await?;
    let no = me.no.clone();
    let body = cx.read(move |c| everything(c, &me, &private)).await?;
    let name = format!("attachment; filename=\"{no}.json\"");
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_DISPOSITION, name)).json(body))
}

fn everything(c: &mut Conn, me: &Volunteer, private: &Private) -> Result<serde_json::Value> {
    let records = hours::own_records(c, me.id, None, 100_000)?;
    Ok(json!({
        "no": me.no, "nickname": me.nickname, "shown_name": me.shown_name, "private": private,
        "identity_kind": me.identity_kind, "birth_month": me.birth_month, "division": me.division,
        "skills": me.skills.0, "fields": me.fields.0, "free_time": me.free_time, "national_no": me.national_no,
        "joined_at": me.joined_at, "consents": store::consents(c, me.id)?,
        "teams": teams(c, me)?,
        "records": records.into_iter().map(record_row).collect::<Vec<_>>(),
        "certificates": certificates(c, me)?,
    }))
}

/// `GET /volunteer/records.csv`: my own records, for a spreadsheet.
pub async fn records_csv(cx: Cx) -> Outcome {
    let (me, _) = myself(&cx).await?;
    let id = me.id;
    let rows = cx.read(move |c| hours::own_records(c, id, None, 100_000)).await?;
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    let fault = |e: csv::Error| Error::Fault(e.into());
    out.write_record(["record", "day", "activity", "place", "organizer", "minutes", "state", "back_dated"])
        .map_err(fault)?;
    for (r, title, place, host) in rows {
        let (day, minutes) = (r.served_on.to_string(), r.minutes.to_string());
        let cells = [&r.no, &day, &plain(&title), &plain(&place), &plain(&host), &minutes];
        let mut line: Vec<&str> = cells.iter().map(|s| s.as_str()).collect();
        line.extend([r.state.word(), if r.is_back_dated { "yes" } else { "no" }]);
        out.write_record(line).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| Error::Fault(anyhow::anyhow!("{e}")))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"records.csv\""))
        .body(bytes))
}

/// A cell that no spreadsheet takes for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// What this person runs: ids of organizations and of teams.
#[must_use]
pub fn seats(cx: &Cx) -> (Vec<i64>, Vec<i64>) {
    (cx.actor.bodies(Role::Officer, BodyKind::Organization), cx.actor.bodies(Role::Leader, BodyKind::Team))
}
