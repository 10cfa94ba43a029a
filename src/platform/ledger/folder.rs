//! The ledger as a folder of plain files.
use super::{
    checkpoint::unverified,
    store,
    tiles::{self, Sink},
};
use crate::platform::db::Conn;
use anyhow::{Context, bail, ensure};
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
/// when it has none. Refuses when the folder holds a checkpoint this database never signed: then one of the two was
/// brought back from an older copy, and publishing would show two histories.
///
/// # Errors
/// When the database or the folder refuses, or they do not belong together.
pub fn write_folder(conn: &mut Conn, root: &Path) -> anyhow::Result<u64> {
    let Some(bytes) = read_folder(root, "checkpoint")? else { return tiles::publish(conn, 0, &mut Folder(root)) };
    let text = String::from_utf8(bytes).unwrap_or_default();
    if store::checkpoint_text(conn)?.as_ref() == Some(&text) {
        return store::newest_size(conn);
    }
    let Some((size, hash)) = unverified(&text) else { bail!("{}/checkpoint is not a checkpoint", root.display()) };
    ensure!(
        store::has_signed(conn, size, hash)?,
        "{}/checkpoint of {size} entries was not signed by this database: one of them is an older copy; \
         move the folder away only when you know why",
        root.display()
    );
    tiles::publish(conn, size, &mut Folder(root))
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
