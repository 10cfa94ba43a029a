//! Signed tree heads: making them, and opening them with the keys one trusts.
use super::{
    key::{NoteKey, PLAIN, PublicKey, TIMED, time_of},
    tree::LARGEST,
    verify::Unproven,
};
use crate::kernel::time::Ts;
use anyhow::{anyhow, ensure};
use signed_note::{Note, Signature, VerifierList};
use tlog_tiles::{Checkpoint as Head, EMPTY_HASH, Hash};

/// Signs a tree head: once plainly, as every client of signed notes checks it, and once with the time, because a
/// checkpoint itself carries none.
pub(super) fn sign(key: &NoteKey, size: u64, root: Hash, now: Ts) -> anyhow::Result<String> {
    let head = Head::new(key.name(), size, root, "").map_err(|e| anyhow!("{e}"))?;
    note_text(&head.to_bytes(), &[key.sign(&head.to_bytes())?, key.sign_timed(&head.to_bytes(), now)?])
}

/// Signs the head of an existing checkpoint anew, so that its time is fresh; what witnesses signed stays.
pub(super) fn refresh(key: &NoteKey, text: &str, now: Ts) -> anyhow::Result<String> {
    let note = Note::from_bytes(text.as_bytes())?;
    let mut signatures = vec![key.sign(note.text())?, key.sign_timed(note.text(), now)?];
    signatures.extend(signatures_of(text)?.into_iter().filter(|s| s.name() != key.name()));
    note_text(note.text(), &signatures)
}

/// Adds a signature to a checkpoint, in place of an older one by the same key.
pub(super) fn add_signature(text: &str, signature: &Signature) -> anyhow::Result<String> {
    let note = Note::from_bytes(text.as_bytes())?;
    let mut signatures = signatures_of(text)?;
    signatures.retain(|s| (s.name(), s.id()) != (signature.name(), signature.id()));
    signatures.push(signature.clone());
    note_text(note.text(), &signatures)
}

fn signatures_of(text: &str) -> anyhow::Result<Vec<Signature>> {
    let lines = text.rsplit_once("\n\n").map_or("", |(_, lines)| lines).lines();
    lines.map(|line| Ok(Signature::from_bytes(line.as_bytes())?)).collect()
}

fn note_text(text: &[u8], signatures: &[Signature]) -> anyhow::Result<String> {
    Ok(String::from_utf8(Note::new(text, signatures)?.to_bytes())?)
}

/// The tree size a checkpoint claims, without checking any signature: good for asking what to fetch, never for trust.
#[must_use]
pub fn unverified_size(text: &str) -> Option<u64> {
    unverified(text).map(|(size, _)| size)
}

/// Size and root a checkpoint claims, without checking any signature.
pub(super) fn unverified(text: &str) -> Option<(u64, Hash)> {
    let note = Note::from_bytes(text.as_bytes()).ok()?;
    Head::from_bytes(note.text()).ok().map(|head| (head.size(), *head.hash()))
}

/// The keys a reader trusts: one log, and any witnesses.
pub struct Trust {
    log: PublicKey,
    timed: PublicKey,
    witnesses: Vec<PublicKey>,
}

/// A checkpoint whose signatures were checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    /// The name of the log.
    pub origin: String,
    /// How many entries the tree has.
    pub size: u64,
    /// The root hash over all of them.
    pub root: Hash,
    /// When the log signed it, if it says so.
    pub signed_at: Option<Ts>,
    /// The trusted witnesses who signed it too.
    pub witnesses: Vec<Cosigner>,
}

/// A witness and when it signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigner {
    /// The name of its key.
    pub name: String,
    /// When it saw this head as the newest one.
    pub at: Option<Ts>,
}

impl Trust {
    /// Trust in the log behind this verifier key.
    ///
    /// # Errors
    /// When the text is no verifier key of a log.
    pub fn in_log(vkey: &str) -> anyhow::Result<Self> {
        let log = PublicKey::parse(vkey)?;
        ensure!(log.kind == PLAIN, "{vkey:?} is a witness's key, not a log's");
        Ok(Self { timed: log.as_kind(TIMED), log, witnesses: Vec::new() })
    }

    /// The same, and in a witness.
    ///
    /// # Errors
    /// When the text is no verifier key.
    pub fn and_witness(mut self, vkey: &str) -> anyhow::Result<Self> {
        let key = PublicKey::parse(vkey)?;
        if key != self.timed && key != self.log && !self.witnesses.contains(&key) {
            self.witnesses.push(key);
        }
        Ok(self)
    }

    /// The name of the trusted log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.log.name
    }

    /// Checks every signature by a trusted key, requires the log's, and reads the head.
    ///
    /// # Errors
    /// Why the checkpoint proves nothing.
    pub fn open(&self, text: &str) -> Result<Checkpoint, Unproven> {
        let note = Note::from_bytes(text.as_bytes()).map_err(|_| Unproven::Malformed("checkpoint"))?;
        let (held, _) = note.verify(&self.verifiers()).map_err(|_| Unproven::Signature)?;
        let by = |key: &PublicKey| held.iter().find(|s| (s.name(), s.id()) == (&key.name, key.id)).cloned();
        by(&self.log).ok_or(Unproven::Signature)?;
        let head = Head::from_bytes(note.text()).map_err(|_| Unproven::Malformed("checkpoint"))?;
        if head.origin() != self.log.name {
            return Err(Unproven::Origin(head.origin().to_owned()));
        }
        if head.size() > LARGEST || (head.size() == 0 && *head.hash() != EMPTY_HASH) {
            return Err(Unproven::Malformed("checkpoint"));
        }
        let cosigner = |key: &PublicKey| {
            by(key).map(|s| Cosigner { name: key.name.clone(), at: if key.kind == TIMED { time_of(&s) } else { None } })
        };
        Ok(Checkpoint {
            origin: head.origin().to_owned(),
            size: head.size(),
            root: *head.hash(),
            signed_at: by(&self.timed).and_then(|s| time_of(&s)),
            witnesses: self.witnesses.iter().filter_map(cosigner).collect(),
        })
    }

    /// Whether this is a trusted witness's key.
    pub(super) fn knows_witness(&self, signature: &Signature) -> bool {
        self.witnesses.iter().any(|key| (key.name.as_str(), key.id) == (signature.name(), signature.id()))
    }

    fn verifiers(&self) -> VerifierList {
        let own = [&self.log, &self.timed].into_iter().chain(&self.witnesses);
        VerifierList::new(own.map(|key| Box::new(key.clone()) as Box<dyn signed_note::Verifier>).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log() -> NoteKey {
        NoteKey::from_seed("city.example/ledger", &[1; 32]).unwrap()
    }

    fn at(text: &str) -> Ts {
        text.parse().unwrap()
    }

    #[test]
    fn a_signed_head_opens_with_its_time() {
        let text = sign(&log(), 0, EMPTY_HASH, at("2026-11-23T00:00:00Z")).unwrap();
        let open = Trust::in_log(&log().vkey()).unwrap().open(&text).unwrap();
        assert_eq!((open.size, open.signed_at), (0, Some(at("2026-11-23T00:00:00Z"))));
        assert_eq!(unverified_size(&text), Some(0));
    }

    #[test]
    fn another_key_another_name_or_another_head_does_not_open() {
        let text = sign(&log(), 1, Hash([5; 32]), at("2026-11-23T00:00:00Z")).unwrap();
        let stranger = NoteKey::from_seed("city.example/ledger", &[2; 32]).unwrap();
        let renamed = NoteKey::from_seed("town.example/ledger", &[1; 32]).unwrap();
        assert_eq!(Trust::in_log(&stranger.vkey()).unwrap().open(&text), Err(Unproven::Signature));
        assert_eq!(Trust::in_log(&renamed.vkey()).unwrap().open(&text), Err(Unproven::Signature));
        let forged = text.replacen("\n1\n", "\n2\n", 1);
        assert_eq!(Trust::in_log(&log().vkey()).unwrap().open(&forged), Err(Unproven::Signature));
    }

    #[test]
    fn a_fresh_signature_keeps_what_witnesses_signed() {
        let witness = NoteKey::from_seed("audit.example", &[7; 32]).unwrap();
        let text = sign(&log(), 0, EMPTY_HASH, at("2026-11-23T00:00:00Z")).unwrap();
        let body = Note::from_bytes(text.as_bytes()).unwrap();
        let signed = witness.sign_timed(body.text(), at("2026-11-23T00:00:05Z")).unwrap();
        let text = add_signature(&text, &signed).unwrap();
        let text = refresh(&log(), &text, at("2026-11-23T01:00:00Z")).unwrap();
        let trust = Trust::in_log(&log().vkey()).unwrap().and_witness(&witness.witness_vkey()).unwrap();
        let open = trust.open(&text).unwrap();
        assert_eq!(open.signed_at, Some(at("2026-11-23T01:00:00Z")));
        assert_eq!(open.witnesses, [Cosigner { name: "audit.example".into(), at: Some(at("2026-11-23T00:00:05Z")) }]);
    }
}
