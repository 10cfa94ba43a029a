//! What the ledger's pages ask the database.
use crate::{
    kernel::{refusal::Result, time::Ts},
    platform::{
        db::Conn,
        ledger::{self, Disclosure, Proof, PublicEntry},
    },
    schema::{ledger_checkpoints as heads, ledger_entries as entries},
};
use diesel::prelude::*;

/// What a list of entries is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// Beginning of the kind, such as `market.` or `market.tender.published`.
    pub kind: String,
    /// Number of the thing acted on.
    pub subject: String,
    /// Only entries with a smaller id.
    pub before: Option<i64>,
}

/// The newest entries the filter leaves, newest first. Private acts appear only without a filter, as bare seals.
pub(super) fn list(c: &mut Conn, filter: &Filter, most: i64) -> Result<Vec<PublicEntry>> {
    let mut query = entries::table.select(entries::id).order(entries::id.desc()).limit(most).into_boxed();
    if let Some(before) = filter.before {
        query = query.filter(entries::id.lt(before));
    }
    if !filter.kind.is_empty() {
        let beginning = format!("{}%", filter.kind.replace(['%', '\\'], ""));
        query = query.filter(entries::is_public.eq(true)).filter(entries::kind.like(beginning));
    }
    if !filter.subject.is_empty() {
        query = query.filter(entries::is_public.eq(true)).filter(entries::subject_ref.eq(filter.subject.clone()));
    }
    let ids: Vec<i64> = query.load(c)?;
    let mut out = Vec::with_capacity(ids.len());
    for id in ids {
        out.extend(ledger::entry(c, id)?);
    }
    Ok(out)
}

/// An entry with its proof against the newest checkpoint.
pub(super) fn proven(c: &mut Conn, id: i64) -> Result<Option<(PublicEntry, Option<Proof>)>> {
    let Some(entry) = ledger::entry(c, id)? else { return Ok(None) };
    Ok(Some((entry, ledger::inclusion(c, id, Disclosure::Public)?)))
}

/// Text and time of the newest checkpoint.
pub(super) fn newest(c: &mut Conn) -> Result<Option<(String, Ts)>> {
    Ok(heads::table.order(heads::tree_size.desc()).select((heads::note, heads::signed_at)).first(c).optional()?)
}
