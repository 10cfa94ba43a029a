//! What an organization answers, item by item (`SO-115`), each with its sort, its section and whether it may stay empty.
use super::model::Paper;
use crate::{
    registry::organization::{Mode, OrganizationKind},
    text_enum,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

text_enum! {
    /// The sections, as the task list shows them.
    pub enum Section {
        /// 遵守法律法规和登记手续.
        Basics = "basics",
        /// 按照章程开展活动.
        Activities = "activities",
        /// 人员和机构变动、内部治理.
        Bodies = "bodies",
        /// 党建和从业人员.
        People = "people",
        /// 财务管理.
        Finance = "finance",
        /// 附送材料.
        Papers = "papers",
    }
}

text_enum! {
    /// Every item of the report.
    pub enum Item {
        /// 遵守法律法规和国家政策的情况.
        Law = "law",
        /// 登记事项变动及履行登记手续的情况.
        Formalities = "formalities",
        /// 住所与登记住所一致.
        DomicileSame = "domicile_same",
        /// 开展活动次数.
        ActivityCount = "activity_count",
        /// 受益人次.
        Beneficiaries = "beneficiaries",
        /// 按照章程开展活动的情况.
        Activities = "activities",
        /// 下一年度工作计划.
        Plan = "plan",
        /// 理事人数.
        Directors = "directors",
        /// 监事人数.
        Supervisors = "supervisors",
        /// 会员数.
        Members = "members",
        /// 召开理事会次数.
        CouncilMeetings = "council_meetings",
        /// 召开会员（代表）大会次数.
        Assemblies = "assemblies",
        /// 本届任期届满日.
        TermEnds = "term_ends",
        /// 人员和机构变动情况.
        Changes = "changes",
        /// 是否建立党组织.
        HasParty = "has_party",
        /// 正式党员人数.
        PartyMembers = "party_members",
        /// 党建工作情况.
        PartyNote = "party_note",
        /// 专职人员.
        StaffFull = "staff_full",
        /// 兼职人员.
        StaffPart = "staff_part",
        /// 志愿者.
        Volunteers = "volunteers",
        /// 年初净资产.
        Opening = "opening",
        /// 捐赠收入.
        Donations = "donations",
        /// 政府补助收入.
        Grants = "grants",
        /// 提供服务收入.
        ServiceIncome = "service_income",
        /// 承接政府购买服务收入.
        Purchases = "purchases",
        /// 会费收入.
        Fees = "fees",
        /// 其他收入.
        OtherIncome = "other_income",
        /// 业务活动成本.
        Programme = "programme",
        /// 管理费用.
        Administration = "administration",
        /// 其他费用.
        OtherExpense = "other_expense",
        /// 其中：工作人员工资福利.
        Salaries = "salaries",
        /// 年末净资产.
        Closing = "closing",
    }
}

/// What an item is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Several lines, at most so many characters.
    Lines(usize),
    /// A number of something.
    Count,
    /// Yes or no.
    YesNo,
    /// A day.
    Day,
    /// Money, zero or above.
    Money,
    /// Money that may lie below zero.
    Balance,
}

/// To which side of the accounts money belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 收入.
    Income,
    /// 费用.
    Expenditure,
}

/// An answer as it is kept: yes or no, a number (money in fen), or words (a day as `2026-11-23`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// Yes or no.
    Flag(bool),
    /// A number, or fen.
    Number(i64),
    /// Words.
    Text(String),
}

/// The answers given so far.
pub type Answers = BTreeMap<Item, Answer>;

impl Section {
    /// The sections with items to answer; the papers are files.
    pub fn answered() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|s| *s != Self::Papers)
    }

    /// The items of this section for a kind of organization: only associations have members and assemblies.
    #[must_use]
    pub fn items(self, kind: OrganizationKind) -> Vec<Item> {
        let has = |i: &Item| !matches!(i, Item::Members | Item::Assemblies) || kind == OrganizationKind::Association;
        Item::ALL.iter().copied().filter(|i| i.section() == self).filter(has).collect()
    }
}

impl Item {
    /// Where it is asked.
    #[must_use]
    pub const fn section(self) -> Section {
        match self {
            Self::Law | Self::Formalities | Self::DomicileSame => Section::Basics,
            Self::ActivityCount | Self::Beneficiaries | Self::Activities | Self::Plan => Section::Activities,
            Self::Directors
            | Self::Supervisors
            | Self::Members
            | Self::CouncilMeetings
            | Self::Assemblies
            | Self::TermEnds
            | Self::Changes => Section::Bodies,
            Self::HasParty
            | Self::PartyMembers
            | Self::PartyNote
            | Self::StaffFull
            | Self::StaffPart
            | Self::Volunteers => Section::People,
            _ => Section::Finance,
        }
    }

    /// What it is written in.
    #[must_use]
    pub const fn sort(self) -> Sort {
        match self {
            Self::Activities => Sort::Lines(6000),
            Self::Law | Self::Formalities | Self::Plan | Self::Changes | Self::PartyNote => Sort::Lines(3000),
            Self::DomicileSame | Self::HasParty => Sort::YesNo,
            Self::TermEnds => Sort::Day,
            Self::Opening | Self::Closing => Sort::Balance,
            _ if matches!(self.section(), Section::Finance) => Sort::Money,
            _ => Sort::Count,
        }
    }

    /// Whether it may stay empty.
    #[must_use]
    pub const fn may_stay_empty(self) -> bool {
        matches!(self, Self::Plan | Self::TermEnds | Self::PartyNote)
    }

    /// The side of the accounts; salaries are part of the other expenditure and count once.
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::Donations | Self::Grants | Self::ServiceIncome | Self::Purchases | Self::Fees | Self::OtherIncome => {
                Some(Side::Income)
            }
            Self::Programme | Self::Administration | Self::OtherExpense => Some(Side::Expenditure),
            _ => None,
        }
    }

    /// Whether it is a number one can compare with last year's.
    #[must_use]
    pub const fn is_figure(self) -> bool {
        matches!(self.sort(), Sort::Count | Sort::Money | Sort::Balance)
    }

    /// Whether it is money.
    #[must_use]
    pub const fn is_money(self) -> bool {
        matches!(self.sort(), Sort::Money | Sort::Balance)
    }
}

impl Paper {
    /// Whether a report of this kind must bring it: a foundation its audit report (`SO-112`), an organization under dual
    /// management the opinion of its competent authority, which reviews the report first (`SO-110`–`SO-112`).
    #[must_use]
    pub fn is_required(self, kind: OrganizationKind, mode: Mode) -> bool {
        match self {
            Self::FinancialReport => true,
            Self::AuditReport => kind == OrganizationKind::Foundation,
            Self::FirstReview => mode == Mode::Dual,
            Self::Other => false,
        }
    }
}

/// The number behind an item; nothing where it was not answered.
#[must_use]
pub fn figure(answers: &Answers, item: Item) -> Option<i64> {
    match answers.get(&item) {
        Some(Answer::Number(n)) => Some(*n),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_stands_in_one_section_and_only_associations_have_assemblies() {
        let all = |kind| Section::answered().flat_map(|s| s.items(kind)).count();
        assert_eq!(all(OrganizationKind::Association), Item::ALL.len());
        assert_eq!(all(OrganizationKind::Service), Item::ALL.len() - 2);
        assert!(Section::Papers.items(OrganizationKind::Association).is_empty());
    }

    #[test]
    fn a_foundation_brings_an_audit_report_and_dual_management_the_first_review_so_112() {
        let needs = |p: Paper, k, m| p.is_required(k, m);
        assert!(needs(Paper::AuditReport, OrganizationKind::Foundation, Mode::Direct));
        assert!(!needs(Paper::AuditReport, OrganizationKind::Service, Mode::Dual));
        assert!(needs(Paper::FirstReview, OrganizationKind::Service, Mode::Dual));
        assert!(!needs(Paper::FirstReview, OrganizationKind::Service, Mode::Direct));
    }

    #[test]
    fn answers_survive_their_keeping_as_json() {
        let answers = Answers::from([
            (Item::Law, Answer::Text("无违法违规𠀀".into())),
            (Item::HasParty, Answer::Flag(true)),
            (Item::Opening, Answer::Number(-5)),
        ]);
        let kept = serde_json::to_string(&answers).unwrap();
        assert_eq!(serde_json::from_str::<Answers>(&kept).unwrap(), answers);
        assert!(kept.contains("\"opening\":-5"));
    }
}
