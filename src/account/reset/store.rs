//! Statements of the reset.
use crate::{
    kernel::{actor::AccountId, refusal::Result, time::Ts},
    platform::db::Tx,
    schema::accounts,
};
use diesel::prelude::*;

/// Writes the new hash; the link has proven the address, and wrong tries are forgotten.
pub(super) fn set_password(tx: &mut Tx, account: AccountId, hash: &str) -> Result<()> {
    let set = (
        accounts::password_hash.eq(hash),
        accounts::failed_sign_ins.eq(0i64),
        accounts::locked_until.eq(None::<Ts>),
        accounts::version.eq(accounts::version + 1),
    );
    diesel::update(accounts::table.find(account.0)).set(set).execute(tx.conn)?;
    let unproven = accounts::table.find(account.0).filter(accounts::verified_at.is_null());
    diesel::update(unproven).set(accounts::verified_at.eq(tx.now)).execute(tx.conn)?;
    Ok(())
}
