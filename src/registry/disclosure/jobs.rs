//! Looks are forgotten when their time is over.
use super::store;
use crate::{
    kernel::time::Ts,
    platform::jobs::{JobError, Jx},
};

/// Forgets what was kept long enough (PI-05, PI-12).
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> Result<(), JobError> {
    let today = jx.now().day();
    let months = jx.env.rulebook.count("retention.disclosure_months", today).map_err(|e| anyhow::anyhow!("{e}"))?;
    let Some(first) = today.checked_sub_months(chrono::Months::new(months)) else { return Ok(()) };
    jx.write(move |tx| store::forget(tx, Ts::start_of(first))).await?;
    Ok(())
}
