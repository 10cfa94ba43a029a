//! Supplements 补充协议 of a contract.
use super::{milestones as milestones_of, write::put_milestone};
use crate::market::contract::model::{
    Contract, ContractId, DraftMilestone, DraftSupplement, Supplement, SupplementEvent, SupplementState,
};
use crate::{
    kernel::{
        actor::AccountId,
        money::Money,
        refusal::{Error, Result},
        state::Step,
    },
    platform::db::{Conn, Tx},
    schema::{contracts, supplements},
};
use diesel::{dsl::sql, prelude::*, sql_types::BigInt};

/// Supplementary contracts in their order.
///
/// # Errors
/// A fault of the database.
pub fn find_supplements(c: &mut Conn, contract: ContractId) -> Result<Vec<Supplement>> {
    Ok(supplements::table
        .filter(supplements::contract_id.eq(contract.0))
        .order(supplements::position)
        .select(Supplement::as_select())
        .load(c)?)
}

/// What open supplements, proposed and not yet signed, add up to.
pub(in crate::market::contract) fn open_supplements(c: &mut Conn, contract: ContractId) -> Result<Money> {
    let open = [SupplementState::Proposed, SupplementState::Approved];
    let fen = supplements::table
        .filter(supplements::contract_id.eq(contract.0))
        .filter(supplements::state.eq_any(open))
        .select(sql::<BigInt>("CAST(COALESCE(SUM(amount),0) AS BIGINT)"))
        .first(c)?;
    Ok(Money::from_fen(fen))
}

pub(in crate::market::contract) fn insert_supplement(
    tx: &mut Tx,
    contract: ContractId,
    by: AccountId,
    draft: &DraftSupplement,
) -> Result<i64> {
    let position = 1 + i64::try_from(find_supplements(tx.conn, contract)?.len()).unwrap_or(0);
    let row = (
        supplements::contract_id.eq(contract),
        supplements::position.eq(position),
        supplements::title.eq(&draft.title),
        supplements::reason.eq(&draft.reason),
        supplements::amount.eq(draft.amount),
        supplements::due_on.eq(draft.due_on),
        supplements::state.eq(SupplementState::Proposed),
        supplements::drafted_by.eq(by),
        supplements::created_at.eq(tx.now),
    );
    diesel::insert_into(supplements::table).values(row).execute(tx.conn)?;
    Ok(position)
}

/// The one place that writes a supplement's state.
pub(in crate::market::contract) fn step_supplement(
    tx: &mut Tx,
    old: &Supplement,
    step: &Step<SupplementState>,
) -> Result<()> {
    let target = supplements::table
        .filter(supplements::id.eq(old.id))
        .filter(supplements::state.eq(step.from()))
        .filter(supplements::version.eq(old.version));
    let set = (supplements::state.eq(step.to()), supplements::version.eq(supplements::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    let (who, row) = (tx.actor.account(), supplements::table.find(old.id));
    match step.event() {
        SupplementEvent::Approve => {
            diesel::update(row).set(supplements::reviewed_by.eq(who)).execute(tx.conn)?;
        }
        SupplementEvent::Sign => {
            let signed = (supplements::signed_by.eq(who), supplements::signed_at.eq(Some(tx.now)));
            diesel::update(row).set(signed).execute(tx.conn)?;
        }
        SupplementEvent::Drop => {}
    }
    tx.history(old.id, step, None)
}

/// Takes a signed supplement into the contract: its sum and its stage.
pub(in crate::market::contract) fn take_in(
    tx: &mut Tx,
    contract: &Contract,
    supplement: &Supplement,
    entry: i64,
) -> Result<()> {
    let last = milestones_of(tx.conn, contract.id)?.last().map_or(0, |m| m.position);
    let stage =
        DraftMilestone { title: supplement.title.clone(), due_on: supplement.due_on, amount: supplement.amount };
    put_milestone(tx, contract.id, last + 1, &stage)?;
    diesel::update(supplements::table.find(supplement.id)).set(supplements::entry_id.eq(entry)).execute(tx.conn)?;
    let target = contracts::table.filter(contracts::id.eq(contract.id)).filter(contracts::version.eq(contract.version));
    let sum = contract.supplemented.checked_add(supplement.amount).unwrap_or(contract.supplemented);
    let set = (contracts::supplemented.eq(sum), contracts::version.eq(contracts::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}
