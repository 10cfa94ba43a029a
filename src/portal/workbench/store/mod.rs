//! What waits, asked of every wing's tables.
mod market;
mod money;
mod registry;
mod suppliers;
mod system;
mod volunteer;

use super::model::Waiting;
use crate::{
    kernel::{actor::Person, refusal::Result},
    market::contract::views::Viewer,
    platform::db::Conn,
};

/// At most so many rows of one source: nobody works through more in a day.
const MOST: i64 = 200;

/// Everything that waits for this person, in no order.
pub(super) fn waiting(c: &mut Conn, person: &Person, viewer: &Viewer) -> Result<Vec<Waiting>> {
    let now = viewer.now;
    let mut out = registry::waiting(c, person, now.day())?;
    out.extend(market::waiting(c, person, viewer.env.rulebook.calendar(), now)?);
    out.extend(suppliers::waiting(c, person, &viewer.env.keyring, now)?);
    out.extend(money::waiting(c, person, viewer)?);
    out.extend(volunteer::waiting(c, person, now)?);
    out.extend(system::waiting(c, person)?);
    Ok(out)
}

/// The bodies at which the person holds a role.
fn bodies(person: &Person, role: crate::kernel::actor::Role) -> Vec<i64> {
    person.seats.iter().filter(|s| s.role == role).map(|s| s.body_id).collect()
}
