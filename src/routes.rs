//! Every address of the program. Who may what stands in `tests/it/shape/roles.csv`, one row a line here.
use crate::{
    account, portal, registry,
    web::{assets, health},
};
use actix_web::{
    HttpResponse,
    web::{ServiceConfig, delete, get, post, put},
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
    registry(cfg);
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
        .route("/api/v1/session", post().to(api::create));
}

fn registry(cfg: &mut ServiceConfig) {
    use registry::{
        application::{api, pages},
        organization::paper,
    };
    cfg.route("/registration", get().to(pages::guide))
        .route("/orgs.atom", get().to(paper::atom))
        .route("/orgs/{code}/certificate.pdf", get().to(paper::certificate_pdf))
        .route("/cases", get().to(pages::queue))
        .route("/applications", get().to(pages::mine))
        .route("/applications", post().to(pages::begin))
        .route("/applications/{no}", get().to(pages::show))
        .route("/applications/{no}/tasks/{task}", get().to(pages::task))
        .route("/applications/{no}/tasks/{task}", post().to(pages::save))
        .route("/applications/{no}/documents", post().to(pages::attach))
        .route("/applications/{no}/documents/{id:\\d+}", get().to(pages::download))
        .route("/applications/{no}/documents/{id:\\d+}/removal", post().to(pages::detach))
        .route("/applications/{no}/check", get().to(pages::check))
        .route("/applications/{no}/submission", post().to(pages::submit))
        .route("/applications/{no}/receipt", get().to(pages::receipt))
        .route("/applications/{no}/papers/{paper}.pdf", get().to(pages::paper))
        .route("/applications/{no}/withdrawal", post().to(pages::withdraw))
        .route("/applications/{no}/checks", post().to(pages::checks))
        .route("/applications/{no}/correction-notice", post().to(pages::notify))
        .route("/applications/{no}/acceptance", post().to(pages::accept))
        .route("/applications/{no}/non-acceptance", post().to(pages::decline))
        .route("/applications/{no}/opinion", post().to(pages::review))
        .route("/applications/{no}/decision", post().to(pages::decide))
        .route("/api/v1/applications", get().to(api::list))
        .route("/api/v1/applications", post().to(api::begin))
        .route("/api/v1/applications/{no}", get().to(api::show))
        .route("/api/v1/applications/{no}/tasks/organization", put().to(api::organization))
        .route("/api/v1/applications/{no}/tasks/people", put().to(api::people))
        .route("/api/v1/applications/{no}/tasks/members", put().to(api::members))
        .route("/api/v1/applications/{no}/tasks/premises", put().to(api::premises))
        .route("/api/v1/applications/{no}/tasks/capital", put().to(api::capital))
        .route("/api/v1/applications/{no}/tasks/charter", put().to(api::charter))
        .route("/api/v1/applications/{no}/documents", post().to(api::attach))
        .route("/api/v1/applications/{no}/documents/{id:\\d+}", delete().to(api::detach))
        .route("/api/v1/applications/{no}/submission", post().to(api::submit))
        .route("/api/v1/applications/{no}/withdrawal", post().to(api::withdraw))
        .route("/api/v1/applications/{no}/correction-notice", post().to(api::notify))
        .route("/api/v1/applications/{no}/acceptance", post().to(api::accept))
        .route("/api/v1/applications/{no}/non-acceptance", post().to(api::decline))
        .route("/api/v1/applications/{no}/opinion", post().to(api::review))
        .route("/api/v1/applications/{no}/decision", post().to(api::decide));
}

fn portal(cfg: &mut ServiceConfig) {
    use portal::{about, home, ledger, verify};
    cfg.app_data(actix_web::web::Data::new(home::Cache::default()))
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
}

/// The description of the JSON API, made from the handlers.
#[derive(OpenApi)]
#[openapi(
    info(title = "Shanzhi 善治", description = "A city and its social organizations: registration, purchase of services, volunteering. Every POST takes an Idempotency-Key; errors are problem+json (RFC 9457) with stable codes.", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        // account
        account::api::create,
        // registry
        registry::organization::api::index,
        registry::organization::api::show,
        registry::application::api::list,
        registry::application::api::show,
        registry::application::api::begin,
        registry::application::api::organization,
        registry::application::api::people,
        registry::application::api::members,
        registry::application::api::premises,
        registry::application::api::capital,
        registry::application::api::charter,
        registry::application::api::attach,
        registry::application::api::detach,
        registry::application::api::submit,
        registry::application::api::withdraw,
        registry::application::api::notify,
        registry::application::api::accept,
        registry::application::api::decline,
        registry::application::api::review,
        registry::application::api::decide,
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
