//! Nouns of the review.
use crate::{
    id_type,
    kernel::{
        actor::{AccountId, OrganizationId},
        money::Money,
        refusal::Error,
        time::{Day, Ts},
    },
    market::{bid::BidId, tender::TenderId},
    platform::db::Json,
    schema::{bid_checks, committee_members, committees},
    state_table, text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

id_type! {
    /// A committee member's row.
    MemberId,
}

state_table! {
    /// Life of a seat in the committee 评标委员会成员.
    pub enum MemberState by MemberEvent as "committee_member" {
        /// 已抽取: has not declared yet and sees no bid.
        Drawn = "drawn" { Declare => Ready, Withdraw => Withdrawn },
        /// 评审中: declared no tie, scores.
        Ready = "ready" { Lock => Locked, Withdraw => Withdrawn },
        /// 已锁定: signed.
        Locked = "locked" { Correct => Correcting },
        /// 更正中: objective items were scored differently and may be corrected (`PR-84`).
        Correcting = "correcting" { Lock => Locked },
        /// 已回避.
        Withdrawn = "withdrawn" {},
    } events { Declare = "declare", Withdraw = "withdraw", Lock = "lock", Correct = "correct" }
}

impl MemberState {
    /// Whether the sheet may be changed.
    #[must_use]
    pub fn is_writing(self) -> bool {
        matches!(self, Self::Ready | Self::Correcting)
    }
}

text_enum! {
    /// What ties a reviewer to a bidder (`PR-90`).
    pub enum TieKind {
        /// 劳动关系.
        Employment = "employment",
        /// 理事、监事.
        Council = "council",
        /// 举办者、主要捐赠人, controlling person.
        Control = "control",
        /// 亲属关系 with the head.
        Family = "family",
        /// Anything else that may affect fairness.
        Other = "other",
    }
}

text_enum! {
    /// Which check of a bid.
    pub enum CheckKind {
        /// 资格审查 by the department.
        Qualification = "qualification",
        /// 符合性审查 by the committee's majority.
        Compliance = "compliance",
    }
}

/// The draw.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = committees)]
pub struct Committee {
    /// Row.
    pub id: i64,
    /// 32 random bytes in hex.
    pub seed: String,
    /// Everybody who could be drawn, by account.
    pub pool: Json<Vec<AccountId>>,
    /// Seats.
    pub seats: i64,
    /// When.
    pub drawn_at: Ts,
    /// Ledger entry.
    pub entry_id: i64,
}

/// A seat of the committee.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = committee_members)]
pub struct Member {
    /// Row.
    pub id: MemberId,
    /// The tender.
    pub tender_id: TenderId,
    /// Who.
    pub account_id: AccountId,
    /// Place in the draw, from 1.
    pub position: i64,
    /// Where it stands.
    pub state: MemberState,
    /// When the declaration was made.
    pub declared_at: Option<Ts>,
    /// Why the member withdrew.
    pub withdrawal: Option<String>,
    /// Written dissent (`PR-75`).
    pub dissent: Option<String>,
    /// SHA-256 of the signed sheet.
    pub sheet_sha256: Option<String>,
    /// When it was signed.
    pub locked_at: Option<Ts>,
    /// Private ledger entry of the signature.
    pub entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

/// A member's verdict on one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether it complies with the documents.
    pub passed: bool,
    /// Why not; and any remark, such as on a clearly low price (`PR-82`).
    pub reason: String,
}

/// A member's score of one item of one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Hundredths of a point.
    pub points: i64,
    /// A remark.
    pub note: String,
}

/// Everything one member wrote: the bytes of its canonical JSON are what the member signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// By bid.
    pub verdicts: BTreeMap<BidId, Verdict>,
    /// By bid and scoring item.
    pub scores: BTreeMap<(BidId, i64), Score>,
}

/// A check of one bid.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = bid_checks)]
pub struct Check {
    /// Which bid.
    pub bid_id: BidId,
    /// Which check.
    pub kind: CheckKind,
    /// Outcome.
    pub passed: bool,
    /// Why not.
    pub reason: String,
    /// When.
    pub checked_at: Ts,
}

/// A ranked bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// The bid.
    pub bid_id: BidId,
    /// The bidder.
    pub organization_id: OrganizationId,
    /// Mean of the members' sums, exact.
    pub quality: super::score::Points,
    /// Price score, exact.
    pub price_points: super::score::Points,
    /// Both, exact.
    pub total: super::score::Points,
    /// The amount offered.
    pub offered: Money,
    /// Rank; equal ones share it.
    pub rank: i64,
    /// Place among the candidates; ties in the order of the lot.
    pub position: i64,
    /// Clearly lower than the others (`PR-82`).
    pub is_low: bool,
}

impl From<super::score::TooLarge> for Error {
    fn from(e: super::score::TooLarge) -> Self {
        Self::Fault(e.into())
    }
}

/// A tie as a member declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredTie {
    /// With whom.
    pub organization: OrganizationId,
    /// What.
    pub kind: TieKind,
    /// The last day; nothing while it lasts.
    pub until: Option<Day>,
}
