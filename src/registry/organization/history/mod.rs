//! The registered items of an organization on every day of its life: each version that a change ended, and what is in
//! force now (`SO-90`, `domain.md` 10.5).
pub mod api;
pub mod pages;
mod store;
pub mod views;

pub use store::{NewVersion, Version, insert_versions, keep, put, versions};

use super::model::{Item, Items, Organization};
use crate::kernel::time::Day;

/// The registered items on a day; nothing before the organization was registered. `versions` are those that ended, the
/// earliest first. Of two changes on one day the later one holds from that day on.
#[must_use]
pub fn on(o: &Organization, versions: &[Version], day: Day) -> Option<Items> {
    if day < o.founded_on {
        return None;
    }
    let past = versions.iter().find(|v| day < v.until_on);
    Some(past.map_or_else(|| o.items(), |v| v.items.0.clone()))
}

/// What a version's end changed: item, value before, value after.
#[must_use]
pub fn differences(before: &Items, after: &Items) -> Vec<(Item, String, String)> {
    let value = |items: &Items, item: &Item| items.get(item).cloned().unwrap_or_default();
    Item::ALL
        .iter()
        .map(|item| (*item, value(before, item), value(after, item)))
        .filter(|(_, before, after)| before != after)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{platform::db::Json, registry::organization::sample::organization};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn version(from: &str, until: &str, name: &str) -> Version {
        let items = organization().with(&Items::from([(Item::Name, name.to_owned())])).items();
        Version {
            id: 1,
            from_on: day(from),
            until_on: day(until),
            name: name.into(),
            items: Json(items),
            case_no: "x".into(),
            entry_id: None,
        }
    }

    #[test]
    fn each_day_has_the_items_that_held_on_it() {
        let o = organization().with(&Items::from([(Item::Name, "now".to_owned())]));
        let all = [
            version("2024-04-18", "2025-03-01", "first"),
            version("2025-03-01", "2025-03-01", "of an hour"),
            version("2025-03-01", "2026-01-10", "second"),
        ];
        let name = |d: &str| on(&o, &all, day(d)).and_then(|i| i.get(&Item::Name).cloned());
        assert_eq!(name("2024-04-17"), None, "not registered yet");
        assert_eq!(name("2024-04-18").as_deref(), Some("first"));
        assert_eq!(name("2025-02-28").as_deref(), Some("first"));
        assert_eq!(name("2025-03-01").as_deref(), Some("second"));
        assert_eq!(name("2026-01-10").as_deref(), Some("now"));
        assert_eq!(name("2030-01-01").as_deref(), Some("now"));
    }

    #[test]
    fn only_what_differs_is_told() {
        let (a, o) = (version("2024-04-18", "2025-03-01", "first"), organization());
        let told = differences(&a.items.0, &o.items());
        assert_eq!(told, [(Item::Name, "first".to_owned(), o.name)]);
        assert!(differences(&a.items.0, &a.items.0).is_empty());
    }
}
