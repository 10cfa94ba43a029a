//! What a founder answers, task by task; every part may be left incomplete.
use crate::{
    kernel::{
        actor::{AuthorityId, OrganizationId},
        identity::DocumentKind,
        money::Money,
        time::Day,
    },
    platform::rulebook::Founding,
    registry::organization::{Category, OrganizationKind},
    text_enum,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

text_enum! {
    /// The tasks of the list, in their order.
    pub enum Task {
        /// Name, field, form, purpose, scope.
        Organization = "organization",
        /// Founders and responsible persons 举办者、拟任负责人.
        People = "people",
        /// Members of an association 会员.
        Members = "members",
        /// 住所、场所.
        Premises = "premises",
        /// 开办资金.
        Capital = "capital",
        /// 章程草案.
        Charter = "charter",
        /// 申请材料.
        Documents = "documents",
    }
}

impl Task {
    /// The tasks of a kind: only associations and filed groups have members, and a filed group needs no capital.
    #[must_use]
    pub fn of(kind: OrganizationKind) -> Vec<Self> {
        let has = |t: &Self| match t {
            Self::Members => matches!(kind, OrganizationKind::Association | OrganizationKind::Filed),
            Self::Capital => kind != OrganizationKind::Filed,
            _ => true,
        };
        Self::ALL.iter().copied().filter(has).collect()
    }
}

/// All answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// The organization itself.
    pub organization: Option<Organization>,
    /// The people behind it.
    pub people: Vec<Person>,
    /// Its members.
    pub members: Option<Members>,
    /// Where it will be.
    pub premises: Option<Premises>,
    /// What it starts with.
    pub capital: Option<Capital>,
    /// Its charter.
    pub charter: Option<Charter>,
    /// The committee of the community chosen, of a filed group; written by the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub committee: Option<AuthorityId>,
    /// The filed group that is to be registered 备案转登记 (`SO-155`); written by the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upgrades: Option<OrganizationId>,
}

impl Content {
    /// How it is founded, as far as the answers tell (`SO-64`, `SO-65`).
    #[must_use]
    pub fn founding(&self) -> Founding {
        let o = self.organization.as_ref();
        Founding { is_charity: o.is_some_and(|o| o.is_charity), is_by_statute: o.is_some_and(|o| o.statute.is_some()) }
    }

    /// Whether its people declare what the Charity Law asks of those of a charity (`SO-33`).
    #[must_use]
    pub fn is_charitable(&self) -> bool {
        self.organization.as_ref().is_some_and(|o| o.is_charity || o.category == Category::Charity)
    }
}

/// The organization as it is meant to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Full name.
    pub name: String,
    /// English name.
    pub name_en: Option<String>,
    /// Field.
    pub category: Category,
    /// Legal form, a key of the rulebook.
    pub form: String,
    /// Division of the domicile, 6 or 9 digits.
    pub division: String,
    /// 公益性社区社会组织: the relaxed thresholds count (`SO-30`).
    pub is_community: bool,
    /// 设立时登记为慈善组织: founded as a charity at once (`SO-65`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_charity: bool,
    /// 依照法律自批准成立之日起即具有法人资格: a legal person already, only entered in the register (`SO-64`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<Statute>,
    /// 宗旨.
    pub purpose: String,
    /// 业务范围.
    pub scope: String,
    /// 活动地域, of an association.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// 业务主管单位, under dual management (`SO-20`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsor: Option<String>,
    /// Code of the committee of the community 社区, of a filed group (`SO-154`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<String>,
}

/// By what a body is a legal person (`SO-64`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statute {
    /// The law, and its article.
    pub law: String,
    /// Who approved the founding.
    pub body: String,
    /// The day of approval, from which it is a legal person.
    pub approved_on: Day,
}

text_enum! {
    /// What a person is to the organization; one may be several.
    pub enum Part {
        /// 举办者、发起人.
        Founder = "founder",
        /// 拟任法定代表人.
        Representative = "representative",
        /// 理事.
        Director = "director",
        /// 监事.
        Supervisor = "supervisor",
    }
}

/// A founder or proposed responsible person. The number of the document is never stored (`ID-11`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// What the person will be.
    pub parts: Vec<Part>,
    /// Which document was shown.
    pub document: DocumentKind,
    /// Keyed hash of the number, for finding the same person twice.
    pub identity: String,
    /// The number as it may be shown: `510***********0013`.
    pub masked: String,
    /// Telephone; internal.
    pub phone: String,
    /// Declares that no bar of `SO-32` applies.
    pub is_eligible: bool,
    /// Declares that no bar of the Charity Law applies (`SO-33`); asked for charities alone.
    #[serde(default)]
    pub is_charity_eligible: bool,
}

/// Members by sort, each a keyed hash or a code, so that one counts once (`SO-31`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Members {
    /// Individuals.
    pub individuals: BTreeSet<String>,
    /// Units, by credit code.
    pub units: BTreeSet<String>,
}

text_enum! {
    /// By what right premises are used.
    pub enum Right {
        /// Own.
        Owned = "owned",
        /// Rented.
        Leased = "leased",
        /// Given free of charge.
        Lent = "lent",
    }
}

/// Where the organization will be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Premises {
    /// Address as it will be registered.
    pub address: String,
    /// Square metres.
    pub area: i64,
    /// By what right.
    pub right: Right,
    /// Last day of the right, where it ends.
    pub until: Option<Day>,
}

/// The opening fund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capital {
    /// How much.
    pub amount: Money,
    /// Percent that does not come from the state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonstate: Option<i64>,
    /// Who gives it.
    pub source: String,
}

/// The draft charter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// Points of the checklist it treats, keys of the rulebook.
    pub items: Vec<String>,
    /// Its text; an uploaded document may stand in its place.
    pub text: Option<String>,
}
