//! The JSON face: access tokens, bodies, and the answer every endpoint gives.
use super::{
    body,
    cx::{App, Cx},
    errors::Failure,
    form::Submitted,
    session,
};
use crate::kernel::{
    refusal::{Code, Error, FieldError, Result},
    time::Ts,
};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{future::Future, pin::Pin};

/// An API body: typed for the documentation, flattened for the same parser the form uses.
pub struct Body<T> {
    /// The body as its type says.
    pub typed: T,
    /// The same as fields; `once` holds the `Idempotency-Key`.
    pub submitted: Submitted,
}

impl<T: DeserializeOwned + Serialize + 'static> FromRequest for Body<T> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<Self, Failure>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let whole = actix_web::web::Bytes::from_request(&req, &mut payload);
            let bytes = body::in_time(&req, async { whole.await.map_err(|_| invalid("incomplete")) }).await?;
            let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
            let typed: T = serde_json::from_slice(text).map_err(|e| {
                Error::Invalid(vec![FieldError::new("body", "json-shape").with("problem", e.to_string())])
            })?;
            let cx = Cx::extract(&req).await?;
            if !cx.csrf_holds(req.headers().get("x-csrf-token").and_then(|v| v.to_str().ok())) {
                return Err(Code::ForeignForm.into());
            }
            let mut submitted = Submitted::from_json(&serde_json::to_value(&typed)?, cx.now());
            if let Some(key) = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
                submitted.push("once", key);
            }
            Ok(Self { typed, submitted })
        })
    }
}

fn invalid(key: &'static str) -> Error {
    Error::Invalid(vec![FieldError::new("body", key)])
}

/// How long an access token lives.
pub const ACCESS_SECONDS: i64 = 600;

#[derive(Debug, Serialize, Deserialize)]
struct Access {
    sub: String,
    sid: i64,
    aud: String,
    iat: i64,
    exp: i64,
}

/// An EdDSA access token of ten minutes for a session row; the row is checked at every use (`design.md` 6).
///
/// # Errors
/// A fault when the key cannot sign.
pub fn access_token(app: &App, account: i64, session: i64, now: Ts) -> Result<String> {
    let iat = now.utc().timestamp();
    let claims = Access { sub: account.to_string(), sid: session, aud: "api".into(), iat, exp: iat + ACCESS_SECONDS };
    let header = Header { typ: Some("at+jwt".into()), ..Header::new(Algorithm::EdDSA) };
    let key = EncodingKey::from_ed_der(&pkcs8(&app.env.keyring.signing_seed("access")));
    Ok(jsonwebtoken::encode(&header, &claims, &key).map_err(|e| anyhow::anyhow!(e))?)
}

/// The session an access token or an API key belongs to; `None` when it is expired, foreign or altered.
#[must_use]
pub fn session_of(app: &App, token: &str) -> Option<session::Key> {
    if token.starts_with("szk_") {
        return Some(session::Key::Token(crate::platform::crypto::hash_token(token)));
    }
    let secret = ed25519_dalek::SigningKey::from_bytes(&app.env.keyring.signing_seed("access"));
    let key = DecodingKey::from_ed_der(secret.verifying_key().as_bytes());
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_audience(&["api"]);
    rules.leeway = 0;
    rules.validate_exp = false;
    let claims = jsonwebtoken::decode::<Access>(token, &key, &rules).ok()?.claims;
    (claims.exp > app.now().utc().timestamp()).then_some(session::Key::Id(claims.sid))
}

/// An Ed25519 seed in the PKCS #8 wrapping that JOSE libraries read (RFC 8410).
fn pkcs8(seed: &[u8; 32]) -> Vec<u8> {
    const HEAD: [u8; 16] =
        [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    [HEAD.as_slice(), seed.as_slice()].concat()
}
