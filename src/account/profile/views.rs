//! Page contexts of the profile.
use crate::web::View;
use serde::Serialize;

/// A role held.
#[derive(Debug, Clone, Serialize)]
pub struct SeatRow {
    /// The role's word.
    pub role: String,
    /// Where.
    pub body_name: String,
    /// Where its people are looked after, when this person may.
    pub people: Option<String>,
}

/// My details.
#[derive(Debug, Clone, Serialize)]
pub struct ProfilePage {
    /// Mail address.
    pub email: String,
    /// Roles.
    pub seats: Vec<SeatRow>,
}

impl View for ProfilePage {
    const TEMPLATE: &'static str = "account/profile.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let seat =
            SeatRow { role: "officer".into(), body_name: "x".into(), people: Some("/account/organizations/1".into()) };
        vec![
            Self { email: "li@example.org".into(), seats: vec![] },
            Self { email: "li@example.org".into(), seats: vec![seat] },
        ]
    }
}

/// The form that fills the profile.
#[derive(Debug, Clone, Serialize)]
pub struct ProfileForm {
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Language tag.
    pub locale: String,
}

/// The last question before an account is closed.
#[derive(Debug, Clone, Serialize)]
pub struct ClosePage {}

impl View for ClosePage {
    const TEMPLATE: &'static str = "account/close.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}
