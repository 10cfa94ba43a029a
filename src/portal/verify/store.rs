//! What verification asks the database.
use crate::{
    kernel::{refusal::Result, time::Ts},
    platform::db::{Conn, Json},
    schema::{certificates, organizations},
};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// A certificate as the page needs it.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Row {
    pub no: String,
    pub kind: String,
    pub subject_kind: String,
    pub subject_ref: String,
    pub facts: Json<BTreeMap<String, String>>,
    pub token: String,
    pub status: String,
    pub entry_id: i64,
    pub issued_at: Ts,
    pub withdrawn_at: Option<Ts>,
}

/// The certificate of a printed number.
pub(super) fn by_number(c: &mut Conn, no: &str) -> Result<Option<Row>> {
    use certificates as x;
    let found = x::table.filter(x::no.eq(no)).select((
        x::no,
        x::kind,
        x::subject_kind,
        x::subject_ref,
        x::facts,
        x::token,
        x::status,
        x::entry_id,
        x::issued_at,
        x::withdrawn_at,
    ));
    Ok(found.first(c).optional()?)
}

/// Name and standing of the organization with this credit code.
pub(super) fn organization(c: &mut Conn, code: &str) -> Result<Option<(String, String, Option<i64>)>> {
    use organizations as o;
    Ok(o::table
        .filter(o::credit_code.eq(code))
        .select((o::name, o::status, o::entry_id))
        .first::<(String, String, Option<i64>)>(c)
        .optional()?)
}
