//! Verbs of sessions and second factors.
use super::{rules, store};
use crate::{
    account::{model::Secret, store as accounts},
    kernel::{
        actor::AccountId,
        refusal::{Code, Error, Result},
    },
    platform::db::{Env, Tx},
    web::limits,
};
use chrono::TimeDelta;

/// The place a secret is sealed to.
fn place(account: AccountId) -> String {
    format!("accounts|totp_secret|{account}")
}

/// Seals a secret that waits for its first code; it travels through the form.
pub(super) fn seal_waiting(env: &Env, account: AccountId, secret: &[u8]) -> String {
    env.keyring.seal_text("totp-setup", &place(account), &hex::encode(secret))
}

/// Opens it again; `None` when the form was changed or belongs to somebody else.
pub(super) fn open_waiting(env: &Env, account: AccountId, sealed: &str) -> Option<Vec<u8>> {
    let text = env.keyring.open_text("totp-setup", &place(account), sealed).ok()?;
    hex::decode(text).ok()
}

/// Checks the one-time code of an account that has one. `Ok(Ok(Some(step)))` is the time step to remember as used;
/// `Ok(Ok(None))` means the account has no second factor. A recovery code counts once in place of a code.
///
/// # Errors
/// A fault when the secret cannot be opened.
pub(in crate::account) fn second_factor(
    tx: &mut Tx,
    account: &Secret,
    code: Option<&str>,
) -> Result<std::result::Result<Option<i64>, Code>> {
    let Some(sealed) = &account.totp_secret else { return Ok(Ok(None)) };
    let Some(code) = code.map(rules::plain).filter(|c| !c.is_empty()) else {
        return Ok(Err(Code::NeedsSecondFactor));
    };
    if code.len() > 6 {
        let hash = tx.env.keyring.blind_index("recovery", &code);
        let used = store::use_code(tx, account.id, &hash)?;
        return Ok(if used { Ok(Some(account.totp_last_step.unwrap_or(0))) } else { Err(Code::WrongCode) });
    }
    let secret = tx.env.keyring.open_text("totp", &place(account.id), sealed).map_err(|e| anyhow::anyhow!(e))?;
    let secret = hex::decode(secret).map_err(|e| anyhow::anyhow!(e))?;
    let totp = rules::totp(tx.env, "account", &secret)?;
    Ok(rules::step_of(&totp, &code, tx.now, account.totp_last_step).map(Some).ok_or(Code::WrongCode))
}

/// Turns the second factor on with the first code shown, and answers the recovery codes, which are shown this once.
/// Changing one that is on needs a session that has shown it.
///
/// # Errors
/// [`Code::WrongCode`], [`Code::NeedsSecondFactor`].
pub(super) fn turn_on(tx: &mut Tx, session: i64, secret: &[u8], code: &str) -> Result<Vec<String>> {
    let person = tx.actor.person().ok_or(Error::SignIn)?.clone();
    limits::count(tx, &format!("totp:{}", person.account), 20, TimeDelta::minutes(10))?;
    if store::has_totp(tx.conn, person.account)? && !person.is_strong {
        return Err(Code::NeedsSecondFactor.into());
    }
    let totp = rules::totp(tx.env, &person.email, secret)?;
    let step = rules::step_of(&totp, &rules::plain(code), tx.now, None).ok_or(Code::WrongCode)?;
    let codes = rules::new_codes();
    let hashes: Vec<String> = codes.iter().map(|c| tx.env.keyring.blind_index("recovery", &rules::plain(c))).collect();
    let sealed = tx.env.keyring.seal_text("totp", &place(person.account), &hex::encode(secret));
    store::set_totp(tx, person.account, &sealed, step, &hashes)?;
    store::strengthen(tx, session)?;
    accounts::end_sessions(tx, person.account, Some(session))?;
    Ok(codes)
}

/// Turns it off; only a session that has shown it may.
///
/// # Errors
/// [`Code::NeedsSecondFactor`].
pub(super) fn turn_off(tx: &mut Tx) -> Result<()> {
    let person = tx.actor.person().ok_or(Error::SignIn)?;
    if !person.is_strong {
        return Err(Code::NeedsSecondFactor.into());
    }
    let account = person.account;
    store::clear_totp(tx, account)
}

/// Ends one of one's own sessions.
///
/// # Errors
/// [`Error::Missing`].
pub(super) fn end_one(tx: &mut Tx, id: i64) -> Result<()> {
    let account = tx.account()?;
    if store::end_own(tx, account, id)? { Ok(()) } else { Err(Error::Missing) }
}

/// Ends every other session of the person; keys stay.
///
/// # Errors
/// A fault of the database.
pub(super) fn end_others(tx: &mut Tx, session: i64) -> Result<()> {
    let account = tx.account()?;
    accounts::end_sessions(tx, account, Some(session))
}
