//! Nouns of the opening.
use crate::{
    kernel::{
        actor::{AccountId, OrganizationId},
        money::Money,
        time::Ts,
    },
    market::{
        bid::{Bid, Problem, TechnicalContent},
        tender::{EnvelopeKind, TenderId},
    },
    platform::{files::Stored, files::inspect::Accepted},
    schema::openings,
};
use age::secrecy::SecretString;
use diesel::prelude::*;

/// A finished act of opening.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = openings)]
pub struct Opening {
    /// Row.
    pub id: i64,
    /// The tender.
    pub tender_id: TenderId,
    /// Which envelopes.
    pub envelope: EnvelopeKind,
    /// Who started the act.
    pub first_account_id: AccountId,
    /// Who stood beside.
    pub second_account_id: AccountId,
    /// When.
    pub opened_at: Ts,
    /// Why nothing was opened, if so.
    pub failed: Option<String>,
    /// Lock B, kept under the keyring for the auditor's bundle once everything it shut is open.
    pub sealed_lock_b: Option<Vec<u8>>,
    /// Ledger entry of the intent, written before lock A was released.
    pub released_entry_id: i64,
    /// Ledger entry of the record.
    pub entry_id: i64,
}

/// Two members with their passphrases.
#[derive(Clone)]
pub struct Keys {
    /// Passphrase of whoever acts.
    pub own: SecretString,
    /// Place of the other member, 1 to 3.
    pub other: i64,
    /// Passphrase of the other member.
    pub others: SecretString,
}

/// A file taken out of an envelope and stored.
#[derive(Debug, Clone)]
pub struct Taken {
    /// What it is.
    pub accepted: Accepted,
    /// Where it lies.
    pub stored: Stored,
}

/// One technical envelope as the act found it.
#[derive(Debug, Clone)]
pub struct Technical {
    /// The bid.
    pub bid: Bid,
    /// Whose it is.
    pub organization: OrganizationId,
    /// What was inside, or why it is invalid.
    pub content: Result<(TechnicalContent, Vec<Taken>), Problem>,
}

/// One price envelope as the act found it.
#[derive(Debug, Clone)]
pub struct Price {
    /// The bid.
    pub bid: Bid,
    /// What was offered, or why it is invalid.
    pub content: Result<(Money, Vec<Taken>), Problem>,
}
