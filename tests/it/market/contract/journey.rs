//! The whole way, and what may not happen on it.
use super::cast::{CONTRACT, Cast, TENDER, draft, ok, path, verdict};
use diesel::prelude::*;
use serde_json::json;
use shanzhi::{market::money, schema::tenders};

#[actix_web::test]
async fn a_contract_goes_from_the_award_to_its_evaluation_and_the_money_balances() {
    let cast = Cast::performing().await;
    let first = cast.accept(1, "60").await;
    let second = cast.accept(2, "30").await;
    let payments = |acceptance: &str| format!("/acceptances/{acceptance}/payments");
    for (acceptance, amount, voucher) in [(&first, "60", "GK-0001"), (&second, "30", "GK-0002")] {
        let body = json!({"amount": amount, "invoice_no": "25512000000000000001"});
        let payment = ok(cast.finance.post(&payments(acceptance), body).await);
        let no = payment["no"].as_str().unwrap();
        ok(cast.payer.post(&format!("/payments/{no}/confirmation"), json!({"voucher": voucher})).await);
    }
    let points = json!({"output": 95, "benefit": 90, "satisfaction": 95, "comment": "按时、规范"});
    assert_eq!(ok(cast.acceptor.post(&path("evaluation"), points).await)["score"], 94);
    let page = cast.app.visitor().get(&format!("/contracts/{CONTRACT}")).await.expect(200);
    assert!(page.has("94 分") && page.has("GK-0001"), "{}", page.outline());
    let authority = cast.authority;
    let (unbalanced, returned, state) = cast
        .app
        .make(move |tx| {
            let state: String = tenders::table.select(tenders::state).first(tx.conn)?;
            let back = money::balance(tx.conn, &money::Purse::Budget(authority))?;
            Ok((money::unbalanced(tx.conn)?, back, state))
        })
        .await;
    assert_eq!((unbalanced.len(), state.as_str()), (0, "archived"));
    assert_eq!(returned.fen(), -9_000, "ten yuan that were not accepted went back to the budget (PR-104)");
    cast.app.settle().await;
    let subjects: Vec<String> = cast.app.letters().iter().map(|l| l.subject.clone()).collect();
    assert!(
        subjects.iter().any(|s| s.contains("请签署")) && subjects.iter().any(|s| s.contains("已支付")),
        "{subjects:?}"
    );
    let pdf = cast.app.visitor().bytes(&format!("/acceptances/{first}/document.pdf")).await;
    assert!(pdf.starts_with(b"%PDF"));
}

#[actix_web::test]
async fn a_contract_signed_on_the_thirty_first_day_shows_the_breach_12_12() {
    let cast = Cast::new().await;
    ok(cast.buyer.post(&format!("/tenders/{TENDER}/contract"), draft()).await);
    ok(cast.buyer.post(&path("submission"), json!({})).await);
    ok(cast.approver.post(&path("approval"), json!({})).await);
    cast.app.set_clock("2026-12-24T01:00:00Z");
    let buyer = cast.app.api("buyer@example.org").await;
    ok(cast.app.api("supplier@example.org").await.post(&path("signatures"), json!({})).await);
    ok(buyer.post(&path("signatures"), json!({})).await);
    ok(buyer.post(&path("publication"), json!({})).await);
    let (_, shown) = cast.app.api("buyer@example.org").await.get(&format!("/contracts/{CONTRACT}")).await;
    assert_eq!(shown["contract"]["signed_late"], true);
}

#[actix_web::test]
async fn drafts_that_do_not_follow_the_award_are_refused() {
    let cast = Cast::new().await;
    let place = format!("/tenders/{TENDER}/contract");
    let mut short = draft();
    short["milestones"][1]["amount"] = json!("39.99");
    let (status, body) = cast.buyer.post(&place, short).await;
    assert_eq!(status, 422, "{body}");
    let mut long = draft();
    long["ends_on"] = json!("2029-12-31");
    let (status, body) = cast.buyer.post(&place, long).await;
    assert!(status == 422 && body.to_string().contains("contract-too-long"), "37 months: {status} {body}");
    let (status, _) = cast.approver.post(&place, draft()).await;
    assert_eq!(status, 403);
    ok(cast.buyer.post(&place, draft()).await);
    assert_eq!(cast.buyer.post(&place, draft()).await.0, 409, "one contract an award");
    assert_eq!(
        cast.app.visitor().get(&format!("/contracts/{CONTRACT}")).await.status,
        404,
        "a draft is nobody's business"
    );
}

#[actix_web::test]
async fn the_public_is_heard_before_its_service_is_accepted_pr_103() {
    let cast = Cast::performing().await;
    let shown = |content: &str| json!({"summary": "完成", "evidence": [{"name": "签收表.png", "content": content}]});
    let (status, body) = cast.supplier.post(&path("milestones/1/reports"), shown("?")).await;
    assert!(status == 422 && body.to_string().contains("base64"), "{body}");
    const PIXEL: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    ok(cast.supplier.post(&path("milestones/1/reports"), shown(PIXEL)).await);
    let mut unheard = verdict("60");
    unheard["users_asked"] = json!(0);
    unheard["users_satisfied"] = json!(0);
    let (status, body) = cast.acceptor.post(&path("milestones/1/acceptances"), unheard).await;
    assert!(status == 422 && body.to_string().contains("users-not-asked"), "{body}");
    let (status, _) = cast.acceptor.post(&path("milestones/1/acceptances"), verdict("60.01")).await;
    assert_eq!(status, 422, "more than the stage is worth");
    ok(cast.acceptor.post(&path("milestones/1/return"), json!({"reason": "缺签到表"})).await);
    ok(cast.supplier.post(&path("milestones/1/reports"), json!({"summary": "已补"})).await);
    ok(cast.acceptor.post(&path("milestones/1/acceptances"), verdict("60")).await);
}

#[actix_web::test]
async fn supplements_stay_within_a_tenth_and_become_a_stage() {
    let cast = Cast::performing().await;
    let more =
        |amount: &str| json!({"title": "周末送餐", "reason": "家属要求", "amount": amount, "due_on": "2027-11-30"});
    let (status, body) = cast.buyer.post(&path("supplements"), more("10.01")).await;
    assert!(status == 422 && body.to_string().contains("supplements-too-much"), "{body}");
    ok(cast.buyer.post(&path("supplements"), more("6")).await);
    assert_eq!(cast.buyer.post(&path("supplements"), more("5")).await.0, 422, "together above a tenth");
    assert_eq!(cast.supplier.post(&path("supplements/1/signature"), json!({})).await.0, 409, "not approved yet");
    ok(cast.approver.post(&path("supplements/1/approval"), json!({})).await);
    ok(cast.supplier.post(&path("supplements/1/signature"), json!({})).await);
    let (_, shown) = cast.buyer.get(&format!("/contracts/{CONTRACT}")).await;
    assert_eq!(
        (shown["contract"]["amount"].as_i64(), shown["milestones"][2]["amount"].as_i64()),
        (Some(10_600), Some(600))
    );
}
