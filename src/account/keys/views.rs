//! Page contexts of API keys.
use crate::{kernel::time::Ts, web::View};
use serde::Serialize;

/// A key.
#[derive(Debug, Clone, Serialize)]
pub struct KeyRow {
    /// Row.
    pub id: i64,
    /// What its owner calls it.
    pub name: String,
    /// Its first characters.
    pub head: String,
    /// What it may.
    pub scopes: Vec<String>,
    /// When last used.
    pub seen_at: Ts,
    /// When it ends.
    pub expires_at: Ts,
}

/// API keys of a person.
#[derive(Debug, Clone, Serialize)]
pub struct KeysPage {
    /// Live keys.
    pub keys: Vec<KeyRow>,
    /// The key just made, shown this once.
    pub made: Option<String>,
    /// Scopes to choose from.
    pub scopes: Vec<&'static str>,
}

impl View for KeysPage {
    const TEMPLATE: &'static str = "account/keys.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        let row = KeyRow {
            id: 1,
            name: "export".into(),
            head: "szk_ab12".into(),
            scopes: vec!["*:read".into()],
            seen_at: at,
            expires_at: at,
        };
        let scopes = super::pages::SCOPES.to_vec();
        vec![
            Self { keys: vec![], made: None, scopes: scopes.clone() },
            Self { keys: vec![row], made: Some("szk_ab12cd34".into()), scopes },
        ]
    }
}
