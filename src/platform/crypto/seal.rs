//! Sealed fields: XChaCha20-Poly1305, bound to their place, headed by the algorithm and the key they need.
use super::Keyring;
use crate::kernel::random;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use thiserror::Error;

/// Algorithm 1: XChaCha20-Poly1305 with a random nonce of 24 bytes. A new algorithm takes a new number.
const XCHACHA: u8 = 1;
const HEAD: usize = 1 + 4 + 24;

/// Why sealed bytes did not open.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum OpenFault {
    /// The bytes are too short, or not the text they should be.
    #[error("these are no sealed bytes")]
    Malformed,
    /// The first byte names an algorithm this program does not know.
    #[error("sealed with unknown algorithm {0}")]
    Algorithm(u8),
    /// No installation key of this keyring carries the id; the key is given in hex.
    #[error("sealed with installation key {0}, which this keyring does not hold")]
    Key(String),
    /// Changed bytes, another purpose or another place than they were sealed for.
    #[error("sealed bytes are damaged or belong elsewhere")]
    Damaged,
}

impl Keyring {
    /// Seals `plaintext` for a purpose and a place (`aad`, such as `table|column|row`).
    ///
    /// Layout: algorithm (1 byte), key id (4), nonce (24), ciphertext with tag; 45 bytes more than the plaintext.
    #[must_use]
    #[expect(
        clippy::expect_used,
        clippy::indexing_slicing,
        reason = "the head was just written; the limit of a message is 256 GiB"
    )]
    pub fn seal(&self, purpose: &str, aad: &[u8], plaintext: &[u8]) -> Vec<u8> {
        let nonce = random::bytes::<24>();
        let mut out = Vec::with_capacity(HEAD + plaintext.len() + 16);
        out.push(XCHACHA);
        out.extend(self.id());
        out.extend(nonce);
        let payload = Payload { msg: plaintext, aad: &bound(&out[..5], purpose, aad) };
        let sealed = cipher(&self.derive("seal", purpose))
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a field fits into one message");
        out.extend(sealed);
        out
    }

    /// Opens what [`Keyring::seal`] made with the same purpose and place, under the current or an older key.
    pub fn open(&self, purpose: &str, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, OpenFault> {
        let (head, rest) = sealed.split_at_checked(5).ok_or(OpenFault::Malformed)?;
        let (nonce, ciphertext) = rest.split_first_chunk::<24>().ok_or(OpenFault::Malformed)?;
        let (algorithm, id) = head.split_first().ok_or(OpenFault::Malformed)?;
        if *algorithm != XCHACHA {
            return Err(OpenFault::Algorithm(*algorithm));
        }
        let key = self.derive_by_id(id, "seal", purpose).ok_or_else(|| OpenFault::Key(hex::encode(id)))?;
        let payload = Payload { msg: ciphertext, aad: &bound(head, purpose, aad) };
        cipher(&key).decrypt(&XNonce::from(*nonce), payload).map_err(|_| OpenFault::Damaged)
    }

    /// Seals a text for a TEXT column: base64 of [`Keyring::seal`].
    #[must_use]
    pub fn seal_text(&self, purpose: &str, place: &str, text: &str) -> String {
        STANDARD_NO_PAD.encode(self.seal(purpose, place.as_bytes(), text.as_bytes()))
    }

    /// Opens what [`Keyring::seal_text`] made.
    pub fn open_text(&self, purpose: &str, place: &str, sealed: &str) -> Result<String, OpenFault> {
        let bytes = STANDARD_NO_PAD.decode(sealed).map_err(|_| OpenFault::Malformed)?;
        String::from_utf8(self.open(purpose, place.as_bytes(), &bytes)?).map_err(|_| OpenFault::Malformed)
    }

    /// Whether the bytes were sealed under an older installation key and should be sealed again at the next write.
    #[must_use]
    pub fn is_stale(&self, sealed: &[u8]) -> bool {
        sealed.get(1..5) != Some(&self.id()[..])
    }
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.into())
}

/// What the tag protects beside the text: header, purpose and place, each told apart by its length.
fn bound(head: &[u8], purpose: &str, aad: &[u8]) -> Vec<u8> {
    let mut out = head.to_vec();
    out.extend((purpose.len() as u64).to_be_bytes());
    out.extend(purpose.as_bytes());
    out.extend(aad);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> Keyring {
        Keyring::new([9; 32])
    }

    #[test]
    fn a_sealed_field_opens_only_for_its_purpose_and_place() {
        let sealed = ring().seal("identity", b"person|number|7", "510900000000000000".as_bytes());
        assert_eq!(ring().open("identity", b"person|number|7", &sealed).unwrap(), b"510900000000000000");
        assert_eq!(ring().open("identity", b"person|number|8", &sealed), Err(OpenFault::Damaged));
        assert_eq!(ring().open("phone", b"person|number|7", &sealed), Err(OpenFault::Damaged));
        assert_eq!(sealed.len(), 18 + 45);
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let sealed = ring().seal("p", b"a", b"secret");
        for i in 0..sealed.len() * 8 {
            let mut bent = sealed.clone();
            bent[i / 8] ^= 1 << (i % 8);
            assert!(ring().open("p", b"a", &bent).is_err(), "bit {i}");
        }
        assert_eq!(ring().open("p", b"a", &sealed[..28]), Err(OpenFault::Malformed));
        assert_eq!(ring().open("p", b"a", b""), Err(OpenFault::Malformed));
    }

    #[test]
    fn the_same_text_never_looks_the_same_twice() {
        assert_ne!(ring().seal_text("p", "a", "x"), ring().seal_text("p", "a", "x"));
    }

    #[test]
    fn an_older_key_still_opens_and_is_known_as_stale() {
        let sealed = ring().seal("p", b"a", b"old");
        let renewed = Keyring::new([10; 32]).with_older([9; 32]);
        assert_eq!(renewed.open("p", b"a", &sealed).unwrap(), b"old");
        assert!(renewed.is_stale(&sealed) && !renewed.is_stale(&renewed.seal("p", b"a", b"new")));
        assert!(matches!(Keyring::new([10; 32]).open("p", b"a", &sealed), Err(OpenFault::Key(_))));
    }

    #[test]
    fn text_goes_there_and_back() {
        let sealed = ring().seal_text("note", "matter|9", "善治");
        assert_eq!(ring().open_text("note", "matter|9", &sealed).unwrap(), "善治");
        assert!(ring().open_text("note", "matter|9", "%%").is_err());
    }
}
