//! Keyed hashes for equality search and unforgeable tokens, and plain hashes of random tokens.
use super::Keyring;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

impl Keyring {
    /// The keyed hash of a text in hex, for equality search over sealed fields (`ID-11`); it tells equality and no more.
    ///
    /// The caller brings the text to its canonical form first (trimmed, upper case); the key never lies in the database.
    #[must_use]
    pub fn blind_index(&self, purpose: &str, text: &str) -> String {
        hex::encode(self.tag("blind-index", purpose, text.as_bytes()).finalize().into_bytes())
    }

    /// A token that only this installation can make for these bytes, 43 characters, safe in forms and addresses.
    #[must_use]
    pub fn sign_token(&self, purpose: &str, message: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(self.tag("token", purpose, message).finalize().into_bytes())
    }

    /// Whether the token was made by [`Keyring::sign_token`] for the same purpose and bytes; takes constant time.
    #[must_use]
    pub fn verify_token(&self, purpose: &str, message: &[u8], token: &str) -> bool {
        let Ok(given) = URL_SAFE_NO_PAD.decode(token) else { return false };
        self.tag("token", purpose, message).verify_slice(&given).is_ok()
    }

    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    fn tag(&self, kind: &str, purpose: &str, message: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.derive(kind, purpose)).expect("HMAC takes any key");
        mac.update(message);
        mac
    }
}

/// SHA-256 of a random token in hex, as sessions, refresh tokens and API keys are kept in the database.
#[must_use]
pub fn hash_token(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_keyed_hashes_within_one_purpose_and_installation() {
        let ring = Keyring::new([1; 32]);
        assert_eq!(ring.blind_index("phone", "13800000000"), ring.blind_index("phone", "13800000000"));
        assert_ne!(ring.blind_index("phone", "13800000000"), ring.blind_index("identity", "13800000000"));
        assert_ne!(ring.blind_index("phone", "1"), Keyring::new([2; 32]).blind_index("phone", "1"));
        assert_eq!(ring.blind_index("phone", "1").len(), 64);
    }

    #[test]
    fn a_token_counts_for_its_own_message_only() {
        let ring = Keyring::new([1; 32]);
        let token = ring.sign_token("csrf", b"session-1");
        assert!(ring.verify_token("csrf", b"session-1", &token));
        assert!(!ring.verify_token("csrf", b"session-2", &token));
        assert!(!ring.verify_token("reset", b"session-1", &token));
        assert!(!ring.verify_token("csrf", b"session-1", &token[..42]));
        assert!(!ring.verify_token("csrf", b"session-1", ""));
    }

    #[test]
    fn a_token_hash_is_plain_sha_256() {
        assert_eq!(hash_token("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
