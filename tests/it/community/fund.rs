//! Donations: the payment service repeats itself, speaks out of turn, and is not believed without its signature.
use crate::support::TestApp;
use actix_web::{App, HttpResponse, HttpServer, web};
use diesel::prelude::*;
use serde_json::{Value, json};
use shanzhi::{
    kernel::actor::{BodyKind, Role},
    market::money::{Purse, balance},
    schema::{donations, money_transactions, provider_events},
};
use stripe_webhook::Webhook;

const SECRET: &str = "whsec_test";

/// Stripe's own example objects, as the unit tests of `platform/pay` use them.
fn fixture(resource: &str) -> Value {
    let start = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = start.ancestors().map(|dir| dir.join("shared/data/stripe-fixtures3.json")).find(|path| path.is_file());
    let path = found.expect("shared/data/stripe-fixtures3.json beside the repository or above it");
    let all: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    all["resources"][resource].clone()
}

async fn answer(request: actix_web::HttpRequest) -> HttpResponse {
    let resource = if request.path() == "/v1/refunds" { "refund" } else { "checkout.session" };
    let mut object = fixture(resource);
    if resource == "checkout.session" {
        object["url"] = json!("https://checkout.stripe.invalid/c/pay/1");
    }
    HttpResponse::Ok().json(object)
}

async fn city() -> TestApp {
    let server = HttpServer::new(|| App::new().default_service(web::to(answer))).workers(1).disable_signals();
    let server = server.bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", server.addrs()[0]);
    actix_web::rt::spawn(server.run());
    let settings = [
        ("SHANZHI__PAY__PROVIDER", "stripe"),
        ("SHANZHI__PAY__SECRET_KEY", "sk_test_1"),
        ("SHANZHI__PAY__WEBHOOK_SECRET", SECRET),
        ("SHANZHI__PAY__BASE_URL", base.as_str()),
    ];
    TestApp::with("2026-11-23T01:00:00Z", &settings).await
}

/// Sends a message as Stripe would; answers the status.
async fn tell(app: &TestApp, id: &str, name: &str, resource: &str, changes: Value, secret: &str) -> u16 {
    let mut object = fixture(resource);
    for (k, v) in changes.as_object().unwrap() {
        object[k] = v.clone();
    }
    let payload = json!({
        "id": id, "object": "event", "api_version": "2026-09-30.endive", "created": 1_795_000_000, "livemode": false,
        "pending_webhooks": 1, "request": {"id": null, "idempotency_key": null}, "type": name, "data": {"object": object},
    })
    .to_string();
    let header = Webhook::generate_test_header(&payload, secret, Some(app.clock.now().utc().timestamp()));
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let sent = client.post(format!("{}/webhooks/stripe", app.url)).header("stripe-signature", header).body(payload);
    sent.send().await.unwrap().status().as_u16()
}

async fn donate(app: &TestApp) -> String {
    let page = app.visitor().post("/fund/donations", &[("amount", "100"), ("nickname", "涪江边")]).await.expect(303);
    assert!(page.location.starts_with("https://checkout.stripe.invalid/"), "{}", page.location);
    app.make(|tx| Ok(donations::table.order(donations::id.desc()).select(donations::no).first(tx.conn)?)).await
}

fn paid(no: &str) -> Value {
    json!({"id": "cs_1", "client_reference_id": no, "payment_status": "paid", "amount_total": 10_000, "currency": "cny",
           "payment_intent": "pi_7"})
}

async fn books(app: &TestApp) -> (String, i64, i64) {
    app.make(|tx| {
        let state: String = donations::table.order(donations::id.desc()).select(donations::state).first(tx.conn)?;
        let moves: i64 = money_transactions::table.count().get_result(tx.conn)?;
        Ok((state, balance(tx.conn, &Purse::Fund)?.fen(), moves))
    })
    .await
}

#[actix_web::test]
async fn a_message_that_comes_again_and_again_counts_once_r9() {
    let app = city().await;
    let no = donate(&app).await;
    for _ in 0..5 {
        assert_eq!(tell(&app, "evt_1", "checkout.session.completed", "checkout.session", paid(&no), SECRET).await, 200);
        app.settle().await;
    }
    // The same fact in a message of another id.
    let again = tell(&app, "evt_2", "checkout.session.async_payment_succeeded", "checkout.session", paid(&no), SECRET);
    assert_eq!(again.await, 200);
    app.settle().await;
    assert_eq!(books(&app).await, ("paid".into(), 10_000, 1));
    let kept: i64 = app.make(|tx| Ok(provider_events::table.count().get_result(tx.conn)?)).await;
    assert_eq!(kept, 2);
    assert!(app.visitor().get("/fund").await.expect(200).has("涪江边"));
}

#[actix_web::test]
async fn messages_out_of_order_end_the_same_r9() {
    let app = city().await;
    let no = donate(&app).await;
    let left = json!({"id": "cs_1", "client_reference_id": no});
    let back = json!({"payment_intent": "pi_7", "amount_refunded": 10_000});
    // The refund overtakes its payment, and "expired" comes in between.
    assert_eq!(tell(&app, "evt_3", "charge.refunded", "charge", back, SECRET).await, 200);
    app.settle().await;
    assert_eq!(tell(&app, "evt_2", "checkout.session.expired", "checkout.session", left, SECRET).await, 200);
    app.settle().await;
    assert_eq!(tell(&app, "evt_1", "checkout.session.completed", "checkout.session", paid(&no), SECRET).await, 200);
    app.settle().await;
    app.set_clock("2026-11-23T05:00:00Z");
    app.settle().await;
    assert_eq!(books(&app).await, ("refunded".into(), 0, 2));
}

#[actix_web::test]
async fn a_message_without_the_right_signature_or_amount_moves_no_money() {
    let app = city().await;
    let no = donate(&app).await;
    let kind = "checkout.session.completed";
    assert_eq!(tell(&app, "evt_1", kind, "checkout.session", paid(&no), "whsec_other").await, 400);
    let mut less = paid(&no);
    less["amount_total"] = json!(1);
    assert_eq!(tell(&app, "evt_2", kind, "checkout.session", less, SECRET).await, 200);
    app.settle().await;
    assert_eq!(books(&app).await, ("pending".into(), 0, 0));
}

#[actix_web::test]
async fn a_transfer_needs_two_people_and_so_does_giving_it_back() {
    let app = TestApp::new().await;
    let body = (BodyKind::Authority, app.authority("finance", "finance", "510900").await);
    let finance = app.with_role("finance@example.org", Role::Finance, body).await;
    let payer = app.with_role("payer@example.org", Role::Payer, body).await;
    let page = app.visitor().get("/fund").await.expect(200);
    assert!(!page.has("action=\"/fund/donations\""), "without a payment service the page says how to transfer");
    app.visitor().post("/fund/donations", &[("amount", "100")]).await.expect(409);
    let transfer = [("amount", "5,000"), ("voucher", "BK-0001"), ("nickname", "")];
    finance.post("/workbench/fund/transfers", &transfer).await.expect(303);
    finance.post("/workbench/fund/transfers", &transfer).await.expect(409);
    let no: String = app.make(|tx| Ok(donations::table.select(donations::no).first(tx.conn)?)).await;
    finance.post(&format!("/workbench/fund/{no}/confirmation"), &[]).await.expect(403);
    payer.post(&format!("/workbench/fund/{no}/confirmation"), &[]).await.expect(303);
    assert_eq!(books(&app).await, ("paid".into(), 500_000, 1));
    finance.post("/workbench/fund/refunds", &[("no", &no), ("reason", "付款人重复转账")]).await.expect(303);
    finance.post(&format!("/workbench/fund/{no}/refund-confirmation"), &[]).await.expect(403);
    payer.post(&format!("/workbench/fund/{no}/refund-confirmation"), &[]).await.expect(303);
    assert_eq!(books(&app).await, ("refunded".into(), 0, 2));
}
