//! What everybody sees 门户: home, search, statistics, the ledger, verification.
use super::Routes;
use crate::portal::{docs, statistics};
use actix_web::web::{Data, ServiceConfig, delete, get, post, put};
use utoipa::OpenApi;

/// What pages of the portal keep between requests.
pub fn keep(cfg: &mut ServiceConfig) {
    let description = serde_json::to_value(super::ApiDoc::openapi()).unwrap_or_default();
    cfg.app_data(Data::new(statistics::Cache::default())).app_data(Data::new(docs::Description(description)));
}

/// Mounts the routes of the portal.
pub fn all(r: &mut Routes) {
    use crate::portal::{
        about, copy, demo, dumps, home, ledger, opendata, saved, search, services, verify, workbench, years,
    };
    r.route("/workbench", get().to(workbench::pages::show))
        .route("/search", get().to(search::pages::show))
        .route("/api/docs", get().to(docs::pages::show))
        .route("/demo", get().to(demo::pages::people))
        .route("/demo/mail", get().to(demo::pages::letters))
        .route("/demo/mail/{id}", get().to(demo::pages::letter))
        .route("/", get().to(home::pages::show))
        .route("/saved-searches", get().to(saved::pages::list))
        .route("/saved-searches", post().to(saved::pages::keep))
        .route("/saved-searches/{id:\\d+}/letters", post().to(saved::pages::switch))
        .route("/saved-searches/{id:\\d+}/removal", post().to(saved::pages::remove))
        .route("/unsubscribe/{token}", get().to(saved::pages::ask))
        .route("/unsubscribe/{token}", post().to(saved::pages::end))
        .route("/api/v1/saved-searches", get().to(saved::api::index))
        .route("/api/v1/saved-searches", post().to(saved::api::create))
        .route("/api/v1/saved-searches/{id:\\d+}", delete().to(saved::api::remove))
        .route("/api/v1/saved-searches/{id:\\d+}/letters", put().to(saved::api::switch))
        .route("/account/copy.zip", get().to(copy::pages::zip))
        .route("/api/v1/account/copy", get().to(copy::pages::json))
        .route("/services", get().to(services::pages::show))
        .route("/open-data", get().to(opendata::pages::show))
        .route("/open-data/dumps/{name}", get().to(dumps::pages::file))
        .route("/api/v1/dumps", get().to(dumps::api::index))
        .route("/statistics", get().to(statistics::pages::show))
        .route("/statistics/registry", get().to(years::pages::show))
        .route("/statistics/registry.csv", get().to(years::pages::csv))
        .route("/api/v1/registry-statistics", get().to(years::api::show))
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
