//! Every address of the program. Who may what stands in `tests/it/shape/roles.csv`, one row a line here.
use crate::{
    account, portal, registry,
    account, market, portal,
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
    directory(cfg);
    plan(cfg);
    tender(cfg);
    tender_api(cfg);
    challenge(cfg);
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

fn plan(cfg: &mut ServiceConfig) {
    use market::plan::{api, pages};
    cfg.route("/catalogue", get().to(market::catalogue::show))
        .route("/plans", get().to(pages::list))
        .route("/plans", post().to(pages::create))
        .route("/plans/new", get().to(pages::new_form))
        .route("/plans/{no}/withdrawal", post().to(pages::withdraw))
        .route("/api/v1/plan-lines", get().to(api::list))
        .route("/api/v1/plan-lines", post().to(api::create))
        .route("/api/v1/plan-lines/{no}", get().to(api::show))
        .route("/api/v1/plan-lines/{no}/withdrawal", post().to(api::withdraw));
}

fn tender(cfg: &mut ServiceConfig) {
    use market::tender::{feeds, pages};
    cfg.route("/tenders", get().to(pages::board))
        .route("/tenders", post().to(pages::create))
        .route("/tenders/new", get().to(pages::new_form))
        .route("/tenders/calendar.ics", get().to(feeds::calendar))
        .route("/tenders/feed.atom", get().to(feeds::feed))
        .route("/tenders/{no:\\d+}", get().to(pages::show))
        .route("/tenders/{no:\\d+}", post().to(pages::update))
        .route("/tenders/{no:\\d+}/calendar.ics", get().to(feeds::calendar_of))
        .route("/tenders/{no:\\d+}/feed.atom", get().to(feeds::feed_of))
        .route("/tenders/{no:\\d+}/edit", get().to(pages::edit_form))
        .route("/tenders/{no:\\d+}/desk", get().to(pages::desk))
        .route("/tenders/{no:\\d+}/committee", get().to(pages::committee_form))
        .route("/tenders/{no:\\d+}/committee", post().to(pages::committee))
        .route("/tenders/{no:\\d+}/documents", post().to(pages::add_document))
        .route("/tenders/{no:\\d+}/documents/{id:\\d+}", get().to(pages::download))
        .route("/tenders/{no:\\d+}/documents/{id:\\d+}/removal", post().to(pages::remove_document))
        .route("/tenders/{no:\\d+}/submission", post().to(pages::submit))
        .route("/tenders/{no:\\d+}/publication", post().to(pages::approve))
        .route("/tenders/{no:\\d+}/return", post().to(pages::send_back))
        .route("/tenders/{no:\\d+}/discard", post().to(pages::discard))
        .route("/tenders/{no:\\d+}/stop", post().to(pages::stop))
        .route("/tenders/{no:\\d+}/questions", post().to(pages::ask))
        .route("/tenders/{no:\\d+}/questions/new", get().to(pages::ask_form))
        .route("/tenders/{no:\\d+}/questions/{id:\\d+}/answer", post().to(pages::answer))
        .route("/tenders/{no:\\d+}/clarifications", post().to(pages::clarify))
        .route("/desk/tenders", get().to(pages::mine));
}

fn tender_api(cfg: &mut ServiceConfig) {
    use actix_web::web::put;
    use market::tender::api;
    cfg.route("/api/v1/tenders", get().to(api::list))
        .route("/api/v1/tenders", post().to(api::create))
        .route("/api/v1/tenders/{no}", get().to(api::show))
        .route("/api/v1/tenders/{no}", put().to(api::update))
        .route("/api/v1/tenders/{no}/committee", post().to(api::committee))
        .route("/api/v1/tenders/{no}/documents", post().to(api::add_document))
        .route("/api/v1/tenders/{no}/submission", post().to(api::submit))
        .route("/api/v1/tenders/{no}/publication", post().to(api::publish))
        .route("/api/v1/tenders/{no}/return", post().to(api::send_back))
        .route("/api/v1/tenders/{no}/discard", post().to(api::discard))
        .route("/api/v1/tenders/{no}/stop", post().to(api::stop))
        .route("/api/v1/tenders/{no}/questions", get().to(api::questions))
        .route("/api/v1/tenders/{no}/questions", post().to(api::ask))
        .route("/api/v1/tenders/{no}/questions/{id}/answer", post().to(api::answer))
        .route("/api/v1/tenders/{no}/clarifications", post().to(api::clarify))
        .route("/api/v1/desk/tenders", get().to(api::mine));
}

fn challenge(cfg: &mut ServiceConfig) {
    use market::challenge::{api, pages};
    cfg.route("/ocds/releases.json", get().to(market::ocds::pages::releases))
        .route("/ocds/records/{ocid}.json", get().to(market::ocds::pages::record))
        .route("/tenders/{no:\\d+}/challenges/new", get().to(pages::new_form))
        .route("/tenders/{no:\\d+}/challenges", post().to(pages::create))
        .route("/challenges/{no}", get().to(pages::show))
        .route("/challenges/{no}/reply", post().to(pages::reply))
        .route("/challenges/{no}/withdrawal", post().to(pages::withdraw))
        .route("/desk/challenges", get().to(pages::list))
        .route("/api/v1/tenders/{no}/challenges", post().to(api::create))
        .route("/api/v1/challenges", get().to(api::list))
        .route("/api/v1/challenges/{no}", get().to(api::show))
        .route("/api/v1/challenges/{no}/reply", post().to(api::reply))
        .route("/api/v1/challenges/{no}/withdrawal", post().to(api::withdraw));
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
        // market
        market::plan::api::list, market::plan::api::show, market::plan::api::create, market::plan::api::withdraw,
        market::tender::api::list, market::tender::api::show, market::tender::api::create, market::tender::api::update,
        market::tender::api::committee, market::tender::api::add_document, market::tender::api::submit,
        market::tender::api::publish, market::tender::api::send_back, market::tender::api::discard,
        market::tender::api::stop, market::tender::api::questions, market::tender::api::ask,
        market::tender::api::answer, market::tender::api::clarify, market::tender::api::mine,
        market::challenge::api::create, market::challenge::api::show, market::challenge::api::list,
        market::challenge::api::reply, market::challenge::api::withdraw,
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
