//! What open contracting data is made of: public acts of the ledger, and the rows behind a tender.
use crate::{
    kernel::{refusal::Result, time::Ts},
    market::{
        award::{self, Award},
        plan::{self, PlanLine},
        tender::{self, DocumentRow, Tender},
    },
    platform::{
        db::Conn,
        files::row::{self as file_row, File},
    },
    registry::organization::{self, Organization},
    schema::{authorities, bids, ledger_entries},
};
use diesel::prelude::*;

/// Acts that make a release, in the words of the ledger.
pub(super) const KINDS: [&str; 10] = [
    "market.tender.published",
    "market.tender.clarified",
    "market.tender.document_added",
    "market.tender.closed",
    "market.tender.bids_opened",
    "market.tender.scored",
    "market.tender.prices_opened",
    "market.tender.failed",
    "market.tender.stopped",
    "market.award.published",
];

/// A public act: its place in the ledger, its kind, the project number, and when it happened.
pub(super) type Act = (i64, String, String, Ts);

/// The acts after a place in the ledger, oldest first.
pub(super) fn acts_after(c: &mut Conn, after: i64, rows: i64) -> Result<Vec<Act>> {
    Ok(ledger_entries::table
        .filter(ledger_entries::position.gt(after))
        .filter(ledger_entries::is_public.eq(true))
        .filter(ledger_entries::subject_kind.eq("tender"))
        .filter(ledger_entries::kind.eq_any(KINDS))
        .order(ledger_entries::position)
        .limit(rows)
        .select((
            ledger_entries::position.assume_not_null(),
            ledger_entries::kind,
            ledger_entries::subject_ref,
            ledger_entries::occurred_at,
        ))
        .load(c)?)
}

/// The acts of one tender, oldest first.
pub(super) fn acts_of(c: &mut Conn, no: &str) -> Result<Vec<Act>> {
    Ok(ledger_entries::table
        .filter(ledger_entries::position.is_not_null())
        .filter(ledger_entries::is_public.eq(true))
        .filter(ledger_entries::subject_kind.eq("tender"))
        .filter(ledger_entries::subject_ref.eq(no))
        .filter(ledger_entries::kind.eq_any(KINDS))
        .order(ledger_entries::position)
        .select((
            ledger_entries::position.assume_not_null(),
            ledger_entries::kind,
            ledger_entries::subject_ref,
            ledger_entries::occurred_at,
        ))
        .load(c)?)
}

/// The department as a party.
pub(super) struct Buyer {
    pub code: String,
    pub name: String,
    pub phone: String,
    pub address: String,
}

/// Everything about a process that its releases show.
pub(super) struct Process {
    pub tender: Tender,
    pub buyer: Buyer,
    pub line: Option<PlanLine>,
    pub documents: Vec<(DocumentRow, File)>,
    /// Those whose bids were opened; empty before the opening.
    pub tenderers: Vec<Organization>,
    /// Published awards only.
    pub awards: Vec<(Award, Organization)>,
}

/// Reads a process. Bidders are read only once the tender has been opened.
pub(super) fn process(c: &mut Conn, no: &str) -> Result<Process> {
    let tender = tender::find_by_no(c, no)?;
    let (code, name, phone, address) = authorities::table
        .find(tender.authority_id.0)
        .select((authorities::code, authorities::name, authorities::phone, authorities::address))
        .first(c)?;
    let line = tender.plan_line_id.map(|id| plan::find(c, id)).transpose()?;
    let rows = tender::documents(c, tender.id)?;
    let files = file_row::find_all(c, &rows.iter().map(|d| d.file_id).collect::<Vec<_>>())?;
    let documents = rows
        .into_iter()
        .filter_map(|d| Some((files.iter().find(|f| f.id == d.file_id)?.clone(), d)))
        .map(|(f, d)| (d, f))
        .collect();
    let tenderers = if tender.opened_at.is_some() { tenderers(c, &tender)? } else { Vec::new() };
    let mut awards = Vec::new();
    for award in award::all_for_tender(c, tender.id)?.into_iter().filter(|a| a.published_at.is_some()) {
        let winner = organization::find(c, award.organization_id)?;
        awards.push((award, winner));
    }
    let buyer = Buyer { code, name, phone, address };
    Ok(Process { tender, buyer, line, documents, tenderers, awards })
}

fn tenderers(c: &mut Conn, tender: &Tender) -> Result<Vec<Organization>> {
    let ids: Vec<Option<i64>> = bids::table
        .filter(bids::tender_id.eq(tender.id.0))
        .order(bids::position)
        .select(bids::organization_id)
        .load(c)?;
    let ids: Vec<i64> = ids.into_iter().flatten().collect();
    organization::find_all(c, &ids)
}
