//! Statements of `payments`.
use super::model::{NewPayment, Payment, PaymentEvent, PaymentId, PaymentState, Request};
use crate::{
    kernel::{
        actor::{AuthorityId, OrganizationId},
        money::Money,
        refusal::{Code, Error, Result},
        state::Step,
    },
    market::{
        acceptance::Acceptance,
        contract::{Contract, ContractId},
    },
    platform::db::{Conn, Tx},
    schema::payments,
};
use diesel::{
    dsl::sql,
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
    sql_types::BigInt,
};

/// A payment by its number.
///
/// # Errors
/// [`Error::Missing`].
pub fn find_by_no(c: &mut Conn, no: &str) -> Result<Payment> {
    Ok(payments::table.filter(payments::no.eq(no)).select(Payment::as_select()).first(c)?)
}

/// Payments of a contract, oldest first.
///
/// # Errors
/// A fault of the database.
pub fn of_contract(c: &mut Conn, contract: ContractId) -> Result<Vec<Payment>> {
    Ok(payments::table
        .filter(payments::contract_id.eq(contract.0))
        .order(payments::id)
        .select(Payment::as_select())
        .load(c)?)
}

/// Confirmed payments to an organization, newest first.
///
/// # Errors
/// A fault of the database.
pub fn of_organization(c: &mut Conn, organization: OrganizationId) -> Result<Vec<Payment>> {
    Ok(payments::table
        .filter(payments::organization_id.eq(organization.0))
        .filter(payments::state.eq(PaymentState::Confirmed))
        .order(payments::id.desc())
        .limit(100)
        .select(Payment::as_select())
        .load(c)?)
}

/// Payments of the departments that wait for confirmation, by their last day.
///
/// # Errors
/// A fault of the database.
pub fn prepared(c: &mut Conn, authorities: &[i64]) -> Result<Vec<Payment>> {
    Ok(payments::table
        .filter(payments::authority_id.eq_any(authorities))
        .filter(payments::state.eq(PaymentState::Prepared))
        .order((payments::pay_by, payments::id))
        .limit(300)
        .select(Payment::as_select())
        .load(c)?)
}

/// Payments of a department with one of these vouchers.
pub(super) fn by_vouchers(c: &mut Conn, authority: AuthorityId, vouchers: &[String]) -> Result<Vec<Payment>> {
    Ok(payments::table
        .filter(payments::authority_id.eq(authority.0))
        .filter(payments::voucher.eq_any(vouchers))
        .select(Payment::as_select())
        .load(c)?)
}

/// Everything paid under a contract.
///
/// # Errors
/// A fault of the database.
pub fn paid_total(c: &mut Conn, contract: ContractId) -> Result<Money> {
    let fen = payments::table
        .filter(payments::contract_id.eq(contract.0))
        .filter(payments::state.eq(PaymentState::Confirmed))
        .select(sql::<BigInt>("CAST(COALESCE(SUM(amount),0) AS BIGINT)"))
        .first(c)?;
    Ok(Money::from_fen(fen))
}

pub(super) fn insert(tx: &mut Tx, contract: &Contract, acceptance: &Acceptance, request: &Request) -> Result<Payment> {
    let before: i64 = payments::table.filter(payments::contract_id.eq(contract.id.0)).count().get_result(tx.conn)?;
    let no = format!("{}-P{}", contract.no, before + 1);
    let row = (
        payments::no.eq(&no),
        payments::contract_id.eq(contract.id),
        payments::acceptance_id.eq(acceptance.id),
        payments::authority_id.eq(contract.authority_id),
        payments::organization_id.eq(contract.organization_id),
        payments::amount.eq(request.amount),
        payments::invoice_no.eq(&request.invoice_no),
        payments::state.eq(PaymentState::Prepared),
        payments::prepared_by.eq(tx.account()?),
        payments::prepared_at.eq(tx.now),
        payments::pay_by.eq(acceptance.pay_by),
    );
    diesel::insert_into(payments::table).values(row).execute(tx.conn)?;
    find_by_no(tx.conn, &no)
}

/// The one place that writes a payment's state.
pub(super) fn step(tx: &mut Tx, old: &Payment, step: &Step<PaymentState>, reason: Option<&str>) -> Result<()> {
    let target = payments::table
        .filter(payments::id.eq(old.id))
        .filter(payments::state.eq(step.from()))
        .filter(payments::version.eq(old.version));
    let set = (payments::state.eq(step.to()), payments::reason.eq(reason), payments::version.eq(payments::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    if step.event() == PaymentEvent::Confirm {
        let who = (payments::confirmed_by.eq(tx.actor.account()), payments::confirmed_at.eq(Some(tx.now)));
        diesel::update(payments::table.find(old.id.0)).set(who).execute(tx.conn)?;
    }
    tx.history(old.id.0, step, reason)
}

/// Notes the voucher and the ledger entry of a confirmed payment; a voucher pays once.
pub(super) fn set_voucher(tx: &mut Tx, id: PaymentId, voucher: &str, entry: i64) -> Result<()> {
    let set = (payments::voucher.eq(Some(voucher)), payments::entry_id.eq(Some(entry)));
    match tx.attempt(|c| diesel::update(payments::table.find(id.0)).set(set).execute(c)) {
        Ok(_) => Ok(()),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Err(Code::VoucherUsed.into()),
        Err(e) => Err(e.into()),
    }
}

/// Writes many confirmed payments, for the demonstration.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(tx: &mut Tx, list: &[NewPayment]) -> Result<()> {
    for part in list.chunks(300) {
        let rows: Vec<_> = part
            .iter()
            .map(|n| {
                (
                    payments::no.eq(n.no.as_str()),
                    payments::contract_id.eq(n.contract_id),
                    payments::acceptance_id.eq(n.acceptance_id),
                    payments::authority_id.eq(n.authority_id),
                    payments::organization_id.eq(n.organization_id),
                    payments::amount.eq(n.amount),
                    payments::invoice_no.eq(n.invoice_no.as_str()),
                    payments::state.eq(PaymentState::Confirmed),
                    payments::prepared_by.eq(n.prepared_by),
                    payments::prepared_at.eq(n.prepared_at),
                    payments::pay_by.eq(n.pay_by),
                    payments::confirmed_by.eq(Some(n.confirmed_by)),
                    payments::confirmed_at.eq(Some(n.confirmed_at)),
                    payments::voucher.eq(Some(n.voucher.as_str())),
                    payments::entry_id.eq(n.entry_id),
                )
            })
            .collect();
        crate::both!(&mut *tx.conn, c => diesel::insert_into(payments::table).values(&rows).execute(c))?;
    }
    Ok(())
}
