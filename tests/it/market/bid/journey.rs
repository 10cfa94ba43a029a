//! From sealed bids to the published result.
use super::{AFTER, Fair, NO};
use serde_json::json;

fn path(rest: &str) -> String {
    format!("/tenders/{NO}/{rest}")
}

#[actix_web::test]
async fn sealed_bids_are_opened_by_two_scored_alone_ranked_exactly_and_published() {
    let fair = Fair::new(3).await;
    let first = fair.bid(0, "500000").await;
    let replaced = fair.bid(0, "480000").await;
    assert_ne!(first["receipt_no"], replaced["receipt_no"]);
    fair.bid(1, "500000").await;
    fair.bid(2, "600000").await;

    // PR-34: not before the deadline, not alone, not with a wrong passphrase
    let opener = fair.app.api("opener1@x.cn").await;
    let two =
        |own: &str, other: i64, others: &str| json!({"passphrase": own, "other": other, "other_passphrase": others});
    let (status, body) = opener.post(&path("opening"), two("passphrase-1", 2, "passphrase-2")).await;
    assert_eq!((status, body["code"].as_str()), (409, Some("too-early-to-open")), "{body}");
    fair.app.set_clock(AFTER);
    let opener = fair.app.api("opener1@x.cn").await;
    let late = fair.bidder(1).await.post(&path("bid"), super::bid_body(1, "1")).await;
    assert_eq!((late.0, late.1["code"].as_str()), (409, Some("bid-late")), "{}", late.1);
    let (status, body) = opener.post(&path("opening"), two("passphrase-1", 1, "passphrase-1")).await;
    assert_eq!((status, body["code"].as_str()), (409, Some("two-openers")), "{body}");
    let (status, body) = opener.post(&path("opening"), two("passphrase-1", 3, "wrong")).await;
    assert_eq!((status, body["errors"][0]["field"].as_str()), (422, Some("other_passphrase")), "{body}");
    let stranger =
        fair.app.api("buyer@x.cn").await.post(&path("opening"), two("passphrase-1", 2, "passphrase-2")).await;
    assert_eq!(stranger.0, 403, "{}", stranger.1);

    let (status, record) = opener.post(&path("opening"), two("passphrase-1", 3, "passphrase-3")).await;
    assert_eq!(status, 201, "{record}");
    let bids = record["bids"].as_array().unwrap();
    assert_eq!(bids.len(), 3, "{record}");
    assert!(bids.iter().all(|b| b["state"] == "opened" && b["price"].is_null()), "{record}");
    assert!(bids.iter().any(|b| b["receipt_no"] == replaced["receipt_no"] && b["technical_sha256"] == replaced["technical_sha256"]));
    let receipts: Vec<String> = bids.iter().map(|b| b["receipt_no"].as_str().unwrap().to_owned()).collect();
    let public = fair.app.visitor().get(&path("opening")).await;
    assert!(receipts.iter().all(|r| public.has(r)), "{}", public.body);
    assert!(!public.has("480,000"));
    fair.app.settle().await;
    assert_eq!(fair.app.letters().len(), 3);

    // the draw, the declaration, the sheets
    let buyer = fair.app.api("buyer@x.cn").await;
    let (status, body) = buyer.post(&path("experts"), json!({})).await;
    assert_eq!(status, 201, "{body}");
    let checks: serde_json::Map<String, serde_json::Value> =
        receipts.iter().map(|r| (r.clone(), json!({"passed": true, "reason": ""}))).collect();
    let (status, body) = buyer.post(&path("checks"), json!({ "checks": checks })).await;
    assert_eq!(status, 200, "{body}");
    let mut signed = 0;
    for n in 1..=5 {
        let expert = fair.app.api(&format!("expert{n}@x.cn")).await;
        let (status, before) = expert.get(&path("scores")).await;
        if status == 403 {
            continue;
        }
        assert_eq!((before["stage"].as_str(), before["bids"].as_array().map(Vec::len)), (Some("declare"), Some(0)));
        let sheet = |c1: &str| -> serde_json::Value {
            let one = json!({"complies": "yes", "reason": "", "c1": c1, "c2": "20"});
            json!({"bids": receipts.iter().map(|r| (r.clone(), one.clone())).collect::<serde_json::Map<_, _>>()})
        };
        let (status, body) = expert.put(&path("scores"), sheet("40")).await;
        assert_eq!((status, body["code"].as_str()), (409, Some("declare-first")), "{body}");
        assert_eq!(expert.post(&path("declarations"), json!({"statement": "none"})).await.0, 201);
        assert_eq!(expert.put(&path("scores"), sheet("50.01")).await.0, 422, "out of range");
        let (status, body) = expert.put(&path("scores"), sheet(&format!("4{signed}.5"))).await;
        assert_eq!(status, 200, "{body}");
        let (status, body) = expert.post(&path("scores/locks"), json!({"password": "not it"})).await;
        assert_eq!((status, body["code"].as_str()), (403, Some("signature-wrong")), "{body}");
        let (status, body) = expert.post(&path("scores/locks"), json!({"password": crate::support::PASSWORD})).await;
        assert_eq!(status, 201, "{body}");
        assert_eq!(expert.put(&path("scores"), sheet("1")).await.1["code"], "sheet-locked");
        signed += 1;
    }
    assert_eq!(signed, 3, "the practice committee has three seats");

    // prices, ranking, award, result
    let (status, body) = buyer.post(&path("award"), json!({"position": 1})).await;
    assert_eq!(status, 409, "{body}");
    let (status, record) = opener.post(&path("price-opening"), two("passphrase-1", 2, "passphrase-2")).await;
    assert_eq!(status, 201, "{record}");
    let (_, desk) = buyer.get(&path("award")).await;
    let ranking: Vec<(&str, &str, &str)> = desk["ranking"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["quality"].as_str().unwrap(), r["price_points"].as_str().unwrap(), r["total"].as_str().unwrap()))
        .collect();
    // domain.md 4.4 with weight 30: 480 / 500 / 600 thousand
    assert_eq!(ranking, [("61.50", "30.00", "91.50"), ("61.50", "28.80", "90.30"), ("61.50", "24.00", "85.50")]);
    let (status, body) = buyer.post(&path("award"), json!({"position": 2})).await;
    assert_eq!((status, body["code"].as_str()), (422, Some("out-of-order")), "{body}");
    assert_eq!(buyer.post(&path("award"), json!({"position": 1})).await.0, 201);
    assert_eq!(buyer.post(&path("result"), json!({})).await.0, 403, "another person publishes");
    assert!(fair.app.visitor().get(&path("result")).await.has("结果还没有公告"));
    let (status, body) = fair.app.api("approver@x.cn").await.post(&path("result"), json!({})).await;
    assert_eq!(status, 201, "{body}");
    let (_, own) = fair.bidder(1).await.get(&path("result")).await;
    assert_eq!((own["own"]["rank"].as_i64(), own["own"]["total"].as_str()), (Some(2), Some("90.30")), "{own}");
    let (_, other) = fair.app.api("auditor@x.cn").await.get(&path("result")).await;
    assert_eq!((other["reviewers"].as_array().map(Vec::len), other["own"].is_null()), (Some(3), true), "{other}");
    let auditor = fair.app.sign_in("auditor@x.cn").await;
    let bundle = auditor.get(&path("bundle.zip?envelope=price")).await;
    assert_eq!(bundle.status, 200);
    assert_eq!(fair.app.sign_in("buyer@x.cn").await.get(&path("bundle.zip")).await.status, 403);
}

#[actix_web::test]
async fn too_few_bids_go_back_unopened_and_the_tender_fails() {
    // PR-83; the practice procedure asks for two
    let fair = Fair::new(1).await;
    let receipt = fair.bid(0, "480000").await;
    fair.app.set_clock(AFTER);
    let keys = json!({"passphrase": "passphrase-1", "other": 2, "other_passphrase": "passphrase-2"});
    let (status, record) = fair.app.api("opener1@x.cn").await.post(&path("opening"), keys).await;
    assert_eq!((status, record["failed"].as_str()), (201, Some("too_few_bids")), "{record}");
    let (_, own) = fair.bidder(0).await.get(&path("bid")).await;
    assert_eq!((own["state"].as_str(), &own["receipt_no"]), (Some("returned"), &receipt["receipt_no"]), "{own}");
}
