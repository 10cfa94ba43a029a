//! Verbs of saved searches.
use super::{
    model::{Place, SavedSearch},
    rules, store,
};
use crate::{
    kernel::{actor::AccountId, refusal::Result},
    platform::db::Tx,
};

/// Keeps a question; keeping it twice is keeping it once.
///
/// # Errors
/// [`crate::kernel::refusal::Code::TooManySaved`].
pub(super) fn keep(tx: &mut Tx, place: Place, query: &str) -> Result<SavedSearch> {
    let account = tx.account()?;
    if let Some(known) = store::find(tx.conn, account, place, query)? {
        return Ok(known);
    }
    rules::may_keep(&tx.env.rulebook, store::count(tx.conn, account)?, tx.now.day())?;
    store::insert(tx, account, place, query)
}

/// Switches the letters of one question on or off.
///
/// # Errors
/// [`crate::kernel::refusal::Error::Missing`] when it is not one's own.
pub(super) fn set_mailed(tx: &mut Tx, id: i64, is_mailed: bool) -> Result<SavedSearch> {
    let account = tx.account()?;
    store::set_mailed(tx, account, id, is_mailed)?;
    store::own(tx.conn, account, id)
}

/// Forgets a question.
///
/// # Errors
/// [`crate::kernel::refusal::Error::Missing`] when it is not one's own.
pub(super) fn forget(tx: &mut Tx, id: i64) -> Result<()> {
    let account = tx.account()?;
    store::delete(tx, account, id)
}

/// Ends every letter of an account: whoever has the link of a letter may, signed in or not.
///
/// # Errors
/// A fault of the database.
pub(super) fn silence(tx: &mut Tx, account: AccountId) -> Result<()> {
    store::silence(tx, account)?;
    Ok(())
}

/// Keeps a question for somebody from an address, as of an earlier instant; for the demonstration.
///
/// # Errors
/// A fault of the database.
pub fn keep_address(tx: &mut Tx, address: &str) -> Result<()> {
    match rules::read(address) {
        Some((place, query)) => keep(tx, place, &query).map(|_| ()),
        None => Ok(()),
    }
}
