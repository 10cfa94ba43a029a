//! Accounts 账户: signing in, one's own account, staff.
use super::Routes;
use actix_web::web::{delete, get, post};

/// Mounts the routes of accounts.
pub fn all(r: &mut Routes) {
    use crate::account::{api, pages};
    r.route("/sign-in", get().to(pages::sign_in_form))
        .route("/sign-in", post().to(pages::sign_in))
        .route("/sign-out", post().to(pages::sign_out))
        .route("/sign-up", get().to(pages::sign_up_form))
        .route("/sign-up", post().to(pages::sign_up))
        .route("/check-mail", get().to(pages::check_mail))
        .route("/verify-mail/{token}", get().to(pages::verify_form))
        .route("/verify-mail/{token}", post().to(pages::verify))
        .route("/preferences", post().to(pages::preferences))
        .route("/kept/{token}", get().to(crate::web::kept::show))
        .route("/forgot", get().to(crate::account::reset::pages::forgot_form))
        .route("/forgot", post().to(crate::account::reset::pages::forgot))
        .route("/reset/{token}", get().to(crate::account::reset::pages::reset_form))
        .route("/reset/{token}", post().to(crate::account::reset::pages::reset))
        .route("/invitations/{token}", get().to(crate::account::invitation::pages::show))
        .route("/invitations/{token}", post().to(crate::account::invitation::pages::accept))
        .route("/api/v1/accounts", post().to(api::sign_up))
        .route("/api/v1/accounts/verification", post().to(api::verify))
        .route("/api/v1/session", post().to(api::create))
        .route("/api/v1/session", get().to(api::show))
        .route("/api/v1/session", delete().to(api::end))
        .route("/api/v1/session/refresh", post().to(api::refresh));
    own_account(r);
    admin(r);
}

fn own_account(r: &mut Routes) {
    use crate::account::{invitation, keys, profile, security};
    r.route("/account", get().to(profile::pages::show))
        .route("/account", post().to(profile::pages::change))
        .route("/account/export", get().to(profile::pages::export))
        .route("/account/closing", get().to(profile::pages::close_form))
        .route("/account/closing", post().to(profile::pages::close))
        .route("/account/security", get().to(security::pages::show))
        .route("/account/sessions/end-others", post().to(security::pages::end_others))
        .route("/account/sessions/{id}/end", post().to(security::pages::end_one))
        .route("/account/totp", get().to(security::pages::totp_form))
        .route("/account/totp", post().to(security::pages::totp))
        .route("/account/totp/removal", post().to(security::pages::totp_off))
        .route("/account/keys", get().to(keys::pages::list))
        .route("/account/keys", post().to(keys::pages::create))
        .route("/account/keys/{id}/end", post().to(keys::pages::end))
        .route("/account/organizations/{id}", get().to(invitation::pages::organization))
        .route("/account/organizations/{id}", post().to(invitation::pages::invite))
        .route("/account/memberships/{id}/end", post().to(invitation::pages::end_membership))
        .route("/account/invitations/{id}/withdrawal", post().to(invitation::pages::withdraw));
}

fn admin(r: &mut Routes) {
    use crate::account::admin::pages;
    r.route("/admin", get().to(pages::show))
        .route("/admin/people", get().to(pages::people))
        .route("/admin/people", post().to(pages::invite))
        .route("/admin/jobs/{id}/retry", post().to(pages::retry));
}
