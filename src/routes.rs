//! Every address of the program. Who may what stands in `tests/it/shape/roles.csv`, one row a line here.
use crate::{
    account, portal, registry,
    web::{assets, health},
};
use actix_web::{
    HttpResponse,
    web::{ServiceConfig, delete, get, post},
};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

/// Mounts every route.
pub fn all(cfg: &mut ServiceConfig) {
    edge(cfg);
    account(cfg);
    directory(cfg);
    portal(cfg);
}

fn edge(cfg: &mut ServiceConfig) {
    cfg.route("/assets/{path:.*}", get().to(assets::show))
        .route("/livez", get().to(health::live))
        .route("/readyz", get().to(health::ready))
        .route("/metrics", get().to(health::metrics))
        .route("/api/openapi.json", get().to(openapi));
}

fn account(cfg: &mut ServiceConfig) {
    use account::{api, pages};
    cfg.route("/sign-in", get().to(pages::sign_in_form))
        .route("/sign-in", post().to(pages::sign_in))
        .route("/sign-out", post().to(pages::sign_out))
        .route("/sign-up", get().to(pages::sign_up_form))
        .route("/sign-up", post().to(pages::sign_up))
        .route("/verify-mail/{token}", get().to(pages::verify_form))
        .route("/verify-mail/{token}", post().to(pages::verify))
        .route("/preferences", post().to(pages::preferences))
        .route("/forgot", get().to(account::reset::pages::forgot_form))
        .route("/forgot", post().to(account::reset::pages::forgot))
        .route("/reset/{token}", get().to(account::reset::pages::reset_form))
        .route("/reset/{token}", post().to(account::reset::pages::reset))
        .route("/invitations/{token}", get().to(account::invitation::pages::show))
        .route("/invitations/{token}", post().to(account::invitation::pages::accept))
        .route("/api/v1/session", post().to(api::create))
        .route("/api/v1/session", get().to(api::show))
        .route("/api/v1/session", delete().to(api::end))
        .route("/api/v1/session/refresh", post().to(api::refresh));
    own_account(cfg);
    admin(cfg);
}

fn portal(cfg: &mut ServiceConfig) {
    use portal::{about, demo, docs, home, ledger, search, verify, workbench};
    let description = serde_json::to_value(ApiDoc::openapi()).unwrap_or_default();
    cfg.app_data(actix_web::web::Data::new(home::Cache::default()))
        .app_data(actix_web::web::Data::new(docs::Description(description)))
        .route("/workbench", get().to(workbench::pages::show))
        .route("/search", get().to(search::pages::show))
        .route("/api/docs", get().to(docs::pages::show))
        .route("/demo", get().to(demo::pages::people))
        .route("/demo/mail", get().to(demo::pages::letters))
        .route("/demo/mail/{id}", get().to(demo::pages::letter))
        .route("/", get().to(home::pages::show))
        .route("/ledger", get().to(ledger::pages::list))
        .route("/ledger/checkpoint", get().to(ledger::raw::checkpoint))
        .route("/ledger/key", get().to(ledger::raw::key))
        .route("/ledger/tile/{path:.*}", get().to(ledger::raw::tile))
        .route("/ledger/proof/{id:\\d+}", get().to(ledger::raw::proof))
        .route("/ledger/entries/{id:\\d+}", get().to(ledger::pages::entry_long))
        .route("/ledger/{id:\\d+}", get().to(ledger::pages::entry))
        .route("/verify", get().to(verify::pages::form))
        .route("/verify/{what:.*}", get().to(verify::pages::show))
        .route("/.well-known/jwks.json", get().to(verify::pages::jwks))
        .route("/about/{page}", get().to(about::pages::about));
    for wing in about::views::WINGS {
        cfg.route(&format!("/{wing}"), get().to(about::pages::coming));
    }
}

fn directory(cfg: &mut ServiceConfig) {
    use registry::organization::{api, pages};
    cfg.route("/orgs", get().to(pages::index))
        .route("/orgs.csv", get().to(pages::csv))
        .route("/orgs/{code}", get().to(pages::show))
        .route("/api/v1/organizations", get().to(api::index))
        .route("/api/v1/organizations/{code}", get().to(api::show));
fn own_account(cfg: &mut ServiceConfig) {
    use account::{invitation, keys, profile, security};
    cfg.route("/account", get().to(profile::pages::show))
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

fn admin(cfg: &mut ServiceConfig) {
    use account::admin::pages;
    cfg.route("/admin", get().to(pages::show))
        .route("/admin/people", get().to(pages::people))
        .route("/admin/people", post().to(pages::invite))
        .route("/admin/jobs/{id}/retry", post().to(pages::retry));
}

/// The description of the JSON API, made from the handlers.
#[derive(OpenApi)]
#[openapi(
    info(title = "Shanzhi 善治", description = "A city and its social organizations: registration, purchase of services, volunteering. Every POST takes an Idempotency-Key; errors are problem+json (RFC 9457) with stable codes.", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        // account
        account::api::create,
        account::api::show,
        account::api::end,
        account::api::refresh,
        // registry
        registry::organization::api::index,
        registry::organization::api::show,
        // market
        // volunteer
        // portal
    ),
    modifiers(&Bearer)
)]
pub struct ApiDoc;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, doc: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        doc.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

/// `GET /api/openapi.json`
async fn openapi() -> HttpResponse {
    HttpResponse::Ok().insert_header(("Cache-Control", "public, max-age=300")).json(ApiDoc::openapi())
}
