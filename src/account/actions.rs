//! Verbs of accounts; each runs in one transaction.
use super::{
    jobs::SendLink,
    model::{NewAccount, Purpose, SignUp},
    store::{self, Opening},
};
use crate::{
    kernel::{
        actor::{AccountId, Role},
        random,
        refusal::{Code, Error, Result},
    },
    platform::{
        crypto,
        db::{Conn, Tx},
    },
    schema::memberships,
    web::limits,
};
use chrono::TimeDelta;
use diesel::prelude::*;

/// Makes an account and mails the link that proves its address. A taken address gets a mail that says so instead, so
/// that nobody learns from the page who has an account.
///
/// # Errors
/// A fault, or too many sign-ups for one address.
pub fn sign_up(tx: &mut Tx, command: &SignUp, password_hash: &str, locale: &str) -> Result<()> {
    limits::count(tx, &format!("sign-up:{}", command.email), 5, TimeDelta::hours(1))?;
    let new = NewAccount {
        email: command.email.clone(),
        name: command.name.clone(),
        password_hash: password_hash.to_owned(),
        locale: locale.to_owned(),
        verified_at: None,
    };
    match store::create_account(tx, &new)? {
        Some(account) => send_link(tx, account, Purpose::Verify, TimeDelta::hours(24)),
        None => tx.enqueue(&SendLink::taken(command.email.clone())),
    }
}

/// Proves an address by the link mailed to it.
///
/// # Errors
/// [`Code::LinkInvalid`].
pub fn verify(tx: &mut Tx, token: &str) -> Result<()> {
    let account = store::use_link(tx, Purpose::Verify, &crypto::hash_token(token))?.ok_or(Code::LinkInvalid)?;
    store::verify(tx, account)
}

/// Mails a one-purpose link. Only its hash is kept.
///
/// # Errors
/// A fault of the database.
pub fn send_link(tx: &mut Tx, account: AccountId, purpose: Purpose, lives: TimeDelta) -> Result<()> {
    let token = random::token();
    store::add_link(tx, Some(account), purpose, &crypto::hash_token(&token), tx.now + lives)?;
    tx.enqueue(&SendLink::new(account, purpose, token))
}

/// What somebody showed to sign in.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// Mail address, lower-cased.
    pub email: String,
    /// Whether the password held; hashing happens outside the transaction.
    pub password_holds: bool,
    /// The one-time code, if one was typed.
    pub code: Option<String>,
}

/// What a sign-in opens.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The session's row.
    pub session: i64,
    /// Whose.
    pub account: AccountId,
    /// The secret for the cookie or the refresh token.
    pub token: String,
}

/// Why a sign-in did not happen; wrong tries must be counted in a commit of their own, so this is no error.
#[derive(Debug)]
pub enum SignIn {
    /// Done.
    Opened(Opened),
    /// Not done.
    Refused(Error),
}

/// Opens a session when address, password and, where one is set, the one-time code hold.
///
/// # Errors
/// Faults, and [`Error::Slow`] after too many tries.
pub fn sign_in(tx: &mut Tx, shown: &Credentials, kind: &'static str, device: &str) -> Result<SignIn> {
    let Some(account) = store::find_account_by_email(tx.conn, &shown.email)? else {
        return Ok(SignIn::Refused(Code::WrongPassword.into()));
    };
    if let Some(until) = account.locked_until.filter(|until| *until > tx.now) {
        let wait = (until - tx.now).num_seconds().max(1);
        return Ok(SignIn::Refused(Error::Slow(u64::try_from(wait).unwrap_or(60))));
    }
    if !shown.password_holds {
        store::failed(tx, account.id)?;
        return Ok(SignIn::Refused(Code::WrongPassword.into()));
    }
    if account.status != "active" {
        return Ok(SignIn::Refused(Code::AccountClosed.into()));
    }
    if account.verified_at.is_none() {
        return Ok(SignIn::Refused(Code::NotVerified.into()));
    }
    let step = match super::security::second_factor(tx, &account, shown.code.as_deref())? {
        Ok(step) => step,
        Err(code) => {
            if code == Code::WrongCode {
                store::failed(tx, account.id)?;
            }
            return Ok(SignIn::Refused(code.into()));
        }
    };
    store::succeeded(tx, account.id, step)?;
    let opened = open(tx, account.id, kind, device, step.is_some())?;
    Ok(SignIn::Opened(opened))
}

/// Opens a session for an account that has shown enough.
///
/// # Errors
/// A fault of the database.
pub fn open(tx: &mut Tx, account: AccountId, kind: &'static str, device: &str, is_strong: bool) -> Result<Opened> {
    let token = random::token();
    let opening = Opening {
        token_hash: crypto::hash_token(&token),
        kind,
        family: random::token(),
        device: device.chars().take(120).collect(),
        expires_at: tx.now + TimeDelta::hours(tx.env.config.account.absolute_hours),
        strong_at: is_strong.then_some(tx.now),
    };
    let session = store::open_session(tx, account, &opening)?;
    Ok(Opened { session, account, token })
}

/// Ends a session.
///
/// # Errors
/// A fault of the database.
pub fn sign_out(tx: &mut Tx, session: i64) -> Result<()> {
    store::end_session(tx, session)
}

/// Whether the account holds a role of the state's side, for which a second factor is asked.
///
/// # Errors
/// A fault of the database.
pub fn is_staff(c: &mut Conn, account: AccountId) -> Result<bool> {
    let roles: Vec<Role> = memberships::table
        .filter(memberships::account_id.eq(account.0))
        .filter(memberships::ended_at.is_null())
        .select(memberships::role)
        .load(c)?;
    Ok(roles.into_iter().any(Role::is_staff))
}

/// What a refresh token gave.
#[derive(Debug)]
pub enum Refreshed {
    /// A new token in place of the old one.
    Opened(Opened),
    /// The token is over, unknown, or was used before; then everything of its sign-in has ended.
    Refused,
}

/// Gives a new refresh token for an old one, once. A token shown twice was copied by somebody: the whole family ends.
///
/// # Errors
/// A fault of the database.
pub fn refresh(tx: &mut Tx, token: &str) -> Result<Refreshed> {
    let Some(old) = store::find_refresh(tx, &crypto::hash_token(token))? else { return Ok(Refreshed::Refused) };
    if old.ended_at.is_some() || !store::end_live(tx, old.id)? {
        store::end_family(tx, &old.family)?;
        return Ok(Refreshed::Refused);
    }
    if old.expires_at <= tx.now {
        return Ok(Refreshed::Refused);
    }
    let token = random::token();
    let opening = Opening {
        token_hash: crypto::hash_token(&token),
        kind: "refresh",
        family: old.family,
        device: old.device,
        expires_at: old.expires_at,
        strong_at: old.strong_at,
    };
    let session = store::open_session(tx, old.account_id, &opening)?;
    Ok(Refreshed::Opened(Opened { session, account: old.account_id, token }))
}
