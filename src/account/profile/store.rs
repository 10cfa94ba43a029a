//! Statements of the profile.
use super::views::ProfileForm;
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        refusal::Result,
        time::Ts,
    },
    platform::db::{Conn, Tx},
    schema::{account_links, accounts, api_keys, histories, memberships, sessions},
};
use diesel::prelude::*;
use serde_json::{Value, json};

pub(super) fn form(c: &mut Conn, account: AccountId) -> Result<ProfileForm> {
    let (name, phone, locale): (String, Option<String>, String) =
        accounts::table.find(account.0).select((accounts::name, accounts::phone, accounts::locale)).first(c)?;
    Ok(ProfileForm { name, phone: phone.unwrap_or_default(), locale })
}

pub(super) fn change(tx: &mut Tx, account: AccountId, name: &str, phone: Option<&str>, locale: &str) -> Result<()> {
    let set = (
        accounts::name.eq(name),
        accounts::phone.eq(phone),
        accounts::locale.eq(locale),
        accounts::version.eq(accounts::version + 1),
    );
    diesel::update(accounts::table.find(account.0)).set(set).execute(tx.conn)?;
    Ok(())
}

/// What these tables keep about a person, as the law lets them take it along (PIPL art. 45).
///
/// # Errors
/// A fault of the database.
pub fn export(c: &mut Conn, account: AccountId) -> Result<Value> {
    use accounts as a;
    let (email, name, phone, locale, created): (String, String, Option<String>, String, Ts) =
        a::table.find(account.0).select((a::email, a::name, a::phone, a::locale, a::created_at)).first(c)?;
    let seats: Vec<(Role, BodyKind, String, Ts, Option<Ts>)> = memberships::table
        .filter(memberships::account_id.eq(account.0))
        .order(memberships::id)
        .select((
            memberships::role,
            memberships::body_kind,
            memberships::body_name,
            memberships::created_at,
            memberships::ended_at,
        ))
        .load(c)?;
    let opened: Vec<(String, String, Ts, Ts, Option<Ts>)> = sessions::table
        .filter(sessions::account_id.eq(account.0))
        .order(sessions::id.desc())
        .limit(1000)
        .select((sessions::kind, sessions::device, sessions::created_at, sessions::seen_at, sessions::ended_at))
        .load(c)?;
    let acts: Vec<(String, String, String, Ts)> = histories::table
        .filter(histories::account_id.eq(account.0))
        .order(histories::id.desc())
        .limit(10_000)
        .select((histories::subject_kind, histories::event, histories::to_state, histories::at))
        .load(c)?;
    let keys: Vec<(String, Ts)> = api_keys::table
        .filter(api_keys::account_id.eq(account.0))
        .select((api_keys::name, api_keys::created_at))
        .load(c)?;
    Ok(json!({
        "account": {"email": email, "name": name, "phone": phone, "locale": locale, "created_at": created},
        "roles": seats.iter().map(|(role, kind, body, from, until)| json!({"role": role.word(), "body_kind": kind.word(), "body": body, "from": from, "until": until})).collect::<Vec<_>>(),
        "sessions": opened.iter().map(|(kind, device, from, seen, ended)| json!({"kind": kind, "device": device, "opened_at": from, "seen_at": seen, "ended_at": ended})).collect::<Vec<_>>(),
        "api_keys": keys.iter().map(|(name, at)| json!({"name": name, "created_at": at})).collect::<Vec<_>>(),
        "acts": acts.iter().map(|(kind, event, state, at)| json!({"on": kind, "event": event, "state": state, "at": at})).collect::<Vec<_>>(),
    }))
}

/// Closes the account: name, address, telephone and secrets go; the number stays, because acts refer to it.
pub(super) fn close(tx: &mut Tx, account: AccountId) -> Result<()> {
    let seats =
        memberships::table.filter(memberships::account_id.eq(account.0)).filter(memberships::ended_at.is_null());
    diesel::update(seats).set(memberships::ended_at.eq(tx.now)).execute(tx.conn)?;
    let links = account_links::table.filter(account_links::account_id.eq(account.0));
    diesel::delete(links).execute(tx.conn)?;
    let set = (
        accounts::email.eq(format!("closed-{account}@closed.invalid")),
        accounts::name.eq("\u{2014}"),
        accounts::phone.eq(None::<String>),
        accounts::password_hash.eq(""),
        accounts::totp_secret.eq(None::<String>),
        accounts::status.eq("closed"),
        accounts::version.eq(accounts::version + 1),
    );
    diesel::update(accounts::table.find(account.0)).set(set).execute(tx.conn)?;
    Ok(())
}
