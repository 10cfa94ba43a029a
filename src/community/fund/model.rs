//! Nouns of the development fund.
use crate::{
    id_type,
    kernel::{
        actor::{AccountId, OrganizationId},
        money::Money,
        time::{Day, Ts},
    },
    schema::donations,
    state_table,
};
use diesel::prelude::*;

id_type! {
    /// A donation's row; also the payment id the provider knows.
    DonationId,
}

state_table! {
    /// Life of a donation 捐款.
    pub enum DonationState by DonationEvent as "donation" {
        /// 待支付: the giver is at the provider's page.
        Pending = "pending" { Pay => Paid, Fail => Failed },
        /// 未支付: the page was left. A payment that arrives later still counts.
        Failed = "failed" { Pay => Paid },
        /// 待复核: finance recorded a transfer.
        Recorded = "recorded" { Pay => Paid, Drop => Dropped },
        /// 已到账.
        Paid = "paid" { AskRefund => Refunding, Refund => Refunded },
        /// 退款中.
        Refunding = "refunding" { Refund => Refunded, KeepIt => Paid },
        /// 已退款.
        Refunded = "refunded" {},
        /// 已作废.
        Dropped = "dropped" {},
    } events {
        Pay = "pay", Fail = "fail", Drop = "drop", AskRefund = "ask_refund", Refund = "refund", KeepIt = "keep",
    }
}

/// A donation.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = donations)]
pub struct Donation {
    /// Row.
    pub id: DonationId,
    /// Public number.
    pub no: String,
    /// Part of the giver's own address.
    pub secret: String,
    /// How much.
    pub amount: Money,
    /// How much went back.
    pub refunded: Money,
    /// What the giver wants to be called; none for anonymous.
    pub nickname: Option<String>,
    /// A few words.
    pub message: Option<String>,
    /// `stripe` or `voucher`.
    pub provider: String,
    /// Where it stands.
    pub state: DonationState,
    /// The provider's id of the payment page.
    pub checkout: Option<String>,
    /// The provider's id of the payment.
    pub payment_intent: Option<String>,
    /// Voucher of a transfer.
    pub voucher: Option<String>,
    /// Who recorded a transfer.
    pub prepared_by: Option<AccountId>,
    /// Who asked for a refund.
    pub refund_asked_by: Option<AccountId>,
    /// When it was begun.
    pub created_at: Ts,
    /// When the money was there.
    pub paid_at: Option<Ts>,
    /// Ledger entry.
    pub entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

/// What a giver writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gift {
    /// How much.
    pub amount: Money,
    /// What the giver wants to be called.
    pub nickname: Option<String>,
    /// A few words.
    pub message: Option<String>,
    /// Where the receipt goes.
    pub email: Option<String>,
}

/// A transfer as finance records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferIn {
    /// The gift.
    pub gift: Gift,
    /// Number of the bank's or the treasury's voucher.
    pub voucher: String,
}

/// A paid donation as the maker of demonstration data writes it.
#[derive(Debug, Clone)]
pub struct NewDonation {
    /// Number.
    pub no: String,
    /// How much.
    pub amount: Money,
    /// Nickname.
    pub nickname: Option<String>,
    /// Message.
    pub message: Option<String>,
    /// When.
    pub paid_at: Ts,
    /// Ledger entry.
    pub entry_id: Option<i64>,
}

/// A grant as the maker of demonstration data writes it.
#[derive(Debug, Clone)]
pub struct NewGrant {
    /// Number.
    pub no: String,
    /// To whom.
    pub organization_id: OrganizationId,
    /// For what.
    pub title: String,
    /// How much.
    pub amount: Money,
    /// When.
    pub granted_on: Day,
    /// Ledger entry.
    pub entry_id: Option<i64>,
}
