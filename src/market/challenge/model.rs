//! Nouns of challenges.
use crate::{
    kernel::{
        actor::{AccountId, OrganizationId},
        time::{Day, Ts},
    },
    market::tender::TenderId,
    schema::challenges,
    state_table, text_enum,
};
use diesel::prelude::*;

text_enum! {
    /// What is disputed (Reg. art. 53).
    pub enum Against {
        /// 采购文件: the documents.
        Documents = "documents",
        /// 采购过程: the opening and the review.
        Process = "process",
        /// 中标（成交）结果: the result.
        Result = "result",
    }
}

text_enum! {
    /// What an upheld challenge leads to (94号 art. 16).
    pub enum Consequence {
        /// 修改后继续: the documents are changed and the purchase goes on.
        Changed = "changed",
        /// 退回重新确定: back to the candidates, the winner is fixed anew.
        Refixed = "refixed",
        /// 终止: the purchase stops and begins anew.
        Stopped = "stopped",
    }
}

state_table! {
    /// Life of a challenge 质疑.
    pub enum ChallengeState by ChallengeEvent as "challenge" {
        /// 已提出.
        Lodged = "lodged" { Uphold => Upheld, Reject => Rejected, Withdraw => Withdrawn },
        /// 质疑成立.
        Upheld = "upheld" {},
        /// 质疑不成立.
        Rejected = "rejected" {},
        /// 已撤回.
        Withdrawn = "withdrawn" {},
    } events { Uphold = "uphold", Reject = "reject", Withdraw = "withdraw" }
}

/// A challenge.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = challenges)]
pub struct Challenge {
    /// Row.
    pub id: i64,
    /// Its number, such as `510903-20261123-ZY-00001`.
    pub no: String,
    /// Which tender.
    pub tender_id: TenderId,
    /// Who challenges; shown to the department, supervision and the challenger only.
    pub organization_id: OrganizationId,
    /// The person who lodged it.
    pub lodged_by: AccountId,
    /// When.
    pub lodged_at: Ts,
    /// What is disputed.
    pub against: Against,
    /// The day on which the challenger came to know.
    pub known_on: Day,
    /// Facts and reasons.
    pub facts: String,
    /// What is asked for.
    pub request: String,
    /// Where it stands.
    pub state: ChallengeState,
    /// Last day for the reply (`PR-53`).
    pub reply_by: Day,
    /// The reply.
    pub reply: Option<String>,
    /// Who replied.
    pub replied_by: Option<AccountId>,
    /// When.
    pub replied_at: Option<Ts>,
    /// What follows from an upheld one.
    pub consequence: Option<Consequence>,
    /// Ledger entry of the lodging.
    pub entry_id: Option<i64>,
    /// Ledger entry of the reply.
    pub reply_entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

/// A challenge as an organization writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChallenge {
    /// Who challenges.
    pub organization: OrganizationId,
    /// What is disputed.
    pub against: Against,
    /// The day on which the challenger came to know.
    pub known_on: Day,
    /// Facts and reasons.
    pub facts: String,
    /// What is asked for.
    pub request: String,
}

/// A reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReply {
    /// What follows; nothing when the challenge is rejected.
    pub consequence: Option<Consequence>,
    /// Facts and grounds of the reply.
    pub text: String,
}
