//! Sessions: an opaque token in a cookie or a checked access token in a header, and one row for either.
use super::cx::App;
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Person, Role, Seat},
        refusal::Result,
        time::Ts,
    },
    platform::{
        crypto,
        db::{Conn, Json},
        i18n::Locale,
    },
    schema::{accounts, api_keys, memberships, sessions},
};
use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite},
};
use chrono::TimeDelta;
use diesel::prelude::*;
use std::sync::Arc;

/// How a session was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A browser's cookie.
    Cookie,
    /// An `Authorization: Bearer` header.
    Bearer,
}

/// A live session.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its row.
    pub id: i64,
    /// How it came in.
    pub via: Via,
    /// Who.
    pub person: Arc<Person>,
    /// The account's language.
    pub locale: Locale,
    /// When it was opened.
    pub created_at: Ts,
    /// What an API key may do; `None` for a person's own session, which may all the person may.
    pub scopes: Option<Arc<[String]>>,
}

impl Session {
    /// Whether the session may use this method at this path. A key needs the scope `<noun>:read` or `<noun>:write` of
    /// the first noun behind `/api/v1/`, or `*` in the noun's place, and never reaches anything else.
    #[must_use]
    pub fn may(&self, is_safe: bool, path: &str) -> bool {
        let Some(scopes) = &self.scopes else { return true };
        let noun = path.strip_prefix("/api/v1/").and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let verb = if is_safe { "read" } else { "write" };
        let fits = |scope: &String| {
            let (of, may) = scope.split_once(':').unwrap_or_default();
            (of == noun || of == "*") && (may == verb || (may == "write" && is_safe))
        };
        !noun.is_empty() && (noun != "session" || is_safe) && scopes.iter().any(fits)
    }
}

/// The name of the session cookie; the `__Host-` prefix needs https.
#[must_use]
pub fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-sid" } else { "sid" }
}

/// The cookie that carries a session's token.
#[must_use]
pub fn cookie(token: &str, https: bool) -> Cookie<'static> {
    Cookie::build(cookie_name(https), token.to_owned())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(https)
        .finish()
}

/// The session of a request, if it carries a live one.
///
/// # Errors
/// A fault when the database cannot be asked.
pub async fn load(req: &HttpRequest, app: &App) -> Result<Option<Session>> {
    let bearer =
        req.headers().get("authorization").and_then(|h| h.to_str().ok()).and_then(|h| h.strip_prefix("Bearer "));
    let (key, via) = match bearer {
        Some(token) => match super::api::session_of(app, token) {
            Some(key) => (key, Via::Bearer),
            None => return Ok(None),
        },
        None => match req.cookie(cookie_name(app.env.config.is_https())) {
            Some(c) => (Key::Cookie(crypto::hash_token(c.value())), Via::Cookie),
            None => return Ok(None),
        },
    };
    let now = app.now();
    let idle = TimeDelta::minutes(app.env.config.account.idle_minutes);
    let found = app.db.read(move |c| find(c, &key, now, idle)).await?;
    let Some((row, person, locale)) = found else { return Ok(None) };
    if now - row.seen_at > TimeDelta::minutes(1) {
        let id = row.id;
        // Seen at most once a minute, so that reading pages does not become writing.
        app.write(move |tx| {
            diesel::update(sessions::table.find(id)).set(sessions::seen_at.eq(tx.now)).execute(tx.conn)?;
            Ok(())
        })
        .await?;
    }
    let scopes = row.scopes.map(|Json(scopes)| scopes.into());
    Ok(Some(Session { id: row.id, via, person: Arc::new(person), locale, created_at: row.created_at, scopes }))
}

/// How a session row is found.
#[derive(Debug, Clone)]
pub enum Key {
    /// By the hash of a browser's cookie.
    Cookie(String),
    /// By the hash of an API key.
    Token(String),
    /// By its id, as an access token carries it.
    Id(i64),
}

#[derive(Queryable)]
struct Row {
    id: i64,
    account_id: AccountId,
    created_at: Ts,
    seen_at: Ts,
    strong_at: Option<Ts>,
    scopes: Option<Json<Vec<String>>>,
}

fn find(c: &mut Conn, key: &Key, now: Ts, idle: TimeDelta) -> Result<Option<(Row, Person, Locale)>> {
    let mut query = sessions::table
        .left_join(api_keys::table)
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        // A key is not a person at a desk: it ends on its day, not by idling.
        .filter(sessions::kind.eq("key").or(sessions::seen_at.gt(now - idle)))
        .select((
            sessions::id,
            sessions::account_id,
            sessions::created_at,
            sessions::seen_at,
            sessions::strong_at,
            api_keys::scopes.nullable(),
        ))
        .into_boxed();
    query = match key {
        Key::Cookie(hash) => query.filter(sessions::kind.eq("browser")).filter(sessions::token_hash.eq(hash)),
        Key::Token(hash) => query.filter(sessions::kind.eq("key")).filter(sessions::token_hash.eq(hash)),
        Key::Id(id) => query.filter(sessions::kind.eq("refresh")).filter(sessions::id.eq(id)),
    };
    let Some(row) = query.first::<Row>(c).optional()? else { return Ok(None) };
    let Some((person, locale)) = person(c, row.account_id, row.strong_at.is_some())? else { return Ok(None) };
    Ok(Some((row, person, locale)))
}

/// A person with the seats held now; `None` when the account is closed.
///
/// # Errors
/// A fault when the database cannot be asked.
pub fn person(c: &mut Conn, account: AccountId, is_strong: bool) -> Result<Option<(Person, Locale)>> {
    let found = accounts::table
        .find(account.0)
        .filter(accounts::status.eq("active"))
        .select((accounts::name, accounts::email, accounts::locale))
        .first::<(String, String, String)>(c)
        .optional()?;
    let Some((name, email, locale)) = found else { return Ok(None) };
    let seats = memberships::table
        .filter(memberships::account_id.eq(account.0))
        .filter(memberships::ended_at.is_null())
        .order(memberships::id)
        .select((memberships::role, memberships::body_kind, memberships::body_id, memberships::body_name))
        .load::<(Role, BodyKind, i64, String)>(c)?
        .into_iter()
        .map(|(role, body_kind, body_id, body_name)| Seat { role, body_kind, body_id, body_name })
        .collect();
    Ok(Some((Person { account, name, email, seats, is_strong }, Locale::from_tag(&locale).unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(scopes: &[&str]) -> Session {
        let person = Person {
            account: AccountId(1),
            name: String::new(),
            email: String::new(),
            seats: vec![],
            is_strong: false,
        };
        Session {
            id: 1,
            via: Via::Bearer,
            person: Arc::new(person),
            locale: Locale::Zh,
            created_at: Ts::new(chrono::DateTime::UNIX_EPOCH),
            scopes: Some(scopes.iter().map(|s| (*s).to_owned()).collect()),
        }
    }

    #[test]
    fn a_key_reaches_what_its_scopes_name_and_no_page() {
        let tenders = key(&["tenders:write"]);
        assert!(tenders.may(false, "/api/v1/tenders") && tenders.may(true, "/api/v1/tenders/5/questions"));
        assert!(!tenders.may(true, "/api/v1/organizations") && !tenders.may(true, "/workbench"));
        let reader = key(&["*:read"]);
        assert!(reader.may(true, "/api/v1/tenders") && !reader.may(false, "/api/v1/tenders"));
        assert!(!key(&["*:write"]).may(false, "/api/v1/session/refresh"));
    }
}
