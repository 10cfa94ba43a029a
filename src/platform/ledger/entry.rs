//! What a leaf of the tree says: the canonical bytes of one official act, or the seal of a private one.
use crate::kernel::time::Ts;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// Keeps our commitments apart from every other use of SHA-256.
const SEAL_DOMAIN: &[u8] = b"shanzhi/ledger/sealed/v1\n";
/// The version written into every record.
const VERSION: u64 = 1;
/// What C2SP entry bundles can carry: their length prefix has 16 bits.
pub(super) const LONGEST: usize = u16::MAX as usize;

/// One official act, as the transaction that makes it hands it over.
#[derive(Debug, Clone)]
pub struct NewEntry<'a> {
    /// `wing.object.act`, such as `registry.application.approved`.
    pub kind: &'a str,
    /// The kind of thing acted on, such as `tender`.
    pub subject_kind: &'a str,
    /// Its public number (`domain.md` 3.6).
    pub subject_ref: &'a str,
    /// The role or body that acted, never a person's name or number.
    pub actor: String,
    /// When the act happened.
    pub occurred_at: Ts,
    /// Whether anyone may read it; a private act leaves nothing in the tree but a salted hash.
    pub is_public: bool,
    /// Strings and whole numbers, never personal data.
    pub facts: Map<String, Value>,
}

/// The words of one official act, read back from a ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// `wing.object.act`.
    pub kind: String,
    /// The kind of thing acted on.
    pub subject_kind: String,
    /// Its public number.
    pub subject_ref: String,
    /// The role or body that acted.
    pub actor: String,
    /// When the act happened.
    pub occurred_at: Ts,
    /// Its public facts.
    pub facts: Map<String, Value>,
}

/// The bytes of one leaf, which are canonical JSON: keys sorted by their UTF-8 bytes, no white space, strings escaped
/// only where JSON must, instants as RFC 3339 in UTC with six decimals.
///
/// ```text
/// public   {"actor":…,"at":"2026-11-23T01:02:03.000000Z","facts":{…},"kind":…,"subject":{"kind":…,"ref":…},"v":1}
/// private  {"sealed":"<64 hex digits: salted(salt, canonical bytes of the act)>","v":1}
/// ```
///
/// A private leaf shows neither kind nor subject nor actor nor time, so that counting leaves tells nothing about a
/// tender (招标投标法 §22). Whoever holds salt and bytes can show what it seals.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// Readable by anyone.
    Public(Entry),
    /// Only the commitment.
    Sealed([u8; 32]),
}

impl NewEntry<'_> {
    /// The canonical words of this act, whether public or private.
    #[must_use]
    pub fn content(&self) -> String {
        canonical(&json!({
            "actor": self.actor,
            "at": instant(self.occurred_at),
            "facts": self.facts,
            "kind": self.kind,
            "subject": { "kind": self.subject_kind, "ref": self.subject_ref },
            "v": VERSION,
        }))
    }
}

/// SHA-256 over a domain word, the salt and the bytes: binding, and hiding as long as the salt is kept.
#[must_use]
pub fn salted(salt: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(SEAL_DOMAIN).chain_update(salt).chain_update(bytes).finalize().into()
}

/// The leaf bytes of a private act.
pub(super) fn sealed_record(seal: &[u8; 32]) -> String {
    canonical(&json!({ "sealed": hex::encode(seal), "v": VERSION }))
}

/// Reads leaf bytes; `None` when they are not exactly what this version would have written.
pub(super) fn parse_record(text: &str) -> Option<Record> {
    let value: Value = serde_json::from_str(text).ok()?;
    if canonical(&value) != text || value.get("v")?.as_u64()? != VERSION {
        return None;
    }
    let Some(seal) = value.get("sealed") else { return parse_content(&value).map(Record::Public) };
    let mut bytes = [0; 32];
    hex::decode_to_slice(seal.as_str()?, &mut bytes).ok()?;
    (sealed_record(&bytes) == text).then_some(Record::Sealed(bytes))
}

fn parse_content(value: &Value) -> Option<Entry> {
    let word = |value: &Value, key: &str| value.get(key)?.as_str().map(str::to_owned);
    let subject = value.get("subject")?;
    Some(Entry {
        kind: word(value, "kind")?,
        subject_kind: word(subject, "kind")?,
        subject_ref: word(subject, "ref")?,
        actor: word(value, "actor")?,
        occurred_at: word(value, "at")?.parse().ok()?,
        facts: value.get("facts")?.as_object()?.clone(),
    })
}

fn instant(at: Ts) -> String {
    at.utc().format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// JSON with sorted keys and no white space, whatever order the map was filled in.
#[must_use]
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort();
            out.push('{');
            for (i, key) in keys.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(map.get(key).unwrap_or(&Value::Null), out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act() -> NewEntry<'static> {
        let mut facts = Map::new();
        facts.insert("name".into(), "遂宁\"阳光\"社".into());
        facts.insert("amount_fen".into(), 1200.into());
        NewEntry {
            kind: "registry.application.approved",
            subject_kind: "organization",
            subject_ref: "S-1",
            actor: "registrar".into(),
            occurred_at: "2026-11-23T01:02:03Z".parse().unwrap(),
            is_public: true,
            facts,
        }
    }

    #[test]
    fn the_canonical_bytes_of_an_act_are_fixed_forever() {
        let want = r#"{"actor":"registrar","at":"2026-11-23T01:02:03.000000Z","facts":{"amount_fen":1200,"name":"遂宁\"阳光\"社"},"kind":"registry.application.approved","subject":{"kind":"organization","ref":"S-1"},"v":1}"#;
        assert_eq!(act().content(), want);
    }

    #[test]
    fn an_act_reads_back_as_it_was_written() {
        let Some(Record::Public(entry)) = parse_record(&act().content()) else { panic!("not public") };
        assert_eq!((entry.kind.as_str(), entry.subject_ref.as_str()), ("registry.application.approved", "S-1"));
        assert_eq!(entry.occurred_at, act().occurred_at);
        assert_eq!(entry.facts, act().facts);
    }

    #[test]
    fn bytes_that_are_not_canonical_are_no_record() {
        let spaced = act().content().replace(",\"facts\"", ", \"facts\"");
        assert_eq!(parse_record(&spaced), None);
        assert_eq!(parse_record(&act().content().replace("\"v\":1", "\"v\":2")), None);
    }

    #[test]
    fn a_sealed_record_shows_the_commitment_and_nothing_else() {
        let seal = salted(&[7; 32], act().content().as_bytes());
        let record = sealed_record(&seal);
        assert_eq!(parse_record(&record), Some(Record::Sealed(seal)));
        assert!(!record.contains("organization") && !record.contains("2026"));
        assert_ne!(seal, salted(&[8; 32], act().content().as_bytes()));
    }
}
