//! Every address of the program, a file a wing. Who may what stands in `tests/it/shape/roles.csv`, one row a line here.
mod account;
mod community;
mod describe;
mod market;
mod portal;
mod registry;
mod volunteer;

use crate::web::{assets, health};
use actix_web::web::{ServiceConfig, get};
pub use describe::ApiDoc;

/// Mounts every route.
pub fn all(cfg: &mut ServiceConfig) {
    edge(cfg);
    account::all(cfg);
    registry::all(cfg);
    market::all(cfg);
    volunteer::all(cfg);
    community::all(cfg);
    portal::all(cfg);
}

fn edge(cfg: &mut ServiceConfig) {
    cfg.route("/assets/{path:.*}", get().to(assets::show))
        .route("/livez", get().to(health::live))
        .route("/readyz", get().to(health::ready))
        .route("/metrics", get().to(health::metrics))
        .route("/api/openapi.json", get().to(describe::show));
}
