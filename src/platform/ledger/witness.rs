//! The witness: another department that signs each head only after seeing that nothing before it was changed.
use super::{
    checkpoint::{Trust, add_signature},
    key::NoteKey,
    proof::number,
    verify::Unproven,
};
use crate::kernel::time::Ts;
use anyhow::anyhow;
use signed_note::Note;
use tlog_tiles::{Hash, check_tree};

/// What a witness answers and remembers after it signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigned {
    /// The signature line to answer with, ending in a newline.
    pub line: String,
    /// The checkpoint to remember as this log's newest, before answering.
    pub state: String,
}

/// Why a witness does not sign; the numbers are those of C2SP `tlog-witness`.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The request is not of the agreed form.
    #[error("the request is malformed")]
    Malformed,
    /// The log is not known here.
    #[error("the log is not known to this witness")]
    UnknownLog,
    /// The head is not signed by the log.
    #[error("the checkpoint is not signed by the log")]
    Unsigned,
    /// The request starts from another size than the witness last signed.
    #[error("this witness last signed a tree of {0} entries")]
    Conflict(u64),
    /// The new tree does not contain the old one.
    #[error("the new tree does not contain the old one")]
    Inconsistent,
    /// The witness itself failed.
    #[error("the witness failed: {0:#}")]
    Fault(anyhow::Error),
}

impl Refusal {
    /// The HTTP status of the answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unsigned => 403,
            Self::UnknownLog => 404,
            Self::Conflict(_) => 409,
            Self::Inconsistent => 422,
            Self::Fault(_) => 500,
        }
    }
}

/// Checks an `add-checkpoint` request (see `witness_request`) against the checkpoint this witness signed last (`None` if
/// it never did) and signs the new head with the time.
///
/// # Errors
/// Why it does not sign.
pub fn cosign(request: &str, state: Option<&str>, log: &Trust, key: &NoteKey, now: Ts) -> Result<Cosigned, Refusal> {
    let (old, proof, text) = parse(request).ok_or(Refusal::Malformed)?;
    let new = log.open(text).map_err(|e| match e {
        Unproven::Origin(_) => Refusal::UnknownLog,
        Unproven::Signature if !text.starts_with(&format!("{}\n", log.origin())) => Refusal::UnknownLog,
        Unproven::Signature => Refusal::Unsigned,
        _ => Refusal::Malformed,
    })?;
    let known = state.map(|text| log.open(text)).transpose().map_err(|e| Refusal::Fault(anyhow!("{e}")))?;
    let (known_size, known_root) = known.map_or((0, tlog_tiles::EMPTY_HASH), |k| (k.size, k.root));
    if old > new.size {
        return Err(Refusal::Malformed);
    }
    if old != known_size {
        return Err(Refusal::Conflict(known_size));
    }
    let consistent = match old {
        0 => proof.is_empty(),
        _ => check_tree(&proof, new.size, new.root, old, known_root).is_ok(),
    };
    if !consistent || (old == new.size && new.root != known_root) {
        return Err(Refusal::Inconsistent);
    }
    sign(text, key, now).map_err(Refusal::Fault)
}

fn sign(text: &str, key: &NoteKey, now: Ts) -> anyhow::Result<Cosigned> {
    let note = Note::from_bytes(text.as_bytes())?;
    let signature = key.sign_timed(note.text(), now)?;
    Ok(Cosigned { line: String::from_utf8(signature.to_bytes())?, state: add_signature(text, &signature)? })
}

fn parse(request: &str) -> Option<(u64, Vec<Hash>, &str)> {
    let (head, checkpoint) = request.split_once("\n\n")?;
    let mut lines = head.lines();
    let old = number(lines.next()?.strip_prefix("old ")?)?;
    let proof = lines.map(|line| Hash::parse_hash(line).ok()).collect::<Option<Vec<_>>>()?;
    (proof.len() <= 63).then_some((old, proof, checkpoint))
}
