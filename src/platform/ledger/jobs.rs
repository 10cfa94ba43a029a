//! The sequencer's schedule: place what waits, sign, write the files.
use super::{NoteKey, Sequencer, sequence, write_folder};
use crate::platform::{
    db::Env,
    jobs::{JobError, Jx},
};
use anyhow::anyhow;
use chrono::TimeDelta;
use std::path::PathBuf;

/// The most entries of one transaction: a tenth of a second of work.
const BATCH: i64 = 5000;
/// A checkpoint older than this is signed anew (`experience.md` C.4).
const REFRESH: TimeDelta = TimeDelta::seconds(60);

/// The log's signing key under its origin.
///
/// # Errors
/// When `ledger.origin` cannot be a name in signed notes.
pub fn log_key(env: &Env) -> anyhow::Result<NoteKey> {
    NoteKey::new(&env.config.ledger.origin, env.keyring.ledger_key())
        .map_err(|e| anyhow!("ledger.origin cannot be used: {e}"))
}

/// Where this node writes tiles and checkpoint as plain files.
#[must_use]
pub fn folder(env: &Env) -> PathBuf {
    env.config.data.dir.join("ledger")
}

/// Places every waiting entry, signs, and brings the folder of plain files up to date. It may run on several nodes at
/// once and be stopped anywhere.
///
/// # Errors
/// When the database or the folder refuses; the next turn tries again.
pub async fn tick(jx: &Jx) -> Result<(), JobError> {
    let sequencer = Sequencer { key: log_key(&jx.env)?, batch: BATCH, refresh: REFRESH };
    loop {
        let sequencer = sequencer.clone();
        if !jx.write(move |tx| Ok(sequence(tx.conn, &sequencer, tx.now)?)).await?.more {
            break;
        }
    }
    let root = folder(&jx.env);
    jx.read(move |conn| Ok(write_folder(conn, &root)?)).await?;
    Ok(())
}
