//! Verbs of API keys.
use super::store;
use crate::{
    account::store::{self as accounts, Opening},
    kernel::{
        random,
        refusal::{Code, Error, Result},
    },
    platform::{crypto, db::Tx},
};
use chrono::TimeDelta;

/// The most keys one account may have.
const MOST: usize = 20;

/// A key about to be made.
#[derive(Debug, Clone)]
pub(super) struct NewKey {
    pub name: String,
    pub scopes: Vec<String>,
    pub days: i64,
}

/// Makes a key and answers it: it is shown this once. It keeps the strength of the session that makes it.
///
/// # Errors
/// [`Code::TooManyKeys`].
pub(super) fn create(tx: &mut Tx, new: &NewKey) -> Result<String> {
    let person = tx.actor.person().ok_or(Error::SignIn)?.clone();
    if store::live(tx.conn, person.account, tx.now)?.len() >= MOST {
        return Err(Code::TooManyKeys.into());
    }
    let key = format!("szk_{}", random::token());
    let opening = Opening {
        token_hash: crypto::hash_token(&key),
        kind: "key",
        family: random::token(),
        device: new.name.clone(),
        expires_at: tx.now + TimeDelta::days(new.days),
        strong_at: person.is_strong.then_some(tx.now),
    };
    let session = accounts::open_session(tx, person.account, &opening)?;
    let head: String = key.chars().take(8).collect();
    store::insert(tx, person.account, session, &new.name, &head, &new.scopes)?;
    Ok(key)
}

/// Ends a key at once.
///
/// # Errors
/// [`Error::Missing`].
pub(super) fn end(tx: &mut Tx, id: i64) -> Result<()> {
    let account = tx.account()?;
    let session = store::session(tx.conn, account, id)?;
    accounts::end_session(tx, session)
}
