//! `SHA256SUMS` over a folder: written at the end of a backup, verified before anything of it is used.
use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{Read, Write},
    path::{Path, PathBuf},
};

const SUMS: &str = "SHA256SUMS";

/// Writes the sums of every file below the folder, and makes all of them durable.
pub(super) fn write(dir: &Path) -> anyhow::Result<()> {
    let mut text = String::new();
    for (name, path) in files(dir)? {
        text.push_str(&format!("{}  {name}\n", sum(&path)?));
        File::open(&path)?.sync_all()?;
    }
    let mut file = File::create(dir.join(SUMS))?;
    file.write_all(text.as_bytes())?;
    Ok(file.sync_all()?)
}

/// Verifies every file below the folder against its sum: none altered, none missing, none added.
///
/// # Errors
/// Every file that does not fit, in one sentence.
pub fn verify(dir: &Path) -> anyhow::Result<usize> {
    let place = dir.join(SUMS);
    let text = fs::read(&place).with_context(|| format!("{} cannot be read: this is no backup", place.display()))?;
    let text = String::from_utf8(text).map_err(|_| anyhow::anyhow!("{} is damaged", place.display()))?;
    let mut listed = BTreeMap::new();
    for line in text.lines() {
        let Some((sum, name)) = line.split_once("  ") else { bail!("{} is damaged: {line:?}", place.display()) };
        listed.insert(name.to_owned(), sum.to_owned());
    }
    let found = files(dir)?;
    let mut wrong: Vec<String> =
        listed.keys().filter(|n| !found.contains_key(*n)).map(|n| format!("{n} is missing")).collect();
    for (name, path) in &found {
        match listed.get(name) {
            None => wrong.push(format!("{name} does not belong to it")),
            Some(want) if *want != sum(path)? => wrong.push(format!("{name} is altered")),
            Some(_) => {}
        }
    }
    ensure!(wrong.is_empty(), "the backup is damaged and nothing of it was used: {}", wrong.join("; "));
    Ok(found.len())
}

/// Every file below the folder but the sums themselves, by its path with slashes.
fn files(dir: &Path) -> anyhow::Result<BTreeMap<String, PathBuf>> {
    let (mut out, mut open) = (BTreeMap::new(), vec![dir.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(dir)?.to_string_lossy().replace('\\', "/");
            if name != SUMS {
                out.insert(name, path);
            }
        }
    }
    Ok(out)
}

fn sum(path: &Path) -> anyhow::Result<String> {
    let mut file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hex::encode(hash.finalize()));
        }
        hash.update(buffer.get(..read).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_bit_is_flipped_the_backup_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("database")).unwrap();
        fs::write(dir.path().join("manifest.json"), "{\"program\":\"0.1.0\"}").unwrap();
        fs::write(dir.path().join("database/shanzhi.db"), [7u8; 40]).unwrap();
        write(dir.path()).unwrap();
        assert_eq!(verify(dir.path()).unwrap(), 2);
        for name in ["manifest.json", "database/shanzhi.db", SUMS] {
            let path = dir.path().join(name);
            let right = fs::read(&path).unwrap();
            for bit in 0..right.len() * 8 {
                let mut wrong = right.clone();
                wrong[bit / 8] ^= 1 << (bit % 8);
                fs::write(&path, &wrong).unwrap();
                assert!(verify(dir.path()).is_err(), "bit {bit} of {name}");
            }
            fs::write(&path, right).unwrap();
        }
        fs::write(dir.path().join("more"), "x").unwrap();
        assert!(verify(dir.path()).unwrap_err().to_string().contains("more does not belong to it"));
        fs::remove_file(dir.path().join("more")).unwrap();
        fs::remove_file(dir.path().join("manifest.json")).unwrap();
        assert!(verify(dir.path()).unwrap_err().to_string().contains("manifest.json is missing"));
    }
}
