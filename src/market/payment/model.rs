//! Nouns of payments.
use crate::{
    id_type,
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        money::Money,
        time::{Day, Ts},
    },
    market::{acceptance::AcceptanceId, contract::ContractId},
    schema::payments,
    state_table,
};
use diesel::prelude::*;

id_type! {
    /// A payment's row.
    PaymentId,
}

state_table! {
    /// Life of a payment.
    pub enum PaymentState by PaymentEvent as "payment" {
        /// 待复核: waits for the second person.
        Prepared = "prepared" { Confirm => Confirmed, Withdraw => Withdrawn },
        /// 已支付: the treasury has paid, its voucher is noted.
        Confirmed = "confirmed" {},
        /// 已撤回.
        Withdrawn = "withdrawn" {},
    } events { Confirm = "confirm", Withdraw = "withdraw" }
}

/// A payment.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = payments)]
pub struct Payment {
    /// Row.
    pub id: PaymentId,
    /// Number: the contract's, `-P` and a sequence.
    pub no: String,
    /// The contract.
    pub contract_id: ContractId,
    /// What it pays.
    pub acceptance_id: AcceptanceId,
    /// Who pays.
    pub authority_id: AuthorityId,
    /// Who is paid.
    pub organization_id: OrganizationId,
    /// How much.
    pub amount: Money,
    /// The supplier's invoice.
    pub invoice_no: String,
    /// Where it stands.
    pub state: PaymentState,
    /// Who prepared it.
    pub prepared_by: AccountId,
    /// When.
    pub prepared_at: Ts,
    /// Last day (`PR-64`).
    pub pay_by: Day,
    /// When it was confirmed.
    pub confirmed_at: Option<Ts>,
    /// The treasury's voucher; unique at the department.
    pub voucher: Option<String>,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    /// Ledger entry.
    pub entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

/// What finance asks to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// How much.
    pub amount: Money,
    /// The supplier's invoice.
    pub invoice_no: String,
}

/// A confirmed payment as the maker of demonstration data writes it.
#[derive(Debug, Clone)]
pub struct NewPayment {
    /// Number.
    pub no: String,
    /// The contract.
    pub contract_id: ContractId,
    /// What it pays.
    pub acceptance_id: AcceptanceId,
    /// Who pays.
    pub authority_id: AuthorityId,
    /// Who is paid.
    pub organization_id: OrganizationId,
    /// How much.
    pub amount: Money,
    /// The supplier's invoice.
    pub invoice_no: String,
    /// Who prepared it.
    pub prepared_by: AccountId,
    /// When.
    pub prepared_at: Ts,
    /// Last day.
    pub pay_by: Day,
    /// Who confirmed it.
    pub confirmed_by: AccountId,
    /// When.
    pub confirmed_at: Ts,
    /// The treasury's voucher.
    pub voucher: String,
    /// Ledger entry.
    pub entry_id: Option<i64>,
}
