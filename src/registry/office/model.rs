//! Nouns of offices.
use crate::{
    kernel::{actor::AuthorityId, division::DivisionCode},
    text_enum,
};
use diesel::prelude::*;

text_enum! {
    /// What an office does here.
    pub enum OfficeKind {
        /// 登记管理机关: decides on registration in its division; one in each.
        Registrar = "registrar",
        /// 监督管理机关 beside an approval bureau that decides (`SO-15`).
        Supervision = "supervision",
        /// 街道办事处、乡镇人民政府: files community groups (`SO-150`).
        Street = "street",
        /// 居（村）民委员会: looks at them first (`SO-154`).
        Committee = "committee",
        /// 购买主体: a department that buys services.
        Department = "department",
        /// 财政部门.
        Finance = "finance",
        /// 审计机关.
        Audit = "audit",
    }
}

impl OfficeKind {
    /// Whether offices of this kind stand below a county: in a street or township.
    #[must_use]
    pub const fn is_local(self) -> bool {
        matches!(self, Self::Street | Self::Committee)
    }
}

/// An office.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Office {
    pub id: AuthorityId,
    pub code: String,
    pub kind: OfficeKind,
    pub name: String,
    pub name_en: String,
    pub division: String,
    pub phone: String,
    pub address: String,
    pub supervisor_id: Option<i64>,
}

/// What of an office may change: institutions are renamed and move, but keep code, kind and place.
#[derive(Debug, Clone)]
pub(super) struct Particulars {
    pub name: String,
    pub name_en: String,
    pub phone: String,
    pub address: String,
    /// Code of the office that supervises the organizations this one registers; nothing means itself (`SO-15`).
    pub supervisor: Option<String>,
}

/// An office about to be entered.
#[derive(Debug, Clone)]
pub(super) struct NewOffice {
    pub code: String,
    pub kind: OfficeKind,
    pub division: DivisionCode,
    pub particulars: Particulars,
}
