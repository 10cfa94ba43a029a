//! Every job and every schedule of the program, a line each.
use crate::{
    account, community, market,
    platform::{
        files::references,
        jobs::{Job, JobError, Jx, Lane, Registry},
        ledger,
    },
    portal, registry, volunteer,
    web::{kept, limits, once},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The registry a serving process works with.
#[must_use]
pub fn registry(jx: &Jx) -> Registry {
    let mut r = Registry::default();
    let settings = &jx.env.config;
    r.every("ledger", Duration::from_secs(settings.ledger.every_seconds.max(1)), |jx| Box::pin(ledger::tick(jx)));
    r.every("platform.housekeeping", Duration::from_secs(3600), |jx| Box::pin(housekeeping(jx)));
    r.job::<Reindex>();
    r.job::<account::jobs::SendLink>();
    r.job::<registry::application::jobs::TellCounty>();
    r.job::<registry::application::jobs::SendLetter>().job::<registry::organization::jobs::IndexOrganization>();
    r.every("registry.deemed", Duration::from_secs(60), |jx| Box::pin(registry::application::jobs::deem_overdue(jx)));
    r.job::<registry::upkeep::jobs::Tell>();
    r.job::<registry::reservation::jobs::Tell>();
    r.every("registry.names", Duration::from_secs(3600), |jx| Box::pin(registry::reservation::jobs::tick(jx)));
    r.job::<registry::renewal::jobs::Tell>().job::<registry::renewal::jobs::Remind>();
    r.every("registry.certificates", Duration::from_secs(3600), |jx| Box::pin(registry::renewal::jobs::tick(jx)));
    r.job::<registry::case::jobs::Tell<registry::cancellation::Content>>();
    r.every("registry.cancellations", Duration::from_secs(60), |jx| {
        Box::pin(registry::case::jobs::deem_overdue::<registry::cancellation::Content>(jx))
    });
    r.job::<registry::case::jobs::Tell<registry::change::Content>>();
    r.every("registry.changes", Duration::from_secs(60), |jx| {
        Box::pin(registry::case::jobs::deem_overdue::<registry::change::Content>(jx))
    });
    r.job::<registry::credit::jobs::Tell>();
    r.job::<registry::organ::jobs::Remind>();
    r.every("registry.terms", Duration::from_secs(3600), |jx| Box::pin(registry::organ::jobs::tick(jx)));
    r.job::<registry::revocation::jobs::Tell>().job::<registry::revocation::jobs::List>();
    r.every("registry.lists", Duration::from_secs(3600), |jx| Box::pin(registry::credit::jobs::tick(jx)));
    r.job::<registry::charity::jobs::Tell>().job::<registry::charity::jobs::Remind>();
    r.every("registry.charities", Duration::from_secs(3600), |jx| Box::pin(registry::charity::jobs::tick(jx)));
    r.job::<registry::grade::jobs::Tell>();
    r.every("registry.grades", Duration::from_secs(3600), |jx| Box::pin(registry::grade::jobs::tick(jx)));
    r.job::<registry::import::jobs::IndexImport>();
    r.every("registry.import_files", Duration::from_secs(3600), |jx| Box::pin(registry::import::jobs::tick(jx)));
    r.every("registry.disclosures", Duration::from_secs(3600), |jx| Box::pin(registry::disclosure::jobs::tick(jx)));
    r.job::<registry::inspection::jobs::Tell>();
    r.every("registry.inspections", Duration::from_secs(3600), |jx| Box::pin(registry::inspection::jobs::tick(jx)));
    r.job::<registry::report::jobs::Tell>();
    r.every("registry.reports", Duration::from_secs(3600), |jx| Box::pin(registry::report::jobs::tick(jx)));
    r.job::<volunteer::person::Tell>();
    r.job::<volunteer::activity::jobs::Index>();
    r.job::<volunteer::team::jobs::IndexTeam>();
    r.every("volunteer.activities", Duration::from_secs(60), |jx| Box::pin(volunteer::activity::jobs::tick(jx)));
    r.every("market.close", Duration::from_secs(15), |jx| Box::pin(market::tender::jobs::close_due(jx)));
    r.job::<market::tender::jobs::IndexTender>();
    r.job::<market::tender::jobs::Notify>();
    r.job::<market::opening::jobs::TellBidders>();
    r.job::<market::award::jobs::TellResult>();
    r.job::<market::contract::jobs::Tell>();
    r.every("portal.dumps", Duration::from_secs(900), |jx| Box::pin(portal::dumps::jobs::tick(jx)));
    r.job::<portal::saved::jobs::Digest>();
    r.every("portal.saved", Duration::from_secs(600), |jx| Box::pin(portal::saved::jobs::tick(jx)));
    r.job::<community::fund::jobs::Apply>();
    r.job::<community::fund::jobs::GiveBack>();
    r.job::<community::fund::jobs::Thank>();
    r
}

/// Forgets what has served its time: answers kept for repeats (30 days), ended sessions and links (30 days), kept
/// forms (2 hours), windows of limits (2 days), and stored bytes that no row speaks of (1 hour).
async fn housekeeping(jx: &Jx) -> Result<(), JobError> {
    jx.write(|tx| {
        let month = tx.now - TimeDelta::days(30);
        once::forget(tx, month)?;
        account::forget(tx, month)?;
        kept::forget(tx)?;
        limits::forget(tx, tx.now - TimeDelta::days(2))
    })
    .await?;
    references::sweep(jx).await?;
    Ok(())
}

/// Fills the search index of a serving process from the database; `shanzhi reindex` enqueues it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reindex;

impl Job for Reindex {
    const KIND: &'static str = "platform.reindex";
    const LANE: Lane = Lane::Index;

    fn dedupe(&self) -> Option<String> {
        Some("all".into())
    }

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        jx.search.clear().await.map_err(anyhow::Error::from)?;
        reindex(jx, &mut |_, _| ()).await
    }
}

/// Has an index that is empty filled: a new engine, a lost folder, or an index that older rules made and that was begun
/// anew. Pages fall back to the database until then.
pub async fn fill_empty_index(jx: &Jx) {
    if !matches!(jx.search.count().await, Ok(0)) {
        return;
    }
    if let Err(e) = jx.write(|tx| tx.enqueue(&Reindex)).await {
        tracing::warn!(error = ?e, "the empty search index could not be filled");
    }
}

/// Puts everything that can be found into the index, wing by wing, and tells how far it is.
///
/// # Errors
/// When the database or the index is away.
pub async fn reindex(jx: &Jx, told: &mut (dyn FnMut(&str, u64) + Send)) -> Result<(), JobError> {
    registry::organization::jobs::reindex(jx).await?;
    volunteer::activity::jobs::reindex(jx).await?;
    volunteer::team::jobs::reindex(jx).await?;
    market::tender::jobs::reindex(jx, told).await?;
    told("done", jx.search.count().await.unwrap_or_default());
    Ok(())
}
