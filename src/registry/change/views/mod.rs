//! Page contexts of changes.
mod edit;
mod review;
mod show;

pub use edit::{EditPage, Field};
pub use review::ReviewPage;
pub use show::ShowPage;

use crate::{kernel::time::Day, registry::application::NameFault};
use serde::Serialize;

/// What is asked for beside the items.
#[derive(Debug, Clone, Serialize)]
pub struct Asked {
    /// Whether nothing changes yet.
    pub is_empty: bool,
    /// Why.
    pub reason: String,
    /// Day of the resolution or of the agreement.
    pub agreed_on: Option<Day>,
    /// Whether a competent authority agrees, or the organization's own organ resolves.
    pub is_dual: bool,
}

/// A registered item: before, after.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// Value before.
    pub before: String,
    /// Value after.
    pub after: String,
    /// Whether the change is announced (`SO-75`).
    pub is_announced: bool,
}

impl Asked {
    fn sample() -> Self {
        let agreed_on = Some(crate::registry::case::views::sample_at().day());
        Self { is_empty: false, reason: "We moved".into(), agreed_on, is_dual: true }
    }
}

impl Difference {
    fn sample() -> Vec<Self> {
        let name = Self {
            key: "name",
            label: "Name".into(),
            before: "Lotus Station".into(),
            after: "Lotus Centre".into(),
            is_announced: true,
        };
        let area = Self { key: "area", before: String::new(), is_announced: false, ..name.clone() };
        vec![name, area]
    }
}

fn faults() -> Vec<NameFault> {
    vec![
        NameFault { check: "taken", rule: "SO-40", word: "x".into(), is_blocking: true },
        NameFault { check: "renamed-recently", rule: "SO-50", word: "x".into(), is_blocking: false },
    ]
}
