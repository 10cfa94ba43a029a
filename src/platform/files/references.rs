//! Which stored bytes the database speaks of, and sweeping away those it does not.
//!
//! Every column that holds the SHA-256 of stored bytes has `sha256` in its name, so no feature need be asked.
use super::FileStore;
use crate::{
    both,
    kernel::refusal::Result,
    platform::{
        db::Conn,
        jobs::{JobError, Jx},
    },
};
use chrono::TimeDelta;
use diesel::{RunQueryDsl, sql_query, sql_types::Text};
use std::collections::BTreeSet;

/// Bytes younger than this may belong to an action that has not committed yet.
const GRACE: TimeDelta = TimeDelta::hours(1);

const SQLITE_COLUMNS: &str = "SELECT m.name AS holder, p.name AS part FROM sqlite_master m, pragma_table_info(m.name) p \
     WHERE m.type = 'table' AND p.name LIKE '%sha256%' ORDER BY 1, 2";
const POSTGRES_COLUMNS: &str = "SELECT table_name::text AS holder, column_name::text AS part \
     FROM information_schema.columns WHERE table_schema = current_schema() AND column_name LIKE '%sha256%' ORDER BY 1, 2";

#[derive(diesel::QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    holder: String,
    #[diesel(sql_type = Text)]
    part: String,
}

#[derive(diesel::QueryableByName)]
struct Hash {
    #[diesel(sql_type = Text)]
    sha256: String,
}

/// Every SHA-256 in any column of that name.
///
/// # Errors
/// When the database refuses.
pub fn referenced(c: &mut Conn) -> Result<BTreeSet<String>> {
    let columns: Vec<Column> = match c {
        Conn::Sqlite(c) => sql_query(SQLITE_COLUMNS).load(c)?,
        Conn::Pg(c) => sql_query(POSTGRES_COLUMNS).load(c)?,
    };
    let mut all = BTreeSet::new();
    for Column { holder, part } in columns {
        let text = format!("SELECT DISTINCT \"{part}\" AS sha256 FROM \"{holder}\" WHERE \"{part}\" <> ''");
        let found: Vec<Hash> = both!(c, c => sql_query(text).load(c))?;
        all.extend(found.into_iter().map(|h| h.sha256));
    }
    Ok(all)
}

/// The stored bytes no row speaks of and that are older than an hour: what failed actions left behind.
///
/// # Errors
/// When the store or the database cannot be asked.
pub async fn orphans(jx: &Jx) -> std::result::Result<Vec<String>, JobError> {
    orphans_of(&jx.files, &jx.db, jx.now()).await
}

/// The same with its parts given.
///
/// # Errors
/// When the store or the database cannot be asked.
pub async fn orphans_of(
    files: &FileStore,
    db: &crate::platform::db::Db,
    now: crate::kernel::time::Ts,
) -> std::result::Result<Vec<String>, JobError> {
    // First the store, then the rows: bytes whose row commits in between are found to be spoken of.
    let stored = files.stored_before(now - GRACE).await.map_err(anyhow::Error::from)?;
    let known = db.read(referenced).await?;
    Ok(stored.into_iter().filter(|sha256| !known.contains(sha256)).collect())
}

/// Deletes them; answers how many.
///
/// # Errors
/// When the store or the database cannot be asked; the next turn tries again.
pub async fn sweep(jx: &Jx) -> std::result::Result<usize, JobError> {
    let orphans = orphans(jx).await?;
    for sha256 in &orphans {
        jx.files.delete(sha256).await.map_err(anyhow::Error::from)?;
    }
    if !orphans.is_empty() {
        tracing::info!(files = orphans.len(), "files without a row were deleted");
    }
    Ok(orphans.len())
}
