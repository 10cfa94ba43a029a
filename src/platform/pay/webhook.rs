//! Messages that Stripe sends: the signature first, then only the facts that are used.
use serde_json::Value;
use stripe_webhook::{Webhook, WebhookError as Told};

use crate::kernel::time::Ts;

/// A message that really came from the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The provider's id of it: the same one may come many times and counts once.
    pub provider_event_id: String,
    /// What it says.
    pub kind: EventKind,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKind {
    /// A person has paid.
    CheckoutCompleted {
        /// The provider's id of the payment page.
        session: String,
        /// Our payment id.
        our_id: String,
        /// The provider's id of the payment, needed to give it back.
        payment_intent: String,
        /// The amount in fen 分.
        amount: i64,
    },
    /// A payment page was left unpaid until it closed, or the payment failed.
    CheckoutFailed {
        /// The provider's id of the payment page.
        session: String,
        /// Our payment id.
        our_id: String,
    },
    /// Money went back.
    Refunded {
        /// The provider's id of the payment.
        payment_intent: String,
        /// All that has gone back of it so far, in fen 分.
        total_refunded: i64,
    },
    /// Something that is not used here; keep and answer that it arrived.
    Other {
        /// The provider's word for it.
        name: String,
    },
}

/// Why a message is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// The signature is missing, wrong, or made with another secret.
    #[error("the signature does not fit the message")]
    BadSignature,
    /// It was signed more than five minutes from now.
    #[error("the message is too old")]
    Expired,
    /// Signed, but not a message as the provider writes them.
    #[error("the message cannot be read: {0}")]
    Unreadable(String),
}

/// The message in a webhook's body, if `header` (`Stripe-Signature`) signs it with `secret` around `now`.
pub fn verify_webhook(payload: &[u8], header: &str, secret: &str, now: Ts) -> Result<Event, WebhookError> {
    let text = std::str::from_utf8(payload).map_err(|_| WebhookError::BadSignature)?;
    if secret.is_empty() {
        return Err(WebhookError::BadSignature);
    }
    // Signature and time are checked before the body is parsed. What the client cannot parse may still be a true
    // message of another API version, so the few fields that matter are read here.
    match Webhook::construct_event_with_timestamp(text, header, secret, now.utc().timestamp()) {
        Ok(_) | Err(Told::BadParse(_)) => read(text),
        Err(Told::BadTimestamp(_)) => Err(WebhookError::Expired),
        Err(Told::BadKey | Told::BadHeader(_) | Told::BadSignature) => Err(WebhookError::BadSignature),
    }
}

fn read(text: &str) -> Result<Event, WebhookError> {
    let event: Value = serde_json::from_str(text).map_err(|fault| WebhookError::Unreadable(fault.to_string()))?;
    let name = word(&event, "type")?;
    let object = event.pointer("/data/object").ok_or_else(|| missing("data.object"))?;
    let kind = match name.as_str() {
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" => paid(object, name)?,
        "checkout.session.expired" | "checkout.session.async_payment_failed" => match our_id(object) {
            Some(our_id) => EventKind::CheckoutFailed { session: word(object, "id")?, our_id },
            None => EventKind::Other { name },
        },
        "charge.refunded" => refunded(object, name)?,
        _ => EventKind::Other { name },
    };
    Ok(Event { provider_event_id: word(&event, "id")?, kind })
}

/// A page that is completed may still wait for the bank, or belong to somebody else's payment: that is nothing to us yet.
fn paid(object: &Value, name: String) -> Result<EventKind, WebhookError> {
    let paid = object.get("payment_status").and_then(Value::as_str) == Some("paid");
    let (Some(our_id), true) = (our_id(object), paid) else { return Ok(EventKind::Other { name }) };
    let currency = word(object, "currency")?;
    if currency != "cny" {
        return Err(WebhookError::Unreadable(format!("a payment in {currency}")));
    }
    let amount = number(object, "amount_total")?;
    let payment_intent = id_of(object, "payment_intent").ok_or_else(|| missing("payment_intent"))?;
    Ok(EventKind::CheckoutCompleted { session: word(object, "id")?, our_id, payment_intent, amount })
}

fn refunded(object: &Value, name: String) -> Result<EventKind, WebhookError> {
    match id_of(object, "payment_intent") {
        Some(payment_intent) => {
            Ok(EventKind::Refunded { payment_intent, total_refunded: number(object, "amount_refunded")? })
        }
        None => Ok(EventKind::Other { name }),
    }
}

fn our_id(object: &Value) -> Option<String> {
    let reference = object.get("client_reference_id").and_then(Value::as_str);
    let noted = object.pointer("/metadata/our_id").and_then(Value::as_str);
    reference.or(noted).map(str::to_owned)
}

/// An id, given alone or as the whole object.
fn id_of(object: &Value, field: &str) -> Option<String> {
    let value = object.get(field)?;
    value.as_str().or_else(|| value.get("id")?.as_str()).map(str::to_owned)
}

fn word(value: &Value, field: &str) -> Result<String, WebhookError> {
    value.get(field).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| missing(field))
}

fn number(value: &Value, field: &str) -> Result<i64, WebhookError> {
    value.get(field).and_then(Value::as_i64).ok_or_else(|| missing(field))
}

fn missing(field: &str) -> WebhookError {
    WebhookError::Unreadable(format!("{field} is missing"))
}
