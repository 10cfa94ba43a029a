//! What is counted: organizations in being by what they have in common, and those that ended with their day.
use super::model::Alike;
use crate::{
    kernel::{
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::Conn,
    registry::{
        case::{CaseKind, CaseState},
        organization::OrganizationStatus as Status,
    },
    schema::{cases as x, organizations as o},
};
use diesel::{dsl::count_star, prelude::*};
use std::collections::BTreeMap;

type Living = (Day, String, String, String, bool, i64);
type Ended = (i64, Day, String, String, String, bool);

/// Everything. Organizations that ended on a day nobody recorded are counted in no year.
///
/// # Errors
/// A fault of the database.
pub(super) fn alike(c: &mut Conn) -> Result<Vec<Alike>> {
    let ended = [Status::Cancelled, Status::Revoked];
    let living: Vec<Living> = o::table
        .filter(o::status.ne_all(ended))
        .group_by((o::founded_on, o::kind, o::category, o::county, o::is_registered))
        .select((o::founded_on, o::kind, o::category, o::county, o::is_registered, count_star()))
        .load(c)?;
    let gone: Vec<Ended> = o::table
        .filter(o::status.eq_any(ended))
        .select((o::id, o::founded_on, o::kind, o::category, o::county, o::is_registered))
        .load(c)?;
    let days: BTreeMap<i64, Ts> = x::table
        .filter(x::kind.eq(CaseKind::Cancellation))
        .filter(x::state.eq(CaseState::Approved))
        .select((x::organization_id, x::updated_at))
        .load::<(i64, Ts)>(c)?
        .into_iter()
        .collect();
    let living = living.into_iter().map(|(founded_on, kind, category, county, is_registered, n)| Alike {
        founded_on,
        ended_on: None,
        kind,
        category,
        county,
        is_registered,
        n,
    });
    let gone = gone.into_iter().filter_map(|(id, founded_on, kind, category, county, is_registered)| {
        let ended_on = Some(days.get(&id)?.day());
        Some(Alike { founded_on, ended_on, kind, category, county, is_registered, n: 1 })
    });
    Ok(living.chain(gone).collect())
}
