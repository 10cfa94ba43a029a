//! Page contexts of the reset.
use crate::web::View;
use serde::Serialize;

/// Asks for the address.
#[derive(Debug, Clone, Serialize)]
pub struct ForgotPage {}

impl View for ForgotPage {
    const TEMPLATE: &'static str = "account/forgot.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

/// Asks for the new password.
#[derive(Debug, Clone, Serialize)]
pub struct ResetPage {}

impl View for ResetPage {
    const TEMPLATE: &'static str = "account/reset.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}
