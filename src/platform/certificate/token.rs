//! The signed token of a certificate: what it states, how it is signed, and how anyone verifies it.
use crate::{kernel::time::Day, platform::crypto::Keyring};
use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::SigningKey;
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation,
    errors::ErrorKind,
    jwk::{
        AlgorithmParameters, CommonParameters, EllipticCurve, Jwk, JwkSet, KeyAlgorithm, OctetKeyPairParameters,
        OctetKeyPairType, PublicKeyUse, ThumbprintHash,
    },
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// Tells these tokens from every other JWT of the product, such as access tokens.
const TYPE: &str = "certificate+jwt";

/// What a certificate states. Nothing personal beyond what the paper itself shows (`CX-14`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// What kind of certificate, such as `registration` or `hours`.
    pub kind: String,
    /// The printed number.
    pub no: String,
    /// Code of the one it is about: a credit code, a volunteer number, a project number.
    pub sub: String,
    /// Name of the one it is about, masked where the paper masks it.
    pub name: String,
    /// Issued at, seconds since 1970 in UTC.
    pub iat: i64,
    /// Last day of validity, if it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Day>,
    /// Further facts on the face of the paper, by short English key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
    /// The entry of the public ledger that records the issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    #[serde(flatten)]
    statement: Statement,
}

/// Why a token proves nothing.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
pub enum TokenFault {
    /// No such token can have been issued here: another form, type or algorithm.
    #[error("not a certificate token")]
    NotACertificate,
    /// Signed with a key that is not among the published ones.
    #[error("unknown key")]
    UnknownKey,
    /// The content was changed, or the signature is another's.
    #[error("the signature does not match")]
    BadSignature,
}

/// Signs certificates in the name of one issuer and verifies them under its current and earlier keys.
#[derive(Clone)]
pub struct Certificates {
    issuer: String,
    header: Header,
    key: EncodingKey,
    keys: JwkSet,
}

impl Certificates {
    /// `issuer` is the public address of this installation, which also tells where the keys are published.
    pub fn new(keyring: &Keyring, issuer: impl Into<String>) -> Result<Self> {
        let keys = keyring.certificate_keys().iter().map(jwk_of).collect::<Result<Vec<Jwk>>>()?;
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TYPE.to_owned());
        header.kid = keys.first().and_then(|k| k.common.key_id.clone());
        Ok(Self { issuer: issuer.into(), header, key: encoding_key(&keyring.certificate_key()), keys: JwkSet { keys } })
    }

    /// The compact token: three base64url parts, signed with Ed25519; the same statement gives the same token.
    pub fn sign(&self, statement: &Statement) -> Result<String> {
        let claims = Claims { iss: self.issuer.clone(), statement: statement.clone() };
        jsonwebtoken::encode(&self.header, &claims, &self.key).context("cannot sign the certificate")
    }

    /// What the token states, if it was signed with a key of this installation; one that has moved to another address
    /// stands by what it signed under the earlier one.
    pub fn verify(&self, token: &str) -> Result<Statement, TokenFault> {
        verify_with(&self.keys, token).map(|(_, statement)| statement)
    }

    /// The JSON for `/.well-known/jwks.json`: public keys, the current one first.
    pub fn jwks(&self) -> Result<serde_json::Value> {
        serde_json::to_value(&self.keys).context("cannot write the key set")
    }
}

/// Issuer and statement of a token, checked against a saved key set and nothing else.
pub fn verify_offline(jwks: &serde_json::Value, token: &str) -> Result<(String, Statement), TokenFault> {
    let keys: JwkSet = serde_json::from_value(jwks.clone()).map_err(|_| TokenFault::UnknownKey)?;
    verify_with(&keys, token)
}

fn verify_with(keys: &JwkSet, token: &str) -> Result<(String, Statement), TokenFault> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| TokenFault::NotACertificate)?;
    if header.alg != Algorithm::EdDSA || header.typ.as_deref() != Some(TYPE) || header.crit.is_some() {
        return Err(TokenFault::NotACertificate);
    }
    let key = header.kid.as_deref().and_then(|kid| keys.find(kid)).ok_or(TokenFault::UnknownKey)?;
    let key = DecodingKey::from_jwk(key).map_err(|_| TokenFault::UnknownKey)?;
    let data = jsonwebtoken::decode::<Claims>(token, &key, &signature_only()).map_err(|e| match e.kind() {
        ErrorKind::InvalidSignature => TokenFault::BadSignature,
        _ => TokenFault::NotACertificate,
    })?;
    Ok((data.claims.iss, data.claims.statement))
}

/// A certificate does not expire as a token does; its last day is a fact on its face.
fn signature_only() -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation
}

/// The key in the form the JOSE library reads: RFC 8410 writes an Ed25519 key as these 16 bytes and the seed.
fn encoding_key(key: &SigningKey) -> EncodingKey {
    const PKCS8: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    EncodingKey::from_ed_der(&[&PKCS8[..], &key.to_bytes()].concat())
}

fn jwk_of(key: &SigningKey) -> Result<Jwk> {
    let mut jwk = Jwk {
        common: CommonParameters {
            public_key_use: Some(PublicKeyUse::Signature),
            key_algorithm: Some(KeyAlgorithm::EdDSA),
            ..Default::default()
        },
        algorithm: AlgorithmParameters::OctetKeyPair(OctetKeyPairParameters {
            key_type: OctetKeyPairType::OctetKeyPair,
            curve: EllipticCurve::Ed25519,
            x: URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes()),
        }),
    };
    // The head of the RFC 7638 thumbprint is plenty to tell a few keys apart and keeps the QR code coarse.
    let thumbprint = jwk.thumbprint(ThumbprintHash::SHA256).context("cannot name the certificate key")?;
    jwk.common.key_id = thumbprint.get(..11).map(str::to_owned);
    Ok(jwk)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn statement() -> Statement {
        Statement {
            kind: "hours".into(),
            no: "510903-2026-000318-K".into(),
            sub: "510903-2026-000042".into(),
            name: "张*".into(),
            iat: 1_795_392_000,
            valid_to: Day::from_ymd_opt(2031, 11, 22),
            facts: BTreeMap::from([("hours".into(), "128.5".into())]),
            entry: Some("4711".into()),
        }
    }

    fn office(key: u8) -> Certificates {
        Certificates::new(&Keyring::new([key; 32]), "https://shanzhi.example").unwrap()
    }

    #[test]
    fn a_certificate_verifies_with_the_published_keys_alone() {
        let token = office(1).sign(&statement()).unwrap();
        assert_eq!(office(1).verify(&token), Ok(statement()));
        let jwks = office(1).jwks().unwrap();
        assert_eq!(verify_offline(&jwks, &token), Ok(("https://shanzhi.example".into(), statement())));
        assert_eq!(token, office(1).sign(&statement()).unwrap());
        assert!(token.len() < 520, "{} characters make a dense QR code", token.len());
    }

    #[test]
    fn the_key_set_is_what_jose_libraries_expect_and_holds_no_secret() {
        let jwks = office(1).jwks().unwrap();
        let key = &jwks["keys"][0];
        assert_eq!(
            (&key["kty"], &key["crv"], &key["use"], &key["alg"]),
            (&json!("OKP"), &json!("Ed25519"), &json!("sig"), &json!("EdDSA"))
        );
        assert!(key["kid"].is_string() && key["x"].is_string() && key.get("d").is_none());
    }

    #[test]
    fn changed_foreign_and_other_tokens_prove_nothing() {
        let token = office(1).sign(&statement()).unwrap();
        let parts: Vec<&str> = token.split('.').collect();
        let claims = String::from_utf8(URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap().replace("128.5", "999.5");
        let forged = format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(claims), parts[2]);
        assert_eq!(office(1).verify(&forged), Err(TokenFault::BadSignature));
        assert_eq!(office(2).verify(&token), Err(TokenFault::UnknownKey));
        for junk in ["", "a.b.c", "a.b", &token[..token.len() - 90]] {
            assert!(office(1).verify(junk).is_err(), "{junk}");
        }
    }

    #[test]
    fn certificates_outlive_the_address_they_were_signed_under() {
        let token = office(1).sign(&statement()).unwrap();
        let moved = Certificates::new(&Keyring::new([1; 32]), "https://new.example").unwrap();
        assert_eq!(moved.verify(&token), Ok(statement()));
    }

    #[test]
    fn a_token_without_signature_or_of_another_type_is_no_certificate() {
        let token = office(1).sign(&statement()).unwrap();
        let payload = token.split('.').nth(1).unwrap();
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"certificate+jwt"}"#);
        assert_eq!(office(1).verify(&format!("{none}.{payload}.")), Err(TokenFault::NotACertificate));
        let mut header = office(1).header.clone();
        header.typ = Some("at+jwt".into());
        let access = jsonwebtoken::encode(&header, &json!({"iss": "x"}), &office(1).key).unwrap();
        assert_eq!(office(1).verify(&access), Err(TokenFault::NotACertificate));
    }

    #[test]
    fn certificates_outlive_the_key_they_were_signed_with() {
        let token = office(1).sign(&statement()).unwrap();
        let renewed = Certificates::new(&Keyring::new([2; 32]).with_older([1; 32]), "https://shanzhi.example").unwrap();
        assert_eq!(renewed.verify(&token), Ok(statement()));
        assert_eq!(renewed.jwks().unwrap()["keys"].as_array().unwrap().len(), 2);
    }
}
