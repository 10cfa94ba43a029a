//! `/account`, `/account/export`, `/account/closing`
use super::{
    actions::{self, Change},
    store,
    views::{ClosePage, ProfilePage, SeatRow},
};
use crate::{
    account::{password, store as accounts},
    kernel::{
        actor::{BodyKind, Person, Role},
        refusal::Result,
    },
    platform::i18n::Locale,
    web::{Cx, Fields, Filled, Outcome, Submitted},
};
use actix_web::{HttpResponse, http::header};

fn view(person: &Person) -> ProfilePage {
    let seats = person
        .seats
        .iter()
        .map(|s| SeatRow {
            role: s.role.word().to_owned(),
            body_name: s.body_name.clone(),
            people: match (s.role, s.body_kind) {
                (Role::Officer, BodyKind::Organization) => Some(format!("/account/organizations/{}", s.body_id)),
                (Role::Admin, _) => Some("/admin/people".into()),
                _ => None,
            },
        })
        .collect();
    ProfilePage { email: person.email.clone(), seats }
}

/// `GET /account`
pub async fn show(cx: Cx) -> Outcome {
    let person = cx.person()?;
    let account = person.account;
    let form = cx.read(move |c| store::form(c, account)).await?;
    cx.form(&view(person), &Filled::with(&form))
}

fn parse(submitted: &Submitted) -> Result<Change> {
    let mut f = Fields::of(submitted);
    let name = f.line("name", 60);
    let phone = if f.optional("phone").is_some() { f.phone("phone").map(Some) } else { Some(None) };
    let locale = f.parsed("locale", "choice", |v| Locale::from_tag(v).map(|l| l.tag().to_owned()));
    let command = (|| Some(Change { name: name?, phone: phone?, locale: locale? }))();
    f.done(command)
}

/// `POST /account`
pub async fn change(cx: Cx, submitted: Submitted) -> Outcome {
    let person = cx.person()?;
    match parse(&submitted) {
        Ok(command) => {
            cx.write(move |tx| actions::change(tx, &command)).await?;
            Ok(cx.see_other("/account", Some("flash-saved")))
        }
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&view(person), &form)
        }
    }
}

/// `GET /account/export`: my data as JSON.
pub async fn export(cx: Cx) -> Outcome {
    let account = cx.person()?.account;
    let data = cx.read(move |c| store::export(c, account)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\""))
        .json(data))
}

/// `GET /account/closing`
pub async fn close_form(cx: Cx) -> Outcome {
    cx.person()?;
    cx.page(&ClosePage {})
}

/// `POST /account/closing`
pub async fn close(cx: Cx, submitted: Submitted) -> Outcome {
    cx.try_from_here()?;
    let email = cx.person()?.email.clone();
    let hash = cx.read(move |c| Ok(accounts::find_account_by_email(c, &email)?.map(|a| a.password_hash))).await?;
    let typed = submitted.raw("password").unwrap_or_default().to_owned();
    let holds = password::holds(cx.env(), hash, typed).await?;
    match cx.write(move |tx| actions::close(tx, holds)).await {
        Ok(()) => Ok(cx.see_other("/", Some("flash-account-closed"))),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&ClosePage {}, &form)
        }
    }
}
