//! Verbs of the reset.
use super::store;
use crate::{
    account::{actions::send_link, model::Purpose, store as accounts},
    kernel::refusal::{Code, Result},
    platform::{crypto, db::Tx},
    web::limits,
};
use chrono::TimeDelta;

/// Mails a link when the address belongs to a living account; counts before looking, so that both answer alike.
///
/// # Errors
/// Too many requests for one address.
pub(super) fn ask(tx: &mut Tx, email: &str) -> Result<()> {
    limits::count(tx, &format!("reset:{email}"), 5, TimeDelta::hours(1))?;
    match accounts::find_account_by_email(tx.conn, email)?.filter(|a| a.status == "active") {
        Some(account) => send_link(tx, account.id, Purpose::Reset, TimeDelta::hours(1)),
        None => Ok(()),
    }
}

/// Sets the new password and ends every session: whoever had got in is out.
///
/// # Errors
/// [`Code::LinkInvalid`].
pub(super) fn set(tx: &mut Tx, token: &str, password_hash: &str) -> Result<()> {
    let account = accounts::use_link(tx, Purpose::Reset, &crypto::hash_token(token))?.ok_or(Code::LinkInvalid)?;
    store::set_password(tx, account, password_hash)?;
    accounts::end_sessions(tx, account, None)?;
    Ok(())
}
