//! The nightly work.
use super::{
    model::Form,
    store::{self, Written},
    write::Dumping,
};
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::Day,
    },
    platform::{
        files::Stored,
        jobs::{JobError, Jx},
        ledger,
    },
    registry::organization,
};
use std::sync::Arc;

/// What is dumped.
const DATASET: &str = "organizations";
/// Organizations read at a time.
const PART: i64 = 1_000;

/// From the hour of the dumps on, makes the day's files once, and forgets what was kept long enough. Safe on several
/// nodes: the day, the dataset and the form are unique, and the slower one's rows are refused.
///
/// # Errors
/// A fault of the database or of the file store.
pub async fn tick(jx: &Jx) -> std::result::Result<(), JobError> {
    let now = jx.now();
    let count = |key: &str| jx.env.rulebook.count(key, now.day()).map_err(|e| anyhow::anyhow!("{e}"));
    let (hour, kept) = (count("dump.hour")?, count("dump.kept_days")?);
    let first = now.day() - chrono::TimeDelta::days(i64::from(kept).max(1) - 1);
    jx.write(move |tx| store::forget(tx, first)).await?;
    if chrono::Timelike::hour(&now.local()) < hour {
        return Ok(());
    }
    make(jx, now.day()).await
}

/// Makes the files of a day, unless they are there.
///
/// # Errors
/// A fault of the database or of the file store.
pub async fn make(jx: &Jx, day: Day) -> std::result::Result<(), JobError> {
    if jx.read(move |c| store::is_done(c, DATASET, day)).await? {
        return Ok(());
    }
    let mut files = Vec::new();
    for &form in Form::ALL {
        let (bytes, records) = written(jx, form).await?;
        let stored = jx.files.put(bytes).await.map_err(anyhow::Error::from)?;
        files.push((form, stored, records));
    }
    let files = Arc::new(files);
    match jx.write(move |tx| keep(tx, day, &files)).await {
        Ok(()) | Err(Error::Stale) => Ok(()),
        Err(e) => Err(e.into()),
    }
}

fn keep(tx: &mut crate::platform::db::Tx, day: Day, files: &[(Form, Stored, i64)]) -> Result<()> {
    if store::is_done(tx.conn, DATASET, day)? {
        return Ok(());
    }
    let checkpoint = i64::try_from(ledger::newest_size(tx.conn)?).unwrap_or(i64::MAX);
    for (form, stored, records) in files {
        let new = Written { dataset: DATASET, day, form: *form, stored, records: *records, checkpoint };
        store::insert(tx, &new)?;
    }
    Ok(())
}

/// The whole register in one form, read a page at a time.
async fn written(jx: &Jx, form: Form) -> std::result::Result<(Vec<u8>, i64), JobError> {
    let (mut file, mut after) = (Dumping::new(form)?, 0);
    loop {
        let (page, terms) = jx
            .read(move |c| {
                let page = organization::page_by_id(c, after, PART)?;
                let graded: Vec<i64> = page.iter().filter(|o| o.grade.is_some()).map(|o| o.id.0).collect();
                let terms = organization::grade_terms(c, &graded)?;
                Ok((page, terms))
            })
            .await?;
        let Some(last) = page.last() else { break };
        after = last.id.0;
        let added = tokio::task::spawn_blocking(move || {
            file.add(&page, &terms)?;
            anyhow::Ok(file)
        });
        file = added.await.map_err(anyhow::Error::from)??;
    }
    Ok(file.finish()?)
}
