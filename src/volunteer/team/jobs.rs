//! Keeps the search index in step with the teams.
use super::{
    DOC,
    model::{Team, TeamId, TeamState},
    store,
};
use crate::platform::{
    jobs::{Job, JobError, Jx, Lane},
    search::Doc,
};
use serde::{Deserialize, Serialize};

/// Puts a team into the search index, or takes it out once it is dissolved.
#[derive(Debug, Serialize, Deserialize)]
pub struct IndexTeam {
    team: TeamId,
}

impl IndexTeam {
    /// Of this team.
    #[must_use]
    pub fn of(team: TeamId) -> Self {
        Self { team }
    }
}

impl Job for IndexTeam {
    const KIND: &'static str = "volunteer.index_team";
    const LANE: Lane = Lane::Index;

    fn dedupe(&self) -> Option<String> {
        Some(self.team.to_string())
    }

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.team;
        let team = jx.read(move |c| store::by_id(c, id)).await?;
        let done = if team.state == TeamState::Active {
            jx.search.upsert(vec![document(&team)]).await
        } else {
            jx.search.delete(DOC, id.0).await
        };
        done.map_err(|e| JobError::Retry(e.into()))
    }
}

/// What can be searched of a team: what its page shows to everybody.
#[must_use]
pub fn document(t: &Team) -> Doc {
    let mut doc = Doc::new(DOC, t.id.0, t.name.clone());
    doc.codes = vec![t.no.clone()];
    doc.body = format!("{}\n{}\n{}", t.intro, t.community, t.host_name);
    doc.facets.insert("place", vec![t.division.county_or_above().to_owned()]);
    doc.at = t.founded_on.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    doc
}

/// Puts every team at work in again, when the index is rebuilt.
///
/// # Errors
/// When the database or the index is away.
pub async fn reindex(jx: &Jx) -> Result<(), JobError> {
    let mut after = 0;
    loop {
        let some = jx.read(move |c| store::active_after(c, after, 500)).await?;
        let Some(last) = some.last() else { return Ok(()) };
        after = last.id.0;
        jx.search.upsert(some.iter().map(document).collect()).await.map_err(|e| JobError::Retry(e.into()))?;
    }
}
