//! Ledger entries of what happened before the demonstration began, in the order in which it happened: an organization's,
//! a tender's, an activity's page shows its proof from the first day on.
mod read;

use crate::{
    kernel::{refusal::Result, time::Ts},
    platform::{
        db::Tx,
        ledger::{self, NewEntry},
    },
};
use diesel::prelude::*;
use serde_json::{Map, Value};

/// One act of the past.
pub(super) struct Act {
    at: Ts,
    kind: &'static str,
    subject: (&'static str, String),
    actor: &'static str,
    is_public: bool,
    facts: Map<String, Value>,
}

/// Writes what happened in `[from, to)`.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx, from: Ts, to: Ts) -> Result<()> {
    let mut acts = read::all(tx.conn, from, to.min(tx.now), tx.now)?;
    acts.retain(|a| from <= a.at && a.at < to && a.at <= tx.now);
    acts.sort_by_key(|a| a.at);
    let entries: Vec<NewEntry<'_>> = acts
        .iter()
        .map(|a| NewEntry {
            kind: a.kind,
            subject_kind: a.subject.0,
            subject_ref: &a.subject.1,
            actor: a.actor.to_owned(),
            occurred_at: a.at,
            is_public: a.is_public,
            facts: a.facts.clone(),
        })
        .collect();
    Ok(ledger::append_many(tx.conn, &entries)?)
}

/// Table, column of the entry, column of the public number, subject, kind of act.
const LINKS: &[(&str, &str, &str, &str, &str)] = &[
    ("organizations", "entry_id", "credit_code", "organization", "registry.organization.registered"),
    ("listings", "entry_id", "no", "listing", "registry.listing.removed"),
    ("listings", "entry_id", "no", "listing", "registry.listing.entered"),
    ("annual_reports", "entry_id", "no", "annual_report", "registry.report.concluded"),
    ("charity_cases", "entry_id", "no", "charity_case", "registry.charity.recognized"),
    ("charity_cases", "entry_id", "no", "charity_case", "registry.charity.qualified"),
    ("grade_rounds", "entry_id", "no", "grade_round", "registry.grade.announced"),
    ("grade_assessments", "entry_id", "no", "grade_assessment", "registry.grade.expired"),
    ("grade_assessments", "entry_id", "no", "grade_assessment", "registry.grade.confirmed"),
    ("tenders", "entry_id", "no", "tender", "market.tender.published"),
    ("bids", "entry_id", "receipt_no", "bid", "market.bid.sealed"),
    ("contracts", "entry_id", "no", "contract", "market.contract.signed"),
    ("acceptances", "entry_id", "no", "acceptance", "market.acceptance.made"),
    ("payments", "entry_id", "no", "payment", "market.payment.confirmed"),
    ("teams", "entry_id", "no", "team", "volunteer.team.founded"),
    ("activities", "entry_id", "no", "activity", "volunteer.activity.published"),
    ("service_records", "entry_id", "no", "service_record", "volunteer.hours.effective"),
    ("donations", "entry_id", "no", "donation", "community.fund.donated"),
];

/// Lets every row point to its entry.
///
/// # Errors
/// A fault of the database.
pub fn link(tx: &mut Tx) -> Result<()> {
    for (table, column, number, subject, kind) in LINKS {
        let entry = format!(
            "(SELECT MIN(e.id) FROM ledger_entries e WHERE e.subject_kind = '{subject}' \
             AND e.subject_ref = {table}.{number} AND e.kind = '{kind}')"
        );
        let open = format!("({table}.{column} IS NULL OR {table}.{column} = 0)");
        let sql = format!("UPDATE {table} SET {column} = {entry} WHERE {open} AND {entry} IS NOT NULL");
        diesel::sql_query(sql).execute(tx.conn)?;
    }
    // The subject of a change is the organization; which of its changes stands in the facts.
    for (table, no) in [("cases", "no"), ("organization_versions", "case_no")] {
        let entry = format!(
            "(SELECT MIN(e.id) FROM ledger_entries e JOIN organizations o ON e.subject_ref = o.credit_code \
             WHERE e.subject_kind = 'organization' AND o.id = {table}.organization_id \
             AND e.kind = 'registry.organization.changed' AND e.body LIKE '%' || {table}.{no} || '%')"
        );
        let sql = format!("UPDATE {table} SET entry_id = {entry} WHERE entry_id IS NULL AND {entry} IS NOT NULL");
        diesel::sql_query(sql).execute(tx.conn)?;
    }
    for (column, kind) in [("entry_id", "market.award.fixed"), ("result_entry_id", "market.award.published")] {
        let entry = format!(
            "(SELECT MIN(e.id) FROM ledger_entries e JOIN tenders t ON t.no = e.subject_ref \
             WHERE e.subject_kind = 'tender' AND e.kind = '{kind}' AND t.id = awards.tender_id)"
        );
        let sql = format!(
            "UPDATE awards SET {column} = {entry} \
             WHERE (awards.{column} IS NULL OR awards.{column} = 0) AND {entry} IS NOT NULL"
        );
        diesel::sql_query(sql).execute(tx.conn)?;
    }
    Ok(())
}
