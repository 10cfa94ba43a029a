//! The file that keeps the installation key: made once, whole or not at all, readable by its owner only.
use crate::kernel::random;
use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write},
    path::Path,
};

/// The base64 text in `<secrets>/installation.key`; the file is made when there is none.
pub(super) fn read_or_create(secrets: &Path) -> Result<String> {
    let path = secrets.join("installation.key");
    if !path.exists() {
        create(secrets, &path).with_context(|| format!("cannot make {}", path.display()))?;
    }
    refuse_if_open_to_others(&path)?;
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a new key beside its place and links it there: two first starts at once agree on one key.
fn create(secrets: &Path, path: &Path) -> Result<()> {
    make_private_dir(secrets)?;
    let draft = secrets.join(format!("installation.{}.new", random::token()));
    let mut file = open_private(&draft)?;
    writeln!(file, "{}", STANDARD.encode(random::bytes::<32>()))?;
    file.sync_all()?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match linked {
        Err(e) if e.kind() != ErrorKind::AlreadyExists => Err(e.into()),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn make_private_dir(dir: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    Ok(fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?)
}

#[cfg(unix)]
fn open_private(path: &Path) -> Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    Ok(OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?)
}

#[cfg(unix)]
fn refuse_if_open_to_others(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        bail!("{} can be read by others (mode {mode:o}); run: chmod 600 {0}", path.display());
    }
    Ok(())
}

#[cfg(not(unix))]
fn make_private_dir(dir: &Path) -> Result<()> {
    Ok(fs::create_dir_all(dir)?)
}

#[cfg(not(unix))]
fn open_private(path: &Path) -> Result<File> {
    Ok(OpenOptions::new().write(true).create_new(true).open(path)?)
}

#[cfg(not(unix))]
fn refuse_if_open_to_others(_: &Path) -> Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use crate::platform::crypto::Keyring;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_first_start_makes_a_private_key_and_the_second_reads_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let first = Keyring::open_or_create(dir.path()).unwrap();
        let file = dir.path().join("secrets/installation.key");
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(first.id(), Keyring::open_or_create(dir.path()).unwrap().id());
        assert_eq!(std::fs::read_dir(dir.path().join("secrets")).unwrap().count(), 1);
    }

    #[test]
    fn a_key_that_others_can_read_stops_the_start() {
        let dir = tempfile::tempdir().unwrap();
        Keyring::open_or_create(dir.path()).unwrap();
        let file = dir.path().join("secrets/installation.key");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        let fault = Keyring::open_or_create(dir.path()).unwrap_err().to_string();
        assert!(fault.contains("chmod 600"), "{fault}");
    }

    #[test]
    fn first_starts_at_the_same_moment_agree_on_one_key() {
        let dir = tempfile::tempdir().unwrap();
        let ids: Vec<[u8; 4]> = std::thread::scope(|s| {
            let starts: Vec<_> =
                (0..8).map(|_| s.spawn(|| Keyring::open_or_create(dir.path()).unwrap().id())).collect();
            starts.into_iter().map(|t| t.join().unwrap()).collect()
        });
        assert!(ids.windows(2).all(|w| w[0] == w[1]), "{ids:?}");
    }
}
