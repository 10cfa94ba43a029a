//! Contracts of a whole city at once.
use crate::market::contract::model::{ContractId, ContractState, MilestoneState, NewContract};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        money::Money,
        refusal::Result,
        time::{Day, Ts},
    },
    market::tender::TenderId,
    platform::db::Tx,
    schema::{contracts, milestones},
};
use diesel::prelude::*;

/// Writes many signed contracts with their stages, for the demonstration; answers their rows in the given order.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(tx: &mut Tx, list: &[NewContract]) -> Result<Vec<ContractId>> {
    let mut ids = Vec::with_capacity(list.len());
    for part in list.chunks(200) {
        let rows: Vec<_> = part.iter().map(row_of).collect();
        let made: Vec<ContractId> = crate::both!(&mut *tx.conn, c => diesel::insert_into(contracts::table)
            .values(&rows).returning(contracts::id).get_results(c))?;
        let stages: Vec<_> = part.iter().zip(&made).flat_map(|(n, id)| stages_of(n, *id)).collect();
        for stages in stages.chunks(500) {
            crate::both!(&mut *tx.conn, c => diesel::insert_into(milestones::table).values(stages).execute(c))?;
        }
        ids.extend(made);
    }
    Ok(ids)
}

#[derive(Insertable)]
#[diesel(table_name = contracts)]
struct Row<'a> {
    no: &'a str,
    tender_id: TenderId,
    award_id: i64,
    authority_id: AuthorityId,
    organization_id: OrganizationId,
    title: &'a str,
    amount: Money,
    body: String,
    starts_on: Day,
    ends_on: Day,
    is_public_service: bool,
    state: ContractState,
    drafted_by: AccountId,
    reviewed_by: Option<AccountId>,
    supplier_signed_by: Option<AccountId>,
    supplier_signed_at: Option<Ts>,
    buyer_signed_by: Option<AccountId>,
    signed_at: Option<Ts>,
    awarded_at: Ts,
    sign_by: Day,
    is_late: bool,
    published_at: Option<Ts>,
    filed_at: Option<Ts>,
    entry_id: Option<i64>,
    created_at: Ts,
}

fn row_of(n: &NewContract) -> Row<'_> {
    let sign_by = n.awarded_at.day() + chrono::TimeDelta::days(30);
    Row {
        no: &n.no,
        tender_id: n.tender_id,
        award_id: n.award_id,
        authority_id: n.authority_id,
        organization_id: n.organization_id,
        title: &n.title,
        amount: n.amount,
        body: serde_json::to_string(&n.body).unwrap_or_default(),
        starts_on: n.starts_on,
        ends_on: n.ends_on,
        is_public_service: n.is_public_service,
        state: n.state,
        drafted_by: n.drafted_by,
        reviewed_by: Some(n.reviewed_by),
        supplier_signed_by: Some(n.supplier),
        supplier_signed_at: Some(n.signed_at),
        buyer_signed_by: Some(n.drafted_by),
        signed_at: Some(n.signed_at),
        awarded_at: n.awarded_at,
        sign_by,
        is_late: n.signed_at.day() > sign_by,
        published_at: Some(n.published_at),
        filed_at: Some(n.published_at),
        entry_id: n.entry_id,
        created_at: n.awarded_at,
    }
}

#[derive(Insertable)]
#[diesel(table_name = milestones)]
struct StageRow<'a> {
    contract_id: ContractId,
    position: i64,
    title: &'a str,
    due_on: Day,
    amount: Money,
    state: MilestoneState,
}

fn stages_of(n: &NewContract, contract_id: ContractId) -> impl Iterator<Item = StageRow<'_>> {
    (1i64..).zip(&n.milestones).map(move |(position, (m, state))| StageRow {
        contract_id,
        position,
        title: &m.title,
        due_on: m.due_on,
        amount: m.amount,
        state: *state,
    })
}
