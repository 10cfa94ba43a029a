//! Verbs of the profile.
use super::store;
use crate::{
    account::store as accounts,
    kernel::refusal::{Code, Error, Result},
    platform::db::{Event, Tx},
};

/// What a person changes.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub name: String,
    pub phone: Option<String>,
    pub locale: String,
}

/// Writes name, telephone and language.
///
/// # Errors
/// [`Error::SignIn`].
pub(super) fn change(tx: &mut Tx, command: &Change) -> Result<()> {
    let account = tx.account()?;
    store::change(tx, account, &command.name, command.phone.as_deref(), &command.locale)
}

/// Closes the own account; the password must have held. Whoever holds an office gives it back first.
///
/// # Errors
/// [`Code::WrongPassword`], [`Code::OfficeHeld`].
pub(super) fn close(tx: &mut Tx, password_holds: bool) -> Result<()> {
    let person = tx.actor.person().ok_or(Error::SignIn)?;
    let account = person.account;
    if !password_holds {
        return Err(Code::WrongPassword.into());
    }
    if person.seats.iter().any(|s| s.role.is_staff()) {
        return Err(Code::OfficeHeld.into());
    }
    tx.record(("account", &account.to_string()), Event::private("account.person.closed"))?;
    store::close(tx, account)?;
    accounts::end_sessions(tx, account, None)
}
