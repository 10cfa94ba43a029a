//! Forms of accounts: text becomes commands.
use super::model::SignUp;
use crate::{
    kernel::refusal::{FieldError, Result},
    web::{Fields, Submitted},
};

/// Reads the sign-up form.
///
/// # Errors
/// Every wrong field.
pub fn sign_up(submitted: &Submitted) -> Result<SignUp> {
    let mut f = Fields::of(submitted);
    let (name, email) = (f.line("name", 60), f.email("email"));
    let password = password(&mut f, "password");
    f.must_tick("consent");
    let command = (|| Some(SignUp { email: email?, name: name?, password: password? }))();
    f.done(command)
}

/// A new password: at least ten characters, at most 128, none of the common ones; no rules of composition.
pub fn password(f: &mut Fields, field: &str) -> Option<String> {
    let value = f.submitted().raw(field).unwrap_or_default().to_owned();
    let problem = match value.chars().count() {
        0 => Some("required"),
        1..=9 => Some("password-short"),
        10..=128 => crate::platform::crypto::check_password(&value, &[]).is_err().then_some("password-common"),
        _ => Some("password-long"),
    };
    match problem {
        None => Some(value),
        Some(key) => {
            f.error(FieldError::new(field, key));
            None
        }
    }
}

/// What the sign-in form holds: address, password, optional one-time code.
///
/// # Errors
/// Every wrong field.
pub fn sign_in(submitted: &Submitted) -> Result<(String, String, Option<String>)> {
    let mut f = Fields::of(submitted);
    let email = f.email("email");
    let password = submitted.raw("password").filter(|p| !p.is_empty()).map(ToOwned::to_owned);
    if password.is_none() {
        f.error(FieldError::new("password", "required"));
    }
    let code = f.optional("code").map(|c| c.replace(' ', ""));
    let command = (|| Some((email?, password?, code)))();
    f.done(command)
}
