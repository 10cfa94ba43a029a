//! Forms of a filing.
use super::model::Account;
use crate::{
    kernel::{refusal::Result, text},
    web::{Fields, Submitted},
};

/// Reads a bank account: the bank's name, and eight to thirty-two digits however they were grouped.
///
/// # Errors
/// Every wrong field.
pub(super) fn account(s: &Submitted) -> Result<Account> {
    let mut f = Fields::of(s);
    let bank = f.line("bank", 100);
    let number = f.parsed("number", "bank-account", |v| {
        let digits: String = text::tidy(v).chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        ((8..=32).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
    });
    let done = (|| Some(Account { bank: bank?, number: number? }))();
    f.done(done)
}

/// Reads why a filing is returned.
///
/// # Errors
/// It must say something.
pub(super) fn reason(s: &Submitted) -> Result<String> {
    let mut f = Fields::of(s);
    let reason = f.lines("reason", 1000);
    f.done(reason)
}
