//! Forms of activities.
use super::model::{Details, Host, Insurance, Notice};
use crate::{
    kernel::{
        division::DivisionCode,
        refusal::{FieldError, Result},
    },
    volunteer::person::forms::several,
    web::{Fields, Submitted},
};

/// Reads a recruiting notice: every field the regulation asks for (`VO-10`).
///
/// # Errors
/// Every wrong field.
pub fn notice(submitted: &Submitted) -> Result<Notice> {
    let mut f = Fields::of(submitted);
    let host = f.parsed("host", "choice", |v| v.parse::<Host>().ok());
    let (title, summary) = (f.line("title", 80), f.lines("summary", 300));
    let field = f.choice("field");
    let division = f.parsed("division", "choice", |v| v.parse::<DivisionCode>().ok());
    let place = f.line("place", 120);
    let (starts_at, ends_at) = (f.instant("starts_at"), f.instant("ends_at"));
    let sign_up_until = f.instant("sign_up_until");
    let break_minutes = f.optional("break_minutes").map_or(Some(0), |_| f.number("break_minutes", 0, 480));
    let (capacity, min_age) = (f.number("capacity", 1, 2000), f.number("min_age", 8, 80));
    let is_dangerous = f.ticked("is_dangerous");
    let details = details(&mut f);
    let notice = (|| {
        Some(Notice {
            host: host?,
            title: title?,
            summary: summary?,
            field: field?,
            division: division?,
            place: place?,
            starts_at: starts_at?,
            ends_at: ends_at?,
            sign_up_until: sign_up_until?,
            break_minutes: break_minutes?,
            capacity: capacity?,
            min_age: min_age?,
            is_dangerous,
            details: details?,
        })
    })();
    f.done(notice)
}

fn details(f: &mut Fields) -> Option<Details> {
    let plan = f.lines("plan", 1500);
    let skills = several(f, "skills");
    let (training, bring) = (f.lines_or_empty("training", 300), f.lines_or_empty("bring", 300));
    let (cost, risk) = (f.lines_or_empty("cost", 200), f.lines("risk", 500));
    let contact = f.line("contact", 120);
    let insurance = some_insurance(f, false);
    Some(Details {
        plan: plan?,
        skills: skills?,
        training: training?,
        bring: bring?,
        cost: cost?,
        risk: risk?,
        contact: contact?,
        insurance: insurance?,
    })
}

/// Reads the insurance alone.
///
/// # Errors
/// Every wrong field.
pub fn insurance(submitted: &Submitted) -> Result<Insurance> {
    let mut f = Fields::of(submitted);
    let insurance = some_insurance(&mut f, true);
    f.done(insurance)
}

fn some_insurance(f: &mut Fields, required: bool) -> Option<Insurance> {
    if !required && f.optional("policy").is_none() {
        return Some(Insurance::default());
    }
    let (policy, from, to) = (f.line("policy", 80), f.day("insured_from"), f.day("insured_to"));
    let (policy, from, to) = (policy?, from?, to?);
    if to < from {
        f.error(FieldError::new("insured_to", "volunteer-period"));
        return None;
    }
    Some(Insurance { policy, from: Some(from), to: Some(to) })
}

/// Reads a reason of at most three hundred characters.
///
/// # Errors
/// When it is missing or too long.
pub fn reason(submitted: &Submitted) -> Result<String> {
    let mut f = Fields::of(submitted);
    let reason = f.lines("reason", 300);
    f.done(reason)
}
