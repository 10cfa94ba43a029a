//! The community 社区: the development fund.
use super::Routes;
use actix_web::web::{get, post};

/// Mounts the routes of the community.
pub fn all(r: &mut Routes) {
    fund(r);
}

fn fund(r: &mut Routes) {
    use crate::community::fund::{api, pages};
    r.route("/fund", get().to(pages::show))
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
