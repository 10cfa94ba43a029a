//! Nouns of a revocation.
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    schema::revocations,
    state_table, text_enum,
};
use diesel::prelude::*;

text_enum! {
    /// What is taken away.
    #[schema(as = RevocationMeasure)]
    pub enum Measure {
        /// 撤销登记.
        Registration = "registration",
        /// 吊销登记证书.
        Certificate = "certificate",
    }
}

text_enum! {
    /// Grounds of the law (社会团体登记管理条例 art. 29, 30; 民办非企业单位登记管理暂行条例 art. 24, 25; 慈善法).
    #[schema(as = RevocationGround)]
    pub enum Ground {
        /// 弄虚作假骗取登记.
        Fraud = "fraud",
        /// 自取得登记证书之日起一年未开展活动.
        Idle = "idle",
        /// 涂改、出租、出借登记证书或者印章，情节严重.
        Misuse = "misuse",
        /// 超出章程规定的宗旨和业务范围进行活动，情节严重.
        OffCharter = "off_charter",
        /// 拒不接受或者不按照规定接受监督检查，情节严重.
        Uninspected = "uninspected",
        /// 不按照规定办理变更登记，情节严重.
        Unchanged = "unchanged",
        /// 违反规定设立分支机构、代表机构或者疏于管理，造成严重后果.
        Branches = "branches",
        /// 从事营利性的经营活动，情节严重.
        Profit = "profit",
        /// 侵占、私分、挪用资产或者捐赠，情节严重.
        Embezzlement = "embezzlement",
        /// 违反规定收取费用、筹集资金或者接受、使用捐赠，情节严重.
        Funds = "funds",
        /// 慈善组织未按照慈善宗旨开展活动等，情节严重 (慈善法).
        Charity = "charity",
    }
}

impl Ground {
    /// What it leads to.
    #[must_use]
    pub const fn measure(self) -> Measure {
        match self {
            Self::Charity => Measure::Certificate,
            _ => Measure::Registration,
        }
    }
}

state_table! {
    /// Life of a revocation.
    pub enum RevocationState by RevocationEvent as "revocation" {
        /// 已事先告知: facts, reasons, basis and rights were told (行政处罚法 art. 44).
        Noticed = "noticed" { State => Stated, Ask => Hearing, Revoke => Revoked, Drop => Dropped },
        /// 已陈述申辩 (行政处罚法 art. 45).
        Stated = "stated" { Ask => Hearing, Revoke => Revoked, Drop => Dropped },
        /// 已申请听证 (行政处罚法 art. 63).
        Hearing = "hearing" { Hold => Heard, Drop => Dropped },
        /// 已听证 (行政处罚法 art. 64).
        Heard = "heard" { Revoke => Revoked, Drop => Dropped },
        /// 已撤销登记或者吊销证书.
        Revoked = "revoked" {},
        /// 不予撤销.
        Dropped = "dropped" {},
    } events {
        /// 陈述申辩
        State = "state",
        /// 申请听证
        Ask = "ask",
        /// 举行听证
        Hold = "hold",
        /// 撤销
        Revoke = "revoke",
        /// 不予撤销
        Drop = "drop",
    }
}

impl RevocationState {
    /// Whether something may still happen: an organization has one open revocation at a time.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Revoked | Self::Dropped)
    }
}

/// A revocation as its row has it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = revocations)]
pub struct Revocation {
    /// Row.
    pub id: i64,
    /// Its number, such as `510903-20261123-CX-00001`.
    pub no: String,
    /// Whom it concerns.
    pub organization_id: OrganizationId,
    /// The registration authority that decides.
    pub authority_id: AuthorityId,
    /// Why.
    pub ground: Ground,
    /// The facts, with the evidence.
    pub facts: String,
    /// Where it stands.
    pub state: RevocationState,
    /// When the notice was given.
    pub noticed_at: Ts,
    /// Who gave it.
    pub noticed_by: AccountId,
    /// Last day to state its case and to ask for a hearing.
    pub answer_by: Day,
    /// What the organization says.
    pub statement: Option<String>,
    /// When it said so.
    pub stated_at: Option<Ts>,
    /// First day on which the hearing may be held.
    pub hearing_from: Option<Day>,
    /// The day of the hearing.
    pub heard_on: Option<Day>,
    /// Its record 听证笔录.
    pub record: Option<String>,
    /// Who held it.
    pub heard_by: Option<AccountId>,
    /// Reasons of the decision.
    pub decision: Option<String>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Ts>,
    /// Ledger entry of the revocation.
    pub entry_id: Option<i64>,
    /// For compare-and-set.
    pub version: i64,
}
