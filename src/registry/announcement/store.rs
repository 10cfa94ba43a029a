//! Announcements 公告 of the registration authority (`SO-75`).
use crate::{
    kernel::{refusal::Result, time::Ts},
    platform::db::{Conn, Json, Tx},
    schema::announcements,
};
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// A published announcement.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = announcements)]
pub struct Announcement {
    /// Which.
    pub id: i64,
    /// `founded`, `changed`, `cancelled`.
    pub kind: String,
    /// Kind of the thing it is about.
    pub subject_kind: String,
    /// Its public number.
    pub subject_ref: String,
    /// Its name.
    pub title: String,
    /// What is announced.
    pub facts: Json<BTreeMap<String, String>>,
    /// Ledger entry.
    pub entry_id: i64,
    /// When.
    pub published_at: Ts,
}

/// Publishes an announcement about a thing whose act is in the ledger already.
///
/// # Errors
/// A fault of the database.
pub fn publish(
    tx: &mut Tx,
    kind: &str,
    subject: (&str, &str),
    title: &str,
    facts: &(impl Serialize + ?Sized),
    entry: i64,
) -> Result<()> {
    let facts: BTreeMap<String, String> = serde_json::from_value(serde_json::to_value(facts)?)?;
    let row = (
        announcements::kind.eq(kind),
        announcements::subject_kind.eq(subject.0),
        announcements::subject_ref.eq(subject.1),
        announcements::title.eq(title),
        announcements::facts.eq(Json(facts)),
        announcements::entry_id.eq(entry),
        announcements::published_at.eq(tx.now),
    );
    diesel::insert_into(announcements::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// The latest announcements, for feeds and the home page.
///
/// # Errors
/// A fault of the database.
pub fn latest(c: &mut Conn, rows: i64) -> Result<Vec<Announcement>> {
    Ok(announcements::table.order(announcements::id.desc()).limit(rows).select(Announcement::as_select()).load(c)?)
}
