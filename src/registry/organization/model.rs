//! Nouns of registered and filed organizations.
use crate::{
    kernel::{
        actor::{AuthorityId, OrganizationId},
        money::Money,
        refusal::{Error, Reason, Result},
        time::{Day, Ts},
    },
    platform::db::Json,
    schema::organizations,
    text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

text_enum! {
    /// Kinds of social organizations 社会组织类型 (`domain.md` 2.1); the keys of the rulebook.
    pub enum OrganizationKind {
        /// 社会团体.
        Association = "association",
        /// 民办非企业单位, 社会服务机构.
        Service = "service",
        /// 基金会.
        Foundation = "foundation",
        /// 备案社区社会组织: no legal personality.
        Filed = "filed",
    }
}

text_enum! {
    /// Fields of activity 类别, as far as rules and the directory tell them apart (`SO-21`, `SO-151`); keys of the rulebook.
    pub enum Category {
        /// 行业协会商会类.
        Trade = "trade",
        /// 科技类.
        Science = "science",
        /// 公益慈善类.
        Charity = "charity",
        /// 城乡社区服务类.
        Community = "community",
        /// 文化体育类.
        CultureSport = "culture_sport",
        /// 教育培训类.
        Education = "education",
        /// 卫生健康类.
        Health = "health",
        /// 政治法律类.
        PoliticalLegal = "political_legal",
        /// 宗教类.
        Religious = "religious",
        /// 生活服务类, of filed groups.
        LivingService = "living",
        /// 社区事务类, of filed groups.
        CommunityAffairs = "affairs",
        /// 其他.
        Other = "other",
    }
}

text_enum! {
    /// Whether an organization exists, and in what standing.
    pub enum OrganizationStatus {
        /// 正常.
        Active = "active",
        /// 列入活动异常名录 (`SO-121`).
        Abnormal = "abnormal",
        /// 列入严重违法失信名单 (`SO-125`).
        Serious = "serious",
        /// 已注销 (`SO-94`).
        Cancelled = "cancelled",
        /// 已撤销登记或者吊销证书.
        Revoked = "revoked",
    }
}

impl OrganizationStatus {
    /// Whether it no longer acts: cancelled or revoked.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Cancelled | Self::Revoked)
    }
}

text_enum! {
    /// How the organization came to be registered (`SO-20`, `SO-21`).
    pub enum Mode {
        /// 直接登记.
        Direct = "direct",
        /// 直接登记, after the industry department was asked.
        DirectWithConsultation = "direct_with_consultation",
        /// 双重管理.
        Dual = "dual",
        /// 备案.
        Filing = "filing",
    }
}

text_enum! {
    /// Assessment grade 评估等级 (`SO-132`).
    pub enum Grade {
        /// 5A.
        A5 = "5a",
        /// 4A.
        A4 = "4a",
        /// 3A.
        A3 = "3a",
        /// 2A.
        A2 = "2a",
        /// 1A.
        A1 = "1a",
    }
}

impl Grade {
    /// What the grade gives 优先承接、简化年检 (`SO-136`): `priority` from 3A, `simplified` from 4A. Pages say it; nothing in
    /// the program applies it unseen.
    #[must_use]
    pub const fn privileges(self) -> &'static [&'static str] {
        match self {
            Self::A5 | Self::A4 => &["priority", "simplified"],
            Self::A3 => &["priority"],
            Self::A2 | Self::A1 => &[],
        }
    }
}

/// A registered or filed organization. Filed groups have no credit code: the plain form of their filing number
/// (`B510903202600018`) stands in its place, the number itself in `certificate_no`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = organizations)]
pub struct Organization {
    /// Which.
    pub id: OrganizationId,
    /// 统一社会信用代码, for life (`ID-03`).
    pub credit_code: String,
    /// Kind.
    pub kind: OrganizationKind,
    /// Legal form, a key of the rulebook.
    pub form: String,
    /// How it came to be registered.
    pub mode: Mode,
    /// Field.
    pub category: Category,
    /// Registered name.
    pub name: String,
    /// English name, where registered.
    pub name_en: Option<String>,
    /// Names it had before, the latest first.
    pub former_names: Json<Vec<String>>,
    /// Registration authority 登记管理机关.
    pub authority_id: AuthorityId,
    /// Division of the domicile, 6 or 9 digits.
    pub division: String,
    /// Its first six digits.
    pub county: String,
    /// 住所.
    pub domicile: String,
    /// 宗旨.
    pub purpose: String,
    /// 业务范围.
    pub scope: String,
    /// 法定代表人; a registered, announced item (`CX-14`).
    pub legal_representative: String,
    /// 开办资金, 活动资金 or 原始基金.
    pub capital: Money,
    /// 成立日期.
    pub founded_on: Day,
    /// Number of the certificate in force, or the filing number.
    pub certificate_no: String,
    /// Last day of the certificate.
    pub valid_until: Option<Day>,
    /// Standing.
    pub status: OrganizationStatus,
    /// False for filed groups.
    pub is_registered: bool,
    /// 慈善组织.
    pub is_charity: bool,
    /// Assessment grade in force.
    pub grade: Option<Grade>,
    /// Internal: for the authority and the program's letters, on no public page.
    pub contact_phone: String,
    /// Internal.
    pub contact_email: String,
    /// Ledger entry of its founding.
    pub entry_id: Option<i64>,
    /// When the row was made.
    pub created_at: Ts,
    /// When it last changed.
    pub updated_at: Ts,
    /// For compare-and-set.
    pub version: i64,
    /// Registered items that not every kind has.
    pub others: Json<Others>,
    /// 监督管理机关: who examines reports, inspects and lists; mostly the registration authority itself (`SO-15`), the
    /// authority of the place where that is delegated (`SO-14`).
    pub supervisor_id: AuthorityId,
}

/// Registered items that not every kind has (`SO-80`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Others {
    /// 活动地域, of associations; empty where it was never registered.
    pub area: String,
    /// 业务主管单位; empty for direct registration (`SO-81`).
    pub sponsor: String,
    /// Code of the filed group it was before 备案转登记 (`SO-155`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub filing: String,
    /// Code of the organization that a filed group was registered as.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub successor: String,
}

text_enum! {
    /// Registered items 登记事项 (`SO-80`); keys of the rulebook.
    #[schema(as = RegisteredItem)]
    pub enum Item {
        /// 名称.
        Name = "name",
        /// 住所.
        Domicile = "domicile",
        /// 宗旨.
        Purpose = "purpose",
        /// 业务范围.
        Scope = "scope",
        /// 活动地域.
        Area = "area",
        /// 法定代表人.
        LegalRepresentative = "legal_representative",
        /// 开办资金, 活动资金 or 原始基金, in fen.
        Capital = "capital",
        /// 业务主管单位.
        Sponsor = "sponsor",
    }
}

/// Registered items with their values; capital in fen.
pub type Items = BTreeMap<Item, String>;

impl Organization {
    /// The bodies that work with it: who decides on its registration and, where that is another, who supervises it.
    pub fn offices(&self) -> impl Iterator<Item = AuthorityId> {
        let other = Some(self.supervisor_id).filter(|supervisor| *supervisor != self.authority_id);
        std::iter::once(self.authority_id).chain(other)
    }

    /// The value of a registered item as it is now.
    #[must_use]
    pub fn item(&self, item: Item) -> String {
        match item {
            Item::Name => self.name.clone(),
            Item::Domicile => self.domicile.clone(),
            Item::Purpose => self.purpose.clone(),
            Item::Scope => self.scope.clone(),
            Item::Area => self.others.0.area.clone(),
            Item::LegalRepresentative => self.legal_representative.clone(),
            Item::Capital => self.capital.fen().to_string(),
            Item::Sponsor => self.others.0.sponsor.clone(),
        }
    }

    /// Every registered item as it is now.
    #[must_use]
    pub fn items(&self) -> Items {
        Item::ALL.iter().map(|&item| (item, self.item(item))).collect()
    }

    /// The same organization with other registered items.
    #[must_use]
    pub fn with(mut self, items: &Items) -> Self {
        for (item, value) in items {
            let value = value.clone();
            match item {
                Item::Name => self.name = value,
                Item::Domicile => self.domicile = value,
                Item::Purpose => self.purpose = value,
                Item::Scope => self.scope = value,
                Item::Area => self.others.0.area = value,
                Item::LegalRepresentative => self.legal_representative = value,
                Item::Capital => self.capital = value.parse().map_or(self.capital, Money::from_fen),
                Item::Sponsor => self.others.0.sponsor = value,
            }
        }
        self
    }
}

/// An organization about to be written.
#[derive(Debug, Clone, PartialEq, Eq, Insertable)]
#[diesel(table_name = organizations)]
pub struct NewOrganization {
    /// 统一社会信用代码; the plain filing number for filed groups.
    pub credit_code: String,
    /// Kind.
    pub kind: OrganizationKind,
    /// Legal form, a key of the rulebook.
    pub form: String,
    /// How it came to be registered.
    pub mode: Mode,
    /// Field.
    pub category: Category,
    /// Registered name.
    pub name: String,
    /// English name.
    pub name_en: Option<String>,
    /// Former names.
    pub former_names: Json<Vec<String>>,
    /// Registration authority.
    pub authority_id: AuthorityId,
    /// Division, 6 or 9 digits.
    pub division: String,
    /// Its first six digits.
    pub county: String,
    /// 住所.
    pub domicile: String,
    /// 宗旨.
    pub purpose: String,
    /// 业务范围.
    pub scope: String,
    /// 法定代表人.
    pub legal_representative: String,
    /// Capital.
    pub capital: Money,
    /// 成立日期.
    pub founded_on: Day,
    /// Certificate or filing number.
    pub certificate_no: String,
    /// Last day of the certificate.
    pub valid_until: Option<Day>,
    /// Standing.
    pub status: OrganizationStatus,
    /// False for filed groups.
    pub is_registered: bool,
    /// 慈善组织.
    pub is_charity: bool,
    /// Grade in force.
    pub grade: Option<Grade>,
    /// Internal.
    pub contact_phone: String,
    /// Internal.
    pub contact_email: String,
    /// Ledger entry of the founding.
    pub entry_id: Option<i64>,
    /// When made.
    pub created_at: Ts,
    /// When last changed.
    pub updated_at: Ts,
}

/// What an organization may do at this moment, with every reason against it (`PR-07`, `PR-20`, `SO-128`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub organization: OrganizationId,
    /// Its code.
    pub credit_code: String,
    /// Its name.
    pub name: String,
    /// Status as recorded.
    pub status: OrganizationStatus,
    /// Whether it is a legal person of its own.
    pub is_registered: bool,
    /// Everything that speaks against it; nothing means it may take on public services.
    pub reasons: Vec<Reason>,
}

impl Standing {
    /// True when nothing speaks against it.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.reasons.is_empty()
    }

    /// `Ok` when nothing speaks against it.
    ///
    /// # Errors
    /// Every reason at once.
    pub fn require(&self) -> Result<()> {
        if self.is_clean() { Ok(()) } else { Err(Error::Refused(self.reasons.clone())) }
    }
}

/// Somebody who acts for an organization 经办人, as letters need them.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Officer {
    /// The account.
    pub account: i64,
    /// The person's name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// Language tag.
    pub locale: String,
}
