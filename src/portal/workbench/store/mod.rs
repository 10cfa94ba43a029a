//! What waits, asked of every wing's tables.
mod market;
mod registry;
mod system;

use super::model::Waiting;
use crate::{
    kernel::{actor::Person, refusal::Result, time::Ts},
    platform::db::Conn,
};

/// At most so many rows of one source: nobody works through more in a day.
const MOST: i64 = 200;

/// Everything that waits for this person, in no order.
pub(super) fn waiting(c: &mut Conn, person: &Person, now: Ts) -> Result<Vec<Waiting>> {
    let mut out = registry::waiting(c, person)?;
    out.extend(market::waiting(c, person, now)?);
    out.extend(system::waiting(c, person)?);
    Ok(out)
}

/// The bodies at which the person holds a role.
fn bodies(person: &Person, role: crate::kernel::actor::Role) -> Vec<i64> {
    person.seats.iter().filter(|s| s.role == role).map(|s| s.body_id).collect()
}
