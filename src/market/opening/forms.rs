//! The opening form: two passphrases and the place of the other member.
use super::model::Keys;
use crate::{
    kernel::refusal::{FieldError, Result},
    web::{Fields, Submitted},
};
use age::secrecy::SecretString;

/// Reads the form.
///
/// # Errors
/// Every field that is missing.
pub fn keys(submitted: &Submitted) -> Result<Keys> {
    let mut f = Fields::of(submitted);
    let other = f.number("other", 1, 3);
    let own = secret(&mut f, "passphrase");
    let others = secret(&mut f, "other_passphrase");
    let keys = (|| Some(Keys { own: own?, other: other?, others: others? }))();
    f.done(keys)
}

fn secret(f: &mut Fields, field: &str) -> Option<SecretString> {
    let typed = f.submitted().raw(field).unwrap_or_default().to_owned();
    if typed.is_empty() {
        f.error(FieldError::new(field, "required"));
        return None;
    }
    Some(SecretString::from(typed))
}
