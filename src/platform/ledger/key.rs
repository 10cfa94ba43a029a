//! An Ed25519 key with a name, as signed notes know it: the log's own, or a witness's.
use crate::kernel::time::Ts;
use anyhow::{anyhow, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use signed_note::{Signature, key_id};

/// The signature type of plain notes.
pub(super) const PLAIN: u8 = 1;
/// The signature type of timestamped cosignatures (C2SP `tlog-cosignature` v1).
pub(super) const TIMED: u8 = 4;

/// A signing key and the name it signs under.
#[derive(Clone)]
pub struct NoteKey {
    name: String,
    key: SigningKey,
}

impl std::fmt::Debug for NoteKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NoteKey").field("name", &self.name).finish_non_exhaustive()
    }
}

impl NoteKey {
    /// A key under a name. For the log the name is its origin, such as `shanzhi.example/ledger`.
    ///
    /// # Errors
    /// When the name is empty or has a space or a plus, which signed notes forbid.
    pub fn new(name: &str, key: SigningKey) -> anyhow::Result<Self> {
        ensure!(
            signed_note::is_key_name_valid(name),
            "the name {name:?} of a ledger key is empty or has a space or a plus"
        );
        Ok(Self { name: name.to_owned(), key })
    }

    /// The same from 32 secret bytes.
    ///
    /// # Errors
    /// As [`NoteKey::new`].
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> anyhow::Result<Self> {
        Self::new(name, SigningKey::from_bytes(seed))
    }

    /// The name this key signs under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The verifier key to publish for a log, `<name>+<id>+<key>`.
    #[must_use]
    pub fn vkey(&self) -> String {
        self.verifier_text(PLAIN)
    }

    /// The verifier key to publish for a witness, whose signatures carry their time.
    #[must_use]
    pub fn witness_vkey(&self) -> String {
        self.verifier_text(TIMED)
    }

    /// A plain signature over the text of a note.
    pub(super) fn sign(&self, text: &[u8]) -> anyhow::Result<Signature> {
        self.signature(PLAIN, self.key.sign(text).to_bytes().to_vec())
    }

    /// A signature that also says when it was made, to the second.
    pub(super) fn sign_timed(&self, text: &[u8], now: Ts) -> anyhow::Result<Signature> {
        let seconds = u64::try_from(now.utc().timestamp())?;
        let signed = self.key.sign(&timed_message(seconds, text)).to_bytes();
        self.signature(TIMED, [seconds.to_be_bytes().as_slice(), signed.as_slice()].concat())
    }

    fn signature(&self, kind: u8, bytes: Vec<u8>) -> anyhow::Result<Signature> {
        let id = key_id(&self.name, &typed(kind, &self.key.verifying_key()));
        Ok(Signature::new(self.name.clone(), id, bytes)?)
    }

    fn verifier_text(&self, kind: u8) -> String {
        let typed = typed(kind, &self.key.verifying_key());
        format!("{}+{:08x}+{}", self.name, key_id(&self.name, &typed), STANDARD.encode(typed))
    }
}

fn typed(kind: u8, key: &VerifyingKey) -> Vec<u8> {
    [&[kind], key.as_bytes().as_slice()].concat()
}

fn timed_message(seconds: u64, text: &[u8]) -> Vec<u8> {
    [format!("cosignature/v1\ntime {seconds}\n").as_bytes(), text].concat()
}

/// A public key read from a verifier key, of either signature type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PublicKey {
    pub name: String,
    pub id: u32,
    pub kind: u8,
    key: VerifyingKey,
}

impl PublicKey {
    /// Reads `<name>+<id>+<key>` and checks the id.
    pub(super) fn parse(vkey: &str) -> anyhow::Result<Self> {
        let bad = || anyhow!("{vkey:?} is not a verifier key of the form <name>+<id>+<key>");
        let (name, rest) = vkey.trim().split_once('+').ok_or_else(bad)?;
        let (id, key) = rest.split_once('+').ok_or_else(bad)?;
        let bytes = STANDARD.decode(key).map_err(|_| bad())?;
        let (&kind, raw) = bytes.split_first().ok_or_else(bad)?;
        let key = VerifyingKey::from_bytes(raw.try_into().map_err(|_| bad())?).map_err(|_| bad())?;
        let known = signed_note::is_key_name_valid(name) && (kind == PLAIN || kind == TIMED);
        ensure!(known && id == format!("{:08x}", key_id(name, &bytes)), bad());
        Ok(Self { name: name.to_owned(), id: key_id(name, &bytes), kind, key })
    }

    /// The same key and name for the other signature type.
    pub(super) fn as_kind(&self, kind: u8) -> Self {
        Self { id: key_id(&self.name, &typed(kind, &self.key)), kind, ..self.clone() }
    }

    fn holds(&self, text: &[u8], signature: &[u8]) -> Option<()> {
        let (message, raw) = match self.kind {
            TIMED => {
                let (seconds, raw) = signature.split_first_chunk::<8>()?;
                (timed_message(u64::from_be_bytes(*seconds), text), raw)
            }
            _ => (text.to_vec(), signature),
        };
        self.key.verify_strict(&message, &ed25519_dalek::Signature::from_slice(raw).ok()?).ok()
    }
}

impl signed_note::Verifier for PublicKey {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    fn verify(&self, msg: &[u8], sig: &[u8]) -> bool {
        self.holds(msg, sig).is_some()
    }
}

/// The time a timestamped signature says it was made.
pub(super) fn time_of(signature: &Signature) -> Option<Ts> {
    let seconds = u64::from_be_bytes(*signature.signature().first_chunk()?);
    chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0).map(Ts::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use signed_note::{Note, StandardVerifier, VerifierList};

    #[test]
    fn the_verifier_key_is_the_one_signed_notes_derive() {
        // The example key of the signed-note documentation.
        let seed = STANDARD.decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz").unwrap();
        let key = NoteKey::from_seed("PeterNeumann", seed[1..].try_into().unwrap()).unwrap();
        assert_eq!(key.vkey(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    #[test]
    fn plain_signatures_satisfy_the_stock_verifier() {
        let key = NoteKey::from_seed("example.com/log", &[3; 32]).unwrap();
        let note = Note::new(b"text\n", &[key.sign(b"text\n").unwrap()]).unwrap();
        let stock = StandardVerifier::new(&key.vkey()).unwrap();
        assert!(note.verify(&VerifierList::new(vec![Box::new(stock)])).is_ok());
    }

    #[test]
    fn a_timed_signature_holds_for_its_text_and_time_only() {
        let key = NoteKey::from_seed("witness.example", &[4; 32]).unwrap();
        let now: Ts = "2026-11-23T01:02:03Z".parse().unwrap();
        let signature = key.sign_timed(b"text\n", now).unwrap();
        let public = PublicKey::parse(&key.witness_vkey()).unwrap();
        assert_eq!(time_of(&signature), Some(now));
        assert!(public.holds(b"text\n", signature.signature()).is_some());
        assert!(public.holds(b"other\n", signature.signature()).is_none());
        let mut later = signature.signature().to_vec();
        later[7] ^= 1;
        assert!(public.holds(b"text\n", &later).is_none());
    }

    #[test]
    fn a_name_with_a_space_or_a_plus_is_refused() {
        assert!(NoteKey::from_seed("a b", &[0; 32]).is_err());
        assert!(NoteKey::from_seed("a+b", &[0; 32]).is_err());
        assert!(PublicKey::parse("x+00000000+AQ==").is_err());
    }

    #[test]
    fn the_secret_never_shows_in_debug_output() {
        assert_eq!(format!("{:?}", NoteKey::from_seed("n", &[9; 32]).unwrap()), "NoteKey { name: \"n\", .. }");
    }
}
