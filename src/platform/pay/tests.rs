//! The gateway against a fake Stripe that answers with Stripe's own example objects.
use std::path::Path;
use std::sync::{Arc, Mutex};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde_json::{Value, json};
use stripe_webhook::Webhook;

use super::*;
use crate::kernel::time::Ts;

const SECRET: &str = "whsec_test";

fn fixtures() -> Value {
    let start = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = start.ancestors().map(|dir| dir.join("shared/data/stripe-fixtures3.json")).find(|path| path.is_file());
    let Some(path) = found else {
        panic!(
            "shared/data/stripe-fixtures3.json stands neither beside the repository nor above it; the fake Stripe needs it"
        )
    };
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// What the fake heard: path, idempotency key, body.
type Heard = Arc<Mutex<Vec<(String, String, String)>>>;

async fn answer(request: HttpRequest, body: web::Bytes, heard: web::Data<Heard>) -> HttpResponse {
    let key = request.headers().get("idempotency-key").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let body = String::from_utf8_lossy(&body).into_owned();
    heard.lock().unwrap().push((request.path().to_owned(), key.to_owned(), body));
    let resource = match request.path() {
        "/v1/checkout/sessions" => "checkout.session",
        "/v1/refunds" => "refund",
        _ => return HttpResponse::NotFound().finish(),
    };
    match key {
        "busy" => HttpResponse::ServiceUnavailable().json(json!({"error": {"type": "api_error", "message": "later"}})),
        "spent" => HttpResponse::BadRequest().json(
            json!({"error": {"type": "invalid_request_error", "code": "charge_already_refunded", "message": "spent"}}),
        ),
        _ => {
            let mut object = fixtures()["resources"][resource].clone();
            if resource == "checkout.session" {
                object["url"] = json!("https://checkout.stripe.invalid/c/pay/1");
            }
            HttpResponse::Ok().json(object)
        }
    }
}

fn fake() -> (Gateway, Heard) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let heard = Heard::default();
    let told = web::Data::new(Arc::clone(&heard));
    let server = HttpServer::new(move || App::new().app_data(told.clone()).default_service(web::to(answer)))
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
    let base_url = format!("http://{}", server.addrs()[0]);
    actix_web::rt::spawn(server.run());
    let config = PayConfig {
        provider: Provider::Stripe,
        secret_key: "sk_test_1".into(),
        webhook_secret: SECRET.into(),
        base_url,
    };
    (Gateway::open(&config).unwrap(), heard)
}

fn request(our_id: &str) -> CheckoutRequest {
    CheckoutRequest {
        our_id: our_id.into(),
        amount: 12_345,
        description: "社区发展基金捐款".into(),
        success_url: "http://127.0.0.1/ok".into(),
        cancel_url: "http://127.0.0.1/back".into(),
        customer_email: Some("founder@demo.shanzhi".into()),
    }
}

#[actix_web::test]
async fn a_payment_page_is_opened_in_yuan_under_our_own_id() {
    let (gateway, heard) = fake();
    let checkout = gateway.create_checkout(&request("pay-7")).await.unwrap();
    assert_eq!(checkout.url, "https://checkout.stripe.invalid/c/pay/1");
    assert!(checkout.id.starts_with("cs_test_"));
    let (path, key, body) = heard.lock().unwrap()[0].clone();
    assert_eq!((path.as_str(), key.as_str()), ("/v1/checkout/sessions", "pay-7"));
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    for (name, value) in [
        ("client_reference_id", "pay-7"),
        ("metadata[our_id]", "pay-7"),
        ("payment_intent_data[metadata][our_id]", "pay-7"),
        ("line_items[0][price_data][unit_amount]", "12345"),
        ("line_items[0][price_data][currency]", "cny"),
        ("line_items[0][price_data][product_data][name]", "社区发展基金捐款"),
        ("mode", "payment"),
        ("customer_email", "founder@demo.shanzhi"),
    ] {
        assert!(fields.iter().any(|(n, v)| n == name && v == value), "{name}={value} is missing in {fields:?}");
    }
}

#[actix_web::test]
async fn a_refund_carries_its_key_and_amount() {
    let (gateway, heard) = fake();
    let refund = gateway.refund("pi_1", 100, "refund-9").await.unwrap();
    assert_eq!((refund.amount, refund.succeeded), (100, true));
    let (_, key, body) = heard.lock().unwrap()[0].clone();
    assert_eq!(key, "refund-9");
    assert!(body.contains("payment_intent=pi_1") && body.contains("amount=100"), "{body}");
}

#[actix_web::test]
async fn a_busy_service_may_be_asked_again_and_a_refusal_is_final() {
    let (gateway, _) = fake();
    assert!(matches!(gateway.refund("pi_1", 100, "busy").await, Err(PayError::Unavailable(_))));
    let refused = gateway.refund("pi_1", 100, "spent").await;
    assert_eq!(refused, Err(PayError::Refused { status: 400, code: "charge_already_refunded".into() }));
    assert!(matches!(gateway.refund("pi_1", 0, "refund-0").await, Err(PayError::Invalid(_))));
    assert!(matches!(gateway.refund("pi_1", 100, "").await, Err(PayError::Invalid(_))));
}

#[actix_web::test]
async fn vouchers_take_no_payments_online() {
    let gateway = Gateway::open(&PayConfig::default()).unwrap();
    assert_eq!(gateway.create_checkout(&request("pay-1")).await, Err(PayError::Unsupported));
}

#[test]
fn a_wrong_setting_is_named_and_secrets_are_not_shown() {
    let config: PayConfig = toml::from_str("provider = \"stripe\"").unwrap();
    assert!(Gateway::open(&config).unwrap_err().to_string().starts_with("pay.secret_key"));
    let config = PayConfig { secret_key: "sk_live_hush".into(), ..config };
    assert!(!format!("{config:?}").contains("hush"));
    assert!(toml::from_str::<PayConfig>("key = \"x\"").is_err());
}

fn now() -> Ts {
    "2026-11-23T01:02:03Z".parse().unwrap()
}

/// An event around an example object, changed as told, and its signature header.
fn event(name: &str, resource: &str, changes: Value) -> (String, String) {
    let mut object = fixtures()["resources"][resource].clone();
    for (field, value) in changes.as_object().unwrap() {
        object[field] = value.clone();
    }
    let payload = json!({
        "id": "evt_1", "object": "event", "api_version": "2026-09-30.endive", "created": 1_795_000_000, "livemode": false,
        "pending_webhooks": 1, "request": {"id": null, "idempotency_key": null}, "type": name, "data": {"object": object},
    })
    .to_string();
    let header = Webhook::generate_test_header(&payload, SECRET, Some(now().utc().timestamp()));
    (payload, header)
}

fn kind_of(name: &str, resource: &str, changes: Value) -> Result<EventKind, WebhookError> {
    let (payload, header) = event(name, resource, changes);
    verify_webhook(payload.as_bytes(), &header, SECRET, now()).map(|event| {
        assert_eq!(event.provider_event_id, "evt_1");
        event.kind
    })
}

fn paid() -> Value {
    json!({"id": "cs_1", "client_reference_id": "pay-7", "payment_status": "paid", "amount_total": 12345,
           "currency": "cny", "payment_intent": "pi_7"})
}

#[test]
fn a_paid_page_names_our_payment_its_amount_and_what_refunds_need() {
    let expected = EventKind::CheckoutCompleted {
        session: "cs_1".into(),
        our_id: "pay-7".into(),
        payment_intent: "pi_7".into(),
        amount: 12345,
    };
    assert_eq!(kind_of("checkout.session.completed", "checkout.session", paid()), Ok(expected.clone()));
    assert_eq!(kind_of("checkout.session.async_payment_succeeded", "checkout.session", paid()), Ok(expected));
}

#[test]
fn a_page_that_is_not_paid_or_not_ours_or_not_in_yuan_counts_for_nothing() {
    let mut waiting = paid();
    waiting["payment_status"] = json!("unpaid");
    let other = EventKind::Other { name: "checkout.session.completed".into() };
    assert_eq!(kind_of("checkout.session.completed", "checkout.session", waiting), Ok(other.clone()));
    let mut foreign = paid();
    foreign["client_reference_id"] = Value::Null;
    assert_eq!(kind_of("checkout.session.completed", "checkout.session", foreign), Ok(other));
    let mut dollars = paid();
    dollars["currency"] = json!("usd");
    let refused = kind_of("checkout.session.completed", "checkout.session", dollars);
    assert!(matches!(refused, Err(WebhookError::Unreadable(_))));
}

#[test]
fn refunds_and_closed_pages_are_read() {
    let refunded = kind_of("charge.refunded", "charge", json!({"payment_intent": "pi_7", "amount_refunded": 300}));
    assert_eq!(refunded, Ok(EventKind::Refunded { payment_intent: "pi_7".into(), total_refunded: 300 }));
    let closed = kind_of("checkout.session.expired", "checkout.session", paid());
    assert_eq!(closed, Ok(EventKind::CheckoutFailed { session: "cs_1".into(), our_id: "pay-7".into() }));
}

#[test]
fn a_signed_message_that_the_client_cannot_parse_is_still_read() {
    let dispute = kind_of("charge.dispute.created", "dispute", json!({}));
    assert_eq!(dispute, Ok(EventKind::Other { name: "charge.dispute.created".into() }));
    let mut strange = paid();
    strange["mode"] = json!(7);
    let read = kind_of("checkout.session.completed", "checkout.session", strange);
    assert!(matches!(read, Ok(EventKind::CheckoutCompleted { amount: 12345, .. })), "{read:?}");
}

#[test]
fn messages_that_are_changed_unsigned_or_old_are_not_believed() {
    let (payload, header) = event("checkout.session.completed", "checkout.session", paid());
    let verify =
        |payload: &str, header: &str, secret: &str, now| verify_webhook(payload.as_bytes(), header, secret, now);
    assert!(verify(&payload, &header, SECRET, now()).is_ok());
    let changed = payload.replace("12345", "99999");
    assert_eq!(verify(&changed, &header, SECRET, now()), Err(WebhookError::BadSignature));
    assert_eq!(verify(&payload, &header, "whsec_other", now()), Err(WebhookError::BadSignature));
    assert_eq!(verify(&payload, "", SECRET, now()), Err(WebhookError::BadSignature));
    assert_eq!(verify(&payload, "t=x,v1=00", SECRET, now()), Err(WebhookError::BadSignature));
    let later = now() + chrono::TimeDelta::seconds(301);
    assert_eq!(verify(&payload, &header, SECRET, later), Err(WebhookError::Expired));
    let unsigned = Webhook::generate_test_header(&payload, "", Some(now().utc().timestamp()));
    assert_eq!(verify(&payload, &unsigned, "", now()), Err(WebhookError::BadSignature));
}
