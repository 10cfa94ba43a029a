//! The form that fixes the winner.
use super::{model::Deviation, rules::Choice};
use crate::{
    kernel::refusal::Result,
    web::{Fields, Submitted},
};

/// Reads the choice; a reason is needed only where the order is left.
///
/// # Errors
/// Every wrong field.
pub fn choice(submitted: &Submitted) -> Result<Choice> {
    let mut f = Fields::of(submitted);
    let position = f.number("position", 1, 100);
    let deviation = f.parsed_or_none("deviation", "choice", |v| v.parse::<Deviation>().ok());
    let text = f.lines_or_empty("deviation_text", 2000);
    let choice = (|| Some(Choice { position: position?, deviation: deviation?, text: text? }))();
    f.done(choice)
}
