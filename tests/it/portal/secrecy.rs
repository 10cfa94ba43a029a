//! What the program counts about itself tells nothing of a tender.
use crate::{market::contract::cast::TENDER, support::TestApp};

#[actix_web::test]
async fn metrics_never_tell_how_often_somebody_asked_for_a_bid_page() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let posts = async || {
        let metrics = visitor.get("/metrics").await.expect(200).body;
        assert!(!metrics.contains("/bid"), "no address of bids is a label");
        metrics.contains("shanzhi_requests_total")
    };
    visitor.get("/").await.expect(200);
    assert!(posts().await, "other addresses are counted");
    for path in [format!("/tenders/{TENDER}/bid"), format!("/api/v1/tenders/{TENDER}/bid")] {
        visitor.ask("POST", &path).await;
        visitor.ask("GET", &path).await;
        visitor.ask("POST", &format!("{path}/withdrawal")).await;
    }
    assert!(posts().await);
}
