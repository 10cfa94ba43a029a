//! Page contexts of saved searches.
use crate::{kernel::time::Ts, web::View};
use serde::Serialize;

/// One question.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Which.
    pub id: i64,
    /// What is searched.
    pub place: &'static str,
    /// What is asked, in words.
    pub label: String,
    /// Where it is asked.
    pub href: String,
    /// Whether news go out by mail.
    pub is_mailed: bool,
    /// When it was kept.
    pub at: Ts,
}

/// What somebody keeps.
#[derive(Debug, Clone, Serialize)]
pub struct SavedPage {
    /// Questions, the latest first.
    pub rows: Vec<Row>,
    /// The most that can be kept.
    pub most: i64,
    /// From which hour on letters go out.
    pub hour: i64,
}

/// Ending the letters, from the link in one.
#[derive(Debug, Clone, Serialize)]
pub struct UnsubscribePage {
    /// Where the form goes.
    pub action: String,
    /// Whether it is done.
    pub is_done: bool,
}

impl View for SavedPage {
    const TEMPLATE: &'static str = "portal/saved/list.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780);
        let row = |place, is_mailed| Row { id: 1, place, label: "x".into(), href: "/orgs".into(), is_mailed, at };
        let rows = vec![row("orgs", true), row("tenders", false), row("activities", true)];
        vec![Self { rows, most: 20, hour: 7 }, Self { rows: vec![], most: 20, hour: 7 }]
    }
}

impl View for UnsubscribePage {
    const TEMPLATE: &'static str = "portal/saved/unsubscribe.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        [false, true].map(|is_done| Self { action: "/unsubscribe/x".into(), is_done }).to_vec()
    }
}
