//! The receipt of a report handed in.
use super::parts::{Head, head};
use crate::web::View;
use serde::Serialize;

/// What was handed in and what comes next.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptPage {
    /// What stands on every page.
    pub head: Head,
}

impl View for ReceiptPage {
    const TEMPLATE: &'static str = "registry/report/receipt.html";
    const NAV: &'static str = "desk";
    fn samples() -> Vec<Self> {
        vec![Self { head: head("submitted") }, Self { head: Head { is_late: false, ..head("submitted") } }]
    }
}
