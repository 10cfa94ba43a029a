//! The ledger as a folder of plain files.
use super::{
    checkpoint::unverified_size,
    tiles::{self, Sink},
};
use crate::platform::db::Conn;
use anyhow::Context;
use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::Path,
};

struct Folder<'p>(&'p Path);

impl Sink for Folder<'_> {
    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let target = self.0.join(path);
        let parent = target.parent().context("a ledger file has a folder")?;
        fs::create_dir_all(parent)?;
        // A reader sees the old file or the new one, never half of it, also after a power cut.
        let part = parent.join(format!(".part-{}", std::process::id()));
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, &target)?;
        Ok(())
    }

    fn full(&mut self, path: &str) -> anyhow::Result<()> {
        match fs::remove_dir_all(self.0.join(format!("{path}.p"))) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(e.into()),
            _ => Ok(()),
        }
    }
}

/// Brings a folder up to the newest checkpoint and answers its size: writes what its own checkpoint lacks, everything
/// when it has none.
///
/// # Errors
/// When the database or the folder refuses.
pub fn write_folder(conn: &mut Conn, root: &Path) -> anyhow::Result<u64> {
    let published = read_folder(root, "checkpoint")?
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| unverified_size(&text))
        .unwrap_or(0);
    tiles::publish(conn, published, &mut Folder(root))
}

/// Reads one file of an exported ledger, for [`super::verify_ledger`].
///
/// # Errors
/// When the file is there and cannot be read.
pub fn read_folder(root: &Path, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::read(root.join(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e).with_context(|| format!("{path} cannot be read")),
    }
}
