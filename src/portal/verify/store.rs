//! What verification asks the database.
use crate::{
    kernel::{refusal::Result, time::Ts},
    market::bid,
    platform::db::{Conn, Json},
    schema::{
        application_documents as documents, applications, certificates, files, ledger_entries as entries, organizations,
    },
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

/// Code, name, status and ledger entry of an organization.
pub(super) type Known = (String, String, String, Option<i64>);

/// Name, code and standing of the organization with this credit code or filing number.
pub(super) fn organization(c: &mut Conn, code: &str) -> Result<Option<Known>> {
    use organizations as o;
    Ok(o::table
        // A filed group is known by its filing number too (`domain.md` 3.6).
        .filter(o::credit_code.eq(code).or(o::is_registered.eq(false).and(o::certificate_no.eq(code))))
        .select((o::credit_code, o::name, o::status, o::entry_id))
        .first::<Known>(c)
        .optional()?)
}

/// What a receipt proves.
pub(super) struct Receipt {
    /// `receipt` of a bid, `intake` of an application.
    pub kind: &'static str,
    pub no: String,
    pub received_at: Ts,
    pub entry: Option<i64>,
}

/// The receipt with this number or hash: of a sealed bid by its envelopes, of an application by its documents.
pub(super) fn receipt(c: &mut Conn, what: &str) -> Result<Option<Receipt>> {
    if let Some((no, received_at, entry)) = bid::of_receipt(c, what)? {
        return Ok(Some(Receipt { kind: "receipt", no, received_at, entry: Some(entry) }));
    }
    let received = || applications::table.filter(applications::received_at.is_not_null());
    let columns = || (applications::no, applications::received_at.assume_not_null());
    let by_no = received().filter(applications::no.eq(what)).select(columns()).first::<(String, Ts)>(c).optional()?;
    let found = match by_no {
        Some(found) => Some(found),
        None => {
            let kept: Vec<i64> = files::table.filter(files::sha256.eq(what)).limit(50).select(files::id).load(c)?;
            let cases = documents::table.filter(documents::file_id.eq_any(kept)).limit(50);
            let cases: Vec<i64> = cases.select(documents::application_id).load(c)?;
            let first = received().filter(applications::id.eq_any(cases)).order(applications::id);
            first.select(columns()).first::<(String, Ts)>(c).optional()?
        }
    };
    let Some((no, received_at)) = found else { return Ok(None) };
    let entry = entries::table
        .filter(entries::subject_kind.eq("application"))
        .filter(entries::subject_ref.eq(&no))
        .filter(entries::kind.eq("registry.application.received"))
        .order(entries::id.desc())
        .select(entries::id)
        .first(c)
        .optional()?;
    Ok(Some(Receipt { kind: "intake", no, received_at, entry }))
}
