//! Page contexts of accounts.
use crate::web::View;
use serde::Serialize;

/// A form that was sent after the session had ended. Files and secrets are not among its words.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Kept {
    /// Where it was to go: a path of this site; empty when there is none.
    pub action: String,
    /// Field and value, in the order of the fields' names.
    pub fields: Vec<(String, String)>,
}

impl Kept {
    fn sample() -> Self {
        Self { action: "/applications".into(), fields: vec![("kind".into(), "service".into())] }
    }
}

macro_rules! plain_view {
    ($($(#[$meta:meta])* $name:ident $template:literal { $($field:ident : $kind:ty = $sample:expr),* $(,)? })+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Serialize)]
        pub struct $name { $(#[doc = stringify!($field)] pub $field: $kind),* }
        impl View for $name {
            const TEMPLATE: &'static str = $template;
            const NAV: &'static str = "home";
            fn samples() -> Vec<Self> { vec![Self { $($field: $sample.into()),* }] }
        }
    )+ };
}

plain_view! {
    /// Sign in 登录.
    SignInPage "account/sign_in.html" { next: String = "/workbench", needs_code: bool = true, kept: Kept = Kept::sample() }
    /// Signed in again: the form that was sent meanwhile, to be sent on.
    ResumePage "account/resume.html" { next: String = "/registration", csrf: String = "t0k3n", kept: Kept = Kept::sample() }
    /// Sign up.
    SignUpPage "account/sign_up.html" {}
    /// The button that proves a mail address.
    VerifyMailPage "account/verify_mail.html" { token: String = "t0k3n" }
    /// Look into your mail.
    CheckMailPage "account/check_mail.html" { email: String = "li@example.org" }
}
