//! Forms of the plan.
use super::model::NewLine;
use crate::{
    kernel::refusal::Result,
    web::{Fields, Submitted},
};

/// Reads a line; the box that it is nothing of the negative list (`PR-10`) must be ticked.
///
/// # Errors
/// Every wrong field.
pub fn line(submitted: &Submitted) -> Result<NewLine> {
    let mut f = Fields::of(submitted);
    let authority = f.optional("authority").unwrap_or_default();
    let (year, code) = (f.number("year", 2000, 2100), f.line("catalogue_code", 20));
    let (title, budget) = (f.line("title", 100), f.money("budget"));
    let intention_on = match f.optional("intention_on") {
        Some(_) => f.day("intention_on").map(Some),
        None => Some(None),
    };
    let need_asked = f.lines("need_asked", 1000);
    f.must_tick("not_excluded");
    let line = (|| {
        Some(NewLine {
            authority,
            year: year?,
            catalogue_code: code?.to_uppercase(),
            title: title?,
            budget: budget?,
            intention_on: intention_on?,
            need_asked: need_asked?,
        })
    })();
    f.done(line)
}
