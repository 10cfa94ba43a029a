//! Page contexts of accounts.
use crate::web::View;
use serde::Serialize;

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
    SignInPage "account/sign_in.html" { next: String = "/workbench", needs_code: bool = true }
    /// Sign up.
    SignUpPage "account/sign_up.html" {}
    /// The button that proves a mail address.
    VerifyMailPage "account/verify_mail.html" { token: String = "t0k3n" }
    /// Look into your mail; the address is empty when it is not known any more.
    CheckMailPage "account/check_mail.html" { email: String = "li@example.org" }
}
