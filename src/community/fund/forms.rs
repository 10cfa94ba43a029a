//! What people type about donations, as commands.
use super::{
    model::{Gift, TransferIn},
    rules::MOST,
};
use crate::{
    kernel::refusal::{FieldError, Result},
    market::payment::forms::read_voucher,
    web::{Fields, Submitted},
};

fn gift_of(f: &mut Fields, most: i64) -> Option<Gift> {
    let amount = f.money("amount");
    if amount.is_some_and(|a| a.fen() > most) {
        f.error(FieldError::new("amount", "donation-most"));
    }
    let nickname = f.line_or_none("nickname", 20);
    let message = f.line_or_none("message", 100);
    let email = if f.optional("email").is_some() { f.email("email") } else { None };
    Some(Gift { amount: amount?, nickname, message, email })
}

/// A gift online.
///
/// # Errors
/// Every field that is wrong.
pub fn gift(submitted: &Submitted) -> Result<Gift> {
    let mut f = Fields::of(submitted);
    let gift = gift_of(&mut f, MOST);
    f.done(gift)
}

/// A transfer that arrived.
///
/// # Errors
/// Every field that is wrong.
pub fn transfer(submitted: &Submitted) -> Result<TransferIn> {
    let mut f = Fields::of(submitted);
    let gift = gift_of(&mut f, i64::MAX);
    let voucher = f.parsed("voucher", "voucher", read_voucher);
    let transfer = gift.zip(voucher).map(|(gift, voucher)| TransferIn { gift, voucher });
    f.done(transfer)
}
