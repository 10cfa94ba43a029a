//! The few questions and the name, read from an address: they are asked with GET, so that an answer can be sent on.
use super::model::{Answers, Core};
use crate::{
    kernel::{division::DivisionCode, refusal::Result, time::Ts},
    registry::organization::OrganizationKind,
    web::{Fields, Submitted},
};

/// A name to look at.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub name: String,
    pub kind: OrganizationKind,
    pub authority: String,
}

/// What stands in a query string, as a form would have sent it.
pub(super) fn of_query(query: &str, now: Ts) -> Submitted {
    let mut s = Submitted::new(now);
    for (field, value) in url::form_urlencoded::parse(query.as_bytes()).take(40) {
        s.push(&field, &value);
    }
    s
}

/// Reads the answers; numbers may be left open.
///
/// # Errors
/// Every wrong field.
pub(super) fn answers(s: &Submitted, core: Core, categories: &[String]) -> Result<Answers> {
    let mut f = Fields::of(s);
    let category = f.parsed("category", "choice", |v| v.parse().ok().filter(|_| categories.iter().any(|c| c == v)));
    let division = f.parsed("division", "choice", |v| v.parse::<DivisionCode>().ok());
    let mut count = |field: &str| match f.optional(field) {
        None => Some(None),
        Some(_) => f.number(field, 0, 1_000_000).map(|n| u32::try_from(n).ok()),
    };
    let (individuals, units) = (count("individuals"), count("units"));
    let capital = match f.optional("capital") {
        None => Some(None),
        Some(_) => f.money("capital").map(Some),
    };
    let is_community = f.ticked("is_community");
    let done = (|| {
        Some(Answers {
            core,
            category: category?,
            division: division?,
            is_community,
            individuals: individuals?,
            units: units?,
            capital: capital?,
        })
    })();
    f.done(done)
}

/// Reads a name with its kind and authority.
///
/// # Errors
/// Every wrong field.
pub(super) fn name(s: &Submitted) -> Result<Wanted> {
    let mut f = Fields::of(s);
    let name = f.line("name", 60).map(|n| n.replace(' ', ""));
    let (kind, authority) = (f.choice("kind"), f.line("authority", 60));
    let done = (|| Some(Wanted { name: name?, kind: kind?, authority: authority? }))();
    f.done(done)
}
