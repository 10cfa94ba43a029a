//! What follows activities: search, and the clock.
use super::{
    DOC,
    model::{ActivityId, ActivityState},
    store,
};
use crate::platform::{
    jobs::{Job, JobError, Jx, Lane},
    search::Doc,
};
use serde::{Deserialize, Serialize};

/// Puts an activity into the search index, or takes it out.
#[derive(Debug, Serialize, Deserialize)]
pub struct Index {
    activity: ActivityId,
}

impl Index {
    /// Of this activity.
    #[must_use]
    pub fn of(activity: ActivityId) -> Self {
        Self { activity }
    }
}

impl Job for Index {
    const KIND: &'static str = "volunteer.index_activity";
    const LANE: Lane = Lane::Index;

    fn dedupe(&self) -> Option<String> {
        Some(self.activity.to_string())
    }

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.activity;
        let found = jx.read(move |c| store::by_id(c, id)).await?;
        let retry = |e| JobError::Retry(anyhow::Error::new(e));
        if !matches!(found.state, ActivityState::Open | ActivityState::Running) {
            return jx.search.delete(DOC, id.0).await.map_err(retry);
        }
        jx.search.upsert(vec![document(&found)]).await.map_err(retry)
    }
}

/// The search document of an activity.
#[must_use]
pub fn document(a: &super::Activity) -> Doc {
    let mut doc = Doc::new(DOC, a.id.0, a.title.clone());
    doc.codes = vec![a.no.clone()];
    doc.body = format!("{}\n{}\n{}\n{}", a.summary, a.place, a.host_name, a.details.0.plan);
    doc.facets.insert("field", vec![a.field.word().to_owned()]);
    doc.facets.insert("place", vec![a.division.county_or_above().to_owned()]);
    doc.at = a.starts_at.utc().timestamp();
    doc
}

/// Puts every open activity in again, when the index is rebuilt.
///
/// # Errors
/// When the database or the index is away.
pub async fn reindex(jx: &Jx) -> anyhow::Result<()> {
    let now = jx.now();
    let found = jx
        .read(move |c| store::page(c, &store::Filter { from: now, ..store::Filter::default() }, None, 20_000))
        .await
        .map_err(|e| anyhow::anyhow!("{e:?}"))?;
    for some in found.chunks(500) {
        jx.search.upsert(some.iter().map(document).collect()).await?;
    }
    Ok(())
}

/// What the clock does every minute.
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> Result<(), JobError> {
    Ok(jx.write(super::actions::tick).await?)
}
