//! OpenRefine's reconciliation service over the directory.
use super::office;
use crate::support::Browser;
use serde_json::{Value, json};
use shanzhi::{
    kernel::actor::AuthorityId,
    registry::organization::{self, sample::new_organization},
};

const CODE: &str = "52510903XXXX00019L";
const NAME: &str = "遂宁市船山区听荷养老服务中心";

fn q(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

async fn told(who: &Browser, address: &str) -> Value {
    serde_json::from_str(&who.get(address).await.expect(200).body).unwrap()
}

#[actix_web::test]
async fn a_column_of_names_is_matched_and_extended_as_the_specification_says() {
    let o = office().await;
    let authority = AuthorityId(o.authority);
    o.app.make(move |tx| organization::register(tx, &new_organization(CODE, NAME, authority, tx.now))).await;
    o.app.settle().await;
    let visitor = o.app.visitor();

    let manifest = told(&visitor, "/reconcile").await;
    assert_eq!(manifest["versions"], json!(["0.2"]));
    for key in ["name", "identifierSpace", "schemaSpace", "defaultTypes", "view", "suggest", "extend"] {
        assert!(!manifest[key].is_null(), "{key}");
    }
    assert!(manifest["view"]["url"].as_str().unwrap().ends_with("/orgs/{{id}}"));

    let queries = json!({
        "same": { "query": NAME, "limit": 3 },
        "slip": { "query": "遂宁市船山区听河养老服务中心" },
        "code": { "query": CODE.to_lowercase() },
        "elsewhere": { "query": NAME, "properties": [{ "pid": "county", "v": "510921" }] },
        "kind": { "query": NAME, "type": "association", "type_strict": "any" },
        "nothing": { "query": "" },
    });
    let found = told(&visitor, &format!("/reconcile?queries={}", q(&queries.to_string()))).await;
    let first = |key: &str| found[key]["result"][0].clone();
    assert_eq!((first("same")["id"].as_str(), first("same")["match"].as_bool()), (Some(CODE), Some(true)));
    assert_eq!(first("same")["type"][0]["id"], "service");
    assert_eq!((first("slip")["id"].as_str(), first("slip")["match"].as_bool()), (Some(CODE), Some(false)));
    assert_eq!(first("code")["match"], true);
    assert_eq!(first("elsewhere")["match"], false, "another county is told apart");
    assert!(found["kind"]["result"].as_array().unwrap().is_empty() && found["nothing"]["result"] == json!([]));

    let posted =
        visitor.post("/reconcile", &[("queries", &json!({ "q0": { "query": NAME } }).to_string())]).await.expect(200);
    let posted: Value = serde_json::from_str(&posted.body).unwrap();
    assert_eq!(posted["q0"]["result"][0]["id"], CODE);

    let extend =
        json!({ "ids": [CODE, "nobody"], "properties": [{ "id": "legal_representative" }, { "id": "secret" }] });
    let rows = told(&visitor, &format!("/reconcile?extend={}", q(&extend.to_string()))).await;
    assert_eq!(rows["meta"].as_array().unwrap().len(), 1, "what is not public cannot be asked for");
    assert!(rows["rows"][CODE]["legal_representative"][0]["str"].is_string());
    assert_eq!(rows["rows"]["nobody"]["legal_representative"], json!([]));

    let typed = told(&visitor, "/reconcile/suggest?prefix=tinghe").await;
    assert_eq!(typed["result"][0]["id"], CODE);
    assert!(told(&visitor, "/reconcile/properties").await["properties"].as_array().unwrap().len() > 5);
}

#[actix_web::test]
async fn what_is_no_json_or_too_much_is_refused_with_a_sentence() {
    let o = office().await;
    let visitor = o.app.visitor();
    visitor.get("/reconcile?queries=%7B").await.expect(422);
    visitor.get("/reconcile?extend=%5B1%5D").await.expect(422);
    let many: serde_json::Map<String, Value> = (0..51).map(|n| (format!("q{n}"), json!({ "query": "x" }))).collect();
    let refused = visitor.post("/reconcile", &[("queries", &Value::Object(many).to_string())]).await.expect(422);
    assert!(refused.has("50"), "{}", refused.outline());
    let odd = json!({ "q": { "query": "\u{20BB7}\u{0000}", "limit": -5, "properties": [{ "pid": "county", "v": { "id": 1 } }] } });
    visitor.get(&format!("/reconcile?queries={}", q(&odd.to_string()))).await.expect(200);
}
