//! The keyring: sub-keys derived by HKDF-SHA256 from the key of the installation, one for each purpose.
use anyhow::{Context, Result, anyhow};
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use sha2::Sha256;
use std::path::Path;

/// Separates the keys of this product from every other use of the same bytes.
const SALT: &[u8] = b"shanzhi/keyring/1";

/// All secrets of one installation. Cloning copies the key; keep it in one shared place.
#[derive(Clone)]
pub struct Keyring {
    current: [u8; 32],
    older: Vec<[u8; 32]>,
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keyring({}, {} older)", hex::encode(self.id()), self.older.len())
    }
}

impl Keyring {
    /// A keyring over the 32 bytes of an installation key.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        Self { current: key, older: Vec::new() }
    }

    /// Reads the installation key as base64 of exactly 32 bytes; anything else is an error.
    pub fn from_base64(text: &str) -> Result<Self> {
        Ok(Self::new(parse_key(text)?))
    }

    /// Reads `<data dir>/secrets/installation.key`, or makes it (mode 0600) on the first start.
    pub fn open_or_create(data_dir: &Path) -> Result<Self> {
        let key = super::store::read_or_create(&data_dir.join("secrets"))?;
        Self::from_base64(&key).context("secrets/installation.key")
    }

    /// Adds an earlier installation key: what it sealed still opens, nothing new is sealed with it.
    #[must_use]
    pub fn with_older(mut self, key: [u8; 32]) -> Self {
        self.older.push(key);
        self
    }

    /// The public name of the current key, four bytes at the head of everything sealed with it.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        id_of(&self.current)
    }

    /// A sub-key of 32 bytes for one use (`kind`) and purpose; the same key and words give the same bytes.
    #[must_use]
    pub(super) fn derive(&self, kind: &str, purpose: &str) -> [u8; 32] {
        derive(&self.current, kind, purpose)
    }

    /// The sub-key of whichever installation key carries this id, current or older.
    pub(super) fn derive_by_id(&self, id: &[u8], kind: &str, purpose: &str) -> Option<[u8; 32]> {
        self.all().find(|k| id_of(k) == id).map(|k| derive(k, kind, purpose))
    }

    /// The same sub-key under every installation key, the current one first.
    pub(super) fn derive_all(&self, kind: &str, purpose: &str) -> Vec<[u8; 32]> {
        self.all().map(|k| derive(k, kind, purpose)).collect()
    }

    /// The Ed25519 seed for a purpose, for libraries that bring their own key type.
    #[must_use]
    pub fn signing_seed(&self, purpose: &str) -> [u8; 32] {
        self.derive("ed25519", purpose)
    }

    /// The Ed25519 key that signs checkpoints of the public ledger (design 7.2).
    #[must_use]
    pub fn ledger_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.signing_seed("ledger"))
    }

    /// The Ed25519 key that signs certificates (design 7.3).
    #[must_use]
    pub fn certificate_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.signing_seed("certificate"))
    }

    /// Certificate keys of every installation key, the current one first, for verifying what was issued before.
    #[must_use]
    pub fn certificate_keys(&self) -> Vec<SigningKey> {
        self.derive_all("ed25519", "certificate").iter().map(SigningKey::from_bytes).collect()
    }

    fn all(&self) -> impl Iterator<Item = &[u8; 32]> {
        std::iter::once(&self.current).chain(&self.older)
    }
}

/// Reads 32 bytes of base64.
fn parse_key(text: &str) -> Result<[u8; 32]> {
    let bytes = STANDARD.decode(text.trim()).map_err(|_| anyhow!("the installation key is not base64"))?;
    let given = bytes.len();
    bytes.try_into().map_err(|_| anyhow!("the installation key must be 32 bytes of base64, this is {given}"))
}

#[expect(clippy::expect_used, reason = "32 bytes are within the limit of 255 blocks")]
fn derive(key: &[u8; 32], kind: &str, purpose: &str) -> [u8; 32] {
    let mut out = [0u8; 32];
    Hkdf::<Sha256>::new(Some(SALT), key)
        .expand_multi_info(&[kind.as_bytes(), b"/", purpose.as_bytes()], &mut out)
        .expect("HKDF-SHA256 gives 32 bytes");
    out
}

fn id_of(key: &[u8; 32]) -> [u8; 4] {
    let [a, b, c, d, ..] = derive(key, "id", "");
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_has_its_own_key_and_keeps_it() {
        let ring = Keyring::new([7; 32]);
        assert_ne!(ring.derive("seal", "a"), ring.derive("seal", "b"));
        assert_ne!(ring.derive("seal", "a"), ring.derive("mac", "a"));
        assert_eq!(ring.derive("seal", "a"), Keyring::new([7; 32]).derive("seal", "a"));
        assert_ne!(ring.ledger_key().to_bytes(), ring.certificate_key().to_bytes());
    }

    #[test]
    fn a_key_of_the_wrong_length_is_refused_with_a_sentence() {
        let fault = Keyring::from_base64(&STANDARD.encode([1u8; 31])).unwrap_err().to_string();
        assert!(fault.contains("32 bytes"), "{fault}");
        assert!(Keyring::from_base64("not base64!").is_err());
    }

    #[test]
    fn debug_output_shows_no_key() {
        let ring = Keyring::new([0xAB; 32]);
        assert!(!format!("{ring:?}").contains("abab") && !format!("{ring:?}").contains("171"));
    }
}
