//! What writes a contract and its milestones.
use super::find;
use crate::market::contract::model::{
    Contract, ContractEvent, ContractId, ContractState, Draft, DraftMilestone, Milestone, MilestoneState,
};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId},
        refusal::{Error, Result},
        state::Step,
        time::{Day, Ts},
    },
    market::{award::Award, tender::TenderId},
    platform::db::{Json, Tx},
    schema::{contracts, milestones},
};
use diesel::prelude::*;

/// What a new contract takes over from its tender and award.
pub(in crate::market::contract) struct Frame<'a> {
    pub no: String,
    pub tender: TenderId,
    pub award: &'a Award,
    pub authority: AuthorityId,
    pub title: &'a str,
    pub is_public_service: bool,
    pub drafted_by: AccountId,
    pub awarded_at: Ts,
    pub sign_by: Day,
}

pub(in crate::market::contract) fn insert(tx: &mut Tx, frame: &Frame, draft: &Draft) -> Result<Contract> {
    let row = (
        (
            contracts::no.eq(&frame.no),
            contracts::tender_id.eq(frame.tender.0),
            contracts::award_id.eq(frame.award.id),
            contracts::authority_id.eq(frame.authority),
            contracts::organization_id.eq(frame.award.organization_id),
            contracts::title.eq(frame.title),
            contracts::amount.eq(frame.award.amount),
            contracts::body.eq(Json(draft.body.clone())),
            contracts::starts_on.eq(draft.starts_on),
            contracts::ends_on.eq(draft.ends_on),
        ),
        (
            contracts::is_public_service.eq(frame.is_public_service),
            contracts::state.eq(ContractState::Draft),
            contracts::drafted_by.eq(frame.drafted_by),
            contracts::awarded_at.eq(frame.awarded_at),
            contracts::sign_by.eq(frame.sign_by),
            contracts::created_at.eq(tx.now),
        ),
    );
    let id: ContractId =
        diesel::insert_into(contracts::table).values(row).returning(contracts::id).get_result(tx.conn)?;
    put_milestones(tx, id, &draft.milestones)?;
    find(tx.conn, id)
}

pub(in crate::market::contract) fn update(tx: &mut Tx, contract: &Contract, draft: &Draft) -> Result<()> {
    let target = contracts::table
        .filter(contracts::id.eq(contract.id))
        .filter(contracts::state.eq(ContractState::Draft))
        .filter(contracts::version.eq(contract.version));
    let changed = diesel::update(target)
        .set((
            contracts::body.eq(Json(draft.body.clone())),
            contracts::starts_on.eq(draft.starts_on),
            contracts::ends_on.eq(draft.ends_on),
            contracts::version.eq(contracts::version + 1),
        ))
        .execute(tx.conn)?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    diesel::delete(milestones::table.filter(milestones::contract_id.eq(contract.id.0))).execute(tx.conn)?;
    put_milestones(tx, contract.id, &draft.milestones)
}

fn put_milestones(tx: &mut Tx, contract: ContractId, list: &[DraftMilestone]) -> Result<()> {
    for (position, m) in (1i64..).zip(list) {
        put_milestone(tx, contract, position, m)?;
    }
    Ok(())
}

pub(super) fn put_milestone(tx: &mut Tx, contract: ContractId, position: i64, m: &DraftMilestone) -> Result<()> {
    let row = (
        milestones::contract_id.eq(contract),
        milestones::position.eq(position),
        milestones::title.eq(&m.title),
        milestones::due_on.eq(m.due_on),
        milestones::amount.eq(m.amount),
        milestones::state.eq(MilestoneState::Planned),
    );
    diesel::insert_into(milestones::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// The one place that writes a contract's state: compare-and-set on state and version, with its history row.
pub(in crate::market::contract) fn step(
    tx: &mut Tx,
    old: &Contract,
    step: &Step<ContractState>,
    reason: Option<&str>,
) -> Result<Contract> {
    let target = contracts::table
        .filter(contracts::id.eq(old.id))
        .filter(contracts::state.eq(step.from()))
        .filter(contracts::version.eq(old.version));
    let changed = diesel::update(target)
        .set((
            contracts::state.eq(step.to()),
            contracts::reason.eq(reason),
            contracts::version.eq(contracts::version + 1),
        ))
        .execute(tx.conn)?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    stamp(tx, old.id, step.event())?;
    tx.history(old.id.0, step, reason)?;
    find(tx.conn, old.id)
}

/// Writes down who took a step, and when.
fn stamp(tx: &mut Tx, id: ContractId, event: ContractEvent) -> Result<()> {
    let target = contracts::table.find(id.0);
    let (who, now) = (tx.actor.account(), Some(tx.now));
    match event {
        ContractEvent::Approve => diesel::update(target).set(contracts::reviewed_by.eq(who)).execute(tx.conn)?,
        ContractEvent::SupplierSign => diesel::update(target)
            .set((contracts::supplier_signed_by.eq(who), contracts::supplier_signed_at.eq(now)))
            .execute(tx.conn)?,
        ContractEvent::Sign => diesel::update(target)
            .set((contracts::buyer_signed_by.eq(who), contracts::signed_at.eq(now)))
            .execute(tx.conn)?,
        ContractEvent::Publish => diesel::update(target).set(contracts::published_at.eq(now)).execute(tx.conn)?,
        _ => 0,
    };
    Ok(())
}

/// What the signing fixes: whether it was late, the days that follow from it, and its ledger entry.
pub(in crate::market::contract) fn seal(
    tx: &mut Tx,
    id: ContractId,
    is_late: bool,
    days: (Option<Day>, Option<Day>),
    entry: i64,
) -> Result<()> {
    diesel::update(contracts::table.find(id.0))
        .set((
            contracts::is_late.eq(is_late),
            contracts::publish_by.eq(days.0),
            contracts::file_by.eq(days.1),
            contracts::entry_id.eq(entry),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(in crate::market::contract) fn mark_filed(tx: &mut Tx, contract: &Contract) -> Result<()> {
    let target = contracts::table.filter(contracts::id.eq(contract.id)).filter(contracts::filed_at.is_null());
    if diesel::update(target).set(contracts::filed_at.eq(Some(tx.now))).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

macro_rules! marks {
    ($($(#[$meta:meta])* $name:ident $event:ident),+ $(,)?) => { $(
        $(#[$meta])*
        ///
        /// # Errors
        /// [`Code::WrongState`](crate::kernel::refusal::Code::WrongState), [`Error::Stale`].
        pub fn $name(tx: &mut Tx, contract: &Contract) -> Result<Contract> {
            step(tx, contract, &Step::new(contract.state, ContractEvent::$event)?, None)
        }
    )+ };
}

marks! {
    /// Performing to completed: the last milestone is accepted.
    mark_complete Complete,
    /// Completed to settled: everything accepted is paid.
    mark_settled Settle,
    /// Settled to evaluated (`PR-105`).
    mark_evaluated Evaluate,
}

/// The one place that writes a milestone's state.
///
/// # Errors
/// [`Error::Stale`] when somebody else moved it first.
pub fn move_milestone(tx: &mut Tx, old: &Milestone, step: &Step<MilestoneState>) -> Result<()> {
    let target = milestones::table
        .filter(milestones::id.eq(old.id))
        .filter(milestones::state.eq(step.from()))
        .filter(milestones::version.eq(old.version));
    let set = (milestones::state.eq(step.to()), milestones::version.eq(milestones::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    tx.history(old.id.0, step, None)
}
