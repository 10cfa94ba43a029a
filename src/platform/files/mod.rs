//! Files: bytes kept under their own SHA-256 in a folder or in S3, and named files for the ledger and for dumps.
pub mod inspect;
pub mod references;
pub mod row;

use std::path::{Path as Folder, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ClientOptions, Error, ObjectStore, ObjectStoreExt, RetryConfig};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::kernel::time::Ts;

/// Where bytes lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// A folder of this machine.
    #[default]
    Local,
    /// A bucket of an S3 service.
    S3,
}

/// The `[files]` section of the configuration.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FilesConfig {
    /// Where bytes lie.
    pub store: Place,
    /// The folder, of `local`; empty for `files` in the data folder.
    pub dir: PathBuf,
    /// Address of the S3 service; empty for AWS itself.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// Its region.
    pub region: String,
    /// The access key.
    pub access_key: String,
    /// Its secret.
    pub secret_key: String,
    /// Whether the service may be reached without TLS.
    pub allow_http: bool,
}

impl std::fmt::Debug for FilesConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("FilesConfig");
        shown.field("store", &self.store).field("bucket", &self.bucket).finish_non_exhaustive()
    }
}

impl Default for FilesConfig {
    fn default() -> Self {
        Self {
            store: Place::default(),
            dir: PathBuf::new(),
            endpoint: String::new(),
            bucket: String::new(),
            region: "us-east-1".into(),
            access_key: String::new(),
            secret_key: String::new(),
            allow_http: false,
        }
    }
}

/// Why bytes could not be had or kept.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There are none of that name.
    #[error("no such file: {0}")]
    Missing(String),
    /// What lies there is not what was put there.
    #[error("the file {0} does not match its SHA-256")]
    Damaged(String),
    /// The name is not one that files have here.
    #[error("not a name of a file: {0}")]
    BadName(String),
    /// The folder or the service cannot be used; trying again may help.
    #[error("the file store is unavailable: {0}")]
    Unavailable(String),
}

impl From<Error> for FileError {
    fn from(fault: Error) -> Self {
        match fault {
            Error::NotFound { path, .. } => Self::Missing(path),
            other => Self::Unavailable(other.to_string()),
        }
    }
}

/// What a row keeps of bytes put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 in lower-case hexadecimal: the name of the bytes.
    pub sha256: String,
    /// Their number.
    pub size: u64,
}

/// The store in use. Cheap to clone.
#[derive(Debug, Clone)]
pub struct FileStore(Arc<dyn ObjectStore>);

impl FileStore {
    /// The configured store; `data` is the data folder. Names the key of a wrong setting; nothing is sent yet.
    pub fn open(config: &FilesConfig, data: &Folder) -> anyhow::Result<Self> {
        match config.store {
            Place::Local if config.dir.as_os_str().is_empty() => Self::local(&data.join("files")),
            Place::Local => Self::local(&data.join(&config.dir)),
            Place::S3 => Self::s3(config),
        }
    }

    /// A store in a folder, which is made.
    pub fn local(dir: &Folder) -> anyhow::Result<Self> {
        std::fs::create_dir_all(dir).with_context(|| format!("files.dir: {}", dir.display()))?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(dir)?.with_fsync(true))))
    }

    /// A store in memory, for tests.
    #[must_use]
    pub fn memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    fn s3(config: &FilesConfig) -> anyhow::Result<Self> {
        anyhow::ensure!(!config.bucket.is_empty(), "files.bucket: must not be empty");
        let limits =
            ClientOptions::new().with_timeout(Duration::from_secs(60)).with_connect_timeout(Duration::from_secs(5));
        let retries = RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(20), ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&config.bucket)
            .with_region(&config.region)
            .with_access_key_id(&config.access_key)
            .with_secret_access_key(&config.secret_key)
            .with_client_options(limits)
            .with_allow_http(config.allow_http)
            .with_retry(retries);
        if !config.endpoint.is_empty() {
            builder = builder.with_endpoint(config.endpoint.trim_end_matches('/'));
        }
        Ok(Self(Arc::new(builder.build().context("files: the settings of the S3 service")?)))
    }

    /// Keeps bytes under their SHA-256; half a file is never seen. The same bytes again are written again: then they are
    /// young, and no sweep takes them before the row that speaks of them commits.
    pub async fn put(&self, bytes: impl Into<Bytes>) -> Result<Stored, FileError> {
        let bytes = bytes.into();
        let stored = Stored { sha256: hex::encode(Sha256::digest(&bytes)), size: bytes.len() as u64 };
        self.0.put(&content_path(&stored.sha256)?, bytes.into()).await?;
        Ok(stored)
    }

    /// The bytes of that SHA-256, checked against it.
    pub async fn get(&self, sha256: &str) -> Result<Bytes, FileError> {
        let bytes = self.0.get(&content_path(sha256)?).await?.bytes().await?;
        if hex::encode(Sha256::digest(&bytes)) == sha256 { Ok(bytes) } else { Err(FileError::Damaged(sha256.into())) }
    }

    /// Whether there are bytes of that SHA-256.
    pub async fn exists(&self, sha256: &str) -> Result<bool, FileError> {
        match self.0.head(&content_path(sha256)?).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Takes the bytes of that SHA-256 away; none is no error.
    pub async fn delete(&self, sha256: &str) -> Result<(), FileError> {
        gone(self.0.delete(&content_path(sha256)?).await)
    }

    /// The SHA-256 of everything put in before an instant: what a sweep compares with the rows.
    pub async fn stored_before(&self, before: Ts) -> Result<Vec<String>, FileError> {
        let all: Vec<_> = self.0.list(None).try_collect().await?;
        let old = all.into_iter().filter(|meta| Ts::new(meta.last_modified) < before);
        let names = old.filter_map(|meta| meta.location.filename().map(str::to_owned));
        Ok(names.filter(|name| is_sha256(name)).collect())
    }

    /// Keeps bytes under a path of ASCII words, in place of what was there; half a file is never seen.
    pub async fn put_named(&self, path: &str, bytes: impl Into<Bytes>) -> Result<(), FileError> {
        self.0.put(&named_path(path)?, bytes.into().into()).await?;
        Ok(())
    }

    /// The bytes under a path.
    pub async fn get_named(&self, path: &str) -> Result<Bytes, FileError> {
        Ok(self.0.get(&named_path(path)?).await?.bytes().await?)
    }

    /// Takes the bytes under a path away; none is no error.
    pub async fn delete_named(&self, path: &str) -> Result<(), FileError> {
        gone(self.0.delete(&named_path(path)?).await)
    }

    /// The paths below a path, sorted.
    pub async fn list_named(&self, below: &str) -> Result<Vec<String>, FileError> {
        let all: Vec<_> = self.0.list(Some(&named_path(below)?)).try_collect().await?;
        let mut paths: Vec<String> = all.into_iter().map(|meta| meta.location.to_string()).collect();
        paths.sort_unstable();
        Ok(paths)
    }

    /// Whether the store can be written and read now.
    pub async fn healthy(&self) -> bool {
        let probe = "health/probe";
        self.put_named(probe, Bytes::from_static(b"ok")).await.is_ok() && self.get_named(probe).await.is_ok()
    }
}

fn gone(deleted: Result<(), Error>) -> Result<(), FileError> {
    match deleted {
        Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
        Err(fault) => Err(fault.into()),
    }
}

fn is_sha256(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn content_path(sha256: &str) -> Result<Path, FileError> {
    match (sha256.get(..2), sha256.get(2..4)) {
        (Some(first), Some(second)) if is_sha256(sha256) => Ok(Path::from(format!("{first}/{second}/{sha256}"))),
        _ => Err(FileError::BadName(sha256.into())),
    }
}

/// Words of ASCII letters, digits and `._-`, the first longer than two so that none is a folder of content.
fn named_path(path: &str) -> Result<Path, FileError> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    let word = |word: &str| !word.is_empty() && !word.starts_with('.') && word.bytes().all(plain);
    let first = path.split('/').next().unwrap_or_default();
    if first.len() > 2 && path.split('/').all(word) {
        Ok(Path::from(path))
    } else {
        Err(FileError::BadName(path.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    async fn keeps_bytes(store: &FileStore) {
        let stored = store.put(&b"abc"[..]).await.unwrap();
        assert_eq!(stored, Stored { sha256: ABC.into(), size: 3 });
        assert_eq!(store.put(&b"abc"[..]).await.unwrap(), stored);
        assert!(store.exists(ABC).await.unwrap());
        assert_eq!(store.get(ABC).await.unwrap(), Bytes::from_static(b"abc"));
        store.put_named("ledger/tile/0/x001/067", &b"tile"[..]).await.unwrap();
        store.put_named("ledger/checkpoint", &b"one"[..]).await.unwrap();
        store.put_named("ledger/checkpoint", &b"two"[..]).await.unwrap();
        assert_eq!(store.get_named("ledger/checkpoint").await.unwrap(), Bytes::from_static(b"two"));
        assert_eq!(store.list_named("ledger").await.unwrap(), ["ledger/checkpoint", "ledger/tile/0/x001/067"]);
        assert_eq!(store.stored_before("2999-01-01T00:00:00Z".parse().unwrap()).await.unwrap(), [ABC]);
        assert!(store.stored_before("2000-01-01T00:00:00Z".parse().unwrap()).await.unwrap().is_empty());
        store.delete(ABC).await.unwrap();
        store.delete(ABC).await.unwrap();
        assert!(!store.exists(ABC).await.unwrap());
        assert!(matches!(store.get(ABC).await, Err(FileError::Missing(_))));
        assert!(store.healthy().await);
    }

    #[tokio::test]
    async fn bytes_are_kept_under_their_hash_in_memory_and_in_a_folder() {
        keeps_bytes(&FileStore::memory()).await;
        let dir = tempfile::tempdir().unwrap();
        keeps_bytes(&FileStore::open(&FilesConfig::default(), dir.path()).unwrap()).await;
    }

    #[tokio::test]
    async fn bytes_that_changed_on_disk_are_not_handed_out_and_half_a_file_is_written_again() {
        let dir = tempfile::tempdir().unwrap();
        let store = FileStore::local(dir.path()).unwrap();
        store.put(&b"abc"[..]).await.unwrap();
        let at = dir.path().join("ba/78").join(ABC);
        std::fs::write(&at, "abd").unwrap();
        assert!(matches!(store.get(ABC).await, Err(FileError::Damaged(_))));
        std::fs::write(&at, "ab").unwrap();
        store.put(&b"abc"[..]).await.unwrap();
        assert_eq!(store.get(ABC).await.unwrap(), Bytes::from_static(b"abc"));
    }

    #[tokio::test]
    async fn no_name_reaches_out_of_the_store_or_into_its_content() {
        let store = FileStore::memory();
        for path in
            ["../secret", "ledger/../../x", "/etc/passwd", "", "ledger//x", "ba/78/x", "合同/1", "ledger/.hidden"]
        {
            assert!(matches!(store.put_named(path, &b"x"[..]).await, Err(FileError::BadName(_))), "{path}");
        }
        for sha in ["", "../../etc/passwd", &ABC.to_uppercase()] {
            assert!(matches!(store.get(sha).await, Err(FileError::BadName(_))), "{sha}");
        }
    }

    #[test]
    fn a_wrong_setting_is_named_and_secrets_are_not_shown() {
        let config = FilesConfig { store: Place::S3, secret_key: "hush".into(), ..FilesConfig::default() };
        let fault = FileStore::open(&config, Folder::new("unused")).unwrap_err();
        assert!(fault.to_string().starts_with("files.bucket"), "{fault}");
        assert!(!format!("{config:?}").contains("hush"));
        assert!(toml::from_str::<FilesConfig>("buckett = \"x\"").is_err());
    }
}
