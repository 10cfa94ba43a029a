//! Page contexts of sign-in and security.
use crate::{kernel::time::Ts, web::View};
use serde::Serialize;

/// A session.
#[derive(Debug, Clone, Serialize)]
pub struct SessionRow {
    /// Row.
    pub id: i64,
    /// Browser and system, or what the program calls itself.
    pub device: String,
    /// Whether it is a program's.
    pub is_program: bool,
    /// When opened.
    pub opened_at: Ts,
    /// When last used.
    pub seen_at: Ts,
    /// Whether it is this one.
    pub is_current: bool,
}

/// Sign-in and security.
#[derive(Debug, Clone, Serialize)]
pub struct SecurityPage {
    /// Whether there is a second factor.
    pub has_totp: bool,
    /// Recovery codes left.
    pub codes_left: i64,
    /// Live sessions.
    pub sessions: Vec<SessionRow>,
}

impl View for SecurityPage {
    const TEMPLATE: &'static str = "account/security.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        let mine = SessionRow {
            id: 1,
            device: "Firefox".into(),
            is_program: false,
            opened_at: at,
            seen_at: at,
            is_current: true,
        };
        let other = SessionRow { id: 2, is_current: false, is_program: true, ..mine.clone() };
        let on = Self { has_totp: true, codes_left: 3, sessions: vec![mine, other] };
        vec![Self { has_totp: false, codes_left: 0, ..on.clone() }, on]
    }
}

/// A QR code as strokes.
#[derive(Debug, Clone, Serialize)]
pub struct Qr {
    /// Modules along one side, with the quiet zone.
    pub size: i64,
    /// SVG path.
    pub path: String,
}

/// Setting the second factor up.
#[derive(Debug, Clone, Serialize)]
pub struct TotpPage {
    /// The secret in base32, to type.
    pub secret: String,
    /// The same as an `otpauth` link.
    pub uri: String,
    /// The same to scan.
    pub qr: Qr,
    /// The secret sealed, to come back with the form.
    pub setup: String,
}

impl View for TotpPage {
    const TEMPLATE: &'static str = "account/totp.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        vec![Self {
            secret: "JBSWY3DPEHPK3PXP".into(),
            uri: "otpauth://totp/x".into(),
            qr: Qr { size: 29, path: "M4 4h7v1h-7z".into() },
            setup: "c2VhbGVk".into(),
        }]
    }
}

/// The recovery codes, shown once.
#[derive(Debug, Clone, Serialize)]
pub struct CodesPage {
    /// Ten of them.
    pub codes: Vec<String>,
}

impl View for CodesPage {
    const TEMPLATE: &'static str = "account/codes.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        vec![Self { codes: vec!["K7QM-2XPA-9HRD".into()] }]
    }
}
