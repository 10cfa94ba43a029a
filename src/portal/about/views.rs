//! Page contexts.
use crate::web::View;
use serde::Serialize;

/// About this place.
#[derive(Debug, Clone, Serialize)]
pub struct AboutPage {
    /// `accessibility`, `privacy` or `mistakes`.
    pub page: &'static str,
}

/// The pages there are.
pub const PAGES: [&str; 3] = ["accessibility", "privacy", "mistakes"];

impl View for AboutPage {
    const TEMPLATE: &'static str = "portal/about.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        PAGES.iter().map(|page| Self { page }).collect()
    }
}

/// A wing that is still to come: what it will do, and where to turn meanwhile.
#[derive(Debug, Clone, Serialize)]
pub struct ComingPage {
    /// Its word, such as `communities`.
    pub wing: &'static str,
}

/// The wings to come.
pub const WINGS: [&str; 6] = ["communities", "training", "matters", "assessments", "discretion", "rectification"];

impl View for ComingPage {
    const TEMPLATE: &'static str = "portal/coming.html";
    const NAV: &'static str = "community";
    fn samples() -> Vec<Self> {
        WINGS.iter().map(|wing| Self { wing }).collect()
    }
}
