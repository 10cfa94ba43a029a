//! Proofs that travel: an entry's inclusion (`tlog-proof@v1`), and the request by which a witness checks consistency.
use super::{
    entry::{canonical, salted, sealed_record},
    store,
    verify::Unproven,
};
use crate::platform::db::Conn;
use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::cell::RefCell;
use tlog_tiles::{Error, Hash, HashReader, RecordProof, prove_record, prove_tree};

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// Who will read a proof of a private act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disclosure {
    /// Anyone: only the seal goes in.
    Public,
    /// Someone entitled to the act itself, such as a bidder to the own receipt: salt and words go in.
    Holder,
}

/// What the verifier needs to rebuild the leaf. It travels in the proof's `extra` line, base64 of canonical JSON:
/// `{"record":"<leaf bytes>"}` or `{"content":"<canonical words>","salt":"<64 hex digits>"}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// The leaf bytes themselves.
    Record(String),
    /// What a private leaf seals.
    Opened {
        /// The salt of the seal.
        salt: [u8; 32],
        /// The canonical words of the act.
        content: String,
    },
}

impl Leaf {
    /// The leaf bytes.
    #[must_use]
    pub fn record(&self) -> String {
        match self {
            Self::Record(record) => record.clone(),
            Self::Opened { salt, content } => sealed_record(&salted(salt, content.as_bytes())),
        }
    }

    fn to_extra(&self) -> String {
        let value = match self {
            Self::Record(record) => json!({ "record": record }),
            Self::Opened { salt, content } => json!({ "content": content, "salt": hex::encode(salt) }),
        };
        STANDARD.encode(canonical(&value))
    }

    fn from_extra(extra: &str) -> Option<Self> {
        let value: Value = serde_json::from_slice(&STANDARD.decode(extra).ok()?).ok()?;
        if let Some(record) = value.get("record") {
            return Some(Self::Record(record.as_str()?.to_owned()));
        }
        let mut salt = [0; 32];
        hex::decode_to_slice(value.get("salt")?.as_str()?, &mut salt).ok()?;
        Some(Self::Opened { salt, content: value.get("content")?.as_str()?.to_owned() })
    }
}

/// An entry, its place, the hashes that lead to the root, and the signed checkpoint: all that an offline check needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// The entry's place in the tree, from 0.
    pub index: u64,
    /// The leaf.
    pub leaf: Leaf,
    /// From the leaf's sibling to the root's child.
    pub path: RecordProof,
    /// The signed checkpoint, verbatim.
    pub checkpoint: String,
}

impl Proof {
    /// The text of a `.tlog-proof` file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let path: String = self.path.iter().map(|hash| format!("{hash}\n")).collect();
        format!("{HEADER}\nextra {}\nindex {}\n{path}\n{}", self.leaf.to_extra(), self.index, self.checkpoint)
    }

    /// Reads the text of a `.tlog-proof` file. Nothing is checked yet.
    ///
    /// # Errors
    /// [`Unproven::Malformed`] when it is none of ours.
    pub fn parse(text: &str) -> Result<Self, Unproven> {
        let parts = || {
            let (head, checkpoint) = text.split_once("\n\n")?;
            let mut lines = head.lines();
            (lines.next()? == HEADER).then_some(())?;
            let leaf = Leaf::from_extra(lines.next()?.strip_prefix("extra ")?)?;
            let index = number(lines.next()?.strip_prefix("index ")?)?;
            let path = lines.map(|line| Hash::parse_hash(line).ok()).collect::<Option<Vec<_>>>()?;
            (path.len() <= 63).then_some(Self { index, leaf, path, checkpoint: checkpoint.to_owned() })
        };
        parts().ok_or(Unproven::Malformed("proof"))
    }
}

/// A decimal without leading zeros or signs.
pub(super) fn number(text: &str) -> Option<u64> {
    text.parse::<u64>().ok().filter(|n| n.to_string() == text)
}

/// The proof of an entry against the newest checkpoint; `None` when there is no such entry or it has no place yet.
///
/// # Errors
/// When the database refuses or lacks a hash.
pub fn inclusion(conn: &mut Conn, id: i64, disclosure: Disclosure) -> anyhow::Result<Option<Proof>> {
    let Some(entry) = store::entry(conn, id)? else { return Ok(None) };
    let (Some(index), Some((size, checkpoint))) = (entry.position, store::newest(conn)?) else { return Ok(None) };
    let sealed = if disclosure == Disclosure::Holder { store::sealed_content(conn, id)? } else { None };
    let leaf = sealed.map_or(Leaf::Record(entry.body), |(salt, content)| Leaf::Opened { salt, content });
    let path = with_hashes(conn, |reader| prove_record(size, index, reader))?;
    Ok(Some(Proof { index, leaf, path, checkpoint }))
}

/// What a witness that knows a tree of `old` entries is sent (C2SP `tlog-witness`, `add-checkpoint`): the old size, the
/// consistency proof, and the newest checkpoint. `None` when there is no checkpoint, or none so large.
///
/// # Errors
/// When the database refuses or lacks a hash.
pub fn witness_request(conn: &mut Conn, old: u64) -> anyhow::Result<Option<String>> {
    let Some((size, checkpoint)) = store::newest(conn)?.filter(|(size, _)| old <= *size) else { return Ok(None) };
    let proof = if old == 0 { Vec::new() } else { with_hashes(conn, |reader| prove_tree(size, old, reader))? };
    let lines: String = proof.iter().map(|hash| format!("{hash}\n")).collect();
    Ok(Some(format!("old {old}\n{lines}\n{checkpoint}")))
}

/// Lends the stored hashes to `tlog_tiles`, and gives back the database's own fault when it has one.
fn with_hashes<T>(conn: &mut Conn, f: impl FnOnce(&Stored) -> Result<T, Error>) -> anyhow::Result<T> {
    let stored = Stored { conn: RefCell::new(conn), fault: RefCell::new(None) };
    let out = f(&stored);
    match stored.fault.into_inner() {
        Some(fault) => Err(fault),
        None => out.context("the ledger lacks a hash"),
    }
}

struct Stored<'c> {
    conn: RefCell<&'c mut Conn>,
    fault: RefCell<Option<anyhow::Error>>,
}

impl HashReader for Stored<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let found = store::hashes(&mut self.conn.borrow_mut(), indexes).map_err(|fault| {
            *self.fault.borrow_mut() = Some(fault);
            Error::IndexesNotInTree
        })?;
        indexes.iter().map(|i| found.get(i).copied().ok_or(Error::IndexesNotInTree)).collect()
    }
}
