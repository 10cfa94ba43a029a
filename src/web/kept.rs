//! What somebody sent after the session had ended: kept sealed for two hours, so that signing in again brings it back
//! and nobody types a form twice. Only who owned that session gets it; passwords, codes and files are never kept.
use super::{cx::Cx, errors::Outcome, form::Submitted, page::View, session};
use crate::{
    kernel::{
        actor::AccountId,
        random,
        refusal::{Error, Result},
        time::Ts,
    },
    platform::{
        crypto,
        db::{Conn, Tx},
    },
    schema::{kept_forms, sessions},
};
use actix_web::{HttpMessage, HttpRequest, web::Path};
use chrono::TimeDelta;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long a form is kept.
const HOURS: i64 = 2;
/// The most bytes that are kept of one form.
const MOST: usize = 256 << 10;
/// Fields that are never kept, by the end of their name.
const SECRET: [&str; 6] = ["csrf", "once", "password", "passphrase", "secret", "code"];

/// A form as it was sent, on its way through the request.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Typed {
    path: String,
    values: BTreeMap<String, Vec<String>>,
}

/// Remembers, for the length of the request, what a visitor sent to a page. Files cannot be kept; a form with files is
/// not remembered at all, so that nobody believes they were.
pub(super) fn remember(req: &HttpRequest, cx: &Cx, submitted: &Submitted) {
    let is_page = !req.path().starts_with("/api/") && !req.path().starts_with("/webhooks/");
    if cx.actor.account().is_some() || !is_page || !submitted.files.is_empty() {
        return;
    }
    let is_secret = |name: &str| SECRET.iter().any(|s| name.rsplit('.').next() == Some(s));
    let values: BTreeMap<_, _> =
        submitted.values.iter().filter(|(name, _)| !is_secret(name)).map(|(n, v)| (n.clone(), v.clone())).collect();
    let size: usize = values.iter().map(|(n, all)| n.len() + all.iter().map(String::len).sum::<usize>()).sum();
    if !values.is_empty() && size <= MOST {
        req.extensions_mut().insert(Typed { path: req.path().to_owned(), values });
    }
}

/// Keeps what was remembered, for the owner of the session that has ended; answers where it is found again.
pub(super) async fn keep(req: &HttpRequest, cx: &Cx) -> Result<Option<String>> {
    let Some(typed) = req.extensions().get::<Typed>().cloned() else { return Ok(None) };
    let Some(cookie) = req.cookie(session::cookie_name(cx.env().config.is_https())) else { return Ok(None) };
    let former = crypto::hash_token(cookie.value());
    let token = random::token();
    let (hash, path) = (crypto::hash_token(&token), format!("/kept/{token}"));
    let sealed = cx.env().keyring.seal_text("kept-form", &hash, &serde_json::to_string(&typed)?);
    cx.write(move |tx| {
        let Some(owner) = owner(tx.conn, &former)? else { return Ok(None) };
        let row = (
            kept_forms::token_hash.eq(&hash),
            kept_forms::account_id.eq(owner),
            kept_forms::sealed.eq(&sealed),
            kept_forms::created_at.eq(tx.now),
        );
        diesel::insert_into(kept_forms::table).values(row).execute(tx.conn)?;
        Ok(Some(path.clone()))
    })
    .await
}

/// Whose session a cookie named, whether it still lives or not.
fn owner(c: &mut Conn, token_hash: &str) -> Result<Option<AccountId>> {
    Ok(sessions::table
        .filter(sessions::kind.eq("browser"))
        .filter(sessions::token_hash.eq(token_hash))
        .select(sessions::account_id)
        .first(c)
        .optional()?)
}

/// Forgets forms kept before an instant.
///
/// # Errors
/// A fault of the database.
pub fn forget(tx: &mut Tx) -> Result<usize> {
    let before = tx.now - TimeDelta::hours(HOURS);
    Ok(diesel::delete(kept_forms::table.filter(kept_forms::created_at.lt(before))).execute(tx.conn)?)
}

/// A kept form, ready to be sent on.
#[derive(Debug, Clone, Serialize)]
pub struct KeptPage {
    /// Where it was sent.
    pub path: String,
    /// Names and values, in the order of names.
    pub fields: Vec<(String, String)>,
}

impl View for KeptPage {
    const TEMPLATE: &'static str = "web/kept.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        vec![Self { path: "/applications/1/tasks/capital".into(), fields: vec![("amount".into(), "3000".into())] }]
    }
}

/// `GET /kept/{token}`: what was typed before the session ended, to be sent on with one press.
pub async fn show(cx: Cx, token: Path<String>) -> Outcome {
    let account = cx.person()?.account;
    let hash = crypto::hash_token(&token);
    let (wanted, since) = (hash.clone(), cx.now() - TimeDelta::hours(HOURS));
    let sealed = cx.read(move |c| find(c, &wanted, account, since)).await?;
    let text = cx.env().keyring.open_text("kept-form", &hash, &sealed).map_err(|_| Error::Missing)?;
    let typed: Typed = serde_json::from_str(&text)?;
    let pairs = typed.values.into_iter().flat_map(|(name, all)| all.into_iter().map(move |v| (name.clone(), v)));
    cx.page(&KeptPage { path: typed.path, fields: pairs.collect() })
}

fn find(c: &mut Conn, hash: &str, account: AccountId, since: Ts) -> Result<String> {
    Ok(kept_forms::table
        .filter(kept_forms::token_hash.eq(hash))
        .filter(kept_forms::account_id.eq(account))
        .filter(kept_forms::created_at.ge(since))
        .select(kept_forms::sealed)
        .first(c)?)
}
