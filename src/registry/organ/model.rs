//! Nouns of the organs.
use crate::{
    kernel::{
        actor::OrganizationId,
        time::{Day, Ts},
    },
    schema::{branches, organ_posts, organ_terms},
    text_enum,
};
use diesel::prelude::*;

text_enum! {
    /// The three organs (民法典 art. 91, 93).
    pub enum Organ {
        /// 决策机构: 会员（代表）大会、理事会.
        Decision = "decision",
        /// 执行机构.
        Executive = "executive",
        /// 监督机构: 监事会、监事.
        Supervisory = "supervisory",
    }
}

text_enum! {
    /// Posts.
    pub enum Post {
        /// 理事长、会长.
        Chair = "chair",
        /// 副理事长、副会长.
        ViceChair = "vice_chair",
        /// 理事.
        Director = "director",
        /// 秘书长.
        Secretary = "secretary",
        /// 院长、主任等行政负责人.
        Manager = "manager",
        /// 财务负责人.
        Finance = "finance",
        /// 监事长.
        ChiefSupervisor = "chief_supervisor",
        /// 监事.
        Supervisor = "supervisor",
    }
}

impl Post {
    /// Posts of an organ.
    #[must_use]
    pub const fn of(organ: Organ) -> &'static [Self] {
        match organ {
            Organ::Decision => &[Self::Chair, Self::ViceChair, Self::Director],
            Organ::Executive => &[Self::Secretary, Self::Manager, Self::Finance],
            Organ::Supervisory => &[Self::ChiefSupervisor, Self::Supervisor],
        }
    }
}

text_enum! {
    /// Kinds of branches.
    pub enum BranchKind {
        /// 分支机构（分会、专业委员会）.
        Branch = "branch",
        /// 代表机构（代表处、办事处）.
        Representative = "representative",
    }
}

/// A term of an organ 届.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = organ_terms)]
pub struct Term {
    /// Row.
    pub id: i64,
    /// Whose.
    pub organization_id: OrganizationId,
    /// Which organ.
    pub organ: Organ,
    /// 第几届.
    pub number: i64,
    /// First day.
    pub from_on: Day,
    /// Last day.
    pub until_on: Day,
    /// Whether it is the latest one.
    pub is_current: bool,
    /// How many days before the end the last reminder was.
    pub reminded: Option<i64>,
    /// For compare-and-set.
    pub version: i64,
}

/// Somebody in an organ.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = organ_posts)]
pub struct Person {
    /// In which term.
    pub term_id: i64,
    /// The post.
    pub post: Post,
    /// Name.
    pub name: String,
    /// Whether the post is paid 领取报酬.
    pub is_paid: bool,
    /// Whether a near relative sits in the same organ 近亲属.
    pub is_related: bool,
}

/// An organ with its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its term.
    pub term: Term,
    /// Its people.
    pub people: Vec<Person>,
}

/// A branch of an association.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = branches)]
pub struct Branch {
    /// Row.
    pub id: i64,
    /// Kind.
    pub kind: BranchKind,
    /// Name.
    pub name: String,
    /// Who leads it.
    pub head: String,
    /// Where it is.
    pub address: String,
    /// Day of the council's decision to set it up.
    pub decided_on: Day,
    /// Day on which it ended.
    pub ended_on: Option<Day>,
}

/// A term written in bulk.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = organ_terms)]
pub struct NewTerm {
    /// Whose.
    pub organization_id: OrganizationId,
    /// Which organ.
    pub organ: Organ,
    /// 第几届.
    pub number: i64,
    /// First day.
    pub from_on: Day,
    /// Last day.
    pub until_on: Day,
    /// Whether it is the latest one.
    pub is_current: bool,
    /// When declared.
    pub declared_at: Ts,
}

/// Somebody as declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// The post.
    pub post: Post,
    /// Name.
    pub name: String,
    /// Paid.
    pub is_paid: bool,
    /// Related.
    pub is_related: bool,
}

/// A branch written in bulk.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = branches)]
pub struct NewBranch {
    /// Whose.
    pub organization_id: OrganizationId,
    /// Kind.
    pub kind: BranchKind,
    /// Name.
    pub name: String,
    /// Who leads it.
    pub head: String,
    /// Where it is.
    pub address: String,
    /// Day of the decision.
    pub decided_on: Day,
    /// When declared.
    pub declared_at: Ts,
}
