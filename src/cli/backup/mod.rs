//! `shanzhi backup`: everything of an installation in one folder, consistent while the program serves.
//!
//! ```text
//! DIR/manifest.json        what this is, which schema, how many rows of each table
//! DIR/SHA256SUMS           of every other file; `sha256sum -c SHA256SUMS` checks them without this program
//! DIR/database/shanzhi.db  or one TABLE.jsonl for each table of PostgreSQL
//! DIR/files/…              every stored file a row speaks of
//! DIR/ledger/…             the public ledger as of the snapshot; `shanzhi verify` checks it
//! DIR/secrets/…            the key of the installation
//! ```
mod rows;
mod snapshot;
mod sums;

pub(super) use rows::{Load, load_lines, load_sqlite};
pub(super) use sums::verify;

use super::{now, runtime, say};
use crate::{
    kernel::time::Ts,
    platform::{
        config::Config,
        files::FileStore,
        upkeep::{LastBackup, remember_backup},
    },
};
use anyhow::{Context, ensure};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Where to, and what to leave out.
#[derive(Debug, Args)]
pub struct Backup {
    /// The folder to make; it must not exist yet or be empty.
    dir: PathBuf,
    /// Leave the key of the installation out. Without it nothing sealed opens: keep it elsewhere.
    #[arg(long)]
    without_secrets: bool,
    /// Leave stored files out, where the file store keeps versions of its own.
    #[arg(long)]
    without_files: bool,
}

/// What a backup says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The version of the program that made it.
    pub program: String,
    /// When the snapshot was taken.
    pub made_at: Ts,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// Versions of the migrations its schema has.
    pub migrations: Vec<String>,
    /// Rows of each table.
    pub rows: BTreeMap<String, i64>,
    /// Entries of the public ledger.
    pub ledger_entries: u64,
    /// How many stored files it holds.
    pub files: u64,
    /// Whether the key of the installation is in it.
    pub has_secrets: bool,
}

impl Backup {
    /// Makes the backup. A folder that bears its final name is complete: it is built beside it and renamed.
    ///
    /// # Errors
    /// One sentence that names what is wrong; nothing is left under the final name.
    pub fn run(&self, config: &Config) -> anyhow::Result<()> {
        let empty = !self.dir.exists() || self.dir.read_dir().is_ok_and(|mut d| d.next().is_none());
        ensure!(empty, "{} is not empty", self.dir.display());
        let name = self.dir.file_name().context("the folder needs a name")?.to_string_lossy().into_owned();
        let part = self.dir.with_file_name(format!("{name}.part"));
        if part.exists() {
            fs::remove_dir_all(&part).with_context(|| format!("{} cannot be removed", part.display()))?;
        }
        fs::create_dir_all(&part).with_context(|| format!("{} cannot be made", part.display()))?;
        private(&part, 0o700)?;
        let manifest = self.fill(config, &part)?;
        sums::write(&part)?;
        if self.dir.exists() {
            fs::remove_dir(&self.dir)?;
        }
        fs::rename(&part, &self.dir).with_context(|| format!("{} cannot be made", self.dir.display()))?;
        let place = fs::canonicalize(&self.dir)?;
        remember_backup(&config.data.dir, &LastBackup { at: manifest.made_at, place: place.clone() })?;
        self.report(&manifest, &place);
        Ok(())
    }

    fn fill(&self, config: &Config, part: &Path) -> anyhow::Result<Manifest> {
        let snapshot = snapshot::take(config, part, now())?;
        let mut manifest = snapshot.manifest;
        if !self.without_files {
            let store = FileStore::open(&config.files, &config.data.dir)?;
            manifest.files = runtime()?.block_on(copy_files(&store, &snapshot.files, &part.join("files")))?;
        }
        if !self.without_secrets {
            copy_secrets(&config.data.dir.join("secrets"), &part.join("secrets"))?;
            manifest.has_secrets = true;
        }
        fs::write(part.join("manifest.json"), serde_json::to_vec_pretty(&manifest)?)?;
        Ok(manifest)
    }

    fn report(&self, manifest: &Manifest, place: &Path) {
        say(&format!(
            "backup of {} rows, {} ledger entries and {} files in {}",
            manifest.rows.values().sum::<i64>(),
            manifest.ledger_entries,
            manifest.files,
            place.display()
        ));
        say(if manifest.has_secrets {
            "It holds the key of the installation: whoever has it can open what the program can open. Keep it as safe as the key."
        } else {
            "It does not hold the key of the installation (secrets/installation.key in data.dir): without that key nothing sealed opens. Keep it elsewhere."
        });
    }
}

/// Copies each file out of the store, which checks its hash on the way.
async fn copy_files(store: &FileStore, files: &[String], to: &Path) -> anyhow::Result<u64> {
    let mut copied = 0;
    for sha256 in files {
        // A hash without bytes is a receipt of something kept elsewhere, or a loss: `shanzhi check` tells which.
        if !store.exists(sha256).await? {
            continue;
        }
        let bytes = store.get(sha256).await?;
        let folder = to.join(sha256.get(..2).unwrap_or_default());
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(sha256), &bytes)?;
        copied += 1;
    }
    Ok(copied)
}

/// Copies the files of a folder of secrets; only their owner reads the copies.
pub(super) fn copy_secrets(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    private(to, 0o700)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let path = entry?.path();
        if let (true, Some(name)) = (path.is_file(), path.file_name()) {
            let target = to.join(name);
            fs::copy(&path, &target)?;
            private(&target, 0o600)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn private(path: &Path, mode: u32) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(mode))?)
}

#[cfg(not(unix))]
fn private(_: &Path, _: u32) -> anyhow::Result<()> {
    Ok(())
}
