//! What everybody sees 门户: home, search, statistics, the ledger, verification.
use super::Routes;
use crate::portal::{docs, statistics};
use actix_web::web::{Data, ServiceConfig, get};
use utoipa::OpenApi;

/// What pages of the portal keep between requests.
pub fn keep(cfg: &mut ServiceConfig) {
    let description = serde_json::to_value(super::ApiDoc::openapi()).unwrap_or_default();
    cfg.app_data(Data::new(statistics::Cache::default())).app_data(Data::new(docs::Description(description)));
}

/// Mounts the routes of the portal.
pub fn all(r: &mut Routes) {
    use crate::portal::{about, demo, home, ledger, opendata, search, services, verify, workbench};
    r.route("/workbench", get().to(workbench::pages::show))
        .route("/search", get().to(search::pages::show))
        .route("/api/docs", get().to(docs::pages::show))
        .route("/demo", get().to(demo::pages::people))
        .route("/demo/mail", get().to(demo::pages::letters))
        .route("/demo/mail/{id}", get().to(demo::pages::letter))
        .route("/", get().to(home::pages::show))
        .route("/services", get().to(services::pages::show))
        .route("/open-data", get().to(opendata::pages::show))
        .route("/statistics", get().to(statistics::pages::show))
        .route("/statistics/{table}.csv", get().to(statistics::pages::csv))
        .route("/api/v1/statistics", get().to(statistics::api::index))
        .route("/api/v1/statistics/{table}", get().to(statistics::api::show))
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
        r.route(&format!("/{wing}"), get().to(about::pages::coming));
    }
}
