//! Verbs of contracts; each runs in one transaction.
use super::{
    jobs::{Letter, Tell},
    model::{
        Contract, ContractEvent, ContractState, Draft, DraftSupplement, Supplement, SupplementEvent, SupplementState,
    },
    rules::{self, Allowed},
    store::{self, Frame},
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Code, Error, Result},
        state::Step,
    },
    market::{
        award,
        duties::{self, Duty},
        money::{self, Purse, Transfer},
        tender::{self, Tender, TenderState},
    },
    platform::db::{Event, Tx},
    schema::plan_lines,
};
use diesel::prelude::*;

/// Drafts the contract of a tender from its published award (`PR-100`).
///
/// # Errors
/// [`Code::AwardNotPublished`], [`Code::ContractExists`], and what [`rules::check_draft`] refuses.
pub fn draft(tx: &mut Tx, tender_no: &str, draft: &Draft) -> Result<Contract> {
    let tender = tender::find_by_no(tx.conn, tender_no)?;
    tx.official(Role::Buyer, (BodyKind::Authority, tender.authority_id.0))?;
    take_over(tx, &tender)?;
    let drafted_by = duties::check(tx, tender.id.0, Duty::Buy)?;
    if tender.state != TenderState::Result {
        return Err(Code::AwardNotPublished.into());
    }
    let award = award::find_for_tender(tx.conn, tender.id)?.ok_or(Code::AwardNotPublished)?;
    let awarded_at = award.published_at.ok_or(Code::AwardNotPublished)?;
    let before = store::of_tender(tx.conn, tender.id)?;
    if before.iter().any(|c| c.state != ContractState::Refused) {
        return Err(Code::ContractExists.into());
    }
    rules::check_draft(draft, award.amount, allowed(&tender))?;
    let sign_by = rules::timeline(tender.profile(), tx.env.rulebook.calendar(), awarded_at, None).sign_by;
    let frame = Frame {
        no: format!("{}-C{}", tender.no, before.len() + 1),
        tender: tender.id,
        award: &award,
        authority: tender.authority_id,
        title: &tender.title,
        is_public_service: is_public_service(tx, &tender)?,
        drafted_by,
        awarded_at,
        sign_by,
    };
    store::insert(tx, &frame, draft)
}

/// Whoever bought and approved the tender keeps that duty in the contract.
fn take_over(tx: &mut Tx, tender: &Tender) -> Result<()> {
    duties::record(tx, tender.id.0, Duty::Buy, tender.created_by)?;
    match tender.approved_by {
        Some(approver) => duties::record(tx, tender.id.0, Duty::Approve, approver),
        None => Ok(()),
    }
}

fn allowed(tender: &Tender) -> Allowed<'_> {
    Allowed { length: &tender.profile().contract, is_continuous: tender.terms.0.is_continuous }
}

/// Services to the public ask their users (`PR-103`); what has no line in the catalogue counts as one.
fn is_public_service(tx: &mut Tx, tender: &Tender) -> Result<bool> {
    let Some(line) = tender.plan_line_id else { return Ok(true) };
    let code: String = plan_lines::table.find(line.0).select(plan_lines::catalogue_code).first(tx.conn)?;
    Ok(tx.env.rulebook.catalogue().group_of(&code).is_none_or(|g| g.public_service))
}

/// Writes the draft anew.
///
/// # Errors
/// What [`rules::check_draft`] refuses; [`Error::Stale`].
pub fn redraft(tx: &mut Tx, no: &str, draft: &Draft) -> Result<Contract> {
    let contract = store::find_by_no(tx.conn, no)?;
    official(tx, &contract, Role::Buyer, Duty::Buy)?;
    let tender = tender::find(tx.conn, contract.tender_id)?;
    if contract.state != ContractState::Draft {
        return Err(Code::WrongState.into());
    }
    rules::check_draft(draft, contract.amount, allowed(&tender))?;
    store::update(tx, &contract, draft)?;
    store::find(tx.conn, contract.id)
}

/// Sends the draft to the approver.
///
/// # Errors
/// [`Code::WrongState`], [`Code::NotYourRole`], [`Code::SamePerson`].
pub fn submit(tx: &mut Tx, no: &str) -> Result<Contract> {
    let contract = store::find_by_no(tx.conn, no)?;
    official(tx, &contract, Role::Buyer, Duty::Buy)?;
    advance(tx, &contract, ContractEvent::Submit, None)
}

/// Approves the draft: it agrees with documents and bid; the supplier is asked to sign (`PR-95`, `PR-100`).
///
/// # Errors
/// [`Code::WrongState`], [`Code::NotYourRole`], [`Code::SamePerson`].
pub fn approve(tx: &mut Tx, no: &str) -> Result<Contract> {
    let contract = store::find_by_no(tx.conn, no)?;
    official(tx, &contract, Role::Approver, Duty::Approve)?;
    let contract = advance(tx, &contract, ContractEvent::Approve, None)?;
    tx.enqueue(&Tell::new(contract.id, Letter::ToSign))?;
    Ok(contract)
}

/// Returns the draft to the buyer with the reason.
///
/// # Errors
/// [`Code::WrongState`], [`Code::NotYourRole`], [`Code::SamePerson`].
pub fn give_back(tx: &mut Tx, no: &str, reason: &str) -> Result<Contract> {
    let contract = store::find_by_no(tx.conn, no)?;
    official(tx, &contract, Role::Approver, Duty::Approve)?;
    advance(tx, &contract, ContractEvent::Return, Some(reason))
}

/// Signs for whichever side the person acts for: the supplier first, then the buyer, whose signature binds the money.
///
/// # Errors
/// [`Code::WrongState`], [`Code::NotYourRole`], [`Code::SamePerson`].
pub fn sign(tx: &mut Tx, no: &str) -> Result<Contract> {
    let contract = store::find_by_no(tx.conn, no)?;
    tx.account()?;
    if tx.actor.is_officer_of(contract.organization_id) {
        let contract = advance(tx, &contract, ContractEvent::SupplierSign, None)?;
        tx.record(("contract", no), Event::private("market.contract.supplier_signed"))?;
        return Ok(contract);
    }
    official(tx, &contract, Role::Buyer, Duty::Buy)?;
    let contract = advance(tx, &contract, ContractEvent::Sign, None)?;
    seal(tx, &contract)?;
    let tender = tender::find(tx.conn, contract.tender_id)?;
    tender::mark_contracted(tx, &tender)?;
    store::find(tx.conn, contract.id)
}

/// Fixes what follows from the signing: days, the flag of a late one (`PR-45`), ledger entry, committed money.
fn seal(tx: &mut Tx, contract: &Contract) -> Result<()> {
    let tender = tender::find(tx.conn, contract.tender_id)?;
    let calendar = tx.env.rulebook.calendar();
    let t = rules::timeline(tender.profile(), calendar, contract.awarded_at, Some(tx.now));
    let is_late = rules::is_late(contract.sign_by, tx.now);
    let signed = Event::public("market.contract.signed")
        .with("tender", tender.no.as_str())
        .with("amount", contract.amount.fen())
        .with("sign_by", contract.sign_by.to_string())
        .with("late", is_late);
    let entry = tx.record(("contract", &contract.no), signed)?;
    store::seal(tx, contract.id, is_late, (t.publish_by, t.file_by), entry)?;
    commit(tx, contract, contract.no.clone(), contract.amount)
}

fn commit(tx: &mut Tx, contract: &Contract, subject: String, amount: crate::kernel::money::Money) -> Result<()> {
    let transfer = Transfer {
        kind: "signed",
        subject,
        from: Purse::Budget(contract.authority_id.0),
        to: Purse::Committed(contract.id.0),
        amount,
    };
    money::post(tx, &transfer)
}

/// Records that the winner does not sign; the next candidate is considered (`PR-100`). The winner's officer may say so, and
/// the buyer once the days for signing are over.
///
/// # Errors
/// [`Code::SigningStillOpen`], [`Code::WrongState`], [`Code::NotYourRole`].
pub fn refuse(tx: &mut Tx, no: &str, reason: &str) -> Result<Contract> {
    let contract = store::find_by_no(tx.conn, no)?;
    tx.account()?;
    if !tx.actor.is_officer_of(contract.organization_id) {
        official(tx, &contract, Role::Buyer, Duty::Buy)?;
        if !rules::is_late(contract.sign_by, tx.now) {
            return Err(Code::SigningStillOpen.into());
        }
    }
    let contract = advance(tx, &contract, ContractEvent::Refuse, Some(reason))?;
    let event = Event::public("market.contract.refused").with("amount", contract.amount.fen());
    tx.record(("contract", no), event)?;
    award::forfeit(tx, contract.tender_id, reason)?;
    Ok(contract)
}

/// Publishes the signed contract (`PR-46`); the work begins.
///
/// # Errors
/// [`Code::WrongState`], [`Code::NotYourRole`], [`Code::SamePerson`].
pub fn publish(tx: &mut Tx, no: &str) -> Result<Contract> {
    let contract = store::find_by_no(tx.conn, no)?;
    official(tx, &contract, Role::Buyer, Duty::Buy)?;
    let contract = advance(tx, &contract, ContractEvent::Publish, None)?;
    let event = Event::public("market.contract.published")
        .with("amount", contract.amount.fen())
        .with("starts_on", contract.starts_on.to_string())
        .with("ends_on", contract.ends_on.to_string());
    tx.record(("contract", no), event)?;
    let tender = tender::find(tx.conn, contract.tender_id)?;
    tender::mark_performing(tx, &tender)?;
    tx.enqueue(&Tell::new(contract.id, Letter::Begun))?;
    Ok(contract)
}

/// Notes that finance has the copy (`PR-47`).
///
/// # Errors
/// [`Code::WrongState`] before the signing, [`Error::Stale`] when it was noted already.
pub fn file(tx: &mut Tx, no: &str) -> Result<Contract> {
    let contract = store::find_by_no(tx.conn, no)?;
    official(tx, &contract, Role::Buyer, Duty::Buy)?;
    if contract.signed_at.is_none() {
        return Err(Code::WrongState.into());
    }
    store::mark_filed(tx, &contract)?;
    tx.record(("contract", no), Event::public("market.contract.filed"))?;
    store::find(tx.conn, contract.id)
}

/// Proposes a supplementary contract (Law art. 49).
///
/// # Errors
/// [`Code::SupplementsTooMuch`] above a tenth of the original in total; [`Code::WrongState`] unless it is performed.
pub fn propose(tx: &mut Tx, no: &str, draft: &DraftSupplement) -> Result<i64> {
    let contract = performing(tx, no)?;
    let by = official(tx, &contract, Role::Buyer, Duty::Buy)?;
    let tender = tender::find(tx.conn, contract.tender_id)?;
    let open = store::open_supplements(tx.conn, contract.id)?;
    rules::check_supplement(&contract, open, draft, tender.profile().money.supplement_max)?;
    store::insert_supplement(tx, contract.id, by, draft)
}

/// Approves a supplement; the supplier is asked to sign.
///
/// # Errors
/// [`Code::WrongState`], [`Code::NotYourRole`], [`Code::SamePerson`].
pub fn approve_supplement(tx: &mut Tx, no: &str, position: i64) -> Result<()> {
    let contract = performing(tx, no)?;
    official(tx, &contract, Role::Approver, Duty::Approve)?;
    let supplement = supplement(tx, &contract, position)?;
    move_supplement(tx, &supplement, SupplementEvent::Approve)?;
    tx.enqueue(&Tell::new(contract.id, Letter::ToSign))
}

/// The supplier signs a supplement: its sum and its stage become part of the contract.
///
/// # Errors
/// [`Code::WrongState`], [`Code::NotYourRole`].
pub fn sign_supplement(tx: &mut Tx, no: &str, position: i64) -> Result<()> {
    let contract = performing(tx, no)?;
    tx.account()?;
    if !tx.actor.is_officer_of(contract.organization_id) {
        return Err(Code::NotYourRole.into());
    }
    let supplement = supplement(tx, &contract, position)?;
    move_supplement(tx, &supplement, SupplementEvent::Sign)?;
    let event = Event::public("market.contract.supplemented")
        .with("supplement", position)
        .with("amount", supplement.amount.fen());
    let entry = tx.record(("contract", no), event)?;
    store::take_in(tx, &contract, &supplement, entry)?;
    commit(tx, &contract, format!("{no}-S{position}"), supplement.amount)
}

/// Gives a supplement up before it is signed.
///
/// # Errors
/// [`Code::WrongState`], [`Code::NotYourRole`].
pub fn drop_supplement(tx: &mut Tx, no: &str, position: i64) -> Result<()> {
    let contract = performing(tx, no)?;
    official(tx, &contract, Role::Buyer, Duty::Buy)?;
    let supplement = supplement(tx, &contract, position)?;
    move_supplement(tx, &supplement, SupplementEvent::Drop)
}

fn move_supplement(tx: &mut Tx, supplement: &Supplement, event: SupplementEvent) -> Result<()> {
    let step: Step<SupplementState> = Step::new(supplement.state, event)?;
    store::step_supplement(tx, supplement, &step)
}

fn supplement(tx: &mut Tx, contract: &Contract, position: i64) -> Result<Supplement> {
    let all = store::find_supplements(tx.conn, contract.id)?;
    all.into_iter().find(|s| s.position == position).ok_or(Error::Missing)
}

fn performing(tx: &mut Tx, no: &str) -> Result<Contract> {
    let contract = store::find_by_no(tx.conn, no)?;
    if contract.state == ContractState::Performing { Ok(contract) } else { Err(Code::WrongState.into()) }
}

fn advance(tx: &mut Tx, contract: &Contract, event: ContractEvent, reason: Option<&str>) -> Result<Contract> {
    store::step(tx, contract, &Step::new(contract.state, event)?, reason)
}

/// The role at the buying department, and the duty in this purchase.
fn official(tx: &mut Tx, c: &Contract, role: Role, duty: Duty) -> Result<crate::kernel::actor::AccountId> {
    tx.official(role, (BodyKind::Authority, c.authority_id.0))?;
    duties::check(tx, c.tender_id.0, duty)
}
