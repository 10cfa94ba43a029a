//! The sequencer: gives waiting entries their places in the tree and signs the new head, in one transaction.
use super::{
    checkpoint::{self, Trust},
    key::NoteKey,
    store,
    tree::{self, LARGEST},
};
use crate::{kernel::time::Ts, platform::db::Conn};
use anyhow::{Context, ensure};
use chrono::TimeDelta;
use diesel::result::{DatabaseErrorKind, Error as DbError};
use signed_note::Signature;

/// How the sequencer works.
#[derive(Debug, Clone)]
pub struct Sequencer {
    /// The log's key; its name is the origin.
    pub key: NoteKey,
    /// The most entries one transaction places.
    pub batch: i64,
    /// The age at which the newest checkpoint is signed anew, even when nothing happened.
    pub refresh: TimeDelta,
}

/// What one run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SequenceReport {
    /// How many entries got a place.
    pub added: u64,
    /// How many the tree has now.
    pub size: u64,
    /// Whether a checkpoint was signed, new or afresh.
    pub signed: bool,
    /// Whether the batch was full, so that another run should follow at once.
    pub more: bool,
}

/// Places waiting entries in the order of their ids, stores the new hashes, signs and stores the checkpoint. Runs in the
/// caller's write transaction; running it again changes nothing more. When two run at once, at most one commits: the
/// other gets a serialization failure, which the write door answers by trying again.
///
/// # Errors
/// When the database refuses, the stored tree has a gap, or another sequencer was faster.
pub fn sequence(conn: &mut Conn, sequencer: &Sequencer, now: Ts) -> anyhow::Result<SequenceReport> {
    run(conn, sequencer, now).map_err(|fault| match fault.downcast_ref::<DbError>() {
        Some(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => store::lost_race().into(),
        _ => fault,
    })
}

fn run(conn: &mut Conn, sequencer: &Sequencer, now: Ts) -> anyhow::Result<SequenceReport> {
    let head = store::newest_head(conn)?;
    let size = head.as_ref().map_or(0, |h| h.size);
    let waiting = store::waiting(conn, sequencer.batch)?;
    let added = waiting.len() as u64;
    let more = added > 0 && i64::try_from(added)? >= sequencer.batch;
    if added > 0 {
        extend(conn, sequencer, size, &waiting, now)?;
        return Ok(SequenceReport { added, size: size + added, signed: true, more });
    }
    let signed = match head {
        None => {
            let note = checkpoint::sign(&sequencer.key, 0, tlog_tiles::EMPTY_HASH, now)?;
            store::put_head(conn, 0, tlog_tiles::EMPTY_HASH, &note, now)?;
            true
        }
        Some(head) if now - head.signed_at >= sequencer.refresh => {
            let note = checkpoint::refresh(&sequencer.key, &head.note, now)?;
            store::replace_note(conn, &head, &note, now)?;
            true
        }
        Some(_) => false,
    };
    Ok(SequenceReport { added, size, signed, more })
}

fn extend(
    conn: &mut Conn,
    sequencer: &Sequencer,
    size: u64,
    waiting: &[(i64, tlog_tiles::Hash)],
    now: Ts,
) -> anyhow::Result<()> {
    let new_size = size + waiting.len() as u64;
    ensure!(new_size <= LARGEST, "the ledger has more entries than its tiles can hold");
    let (ids, leaves): (Vec<i64>, Vec<tlog_tiles::Hash>) = waiting.iter().copied().unzip();
    let frontier = store::hashes(conn, &tree::frontier(size))?;
    let growth = tree::grow(size, frontier, &leaves)?;
    store::place(conn, &ids, size)?;
    store::put_hashes(conn, growth.first, &growth.hashes)?;
    let note = checkpoint::sign(&sequencer.key, new_size, growth.root, now)?;
    store::put_head(conn, new_size, growth.root, &note, now)
}

/// Adds a witness's signature line to the newest checkpoint, in the caller's write transaction. False when the witness
/// signed an older head meanwhile; it will be asked again.
///
/// # Errors
/// When the line is malformed, not from a trusted witness, or the database refuses.
pub fn attach_cosignature(conn: &mut Conn, line: &str, trust: &Trust) -> anyhow::Result<bool> {
    let signature = Signature::from_bytes(line.trim_end().as_bytes()).context("this is no signature line")?;
    ensure!(trust.knows_witness(&signature), "{} is not a trusted witness", signature.name());
    let Some(head) = store::newest_head(conn)? else { return Ok(false) };
    let note = checkpoint::add_signature(&head.note, &signature)?;
    if trust.open(&note).is_err() {
        return Ok(false);
    }
    store::replace_note(conn, &head, &note, head.signed_at)?;
    Ok(true)
}
