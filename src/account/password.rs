//! Password work off the request threads, a few at a time: argon2 is a lever for whoever wants to exhaust a server.
use crate::{
    kernel::refusal::{Error, Result},
    platform::{
        crypto::{Profile, Verdict},
        db::Env,
    },
};
use anyhow::anyhow;
use std::{sync::Arc, time::Duration};
use tokio::sync::Semaphore;

/// How many hashes may be made at once, and how long a person may wait for a place.
static PLACES: Semaphore = Semaphore::const_new(2);
const PATIENCE: Duration = Duration::from_secs(2);

async fn work<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let place =
        tokio::time::timeout(PATIENCE, PLACES.acquire()).await.map_err(|_| Error::Slow(2))?.map_err(|e| anyhow!(e))?;
    let out = tokio::task::spawn_blocking(f).await.map_err(|e| anyhow!(e))?;
    drop(place);
    Ok(out)
}

/// The hash to keep of a new password.
///
/// # Errors
/// [`Error::Slow`] when too many people sign in at once.
pub async fn hash(env: &Arc<Env>, password: String) -> Result<String> {
    let env = Arc::clone(env);
    Ok(work(move || env.passwords.hash(&password, Profile::Public)).await??)
}

/// Whether the password fits; an unknown account takes as long as a known one.
///
/// # Errors
/// [`Error::Slow`] when too many people sign in at once.
pub async fn holds(env: &Arc<Env>, stored: Option<String>, password: String) -> Result<bool> {
    let env = Arc::clone(env);
    work(move || env.passwords.verify(&password, stored.as_deref(), Profile::Public) != Verdict::Wrong).await
}
