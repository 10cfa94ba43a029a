//! HTML handlers of saved searches.
use super::{
    actions, api,
    model::{Place, SavedSearch},
    rules, store,
    views::{Row, SavedPage, UnsubscribePage},
};
use crate::{
    kernel::{
        actor::AccountId,
        refusal::{Code, Error, FieldError, Result},
    },
    platform::{db::Env, i18n::Locale},
    portal::words,
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::web::Path;
use serde_json::json;

/// A question in words: what was typed and every choice, in a reader's language.
pub(super) fn label_of(env: &Env, locale: Locale, x: &SavedSearch) -> String {
    let word = |key: String, value: &str| words::word(&env.words, locale, &key, value);
    let one = |key: &str, value: &str| match (x.place, key) {
        (_, "q") => format!("“{value}”"),
        (_, "division" | "county") => {
            let known = value.parse().ok().and_then(|d| env.rulebook.divisions().current(&d));
            known.map_or_else(|| value.to_owned(), |d| if locale == Locale::Zh { d.zh.clone() } else { d.en.clone() })
        }
        (Place::Orgs, key) => word(format!("org-{key}-{value}"), value),
        (Place::Tenders, "method") => {
            let rules = env.rulebook.procedure(value, env.clock.now().day());
            rules.map_or_else(|| value.to_owned(), |p| p.name.in_language(locale.tag()).to_owned())
        }
        (Place::Tenders, "amount") => word(format!("tender-band-{value}"), value),
        (Place::Activities, "field") => word(format!("service-field-{value}"), value),
        _ => value.to_owned(),
    };
    let parts: Vec<String> = x
        .place
        .keys()
        .iter()
        .flat_map(|key| {
            let values = rules::values(&x.query, key);
            values.iter().flat_map(|v| v.split(',')).map(|v| one(key, v)).collect::<Vec<_>>()
        })
        .collect();
    let place = env.words.say(locale, &format!("saved-place-{}", x.place.word()));
    if parts.is_empty() { place } else { format!("{place} · {}", parts.join(" · ")) }
}

/// The address that ends the letters of an account; only this installation can make it.
pub(super) fn unsubscribe(env: &Env, account: AccountId) -> String {
    let token = env.keyring.sign_token("saved-searches", &account.0.to_be_bytes());
    format!("/unsubscribe/{}.{token}", account.0)
}

/// The account of such an address.
fn account_of(env: &Env, token: &str) -> Option<AccountId> {
    let (account, token) = token.split_once('.')?;
    let account = AccountId(account.parse().ok()?);
    env.keyring.verify_token("saved-searches", &account.0.to_be_bytes(), token).then_some(account)
}

async fn view(cx: &Cx) -> Result<SavedPage> {
    let account = cx.person()?.account;
    let mine = cx.read(move |c| store::of(c, account)).await?;
    let today = cx.now().day();
    let count = |key: &str| cx.env().rulebook.count(key, today).map(i64::from).map_err(|e| anyhow::anyhow!("{e}"));
    let row = |x: SavedSearch| Row {
        id: x.id,
        place: x.place.word(),
        label: label_of(cx.env(), cx.locale, &x),
        href: x.href(),
        is_mailed: x.is_mailed,
        at: x.created_at,
    };
    Ok(SavedPage {
        rows: mine.into_iter().map(row).collect(),
        most: count("saved.searches_max")?,
        hour: count("saved.digest_hour")?,
    })
}

/// `GET /saved-searches`
pub async fn list(cx: Cx) -> Outcome {
    let view = view(&cx).await?;
    cx.page(&view)
}

/// Keeps the question of a page; shared with the API.
pub(super) async fn kept(cx: &Cx, address: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let wrong = || Error::Invalid(vec![FieldError::new("address", "saved-address")]);
    let (place, query) = rules::read(address).ok_or_else(wrong)?;
    cx.once(submitted, move |tx| {
        let x = actions::keep(tx, place, &query)?;
        Ok(Reply::created("/saved-searches", api::SavedSearchBody::of(&x)).flash("flash-search-kept"))
    })
    .await
}

/// `POST /saved-searches`: the page's own address is in the form.
pub async fn keep(cx: Cx, submitted: Submitted) -> Outcome {
    let address = submitted.raw("address").unwrap_or_default().to_owned();
    match kept(&cx, &address, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = view(&cx).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Switches letters on or off; shared with the API.
pub(super) async fn switched(cx: &Cx, id: i64, is_mailed: bool, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    cx.once(submitted, move |tx| {
        let x = actions::set_mailed(tx, id, is_mailed)?;
        let flash = if is_mailed { "flash-search-mailed" } else { "flash-search-silent" };
        Ok(Reply::done("/saved-searches", api::SavedSearchBody::of(&x)).flash(flash))
    })
    .await
}

/// `POST /saved-searches/{id}/letters`: `on` or `off`.
pub async fn switch(cx: Cx, id: Path<i64>, submitted: Submitted) -> Outcome {
    let is_mailed = submitted.raw("letters") == Some("on");
    let reply = switched(&cx, *id, is_mailed, &submitted).await?;
    cx.answer(&reply)
}

/// `POST /saved-searches/{id}/removal`
pub async fn remove(cx: Cx, id: Path<i64>, submitted: Submitted) -> Outcome {
    cx.person()?;
    let id = *id;
    let reply = cx
        .once(&submitted, move |tx| {
            actions::forget(tx, id)?;
            Ok(Reply::done("/saved-searches", json!({})).flash("flash-search-forgotten"))
        })
        .await?;
    cx.answer(&reply)
}

/// `GET /unsubscribe/{token}`: asks before it ends anything, because programs follow links.
pub async fn ask(cx: Cx, token: Path<String>) -> Outcome {
    account_of(cx.env(), &token).ok_or(Code::LinkInvalid)?;
    cx.page(&UnsubscribePage { action: format!("/unsubscribe/{token}"), is_done: false })
}

/// `POST /unsubscribe/{token}`: from the page, or from the mail program's own button (RFC 8058).
pub async fn end(cx: Cx, token: Path<String>, _: Submitted) -> Outcome {
    let account = account_of(cx.env(), &token).ok_or(Code::LinkInvalid)?;
    cx.write(move |tx| actions::silence(tx, account)).await?;
    cx.page(&UnsubscribePage { action: format!("/unsubscribe/{token}"), is_done: true })
}
