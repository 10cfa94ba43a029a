//! What is counted: few statements, each answered by an index or by one pass over narrow rows.
use super::model::Filter;
use crate::{
    kernel::{
        refusal::Result,
        time::{Day, Ts},
    },
    market::contract::ContractState,
    platform::db::{Conn, Json},
    registry::{
        application::ApplicationState,
        organization::{self, Cell},
    },
    schema::{
        activities, applications as a, authorities, contracts as k, donations, fund_grants, organizations as o,
        plan_lines, service_records as r, tenders, volunteers,
    },
    volunteer::{hours::RecordState, person::RollState},
};
use chrono::NaiveDate;
use diesel::{
    dsl::{count_star, sql},
    prelude::*,
    sql_types::BigInt,
};
use std::collections::BTreeMap;

/// A contract as the figures need it.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Bought {
    pub signed_at: Option<Ts>,
    pub amount: i64,
    pub supplemented: i64,
    pub authority_id: i64,
    pub procedure: String,
    pub division: String,
    pub plan_line: Option<i64>,
}

/// A decision on an application.
#[derive(Debug, Clone)]
pub(super) struct Decided {
    pub on: Day,
    /// Last day promised, or by law; nothing where none ran.
    pub due: Option<Day>,
    pub division: String,
}

/// Everything one reading finds.
pub(super) struct Raw {
    pub cells: Vec<Cell>,
    /// Day of founding, registered or not, how many.
    pub founded: Vec<(Day, bool, i64)>,
    pub bought: Vec<Bought>,
    /// Catalogue code by plan line.
    pub services: BTreeMap<i64, String>,
    /// Code, Chinese and English name by department.
    pub departments: BTreeMap<i64, (String, String, String)>,
    pub decided: Vec<Decided>,
    /// Division, volunteers on the roll.
    pub roll: Vec<(String, i64)>,
    /// Day, services, minutes.
    pub served: Vec<(Day, i64, i64)>,
    /// Division of the activity, services, minutes.
    pub places: Vec<(String, i64, i64)>,
    /// When, net of what went back.
    pub donated: Vec<(Option<Ts>, i64, i64)>,
    pub granted: Vec<(Day, i64)>,
}

/// Reads everything.
///
/// # Errors
/// A fault of the database.
pub(super) fn raw(c: &mut Conn, filter: &Filter) -> Result<Raw> {
    Ok(Raw {
        cells: organization::cells(c)?,
        founded: founded(c, filter)?,
        bought: bought(c)?,
        services: plan_lines::table
            .select((plan_lines::id, plan_lines::catalogue_code))
            .load::<(i64, String)>(c)?
            .into_iter()
            .collect(),
        departments: authorities::table
            .select((authorities::id, authorities::code, authorities::name, authorities::name_en))
            .load::<(i64, String, String, String)>(c)?
            .into_iter()
            .map(|(id, code, zh, en)| (id, (code, zh, en)))
            .collect(),
        decided: decided(c)?,
        roll: volunteers::table
            .filter(volunteers::state.eq(RollState::Active))
            .group_by(volunteers::division)
            .select((volunteers::division, count_star()))
            .load(c)?,
        served: served(c, filter)?,
        places: places(c, filter)?,
        donated: donations::table
            .filter(donations::paid_at.is_not_null())
            .select((donations::paid_at, donations::amount, donations::refunded))
            .load(c)?,
        granted: fund_grants::table.select((fund_grants::granted_on, fund_grants::amount)).load(c)?,
    })
}

/// Organizations in being by their day of founding.
fn founded(c: &mut Conn, filter: &Filter) -> Result<Vec<(Day, bool, i64)>> {
    let living = o::status.ne_all(["cancelled", "revoked"]);
    let columns = (o::founded_on, o::is_registered, count_star());
    let grouped = o::table.filter(living).group_by((o::founded_on, o::is_registered)).select(columns);
    Ok(match &filter.county {
        Some(county) => grouped.filter(o::county.eq(county)).load(c)?,
        None => grouped.load(c)?,
    })
}

/// Published contracts of real purchases.
fn bought(c: &mut Conn) -> Result<Vec<Bought>> {
    Ok(k::table
        .inner_join(tenders::table)
        .filter(k::published_at.is_not_null())
        .filter(k::state.ne(ContractState::Refused))
        .filter(tenders::is_simulated.eq(false))
        .select((
            k::signed_at,
            k::amount,
            k::supplemented,
            k::authority_id,
            tenders::procedure_key,
            tenders::division,
            tenders::plan_line_id,
        ))
        .load(c)?)
}

type Case = (Option<Json<serde_json::Value>>, Option<Day>, Option<Day>, String);

fn decided(c: &mut Conn) -> Result<Vec<Decided>> {
    let rows: Vec<Case> = a::table
        .filter(a::state.eq_any([ApplicationState::Issued, ApplicationState::Refused]))
        .select((a::decision, a::promised_due, a::statutory_due, a::division))
        .load(c)?;
    let one = |(decision, promised, statutory, division): Case| {
        let at = decision.and_then(|d| d.0.get("at").and_then(|at| serde_json::from_value::<Ts>(at.clone()).ok()))?;
        Some(Decided { on: at.day(), due: promised.or(statutory), division })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

fn span(filter: &Filter) -> (Day, Day) {
    let first = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1);
    let whole = (NaiveDate::MIN.max(first(1900).unwrap_or_default()), first(9999).unwrap_or_default());
    filter.year.and_then(|y| Some((first(y)?, first(y + 1)?))).unwrap_or(whole)
}

/// Confirmed services by day: the days of a year are few, and months are made of them.
fn served(c: &mut Conn, filter: &Filter) -> Result<Vec<(Day, i64, i64)>> {
    let (from, until) = span(filter);
    let minutes = sql::<BigInt>("CAST(COALESCE(SUM(minutes),0) AS BIGINT)");
    let grouped = r::table
        .filter(r::state.eq(RecordState::Effective))
        .filter(r::served_on.ge(from))
        .filter(r::served_on.lt(until))
        .group_by(r::served_on)
        .select((r::served_on, count_star(), minutes));
    Ok(match &filter.county {
        Some(county) => {
            let there =
                activities::table.filter(activities::division.like(format!("{county}%"))).select(activities::id);
            grouped.filter(r::activity_id.eq_any(there)).load(c)?
        }
        None => grouped.load(c)?,
    })
}

/// Confirmed services by the place of the activity.
fn places(c: &mut Conn, filter: &Filter) -> Result<Vec<(String, i64, i64)>> {
    let (from, until) = span(filter);
    let minutes = sql::<BigInt>("CAST(COALESCE(SUM(service_records.minutes),0) AS BIGINT)");
    Ok(r::table
        .inner_join(activities::table)
        .filter(r::state.eq(RecordState::Effective))
        .filter(r::served_on.ge(from))
        .filter(r::served_on.lt(until))
        .group_by(activities::division)
        .select((activities::division, count_star(), minutes))
        .load(c)?)
}
