//! `shanzhi doctor` says what is wrong and how to mend it.
use crate::support::{Operator, TestApp};
use serde_json::Value;

#[actix_web::test]
async fn a_wrong_setting_is_named_with_its_key() {
    let dir = tempfile::tempdir().unwrap();
    let operator = Operator::empty(dir.path()).with("SHANZHI__SERVER__WORKERS", "many");
    let said = operator.run(&["doctor"]).await.expect(1);
    assert!(said.out.contains("FAIL  settings") && said.out.contains("server.workers"), "{}", said.out);
}

#[actix_web::test]
async fn every_finding_is_told_as_json_with_a_sentence_that_mends_it() {
    let app = TestApp::new().await;
    app.settle().await;
    let operator = Operator::of(&app).with("SHANZHI__SERVER__PUBLIC_URL", "http://city.example");
    let said = operator.run(&["doctor", "--json"]).await.expect(1);
    let findings: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    assert!(findings.len() >= 25, "{}", findings.len());
    let grade = |name: &str| {
        let found = findings.iter().find(|f| f["check"] == name).unwrap_or_else(|| panic!("{name} is not looked at"));
        assert_eq!(found["fix"].is_string(), found["grade"] != "ok", "{found}");
        found["grade"].as_str().unwrap().to_owned()
    };
    assert_eq!(grade("server.cookies"), "fail");
    assert_eq!(grade("admin"), "warn");
    assert_eq!(grade("registry.offices"), "warn");
    // The PostgreSQL of the tests runs without fsync on purpose, and the doctor sees it.
    let durable = operator.setting("SHANZHI__DATABASE__URL").starts_with("sqlite");
    assert_eq!(grade("database.journal"), if durable { "ok" } else { "fail" });
    for whole in ["database.version", "database.foreign_keys", "database.migrations", "files.store"] {
        assert_eq!(grade(whole), "ok", "{whole}");
    }
}

#[actix_web::test]
async fn nothing_is_made_by_looking() {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("none");
    let said = Operator::empty(&dir).run(&["doctor"]).await.expect(1);
    assert!(said.out.contains("FAIL  data.dir.writable"), "{}", said.out);
    assert!(!dir.exists());
}
