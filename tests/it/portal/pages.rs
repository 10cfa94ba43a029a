//! Pages that everybody can open, also in an empty city.
use crate::support::{Browser, Page, TestApp};
use std::collections::BTreeSet;

/// Every address of this site that a page's links name, without the part after `#`.
fn links(page: &Page, among: &str) -> BTreeSet<String> {
    let html = scraper::Html::parse_document(&page.body);
    let links = scraper::Selector::parse(among).unwrap();
    html.select(&links)
        .filter_map(|a| a.attr("href"))
        .filter(|h| h.starts_with('/'))
        .map(|h| h.split('#').next().unwrap_or(h).to_owned())
        .collect()
}

async fn dead(visitor: &Browser, links: BTreeSet<String>) -> Vec<String> {
    let mut dead = Vec::new();
    for link in links {
        let answer = visitor.get(&link).await;
        let asks_to_sign_in = answer.status == 303 && answer.location.starts_with("/sign-in");
        if answer.status != 200 && !asks_to_sign_in {
            dead.push(format!("{} {link}", answer.status));
        }
    }
    dead
}

#[actix_web::test]
async fn an_empty_city_has_a_home_and_no_link_of_it_is_dead() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let home = visitor.get("/").await.expect(200);
    let dead = dead(&visitor, links(&home, "a[href]")).await;
    assert!(dead.is_empty(), "{dead:#?}");
}

#[actix_web::test]
async fn every_service_and_every_dataset_leads_somewhere() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    app.settle().await;
    for path in ["/services", "/open-data", "/communities", "/training", "/matters"] {
        let page = visitor.get(path).await.expect(200);
        let dead = dead(&visitor, links(&page, "main a[href]")).await;
        assert!(dead.is_empty(), "{path}: {dead:#?}");
        visitor.get(&format!("{path}?lang=en")).await.expect(200);
    }
}

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
