//! Every address of the program. Who may what stands in `tests/it/shape/roles.csv`, one row a line here.
use crate::{
    account, market, portal,
    web::{assets, health},
};
use actix_web::{
    HttpResponse,
    web::{ServiceConfig, get, post, put},
};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

/// Mounts every route.
pub fn all(cfg: &mut ServiceConfig) {
    edge(cfg);
    account(cfg);
    bids(cfg);
    awards(cfg);
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

fn bids(cfg: &mut ServiceConfig) {
    use market::{
        bid::{api, pages},
        opening,
    };
    cfg.route("/tenders/{no}/bid", get().to(pages::show))
        .route("/tenders/{no}/bid", post().to(pages::create))
        .route("/tenders/{no}/bid/withdrawal", post().to(pages::withdraw))
        .route("/tenders/{no}/bid/receipt.pdf", get().to(pages::receipt_pdf))
        .route("/tenders/{no}/opening", get().to(opening::pages::show))
        .route("/tenders/{no}/opening", post().to(opening::pages::open_technical))
        .route("/tenders/{no}/price-opening", post().to(opening::pages::open_prices))
        .route("/tenders/{no}/bundle.zip", get().to(opening::pages::bundle_zip))
        .route("/api/v1/tenders/{no}/bid", get().to(api::show))
        .route("/api/v1/tenders/{no}/bid", post().to(api::create))
        .route("/api/v1/tenders/{no}/bid/withdrawal", post().to(api::withdraw))
        .route("/api/v1/tenders/{no}/opening", get().to(opening::api::show))
        .route("/api/v1/tenders/{no}/opening", post().to(opening::api::open_technical))
        .route("/api/v1/tenders/{no}/price-opening", post().to(opening::api::open_prices));
}

fn awards(cfg: &mut ServiceConfig) {
    use market::{award, review};
    cfg.route("/tenders/{no}/experts", get().to(review::pages::experts))
        .route("/tenders/{no}/experts", post().to(review::pages::draw))
        .route("/tenders/{no}/checks", post().to(review::pages::check))
        .route("/tenders/{no}/review", get().to(review::pages::show))
        .route("/tenders/{no}/declaration", post().to(review::pages::declare))
        .route("/tenders/{no}/scores", post().to(review::pages::save))
        .route("/tenders/{no}/scores/lock", post().to(review::pages::lock))
        .route("/tenders/{no}/bids/{receipt}/files/{envelope}/{position}", get().to(review::pages::file))
        .route("/tenders/{no}/award", get().to(award::pages::show))
        .route("/tenders/{no}/award", post().to(award::pages::fix))
        .route("/tenders/{no}/result", get().to(award::pages::result))
        .route("/tenders/{no}/result", post().to(award::pages::publish))
        .route("/api/v1/tenders/{no}/experts", get().to(review::api::experts))
        .route("/api/v1/tenders/{no}/experts", post().to(review::api::draw))
        .route("/api/v1/tenders/{no}/checks", post().to(review::api::check))
        .route("/api/v1/tenders/{no}/scores", get().to(review::api::show))
        .route("/api/v1/tenders/{no}/scores", put().to(review::api::save))
        .route("/api/v1/tenders/{no}/declarations", post().to(review::api::declare))
        .route("/api/v1/tenders/{no}/scores/locks", post().to(review::api::lock))
        .route("/api/v1/tenders/{no}/award", get().to(award::api::show))
        .route("/api/v1/tenders/{no}/award", post().to(award::api::fix))
        .route("/api/v1/tenders/{no}/result", get().to(award::api::result))
        .route("/api/v1/tenders/{no}/result", post().to(award::api::publish));
}

/// The description of the JSON API, made from the handlers.
#[derive(OpenApi)]
#[openapi(
    info(title = "Shanzhi 善治", description = "A city and its social organizations: registration, purchase of services, volunteering. Every POST takes an Idempotency-Key; errors are problem+json (RFC 9457) with stable codes.", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        // account
        account::api::create,
        // registry
        // market
        market::bid::api::create,
        market::bid::api::show,
        market::bid::api::withdraw,
        market::opening::api::show,
        market::opening::api::open_technical,
        market::opening::api::open_prices,
        market::review::api::experts,
        market::review::api::draw,
        market::review::api::check,
        market::review::api::show,
        market::review::api::declare,
        market::review::api::save,
        market::review::api::lock,
        market::award::api::show,
        market::award::api::fix,
        market::award::api::result,
        market::award::api::publish,
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
