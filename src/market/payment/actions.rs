//! Verbs of payments; each runs in one transaction.
use super::{
    model::{Payment, PaymentEvent, PaymentState, Request},
    store,
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Code, Reasons, Result},
        state::Step,
    },
    market::{
        acceptance,
        contract::{
            self, Contract, ContractState,
            jobs::{Letter, Tell},
        },
        duties::{self, Duty},
        money::{self, Purse, Transfer},
        tender,
    },
    platform::db::{Event, Tx},
};

/// Asks for a payment against an acceptance: contract, acceptance and budget are matched, and the claim is taken.
///
/// # Errors
/// [`Code::PaymentTooMuch`], [`Code::NotYourRole`], [`Code::SamePerson`].
pub fn prepare(tx: &mut Tx, acceptance_no: &str, request: &Request) -> Result<Payment> {
    let accepted = acceptance::find_by_no(tx.conn, acceptance_no)?;
    let contract = contract::find(tx.conn, accepted.contract_id)?;
    official(tx, &contract, Role::Finance, Duty::Prepare)?;
    matched(tx, &contract)?;
    acceptance::claim(tx, &accepted, request.amount)?;
    let payment = store::insert(tx, &contract, &accepted, request)?;
    let event = Event::private("market.payment.prepared").with("amount", payment.amount.fen());
    tx.record(("payment", &payment.no), event)?;
    Ok(payment)
}

/// The three-way match: the contract is in force, what is payable under it covers what is asked, and together it stays
/// within the sum of the contract.
fn matched(tx: &mut Tx, contract: &Contract) -> Result<()> {
    let accepted = acceptance::accepted_total(tx.conn, contract.id)?;
    let mut r = Reasons::default();
    r.require(matches!(contract.state, ContractState::Performing | ContractState::Completed), Code::WrongState);
    r.require(accepted <= contract.total(), Code::PaymentMismatch);
    r.done()
}

/// Confirms a payment with the treasury's voucher. The second person never had another part in this purchase.
///
/// # Errors
/// [`Code::SamePerson`], [`Code::VoucherUsed`], [`Code::WrongState`], [`Code::NotYourRole`].
pub fn confirm(tx: &mut Tx, no: &str, voucher: &str) -> Result<Payment> {
    let payment = store::find_by_no(tx.conn, no)?;
    let contract = contract::find(tx.conn, payment.contract_id)?;
    official(tx, &contract, Role::Payer, Duty::Pay)?;
    let step: Step<PaymentState> = Step::new(payment.state, PaymentEvent::Confirm)?;
    store::step(tx, &payment, &step, None)?;
    let event = Event::public("market.payment.confirmed")
        .with("contract", contract.no.as_str())
        .with("amount", payment.amount.fen())
        .with("voucher", voucher)
        .with("pay_by", payment.pay_by.to_string());
    let entry = tx.record(("payment", no), event)?;
    store::set_voucher(tx, payment.id, voucher, entry)?;
    acceptance::pay(tx, payment.acceptance_id, payment.amount)?;
    let transfer = Transfer {
        kind: "paid",
        subject: no.to_owned(),
        from: Purse::Payable(contract.id.0),
        to: Purse::Supplier(contract.organization_id.0),
        amount: payment.amount,
    };
    money::post(tx, &transfer)?;
    settle(tx, &contract)?;
    tx.enqueue(&Tell::about(contract.id, Letter::Paid, no, Some(payment.amount)))?;
    store::find_by_no(tx.conn, no)
}

/// When everything accepted of a completed contract is paid, contract and tender are done.
fn settle(tx: &mut Tx, contract: &Contract) -> Result<()> {
    let open = acceptance::of_contract(tx.conn, contract.id)?.iter().any(|a| a.paid < a.accepted_value);
    if open || contract.state != ContractState::Completed {
        return Ok(());
    }
    contract::mark_settled(tx, contract)?;
    let tender = tender::find(tx.conn, contract.tender_id)?;
    tender::mark_paid(tx, &tender)?;
    Ok(())
}

/// Withdraws a payment that is not confirmed; its claim is free again. Whoever may prepare or confirm may do it.
///
/// # Errors
/// [`Code::WrongState`], [`Code::NotYourRole`], [`Code::SamePerson`].
pub fn withdraw(tx: &mut Tx, no: &str, reason: &str) -> Result<Payment> {
    let payment = store::find_by_no(tx.conn, no)?;
    let contract = contract::find(tx.conn, payment.contract_id)?;
    if tx.actor.is_at(Role::Payer, contract.authority_id) {
        official(tx, &contract, Role::Payer, Duty::Pay)?;
    } else {
        official(tx, &contract, Role::Finance, Duty::Prepare)?;
    }
    let step: Step<PaymentState> = Step::new(payment.state, PaymentEvent::Withdraw)?;
    store::step(tx, &payment, &step, Some(reason))?;
    acceptance::release(tx, payment.acceptance_id, payment.amount)?;
    tx.record(("payment", no), Event::private("market.payment.withdrawn"))?;
    store::find_by_no(tx.conn, no)
}

fn official(tx: &mut Tx, contract: &Contract, role: Role, duty: Duty) -> Result<()> {
    tx.official(role, (BodyKind::Authority, contract.authority_id.0))?;
    duties::check(tx, contract.tender_id.0, duty)?;
    Ok(())
}
