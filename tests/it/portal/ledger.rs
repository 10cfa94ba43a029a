//! The public ledger over HTTP: what anyone can download checks offline.
use crate::support::TestApp;
use shanzhi::platform::{
    db::Event,
    ledger::{Trust, verify_ledger, verify_proof},
};

async fn three_acts(app: &TestApp) -> [i64; 3] {
    app.make(|tx| {
        let a = tx.record(("tender", "510903202600017"), Event::public("market.tender.published").with("budget", 5))?;
        let b = tx.record(("bid", "R-1"), Event::private("market.bid.received").with("bidder", "secret-name"))?;
        let c = tx.record(("organization", "X"), Event::public("registry.organization.registered"))?;
        Ok([a, b, c])
    })
    .await
}

#[actix_web::test]
async fn a_downloaded_proof_verifies_with_the_published_key_alone() {
    let app = TestApp::new().await;
    let ids = three_acts(&app).await;
    let visitor = app.visitor();
    visitor.get(&format!("/ledger/proof/{}", ids[0])).await.expect(404);
    assert!(visitor.get(&format!("/ledger/{}", ids[0])).await.expect(200).has("刚刚记下"));
    app.settle().await;
    let key = visitor.get("/ledger/key").await.expect(200).body;
    let trust = Trust::in_log(key.trim()).unwrap();
    for id in ids {
        let proof = visitor.get(&format!("/ledger/proof/{id}")).await.expect(200).body;
        verify_proof(&proof, &trust).expect("the proof holds");
        assert!(!proof.contains("secret-name"));
    }
    let act = visitor.get(&format!("/ledger/{}", ids[0])).await.expect(200);
    assert!(act.has("发布采购公告") && act.has("/tenders/510903202600017"));
}

#[actix_web::test]
async fn the_whole_ledger_can_be_fetched_and_checked_and_a_sealed_act_tells_nothing() {
    let app = TestApp::new().await;
    let ids = three_acts(&app).await;
    app.settle().await;
    let visitor = app.visitor();
    let key = visitor.get("/ledger/key").await.expect(200).body;
    let mut files = std::collections::BTreeMap::new();
    for path in ["checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"] {
        files.insert(path.to_owned(), visitor.bytes(&format!("/ledger/{path}")).await);
    }
    let report = verify_ledger(&mut |path| Ok(files.get(path).cloned()), &Trust::in_log(key.trim()).unwrap(), None);
    let report = report.expect("the ledger holds");
    assert_eq!((report.public, report.sealed), (2, 1));
    for path in ["/ledger".to_owned(), format!("/ledger/{}", ids[1])] {
        let page = visitor.get(&path).await.expect(200);
        assert!(!page.has("secret-name") && !page.has("R-1") && !page.has("收到密封投标"), "{path}");
    }
    assert_eq!(visitor.get("/ledger?kind=market.").await.expect(200).body.matches("加封事项").count(), 0);
    visitor.get("/ledger/tile/0/../../secret").await.expect(404);
}
