//! What is kept about a person, read from every wing.
use crate::{
    account::profile,
    kernel::{
        actor::{AccountId, Actor, BodyKind, Role},
        refusal::Result,
        time::{Day, Ts},
    },
    platform::{
        crypto::Keyring,
        db::{Conn, Json},
    },
    registry::disclosure,
    schema::{applications as a, files as f, imports as i, saved_searches as s, service_records as r},
    volunteer::person::{self, Private},
};
use diesel::prelude::*;
use serde_json::{Value, json};

/// The most rows of one subject.
const MOST: i64 = 10_000;

/// File names with their contents.
///
/// # Errors
/// A fault of the database.
pub(super) fn everything(
    c: &mut Conn,
    ring: &Keyring,
    actor: &Actor,
    account: AccountId,
) -> Result<Vec<(&'static str, Value)>> {
    let organizations = actor.bodies(Role::Officer, BodyKind::Organization);
    Ok(vec![
        ("account.json", profile::export(c, account)?),
        ("applications.json", applications(c, account)?),
        ("volunteer.json", volunteer(c, ring, account)?),
        ("saved-searches.json", searches(c, account)?),
        ("uploads.json", uploads(c, account)?),
        ("disclosures.json", disclosures(c, &organizations)?),
    ])
}

type Case = (String, String, String, Json<Value>, Ts, Ts);

/// Applications somebody made, with what they say.
fn applications(c: &mut Conn, account: AccountId) -> Result<Value> {
    let rows: Vec<Case> = a::table
        .filter(a::account_id.eq(account.0))
        .order(a::id)
        .limit(MOST)
        .select((a::no, a::name, a::state, a::content, a::created_at, a::updated_at))
        .load(c)?;
    let one = |(no, name, state, content, created, updated): Case| json!({"no": no, "name": name, "state": state, "content": content.0, "created_at": created, "updated_at": updated});
    Ok(rows.into_iter().map(one).collect())
}

type Served = (String, Day, i64, String, Ts);

/// The roll's entry with what is sealed in it, and every service.
fn volunteer(c: &mut Conn, ring: &Keyring, account: AccountId) -> Result<Value> {
    let Some(v) = person::of_account(c, account)? else { return Ok(Value::Null) };
    let private = Private::open(ring, &v)?;
    let rows: Vec<Served> = r::table
        .filter(r::volunteer_id.eq(v.id.0))
        .order(r::id)
        .limit(MOST)
        .select((r::no, r::served_on, r::minutes, r::state, r::entered_at))
        .load(c)?;
    let one = |(no, day, minutes, state, at): Served| json!({"no": no, "served_on": day, "minutes": minutes, "state": state, "entered_at": at});
    let records: Vec<Value> = rows.into_iter().map(one).collect();
    Ok(
        json!({"no": v.no, "nickname": v.nickname, "division": v.division, "private": private, "service_records": records}),
    )
}

fn searches(c: &mut Conn, account: AccountId) -> Result<Value> {
    let rows: Vec<(String, String, bool, Ts)> = s::table
        .filter(s::account_id.eq(account.0))
        .order(s::id)
        .limit(MOST)
        .select((s::place, s::query, s::is_mailed, s::created_at))
        .load(c)?;
    let one = |(place, query, mailed, at): (String, String, bool, Ts)| json!({"place": place, "query": query, "mailed": mailed, "created_at": at});
    Ok(rows.into_iter().map(one).collect())
}

/// Files and tables somebody brought, by name; the files themselves stay with their cases.
fn uploads(c: &mut Conn, account: AccountId) -> Result<Value> {
    let files: Vec<(String, i64, String, Ts)> = f::table
        .filter(f::account_id.eq(account.0))
        .order(f::id)
        .limit(MOST)
        .select((f::name, f::size, f::sha256, f::created_at))
        .load(c)?;
    let tables: Vec<(String, i64, String, Ts)> = i::table
        .filter(i::account_id.eq(account.0))
        .order(i::id)
        .limit(MOST)
        .select((i::file_name, i::size, i::file_sha256, i::created_at))
        .load(c)?;
    let one = |(name, size, sha256, at): (String, i64, String, Ts)| json!({"name": name, "size": size, "sha256": sha256, "at": at});
    Ok(files.into_iter().chain(tables).map(one).collect())
}

/// Who saw the contact of one's organizations in full, and why.
fn disclosures(c: &mut Conn, organizations: &[i64]) -> Result<Value> {
    if organizations.is_empty() {
        return Ok(json!([]));
    }
    let one = |(d, o, who): disclosure::Seen| json!({"organization": o.credit_code, "who": who, "reason": d.reason, "case_no": d.case_no, "seen_at": d.seen_at});
    Ok(disclosure::of_organizations(c, organizations)?.into_iter().map(one).collect())
}
