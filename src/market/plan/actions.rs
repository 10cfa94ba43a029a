//! Verbs of the plan.
use super::{
    model::{NewLine, PlanLine, PlanStatus},
    rules, store,
};
use crate::{
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        refusal::{Code, Result},
    },
    market::tender,
    platform::{
        db::{Event, Tx},
        numbers,
    },
    schema::authorities,
};
use diesel::prelude::*;

/// Enters a line of the plan and makes its intention public (`PR-12`, `PR-13`, `PR-30`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::NotInCatalogue`], a day in the future.
pub fn enter(tx: &mut Tx, command: &NewLine) -> Result<PlanLine> {
    let by = tx.account()?;
    let authority = authority(tx, &command.authority)?;
    rules::may_enter(command, &tx.env.rulebook, tx.now.day())?;
    let (division, code): (String, String) =
        authorities::table.find(authority.0).select((authorities::division, authorities::code)).first(tx.conn)?;
    let head = format!("{}-{}", division.get(..6).unwrap_or(&division), command.year);
    let no = format!("{head}-P{:04}", numbers::next(tx, &format!("plan-{head}"))?);
    let id = store::insert(tx, &no, authority, by.0, command)?;
    let event = Event::public("market.plan.entered")
        .with("authority", code)
        .with("catalogue", command.catalogue_code.as_str())
        .with("title", command.title.as_str())
        .with("budget_fen", command.budget.fen())
        .with("year", command.year);
    let entry = tx.record(("plan", &no), event)?;
    store::set_entry(tx, id, entry)?;
    store::find(tx.conn, id)
}

/// Withdraws a line that no live tender uses.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<()> {
    let line = store::find_by_no(tx.conn, no)?;
    tender::must_be(tx.actor, &[Role::Buyer], line.authority_id)?;
    let is_used = tender::committed(tx.conn, line.id, None)?.count > 0;
    if is_used || line.status != PlanStatus::Active {
        return Err(Code::WrongState.into());
    }
    store::withdraw(tx, &line)?;
    tx.record(("plan", no), Event::public("market.plan.withdrawn"))?;
    Ok(())
}

/// The department of a code at which the actor buys; without a code the only one.
pub(in crate::market) fn authority(tx: &mut Tx, code: &str) -> Result<AuthorityId> {
    tx.account()?;
    let mine = tx.actor.bodies(Role::Buyer, BodyKind::Authority);
    if code.is_empty() {
        return mine.first().map(|id| AuthorityId(*id)).ok_or_else(|| Code::NotYourRole.into());
    }
    let id = crate::account::authority_id(tx.conn, code)?;
    if mine.contains(&id.0) { Ok(id) } else { Err(Code::NotYourRole.into()) }
}
