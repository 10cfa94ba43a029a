//! The purchase plan 采购计划: budget first (`PR-13`), then an item of the guiding catalogue (`PR-12`), then the public
//! intention 采购意向 (`PR-30`), then a tender.
//!
//! ```text
//! active --withdraw--> withdrawn      (a line with a live tender cannot be withdrawn)
//! ```
pub mod actions;
pub mod api;
pub mod forms;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub(in crate::market) use actions::authority as authority_of_buyer;
pub use model::{NewLine, PlanLine, PlanLineId, PlanStatus};
pub use store::{find, find_by_no, insert, of_authority};

/// Group and item of a catalogue code in the language of a tag; the code when the catalogue has changed since.
#[must_use]
pub fn catalogue_path(book: &crate::platform::rulebook::Rulebook, code: &str, lang: &str) -> String {
    let catalogue = book.catalogue();
    match (catalogue.group_of(code), catalogue.item(code)) {
        (Some(group), Some(item)) => {
            let name = if lang.starts_with("zh") { &item.zh } else { &item.en };
            format!("{} · {name}", group.name.in_language(lang))
        }
        _ => code.to_owned(),
    }
}
