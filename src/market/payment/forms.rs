//! What people type about payments, as commands.
use super::model::Request;
use crate::{
    kernel::refusal::Result,
    web::{Fields, Submitted},
};

/// A payment asked for.
///
/// # Errors
/// Every field that is wrong.
pub fn request(submitted: &Submitted) -> Result<Request> {
    let mut f = Fields::of(submitted);
    let read = (f.money("amount"), f.line("invoice_no", 60));
    let request = match read {
        (Some(amount), Some(invoice_no)) => Some(Request { amount, invoice_no }),
        _ => None,
    };
    f.done(request)
}

/// The number of a treasury voucher: letters, digits and hyphens, in capitals.
///
/// # Errors
/// When it is none.
pub fn voucher(submitted: &Submitted) -> Result<String> {
    let mut f = Fields::of(submitted);
    let voucher = f.parsed("voucher", "voucher", read_voucher);
    f.done(voucher)
}

/// Reads a voucher's number.
#[must_use]
pub fn read_voucher(text: &str) -> Option<String> {
    let text = text.trim().to_uppercase();
    let fits = (4..=60).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    fits.then_some(text)
}
