//! Every address of the program. Who may what stands in `tests/it/shape/roles.csv`, one row a line here.
use crate::{
    account, community, market, portal, registry,
    web::{assets, health},
};
use actix_web::{
    HttpResponse,
    web::{ServiceConfig, get, post},
};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

/// Mounts every route.
pub fn all(cfg: &mut ServiceConfig) {
    edge(cfg);
    account(cfg);
    contracts(cfg);
    fund(cfg);
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
        .route("/api/v1/session", post().to(api::create));
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

fn contracts(cfg: &mut ServiceConfig) {
    use market::contract::{api, pages};
    cfg.route("/contracts", get().to(pages::list))
        .route("/contracts/{no}", get().to(pages::show))
        .route("/contracts/{no}/document.pdf", get().to(pages::document))
        .route("/tenders/{no}/contract/new", get().to(pages::draft_form))
        .route("/tenders/{no}/contract", post().to(pages::create))
        .route("/contracts/{no}/draft", get().to(pages::redraft_form))
        .route("/contracts/{no}/draft", post().to(pages::redraft))
        .route("/contracts/{no}/submission", post().to(pages::submit))
        .route("/contracts/{no}/approval", post().to(pages::approve))
        .route("/contracts/{no}/return", get().to(pages::return_form))
        .route("/contracts/{no}/return", post().to(pages::give_back))
        .route("/contracts/{no}/signature", post().to(pages::sign))
        .route("/contracts/{no}/refusal", get().to(pages::refusal_form))
        .route("/contracts/{no}/refusal", post().to(pages::refuse))
        .route("/contracts/{no}/publication", post().to(pages::publish))
        .route("/contracts/{no}/filing", post().to(pages::file))
        .route("/contracts/{no}/supplements/new", get().to(pages::supplement_form))
        .route("/contracts/{no}/supplements", post().to(pages::propose))
        .route("/contracts/{no}/supplements/{n}/{act}", post().to(pages::supplement_act))
        .route("/workbench/contracts", get().to(pages::desk))
        .route("/api/v1/contracts", get().to(api::list))
        .route("/api/v1/contracts/{no}", get().to(api::show))
        .route("/api/v1/tenders/{no}/contract", post().to(api::create))
        .route("/api/v1/contracts/{no}/draft", post().to(api::redraft))
        .route("/api/v1/contracts/{no}/submission", post().to(api::submit))
        .route("/api/v1/contracts/{no}/approval", post().to(api::approve))
        .route("/api/v1/contracts/{no}/return", post().to(api::give_back))
        .route("/api/v1/contracts/{no}/signatures", post().to(api::sign))
        .route("/api/v1/contracts/{no}/refusal", post().to(api::refuse))
        .route("/api/v1/contracts/{no}/publication", post().to(api::publish))
        .route("/api/v1/contracts/{no}/filing", post().to(api::file))
        .route("/api/v1/contracts/{no}/supplements", post().to(api::propose))
        .route("/api/v1/contracts/{no}/supplements/{n}/{act}", post().to(api::supplement_act));
    acceptances(cfg);
    payments(cfg);
}

fn fund(cfg: &mut ServiceConfig) {
    use community::fund::{api, pages};
    cfg.route("/fund", get().to(pages::show))
        .route("/fund/donations", post().to(pages::donate))
        .route("/fund/thanks/{secret}", get().to(pages::thanks))
        .route("/workbench/fund", get().to(pages::books))
        .route("/workbench/fund/transfers", post().to(pages::record))
        .route("/workbench/fund/refunds", post().to(pages::ask_refund))
        .route("/workbench/fund/{no}/{act}", post().to(pages::act))
        .route("/webhooks/stripe", post().to(pages::webhook))
        .route("/api/v1/fund/donations", get().to(api::list))
        .route("/api/v1/fund/donations", post().to(api::create));
}

fn acceptances(cfg: &mut ServiceConfig) {
    use market::acceptance::{api, pages};
    cfg.route("/contracts/{no}/milestones/{n}/report", get().to(pages::report_form))
        .route("/contracts/{no}/milestones/{n}/reports", post().to(pages::report))
        .route("/contracts/{no}/milestones/{n}/acceptance", get().to(pages::accept_form))
        .route("/contracts/{no}/milestones/{n}/acceptances", post().to(pages::accept))
        .route("/contracts/{no}/milestones/{n}/return", get().to(pages::return_form))
        .route("/contracts/{no}/milestones/{n}/return", post().to(pages::give_back))
        .route("/contracts/{no}/milestones/{n}/files/{id}", get().to(pages::file))
        .route("/acceptances/{no}", get().to(pages::show))
        .route("/acceptances/{no}/document.pdf", get().to(pages::document))
        .route("/contracts/{no}/evaluation", get().to(pages::evaluation_form))
        .route("/contracts/{no}/evaluation", post().to(pages::evaluate))
        .route("/api/v1/contracts/{no}/milestones/{n}/reports", post().to(api::report))
        .route("/api/v1/contracts/{no}/milestones/{n}/acceptances", post().to(api::accept))
        .route("/api/v1/contracts/{no}/milestones/{n}/return", post().to(api::give_back))
        .route("/api/v1/contracts/{no}/evaluation", post().to(api::evaluate));
}

fn payments(cfg: &mut ServiceConfig) {
    use market::payment::{api, pages};
    cfg.route("/acceptances/{no}/payment", get().to(pages::prepare_form))
        .route("/acceptances/{no}/payments", post().to(pages::prepare))
        .route("/payments/{no}", get().to(pages::show))
        .route("/payments/{no}/confirmation", post().to(pages::confirm))
        .route("/payments/{no}/withdrawal", post().to(pages::withdraw))
        .route("/workbench/vouchers", get().to(pages::vouchers_form))
        .route("/workbench/vouchers", post().to(pages::vouchers))
        .route("/api/v1/acceptances/{no}/payments", post().to(api::prepare))
        .route("/api/v1/payments/{no}/confirmation", post().to(api::confirm))
        .route("/api/v1/payments/{no}/withdrawal", post().to(api::withdraw));
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
        // market
        market::contract::api::list,
        market::contract::api::show,
        market::contract::api::create,
        market::contract::api::redraft,
        market::contract::api::submit,
        market::contract::api::approve,
        market::contract::api::give_back,
        market::contract::api::sign,
        market::contract::api::refuse,
        market::contract::api::publish,
        market::contract::api::file,
        market::contract::api::propose,
        market::contract::api::supplement_act,
        market::acceptance::api::report,
        market::acceptance::api::accept,
        market::acceptance::api::give_back,
        market::acceptance::api::evaluate,
        market::payment::api::prepare,
        market::payment::api::confirm,
        market::payment::api::withdraw,
        // volunteer
        // community
        community::fund::api::list,
        community::fund::api::create,
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
