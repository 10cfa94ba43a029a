//! Ten teams with over ten thousand volunteers (`domain.md` 0.2): the roll, activities past and coming, sign-ups, and
//! records of service in every state.
mod activities;
mod calendar;
mod hosts;
mod records;
mod roll;
mod teams;
mod words;

pub use activities::{World, insert as insert_activities};
pub use calendar::Event;
pub use hosts::{Host, make as hosts};
pub use roll::Entry;
pub use teams::insert as insert_teams;

use super::people::Cast;
use crate::{
    kernel::{refusal::Result, time::Ts},
    platform::{db::Tx, numbers},
    volunteer::{hours::certificate, team},
};
use std::collections::BTreeMap;

/// Volunteers on the roll, teams among them, activities held and to come.
const VOLUNTEERS: usize = 10_860;
const TEAMS: usize = 10;
const HELD: usize = 430;
const COMING: usize = 72;

/// Everything about volunteering that is decided before anything is written.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The roll, in the order of joining.
    pub roll: Vec<Entry>,
    /// How many teams.
    pub teams: usize,
    /// Activities by their start.
    pub events: Vec<Event>,
}

/// Draws up the roll and the calendar of activities.
#[must_use]
pub fn plan(scale: u32, now: Ts) -> Plan {
    let scale = scale as usize;
    let roll = roll::draw(VOLUNTEERS * scale, now);
    let events = calendar::draw(HELD * scale, COMING * scale, TEAMS * scale, now);
    Plan { roll, teams: TEAMS * scale, events }
}

/// Writes volunteers `from..to` with their consents.
///
/// # Errors
/// A fault of the database.
pub fn insert_people(tx: &mut Tx, cast: &Cast, plan: &Plan, from: usize, to: usize) -> Result<()> {
    roll::insert(tx, cast, plan.roll.get(from..to.min(plan.roll.len())).unwrap_or_default())
}

/// Sets the counters behind public numbers past those given, counts the teams' hours from their records, and draws
/// certificates for those who can sign in.
///
/// # Errors
/// A fault of the database.
pub fn finish(tx: &mut Tx, cast: &Cast, plan: &Plan) -> Result<()> {
    let mut last: BTreeMap<String, i64> = BTreeMap::new();
    let people = plan.roll.iter().map(|v| (format!("volunteer-{}-{}", v.county, v.year()), v.serial));
    let events = plan.events.iter().map(|e| (format!("activity-{}-{}", e.county, e.year()), e.serial));
    for (name, serial) in people.chain(events) {
        let most = last.entry(name).or_default();
        *most = serial.max(*most);
    }
    for (name, serial) in last {
        numbers::reach(tx, &name, serial)?;
    }
    team::recount_minutes(tx.conn)?;
    let now = tx.now;
    for who in ["volunteer", "leader"] {
        let actor = super::people::actor(tx.conn, cast, who)?;
        tx.acting(&actor, super::before(now, 2, 10), |tx| certificate::draw(tx, who == "leader"))?;
    }
    Ok(())
}
