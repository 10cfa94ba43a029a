//! Forms of a change: text becomes commands, for pages and the API alike.
use crate::{
    kernel::{refusal::Result, time::Day},
    registry::organization::{Item, Items},
    web::{Fields, Submitted, form::parse_day},
};

/// The answers of an officer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// New values; capital in fen.
    pub items: Items,
    /// What the amended charter changes.
    pub charter: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// County of the new domicile.
    pub county: Option<String>,
    /// Day of the resolution or of the agreement.
    pub agreed_on: Option<Day>,
    /// Why.
    pub reason: String,
}

/// Reads the answers: `new.KEY` for each item, an empty field where the item stays.
///
/// # Errors
/// Every wrong field.
pub fn answers(s: &Submitted) -> Result<Answers> {
    let mut f = Fields::of(s);
    let mut items = Items::new();
    for &item in Item::ALL {
        let field = format!("new.{item}");
        if f.optional(&field).is_none() {
            continue;
        }
        if let Some(value) = value(&mut f, item, &field) {
            items.insert(item, value);
        }
    }
    let charter = f.lines_or_none("charter", 5000);
    let name_en = f.line_or_none("name_en", 160);
    let county = f.parsed_or_none("county", "choice", |v| {
        (v.len() == 6 && v.bytes().all(|b| b.is_ascii_digit())).then(|| v.to_owned())
    });
    let agreed_on = f.parsed_or_none("agreed_on", "day", parse_day);
    let reason = f.lines_or_empty("reason", 1000);
    let done =
        (|| Some(Answers { items, charter, name_en, county: county?, agreed_on: agreed_on?, reason: reason? }))();
    f.done(done)
}

fn value(f: &mut Fields<'_>, item: Item, field: &str) -> Option<String> {
    match item {
        Item::Name => f.line(field, 60).map(|n| n.replace(' ', "")),
        Item::Domicile | Item::Area => f.line(field, 200),
        Item::LegalRepresentative => f.line(field, 60),
        Item::Sponsor => f.line(field, 100),
        Item::Purpose => f.lines(field, 500),
        Item::Scope => f.lines(field, 1000),
        Item::Capital => f.money(field).map(|m| m.fen().to_string()),
    }
}
