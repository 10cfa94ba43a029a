//! `/admin`, `/admin/people`, `/admin/jobs/{id}/retry`
use super::{
    store,
    views::{AccountRow, AdminPage, AdminPeoplePage, BodyChoice, DeadRow, LimitRow, SeatRow},
};
use crate::{
    account::invitation::{self, store as invitations, store::Offer},
    kernel::{
        actor::{AccountId, BodyKind, Role},
        credit_code::CreditCode,
        input,
        refusal::{Code, FieldError, Result},
    },
    platform::{db::Engine, i18n::Locale, jobs},
    web::{Cx, Fields, Outcome, Submitted, paging},
};
use actix_web::web::{Path, Query};
use chrono::TimeDelta;
use serde::Deserialize;

fn admin(cx: &Cx) -> Result<AccountId> {
    let person = cx.person()?;
    if cx.actor.is(Role::Admin) { Ok(person.account) } else { Err(Code::NotYourRole.into()) }
}

/// `GET /admin`
pub async fn show(cx: Cx) -> Outcome {
    admin(&cx)?;
    let now = cx.now();
    let (counts, dead, people, limits) = cx
        .read(move |c| {
            Ok((
                jobs::counts(c)?,
                jobs::dead(c, 50)?,
                store::counts(c, now)?,
                store::limits(c, now - TimeDelta::hours(1))?,
            ))
        })
        .await?;
    cx.page(&AdminPage {
        waiting: counts.waiting,
        running: counts.running,
        dead: dead
            .into_iter()
            .map(|(id, kind, error)| DeadRow { id, kind, error: error.unwrap_or_default() })
            .collect(),
        accounts: people.0,
        sessions: people.1,
        limits: limits.into_iter().map(|(kind, used)| LimitRow { kind, used }).collect(),
        engine: if matches!(cx.db().engine(), Engine::Postgres(_)) { "postgres" } else { "sqlite" },
        search: cx.app.search.healthy().await,
        version: env!("CARGO_PKG_VERSION"),
        rules: cx.env().rulebook.digest().to_owned(),
    })
}

/// `POST /admin/jobs/{id}/retry`
pub async fn retry(cx: Cx, id: Path<i64>, _: Submitted) -> Outcome {
    admin(&cx)?;
    let id = id.into_inner();
    cx.write(move |tx| {
        tx.official(Role::Admin, (BodyKind::City, 0))?;
        store::retry(tx, id)
    })
    .await?;
    Ok(cx.see_other("/admin", Some("flash-job-retried")))
}

/// Which people.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    before: Option<i64>,
}

/// `GET /admin/people`
pub async fn people(cx: Cx, asked: Query<Asked>) -> Outcome {
    let view = people_view(&cx, asked.q.trim(), asked.before).await?;
    cx.page(&view)
}

async fn people_view(cx: &Cx, q: &str, before: Option<i64>) -> Result<AdminPeoplePage> {
    let me = admin(cx)?;
    let (text, now) = (q.to_owned(), cx.now());
    let (mut accounts, seats, open, bodies) = cx
        .read(move |c| {
            let accounts = store::accounts(c, &text, before, paging::ROWS + 1)?;
            let ids: Vec<i64> = accounts.iter().map(|a| a.id.0).collect();
            Ok((accounts, store::seats(c, &ids)?, invitations::open(c, None, now)?, invitations::authorities(c)?))
        })
        .await?;
    let rows = usize::try_from(paging::ROWS).unwrap_or(20);
    let more = accounts.len() > rows;
    accounts.truncate(rows);
    let next = accounts.last().filter(|_| more).map(|last| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", q).append_pair("before", &last.id.to_string());
        format!("/admin/people?{}", query.finish())
    });
    let of = |id: AccountId| {
        let mine = seats.iter().filter(|s| s.account_id == id);
        mine.map(|s| SeatRow { id: s.id, role: s.role.word().to_owned(), body_name: s.body_name.clone() }).collect()
    };
    let accounts = accounts
        .into_iter()
        .map(|a| AccountRow {
            seats: of(a.id),
            is_me: a.id == me,
            name: a.name,
            email: a.email,
            status: a.status,
            has_totp: a.totp_secret.is_some(),
            since: a.created_at,
        })
        .collect();
    let (_, invitations) = invitation::pages::shown(vec![], open, me);
    Ok(AdminPeoplePage {
        q: q.to_owned(),
        accounts,
        next,
        invitations,
        roles: Role::ALL.iter().filter(|r| **r != Role::Leader).map(|r| r.word()).collect(),
        bodies: choices(cx, bodies),
    })
}

fn choices(cx: &Cx, bodies: Vec<(i64, String, String)>) -> Vec<BodyChoice> {
    let city = &cx.env().config.city;
    let zh = cx.locale == Locale::Zh;
    let name = |a: &str, b: &str| if zh || b.is_empty() { a.to_owned() } else { b.to_owned() };
    let mut out = vec![BodyChoice { value: "city:0".into(), label: name(&city.name, &city.name_en) }];
    out.extend(
        bodies.into_iter().map(|(id, zh, en)| BodyChoice { value: format!("authority:{id}"), label: name(&zh, &en) }),
    );
    out
}

/// What the form asks for, before the organization is looked up.
struct Typed {
    email: String,
    role: Role,
    body: String,
    code: Option<CreditCode>,
}

fn parse(submitted: &Submitted) -> Result<Typed> {
    let mut f = Fields::of(submitted);
    let (email, role) = (f.email("email"), f.choice::<Role>("role"));
    let code = f.parsed_or_none("credit_code", "credit-code", |v| input::code(v).parse::<CreditCode>().ok());
    let body = if role == Some(Role::Officer) { Some(String::new()) } else { f.line("body", 40) };
    if role == Some(Role::Officer) && matches!(code, Some(None)) {
        f.error(FieldError::new("credit_code", "required"));
    }
    let typed = (|| Some(Typed { email: email?, role: role?, body: body?, code: code? }))();
    f.done(typed)
}

/// `POST /admin/people`: invites somebody to a role.
pub async fn invite(cx: Cx, submitted: Submitted) -> Outcome {
    admin(&cx)?;
    let done = match parse(&submitted) {
        Ok(typed) => offer(&cx, typed).await,
        Err(e) => Err(e),
    };
    let done = match done {
        Ok(offer) => cx.write(move |tx| invitation::offer(tx, &offer)).await,
        Err(e) => Err(e),
    };
    match done {
        Ok(()) => Ok(cx.see_other("/admin/people", Some("flash-invited"))),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = people_view(&cx, "", None).await?;
            cx.form(&view, &form)
        }
    }
}

async fn offer(cx: &Cx, typed: Typed) -> Result<Offer> {
    let wrong = |field: &str, key| crate::kernel::refusal::Error::Invalid(vec![FieldError::new(field, key)]);
    if let (Role::Officer, Some(code)) = (typed.role, typed.code) {
        let found = cx.read(move |c| invitations::organization_of(c, code.as_str())).await?;
        let (id, body_name) = found.ok_or_else(|| wrong("credit_code", "choice"))?;
        return Ok(Offer { email: typed.email, role: typed.role, body: (BodyKind::Organization, id), body_name });
    }
    let bodies = cx.read(invitations::authorities).await?;
    let known = typed.body.strip_prefix("authority:").and_then(|id| id.parse::<i64>().ok());
    let (body, body_name) = match (known, typed.body.as_str()) {
        (Some(id), _) => {
            let found = bodies.into_iter().find(|b| b.0 == id).ok_or_else(|| wrong("body", "choice"))?;
            ((BodyKind::Authority, id), found.1)
        }
        (None, "city:0") => ((BodyKind::City, 0), cx.env().config.city.name.clone()),
        _ => return Err(wrong("body", "choice")),
    };
    Ok(Offer { email: typed.email, role: typed.role, body, body_name })
}
