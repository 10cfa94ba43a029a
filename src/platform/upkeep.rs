//! What the operator's chores leave behind for the program to show: when the last backup was made.
use crate::kernel::time::Ts;
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A finished backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastBackup {
    /// When its snapshot was taken.
    pub at: Ts,
    /// Where it lies.
    pub place: PathBuf,
}

fn mark(data: &Path) -> PathBuf {
    data.join("last-backup.json")
}

/// Remembers a finished backup in the data folder.
///
/// # Errors
/// When the folder cannot be written.
pub fn remember_backup(data: &Path, last: &LastBackup) -> anyhow::Result<()> {
    let path = mark(data);
    fs::write(&path, serde_json::to_vec(last)?).with_context(|| format!("{} cannot be written", path.display()))
}

/// The last finished backup; `None` when there never was one.
#[must_use]
pub fn last_backup(data: &Path) -> Option<LastBackup> {
    serde_json::from_slice(&fs::read(mark(data)).ok()?).ok()
}
