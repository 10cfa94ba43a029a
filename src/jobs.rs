//! Every job and every schedule of the program, a line each.
use crate::{
    account,
    platform::jobs::{Jx, Registry},
};

/// The registry a serving process works with.
#[must_use]
pub fn registry(_jx: &Jx) -> Registry {
    let mut r = Registry::default();
    r.job::<account::jobs::SendLink>();
    r
}
