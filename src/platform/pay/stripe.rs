//! Stripe, through its pinned client. Amounts are fen, the smallest unit of the yuan there as here.
use std::time::Duration;

use ::stripe::{Client, ClientBuilder, IdempotencyKey, RequestStrategy, StripeError, StripeRequest};
use anyhow::Context;
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionLineItems, CreateCheckoutSessionLineItemsPriceData,
    CreateCheckoutSessionPaymentIntentData, ProductData,
};
use stripe_core::refund::CreateRefund;
use stripe_shared::CheckoutSessionMode;
use stripe_types::Currency;

use super::{Checkout, CheckoutRequest, PayConfig, PayError, Refund};

/// How long one answer may take.
const ANSWER: Duration = Duration::from_secs(20);
/// Our payment id among what Stripe keeps for us.
const OUR_ID: &str = "our_id";

/// A client of one Stripe account.
pub struct Stripe(Client);

impl std::fmt::Debug for Stripe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stripe")
    }
}

impl Stripe {
    /// The configured account; nothing is sent yet. A rustls provider must have been installed.
    pub fn new(config: &PayConfig) -> anyhow::Result<Self> {
        anyhow::ensure!(!config.secret_key.is_empty(), "pay.secret_key: must not be empty for stripe");
        anyhow::ensure!(!config.webhook_secret.is_empty(), "pay.webhook_secret: must not be empty for stripe");
        let mut builder = ClientBuilder::new(config.secret_key.clone()).timeout(ANSWER);
        if !config.base_url.is_empty() {
            builder = builder.url(format!("{}/", config.base_url.trim_end_matches('/')));
        }
        Ok(Self(builder.build().context("pay: the settings of stripe")?))
    }

    /// Opens a payment page; see the gateway.
    pub async fn create_checkout(&self, request: &CheckoutRequest) -> Result<Checkout, PayError> {
        let asked = CreateCheckoutSession::new()
            .mode(CheckoutSessionMode::Payment)
            .client_reference_id(request.our_id.clone())
            .metadata([(OUR_ID.to_owned(), request.our_id.clone())])
            .payment_intent_data(CreateCheckoutSessionPaymentIntentData {
                metadata: Some([(OUR_ID.to_owned(), request.our_id.clone())].into()),
                ..CreateCheckoutSessionPaymentIntentData::new()
            })
            .success_url(request.success_url.clone())
            .cancel_url(request.cancel_url.clone())
            .line_items(vec![line(request)?]);
        let asked = match &request.customer_email {
            Some(email) => asked.customer_email(email.clone()),
            None => asked,
        };
        let session = asked.customize().request_strategy(once(&request.our_id)?).send(&self.0).await.map_err(told)?;
        match session.url {
            Some(url) => Ok(Checkout { id: session.id.to_string(), url }),
            None => Err(PayError::Refused { status: 200, code: "the payment page is already closed".into() }),
        }
    }

    /// Gives money back; see the gateway.
    pub async fn refund(&self, payment_intent: &str, amount: i64, key: &str) -> Result<Refund, PayError> {
        let asked = CreateRefund::new().payment_intent(payment_intent).amount(positive(amount)?);
        let refund = asked.customize().request_strategy(once(key)?).send(&self.0).await.map_err(told)?;
        let succeeded = refund.status.as_deref() == Some("succeeded");
        Ok(Refund { id: refund.id.to_string(), amount: refund.amount, succeeded })
    }
}

fn line(request: &CheckoutRequest) -> Result<CreateCheckoutSessionLineItems, PayError> {
    let price = CreateCheckoutSessionLineItemsPriceData {
        unit_amount: Some(positive(request.amount)?),
        product_data: Some(ProductData::new(request.description.clone())),
        ..CreateCheckoutSessionLineItemsPriceData::new(Currency::CNY)
    };
    Ok(CreateCheckoutSessionLineItems {
        quantity: Some(1),
        price_data: Some(price),
        ..CreateCheckoutSessionLineItems::new()
    })
}

fn positive(amount: i64) -> Result<i64, PayError> {
    if amount > 0 { Ok(amount) } else { Err(PayError::Invalid(format!("an amount of {amount} fen"))) }
}

fn once(key: &str) -> Result<RequestStrategy, PayError> {
    let key = IdempotencyKey::new(key).map_err(|fault| PayError::Invalid(fault.to_string()))?;
    Ok(RequestStrategy::Idempotent(key))
}

/// Only the service's own refusals are final; everything else may be tried again under the same key.
fn told(fault: StripeError) -> PayError {
    match fault {
        StripeError::Stripe(_, status @ (409 | 429 | 500..)) => PayError::Unavailable(format!("it answered {status}")),
        StripeError::Stripe(why, status) => {
            let code = why.code.as_ref().map(ToString::to_string).or(why.message).unwrap_or_default();
            PayError::Refused { status, code }
        }
        other => PayError::Unavailable(other.to_string()),
    }
}
