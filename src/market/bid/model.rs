//! Nouns of bids.
use crate::{
    id_type,
    kernel::{actor::OrganizationId, money::Money, time::Ts},
    market::tender::TenderId,
    platform::db::Json,
    schema::bids,
    state_table, text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

id_type! {
    /// A bid's row.
    BidId,
}

state_table! {
    /// Life of a bid 投标文件.
    pub enum BidState by BidEvent as "bid" {
        /// 已封存: in the box, openable by nobody yet.
        Sealed = "sealed" { Replace => Replaced, Withdraw => Withdrawn, Return => Returned, Open => Opened, Damage => Damaged },
        /// 已被替换 by a later one of the same bidder.
        Replaced = "replaced" {},
        /// 已撤回 before the deadline.
        Withdrawn = "withdrawn" {},
        /// 未开启退回: too few bids, nothing was opened (`PR-83`).
        Returned = "returned" {},
        /// 已开启.
        Opened = "opened" { Reject => Rejected, Win => Won, Lose => Lost },
        /// 损坏: its envelope does not open or is not what the receipt says.
        Damaged = "damaged" {},
        /// 无效投标: did not pass qualification or compliance, or is above the ceiling.
        Rejected = "rejected" {},
        /// 中标.
        Won = "won" { Forfeit => Forfeited },
        /// 未中标.
        Lost = "lost" { Win => Won },
        /// 放弃中标 or lost the award after it (`PR-100`).
        Forfeited = "forfeited" {},
    } events {
        Replace = "replace", Withdraw = "withdraw", Return = "return", Open = "open", Damage = "damage",
        Reject = "reject", Win = "win", Lose = "lose", Forfeit = "forfeit",
    }
}

text_enum! {
    /// Why an envelope counts as invalid.
    #[schema(as = EnvelopeProblem)]
    pub enum Problem {
        /// The stored bytes are gone.
        Missing = "missing",
        /// The bytes are not those of the receipt.
        HashDiffers = "hash_differs",
        /// One of the two layers does not open.
        DoesNotOpen = "does_not_open",
        /// What is inside is no package of this bid.
        NotAPackage = "not_a_package",
        /// The package belongs to another tender, bidder or receipt.
        OtherBid = "other_bid",
        /// The price is above the ceiling.
        OverCeiling = "over_ceiling",
    }
}

text_enum! {
    /// Something reviewers should see, a signal and no verdict (`PR-91`, `PR-94`).
    pub enum Signal {
        /// The same legal representative as another bidder (`PR-91`).
        SameHead = "same_head",
        /// The same contact telephone as another bidder.
        SameContact = "same_contact",
        /// A file identical to one of another bidder.
        SameFile = "same_file",
        /// The organization is no longer in good standing (`PR-07`).
        Standing = "standing",
    }
}

/// A bid. What the row tells before the opening ends at `entry_id`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = bids)]
pub struct Bid {
    /// Row.
    pub id: BidId,
    /// Keyed hash of tender and organization.
    pub owner: String,
    /// Keyed hash of what was submitted, so that the same thing sent twice is one bid.
    pub content: String,
    /// Random number of the receipt 回执.
    pub receipt_no: String,
    /// When its last byte was read.
    pub received_at: Ts,
    /// Who and for what, sealed to lock A.
    pub identity: Vec<u8>,
    /// SHA-256 of the technical envelope.
    pub technical_sha256: String,
    /// Its size class in bytes.
    pub technical_size: i64,
    /// SHA-256 of the price envelope, where there is one.
    pub price_sha256: Option<String>,
    /// Its size class in bytes.
    pub price_size: Option<i64>,
    /// Where it stands.
    pub state: BidState,
    /// When it was replaced or withdrawn.
    pub ended_at: Option<Ts>,
    /// Private ledger entry of its sealing.
    pub entry_id: i64,
    /// Counts changes.
    pub version: i64,
    /// The tender, known since the opening.
    pub tender_id: Option<TenderId>,
    /// The bidder, known since the opening.
    pub organization_id: Option<OrganizationId>,
    /// Place in the opening record, from 1.
    pub position: Option<i64>,
    /// When its technical envelope was opened.
    pub opened_at: Option<Ts>,
    /// What was inside.
    pub technical: Option<Json<TechnicalContent>>,
    /// What reviewers should see.
    pub signals: Option<Json<Vec<Signal>>>,
    /// Why the technical envelope is invalid.
    pub problem: Option<Problem>,
    /// The price offered, known since the price opening.
    pub price: Option<Money>,
    /// When the price was opened.
    pub price_opened_at: Option<Ts>,
    /// Why the price envelope is invalid.
    pub price_problem: Option<Problem>,
}

/// One answer to a scoring item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Key of the item.
    pub key: String,
    /// What the bidder says to it.
    pub text: String,
}

/// What a technical package says about itself; its files lie beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TechnicalContent {
    /// Project number.
    pub tender: String,
    /// Credit code of the bidder.
    pub organization: String,
    /// Its name.
    pub name: String,
    /// The receipt.
    pub receipt_no: String,
    /// When the last byte was read.
    pub received_at: Ts,
    /// The service plan.
    pub plan: String,
    /// Answers to the scoring items.
    pub answers: Vec<Answer>,
    /// Filed organizations and others that will help, named in the plan (`PR-20`).
    pub partners: String,
    /// Whom to ask.
    pub contact_name: String,
    /// How to reach them.
    pub contact_phone: String,
    /// The written statement of no major breach in three years was given (`PR-08`, `PR-09`).
    pub states_no_breach: bool,
    /// The price, where the procedure has no envelope of its own for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
}

/// What a price package says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceContent {
    /// Project number.
    pub tender: String,
    /// Credit code of the bidder.
    pub organization: String,
    /// The receipt.
    pub receipt_no: String,
    /// The price offered, in fen.
    pub price: Money,
}

/// A file as it came, still in memory. It shows nothing of itself in logs.
#[derive(Clone)]
pub struct RawFile {
    /// The field it came in.
    pub field: String,
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A bid as it was sent, in memory only. It has no `Debug` on purpose: nothing of it may reach a log.
#[derive(Clone)]
pub struct Content {
    /// The service plan.
    pub plan: String,
    /// Answers in the order of the scoring items.
    pub answers: Vec<Answer>,
    /// Partners named in the plan.
    pub partners: String,
    /// Whom to ask.
    pub contact_name: String,
    /// How to reach them.
    pub contact_phone: String,
    /// The price.
    pub price: Money,
    /// Files of the technical package.
    pub files: Vec<RawFile>,
    /// The price list.
    pub price_list: Option<RawFile>,
}

/// A technical envelope that opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Which bid.
    pub bid: BidId,
    /// Whose.
    pub organization: OrganizationId,
    /// Place in the record.
    pub position: i64,
    /// What was inside.
    pub content: TechnicalContent,
    /// What reviewers should see.
    pub signals: Vec<Signal>,
}
