//! Nouns of the two lists.
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    schema::listings,
    state_table, text_enum,
};
use diesel::prelude::*;

text_enum! {
    /// Which list.
    pub enum List {
        /// 活动异常名录 (`SO-121`).
        Abnormal = "abnormal",
        /// 严重违法失信名单 (`SO-125`).
        Serious = "serious",
    }
}

text_enum! {
    /// Why an organization is listed: the triggers of `SO-121`, then those of `SO-125` in their order.
    #[schema(as = ListingGround)]
    pub enum Ground {
        /// 未按规定时限和要求报送年度工作报告.
        ReportLate = "report_late",
        /// 未按要求设立党组织.
        PartyOrganization = "party_organization",
        /// 未按期完成整改.
        RectificationLate = "rectification_late",
        /// 公开募捐的慈善组织有办法所列情形.
        FundRaising = "fund_raising",
        /// 受到警告或者不满五万元罚款.
        LightPenalty = "light_penalty",
        /// 通过登记的住所无法取得联系: two registered letters unanswered.
        Unreachable = "unreachable",
        /// 其他应当列入活动异常名录的情形.
        OtherAbnormal = "other_abnormal",
        /// 被列入活动异常名录满二年.
        LongAbnormal = "long_abnormal",
        /// 以欺骗手段取得变更登记被撤销.
        FraudulentChange = "fraudulent_change",
        /// 受到限期停止活动处罚.
        ActivitySuspended = "activity_suspended",
        /// 受到五万元以上罚款.
        HeavyFine = "heavy_fine",
        /// 三年内两次以上受到警告或者不满五万元罚款.
        RepeatedPenalty = "repeated_penalty",
        /// 被人民法院纳入失信被执行人名单.
        CourtDefaulter = "court_defaulter",
        /// 被吊销登记证书或者撤销成立登记.
        CertificateRevoked = "certificate_revoked",
        /// 其他应当列入严重违法失信名单的情形.
        OtherSerious = "other_serious",
    }
}

impl Ground {
    /// The list it leads to.
    #[must_use]
    pub const fn list(self) -> List {
        match self {
            Self::ReportLate
            | Self::PartyOrganization
            | Self::RectificationLate
            | Self::FundRaising
            | Self::LightPenalty
            | Self::Unreachable
            | Self::OtherAbnormal => List::Abnormal,
            _ => List::Serious,
        }
    }

    /// Whether there is nothing to put right, so that time alone ends an entry in the abnormal list (`SO-124`).
    #[must_use]
    pub const fn ends_by_time(self) -> bool {
        matches!(self, Self::LightPenalty)
    }

    /// Whether only the clock begins it: a person names the penalties, not what they add up to.
    #[must_use]
    pub const fn is_counted(self) -> bool {
        matches!(self, Self::LongAbnormal | Self::RepeatedPenalty)
    }
}

state_table! {
    /// Life of an entry in a list 列入.
    pub enum ListingState by ListingEvent as "listing" {
        /// 已告知: facts, reasons, basis and rights were told (`SO-127`).
        Noticed = "noticed" { Object => Objected, Enter => Listed, Drop => Dropped },
        /// 已陈述申辩.
        Objected = "objected" { Enter => Listed, Drop => Dropped },
        /// 已列入: public, and what `SO-128` says follows.
        Listed = "listed" { Ask => Asking, Remove => Removed },
        /// 申请移出: still listed.
        Asking = "asking" { Remove => Removed, Refuse => Listed },
        /// 已移出.
        Removed = "removed" {},
        /// 不予列入.
        Dropped = "dropped" {},
    } events { Object = "object", Enter = "enter", Drop = "drop", Ask = "ask", Remove = "remove", Refuse = "refuse" }
}

impl ListingState {
    /// Whether the organization stands on the list now.
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::Listed | Self::Asking)
    }

    /// Whether everybody may read it: once listed, for good (`SO-129`).
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Listed | Self::Asking | Self::Removed)
    }
}

/// An entry in a list, from its notice to its removal.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = listings)]
pub struct Listing {
    /// Row.
    pub id: i64,
    /// Its number, such as `510900-20261123-XY-00001`.
    pub no: String,
    /// Whom it concerns.
    pub organization_id: OrganizationId,
    /// The registration authority that decides.
    pub authority_id: AuthorityId,
    /// Which list.
    pub list: List,
    /// Why.
    pub ground: Ground,
    /// The facts.
    pub facts: String,
    /// Where it stands.
    pub state: ListingState,
    /// When the notice was given.
    pub noticed_at: Ts,
    /// Who gave it; nobody when the clock did.
    pub noticed_by: Option<AccountId>,
    /// Last day to object (`SO-127`).
    pub object_by: Day,
    /// The objection 陈述申辩.
    pub objection: Option<String>,
    /// When it came.
    pub objected_at: Option<Ts>,
    /// Reasons of the latest decision.
    pub decision: Option<String>,
    /// Who decided last; nobody when the clock did.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Ts>,
    /// 列入日期.
    pub listed_on: Option<Day>,
    /// What was put right, in the application for removal.
    pub duty_done: Option<String>,
    /// When removal was asked for.
    pub asked_at: Option<Ts>,
    /// Last day to decide on removal (`SO-124`).
    pub verify_by: Option<Day>,
    /// 移出日期.
    pub removed_on: Option<Day>,
    /// Ledger entry of the latest public act.
    pub entry_id: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

/// A listing written in bulk, for the demonstration and for an imported register.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = listings)]
pub struct NewListing {
    /// Its number.
    pub no: String,
    /// Whom it concerns.
    pub organization_id: OrganizationId,
    /// Who decided.
    pub authority_id: AuthorityId,
    /// Which list.
    pub list: List,
    /// Why.
    pub ground: Ground,
    /// The facts.
    pub facts: String,
    /// Where it stands.
    pub state: ListingState,
    /// When the notice was given.
    pub noticed_at: Ts,
    /// Last day to object.
    pub object_by: Day,
    /// 列入日期.
    pub listed_on: Option<Day>,
    /// 移出日期.
    pub removed_on: Option<Day>,
    /// Reasons of the decision.
    pub decision: Option<String>,
}
