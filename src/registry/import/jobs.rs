//! Keeps the search index in step with what an import wrote.
use super::store;
use crate::{
    kernel::time::Ts,
    platform::jobs::{Job, JobError, Jx, Lane},
    registry::organization,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// Indexes every organization an import wrote, some hundred at a time.
#[derive(Debug, Serialize, Deserialize)]
pub struct IndexImport {
    /// Which import.
    pub(super) id: i64,
}

impl Job for IndexImport {
    const KIND: &'static str = "registry.index_import";
    const LANE: Lane = Lane::Index;

    fn dedupe(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let (id, mut after) = (self.id, 0);
        loop {
            let page = jx
                .read(move |c| {
                    let rows = store::written(c, id, after, 500)?;
                    let ids: Vec<i64> = rows.iter().map(|(_, organization)| *organization).collect();
                    Ok((rows.last().map(|(row, _)| *row), organization::find_all(c, &ids)?))
                })
                .await?;
            let (Some(last), found) = page else { return Ok(()) };
            let docs = found.iter().map(organization::jobs::doc).collect();
            jx.search.upsert(docs).await.map_err(|e| JobError::Retry(e.into()))?;
            after = last;
        }
    }
}

/// Takes the files of old tables away: they hold telephones and mail, and what they did stands in the register (PI-05).
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> Result<(), JobError> {
    let today = jx.now().day();
    let days = jx.env.rulebook.count("retention.import_days", today).map_err(|e| anyhow::anyhow!("{e}"))?;
    let first = Ts::start_of(today - TimeDelta::days(i64::from(days)));
    jx.write(move |tx| store::forget_files(tx, first)).await?;
    Ok(())
}
