//! Page context of verification.
use crate::{portal::ledger::views::FactRow, web::View};
use serde::Serialize;

/// What was found.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// What it is.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Whether it holds now.
    pub is_valid: bool,
    /// How it stands, in words.
    pub status: String,
    /// What stands on its face.
    pub facts: Vec<FactRow>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// The page of the thing it is about.
    pub href: Option<String>,
}

/// The page of verification.
#[derive(Debug, Clone, Default, Serialize)]
pub struct VerifyPage {
    /// What was typed.
    pub q: String,
    /// What was found.
    pub found: Option<Found>,
    /// Whether something was typed and nothing found.
    pub is_unknown: bool,
    /// Whether the check character tells of a typing error.
    pub is_mistyped: bool,
}

impl View for VerifyPage {
    const TEMPLATE: &'static str = "portal/verify.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let found = Found {
            title: "Certificate".into(),
            number: "C-510903-2026-000417-7".into(),
            is_valid: true,
            status: "valid".into(),
            facts: vec![FactRow { label: "name".into(), value: "x".into() }],
            entry: Some(7),
            href: Some("/orgs/x".into()),
        };
        vec![
            Self::default(),
            Self { q: "x".into(), found: Some(found.clone()), ..Self::default() },
            Self {
                q: "x".into(),
                found: Some(Found { is_valid: false, entry: None, href: None, ..found }),
                ..Self::default()
            },
            Self { q: "x".into(), is_unknown: true, is_mistyped: true, ..Self::default() },
        ]
    }
}
