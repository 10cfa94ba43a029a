//! Every job and every schedule of the program, a line each.
use crate::{
    account,
    platform::{
        jobs::{Jx, Registry},
        ledger,
    },
};
use std::time::Duration;

/// The registry a serving process works with.
#[must_use]
pub fn registry(jx: &Jx) -> Registry {
    let mut r = Registry::default();
    let settings = &jx.env.config;
    r.every("ledger", Duration::from_secs(settings.ledger.every_seconds.max(1)), |jx| Box::pin(ledger::tick(jx)));
    r.job::<account::jobs::SendLink>();
    r
}
