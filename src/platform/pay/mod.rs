//! Payments: treasury vouchers that people record, or Stripe, wrapped so that nothing else knows its types.
mod stripe;
mod webhook;

use std::sync::Arc;

use serde::Deserialize;

pub use self::stripe::Stripe;
pub use webhook::{Event, EventKind, WebhookError, verify_webhook};

/// Who moves the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// The treasury, outside of this program: finance records its voucher 国库支付凭证.
    #[default]
    Voucher,
    /// Stripe.
    Stripe,
}

/// The `[pay]` section of the configuration.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PayConfig {
    /// Who moves the money.
    pub provider: Provider,
    /// Stripe's secret key.
    pub secret_key: String,
    /// The secret that Stripe signs its messages with.
    pub webhook_secret: String,
    /// Address of the service; empty for Stripe itself.
    pub base_url: String,
}

impl Default for PayConfig {
    fn default() -> Self {
        let (secret_key, webhook_secret, base_url) = Default::default();
        Self { provider: Provider::default(), secret_key, webhook_secret, base_url }
    }
}

impl std::fmt::Debug for PayConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PayConfig").field("provider", &self.provider).finish_non_exhaustive()
    }
}

/// Why a payment could not be begun or given back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PayError {
    /// The provider in use takes no money by itself.
    #[error("this provider takes no payments online")]
    Unsupported,
    /// The service is away or gave no answer in time; the same request may be sent again, its key makes it one.
    #[error("the payment service is unavailable: {0}")]
    Unavailable(String),
    /// The service refused; sending again does not help.
    #[error("the payment service refused with {status}: {code}")]
    Refused {
        /// The HTTP status it answered.
        status: u16,
        /// Its own short code, or its words.
        code: String,
    },
    /// What was asked for makes no sense here, an amount of nothing for instance.
    #[error("not a payment: {0}")]
    Invalid(String),
}

/// A payment a person is sent to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutRequest {
    /// Our payment id: the key that makes repeated requests one.
    pub our_id: String,
    /// The amount in fen 分.
    pub amount: i64,
    /// What the person reads on the page.
    pub description: String,
    /// Where the person lands after paying.
    pub success_url: String,
    /// Where the person lands after giving up.
    pub cancel_url: String,
    /// The person's address, if the receipt should go there.
    pub customer_email: Option<String>,
}

/// A payment page that waits for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// The provider's id of it.
    pub id: String,
    /// Where to send the person.
    pub url: String,
}

/// Money on its way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The provider's id of it.
    pub id: String,
    /// The amount in fen 分.
    pub amount: i64,
    /// Whether it has arrived, as far as the provider knows.
    pub succeeded: bool,
}

/// The provider in use. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Gateway {
    /// Vouchers.
    Voucher,
    /// Stripe.
    Stripe(Arc<Stripe>),
}

impl Gateway {
    /// The configured provider; names the key of a wrong setting, and sends nothing.
    pub fn open(config: &PayConfig) -> anyhow::Result<Self> {
        match config.provider {
            Provider::Voucher => Ok(Self::Voucher),
            Provider::Stripe => Ok(Self::Stripe(Arc::new(Stripe::new(config)?))),
        }
    }

    /// Opens a payment page in yuan 人民币. Asking again with the same `our_id` gives the same page.
    pub async fn create_checkout(&self, request: &CheckoutRequest) -> Result<Checkout, PayError> {
        match self {
            Self::Voucher => Err(PayError::Unsupported),
            Self::Stripe(stripe) => stripe.create_checkout(request).await,
        }
    }

    /// Gives `amount` fen of a payment back; `key` makes repeated requests one.
    pub async fn refund(&self, payment_intent: &str, amount: i64, key: &str) -> Result<Refund, PayError> {
        match self {
            Self::Voucher => Err(PayError::Unsupported),
            Self::Stripe(stripe) => stripe.refund(payment_intent, amount, key).await,
        }
    }
}

#[cfg(test)]
mod tests;
