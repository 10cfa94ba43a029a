//! How large the datasets are.
use crate::{
    kernel::refusal::Result,
    platform::db::Conn,
    schema::{activities as a, contracts as k, donations as d, ledger_checkpoints as l, teams as g, tenders as t},
    volunteer::{activity::ActivityState, team::TeamState},
};
use diesel::prelude::*;

/// Records by dataset.
pub(super) struct Sizes {
    pub tenders: i64,
    pub contracts: i64,
    pub activities: i64,
    pub teams: i64,
    pub donations: i64,
    /// Entries under the newest checkpoint.
    pub entries: i64,
    /// The newest published purchase that is no practice, as an example.
    pub example: Option<String>,
}

/// Counts.
///
/// # Errors
/// A fault of the database.
pub(super) fn sizes(c: &mut Conn) -> Result<Sizes> {
    let real = || t::table.filter(t::published_at.is_not_null()).filter(t::is_simulated.eq(false));
    Ok(Sizes {
        tenders: real().count().get_result(c)?,
        contracts: k::table.filter(k::published_at.is_not_null()).count().get_result(c)?,
        activities: a::table
            .filter(a::state.eq_any([ActivityState::Open, ActivityState::Running]))
            .count()
            .get_result(c)?,
        teams: g::table.filter(g::state.eq(TeamState::Active)).count().get_result(c)?,
        donations: d::table.filter(d::paid_at.is_not_null()).count().get_result(c)?,
        entries: l::table.order(l::id.desc()).select(l::tree_size).first(c).optional()?.unwrap_or(0),
        example: real().order(t::published_at.desc()).select(t::no).first(c).optional()?,
    })
}
