//! Pages that everybody can open, also in an empty city.
use crate::support::TestApp;

#[actix_web::test]
async fn an_empty_city_has_a_home_and_no_link_of_header_and_footer_is_dead() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let home = visitor.get("/").await.expect(200);
    let html = scraper::Html::parse_document(&home.body);
    let links = scraper::Selector::parse("header a[href], footer a[href]").unwrap();
    let mut dead = Vec::new();
    for link in html.select(&links).filter_map(|a| a.attr("href")).filter(|h| h.starts_with('/')) {
        if NOT_YET.iter().any(|p| link.starts_with(p)) {
            continue;
        }
        let status = visitor.get(link).await.status;
        if status != 200 {
            dead.push(format!("{status} {link}"));
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

/// Pages that other features bring.
const NOT_YET: &[&str] = &["/orgs", "/tenders", "/activities", "/services", "/statistics", "/open-data"];

#[actix_web::test]
async fn a_certificate_number_with_a_typing_error_is_told_from_an_unknown_one() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let right = shanzhi::platform::certificate::with_check("C-510903-2026-000417");
    let wrong = right.replace("417", "471");
    assert!(!visitor.get(&format!("/verify?q={right}")).await.expect(200).has("校验码对不上"));
    assert!(visitor.get(&format!("/verify/{wrong}")).await.expect(200).has("校验码对不上"));
    let keys: serde_json::Value =
        serde_json::from_str(&visitor.get("/.well-known/jwks.json").await.expect(200).body).unwrap();
    assert_eq!(keys["keys"][0]["crv"], "Ed25519");
    assert!(keys["keys"][0].get("d").is_none(), "no secret is published");
}
