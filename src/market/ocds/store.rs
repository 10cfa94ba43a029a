//! What open contracting data is made of: public acts of the ledger, and the rows behind a tender.
use crate::{
    kernel::{refusal::Result, time::Ts},
    market::{
        acceptance::{self, Acceptance},
        award::{self, Award},
        contract::{self, Contract, Milestone, Supplement, SupplementState},
        payment::{self, Payment, PaymentState},
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
pub(super) const KINDS: [&str; 16] = [
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
    "market.contract.refused",
    "market.contract.published",
    "market.contract.supplemented",
    "market.acceptance.made",
    "market.payment.confirmed",
    "market.contract.evaluated",
];

/// What the acts are about; the number of each begins with the number of its project.
const SUBJECTS: [&str; 4] = ["tender", "contract", "acceptance", "payment"];

/// A public act: its place in the ledger, its kind, the number of what it is about, and when it happened.
pub(super) type Act = (i64, String, String, Ts);

/// The project number of an act: contracts, acceptances and payments carry it before their first dash.
pub(super) fn project(act: &Act) -> &str {
    act.2.split('-').next().unwrap_or_default()
}

/// The acts after a place in the ledger, oldest first.
pub(super) fn acts_after(c: &mut Conn, after: i64, rows: i64) -> Result<Vec<Act>> {
    Ok(ledger_entries::table
        .filter(ledger_entries::position.gt(after))
        .filter(ledger_entries::is_public.eq(true))
        .filter(ledger_entries::subject_kind.eq_any(SUBJECTS))
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

/// The acts of one project, oldest first.
pub(super) fn acts_of(c: &mut Conn, no: &str) -> Result<Vec<Act>> {
    Ok(ledger_entries::table
        .filter(ledger_entries::position.is_not_null())
        .filter(ledger_entries::is_public.eq(true))
        .filter(ledger_entries::subject_kind.eq_any(SUBJECTS))
        .filter(ledger_entries::subject_ref.eq_any(numbers(c, no)?))
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

/// The numbers under which a project's acts stand in the ledger.
fn numbers(c: &mut Conn, no: &str) -> Result<Vec<String>> {
    let tender = tender::find_by_no(c, no)?;
    let mut out = vec![tender.no.clone()];
    for contract in contract::of_tender(c, tender.id)? {
        out.extend(acceptance::of_contract(c, contract.id)?.into_iter().map(|a| a.no));
        out.extend(payment::of_contract(c, contract.id)?.into_iter().map(|p| p.no));
        out.push(contract.no);
    }
    Ok(out)
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
    /// Published contracts only.
    pub deals: Vec<Deal>,
}

/// A published contract and how it is performed.
pub(super) struct Deal {
    pub contract: Contract,
    pub supplier: Organization,
    pub milestones: Vec<Milestone>,
    /// Signed ones, in the order of their signing; each added the milestone at the same place from the end.
    pub supplements: Vec<Supplement>,
    pub acceptances: Vec<Acceptance>,
    /// Confirmed ones.
    pub payments: Vec<Payment>,
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
    let mut deals = Vec::new();
    for contract in contract::of_tender(c, tender.id)?.into_iter().filter(|x| x.published_at.is_some()) {
        deals.push(deal(c, contract)?);
    }
    Ok(Process { tender, buyer, line, documents, tenderers, awards, deals })
}

fn deal(c: &mut Conn, contract: Contract) -> Result<Deal> {
    let mut supplements = contract::find_supplements(c, contract.id)?;
    supplements.retain(|s| s.state == SupplementState::Signed);
    supplements.sort_by_key(|s| (s.signed_at, s.id));
    let mut payments = payment::of_contract(c, contract.id)?;
    payments.retain(|p| p.state == PaymentState::Confirmed);
    Ok(Deal {
        supplier: organization::find(c, contract.organization_id)?,
        milestones: contract::milestones(c, contract.id)?,
        acceptances: acceptance::of_contract(c, contract.id)?,
        supplements,
        payments,
        contract,
    })
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
