//! Who acts: people with roles at bodies (`domain.md` 13), visitors, and the program itself.
use crate::{id_type, text_enum};
use std::sync::Arc;

id_type! {
    /// A person's account.
    AccountId,
    /// A government body: registrar, department, finance, supervision, street office.
    AuthorityId,
    /// A social organization 社会组织.
    OrganizationId,
}

text_enum! {
    /// What somebody may do at a body 角色. Which roles exclude each other stands in [`Role::excludes`].
    pub enum Role {
        /// 窗口受理人员: receives, sends the one-time notice, accepts.
        Clerk = "clerk",
        /// 审查人员: gives the opinion on an accepted application.
        Reviewer = "reviewer",
        /// 审批决定人: decides, extends.
        Decider = "decider",
        /// 街道（乡镇）备案人员: decides on the filing of community groups and looks after their life (`SO-152`).
        Filer = "filer",
        /// 采购经办人: need, documents, contract draft.
        Buyer = "buyer",
        /// 采购审核人: publishes what the buyer made.
        Approver = "approver",
        /// 验收人员: accepts milestones.
        Acceptor = "acceptor",
        /// 财务人员: prepares payments.
        Finance = "finance",
        /// 付款复核人: confirms payments.
        Payer = "payer",
        /// 财政监管人员: challenges, complaints, methods.
        Supervisor = "supervisor",
        /// 开标委员: holds a share of the second lock.
        Opener = "opener",
        /// 评审专家.
        Expert = "expert",
        /// 社会组织经办人: applies, reports, bids for an organization.
        Officer = "officer",
        /// 志愿服务队长.
        Leader = "leader",
        /// 社区工作人员.
        Community = "community",
        /// 网格员.
        Grid = "grid",
        /// 审计监督员: reads everything, writes nothing.
        Auditor = "auditor",
        /// 系统管理员: accounts and parameters, no business decision.
        Admin = "admin",
    }
}

impl Role {
    /// Roles one account may not hold together, whatever the body (`domain.md` 13).
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        let pair = |a: Self, b: Self| (self == a && other == b) || (self == b && other == a);
        if self == other {
            return false;
        }
        self == Self::Auditor
            || other == Self::Auditor
            || (self == Self::Admin && other.is_staff())
            || (other == Self::Admin && self.is_staff())
            || pair(Self::Clerk, Self::Decider)
            || pair(Self::Reviewer, Self::Decider)
            || pair(Self::Community, Self::Filer)
            || pair(Self::Buyer, Self::Approver)
            || pair(Self::Buyer, Self::Acceptor)
            || pair(Self::Buyer, Self::Expert)
            || pair(Self::Finance, Self::Payer)
            || (pair(Self::Supervisor, Self::Buyer)
                || pair(Self::Supervisor, Self::Approver)
                || pair(Self::Supervisor, Self::Acceptor))
    }

    /// Whether the role is one of the state's side, for which a second factor is asked.
    #[must_use]
    pub fn is_staff(self) -> bool {
        !matches!(self, Self::Officer | Self::Leader)
    }
}

text_enum! {
    /// Where a role is held.
    pub enum BodyKind {
        /// A government body.
        Authority = "authority",
        /// A social organization.
        Organization = "organization",
        /// A volunteer team.
        Team = "team",
        /// The whole installation.
        City = "city",
    }
}

/// One role held at one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// What.
    pub role: Role,
    /// Where.
    pub body_kind: BodyKind,
    /// Which one.
    pub body_id: i64,
    /// Its name, to show.
    pub body_name: String,
}

/// A signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// The person's mail address.
    pub email: String,
    /// The roles held now.
    pub seats: Vec<Seat>,
    /// Whether this session passed the second factor.
    pub is_strong: bool,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody signed in.
    Visitor,
    /// A signed-in person.
    Person(Arc<Person>),
    /// The program itself; the word says which part (`clock`, `jobs`, `cli`).
    System(&'static str),
}

impl Actor {
    /// The account behind the act, if a person acts.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        self.person().map(|p| p.account)
    }

    /// The person, if one acts.
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Person(p) => Some(p),
            _ => None,
        }
    }

    /// The seats of the person, none for anybody else.
    #[must_use]
    pub fn seats(&self) -> &[Seat] {
        self.person().map_or(&[], |p| &p.seats)
    }

    /// Whether the role is held anywhere.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.seats().iter().any(|s| s.role == role)
    }

    /// Whether the role is held at this government body.
    #[must_use]
    pub fn is_at(&self, role: Role, authority: AuthorityId) -> bool {
        self.holds(role, BodyKind::Authority, authority.0)
    }

    /// Whether the person is an officer 经办人 of this organization.
    #[must_use]
    pub fn is_officer_of(&self, organization: OrganizationId) -> bool {
        self.holds(Role::Officer, BodyKind::Organization, organization.0)
    }

    /// Whether the role is held at exactly this body.
    #[must_use]
    pub fn holds(&self, role: Role, kind: BodyKind, body: i64) -> bool {
        self.seats().iter().any(|s| s.role == role && s.body_kind == kind && s.body_id == body)
    }

    /// The bodies at which the role is held.
    #[must_use]
    pub fn bodies(&self, role: Role, kind: BodyKind) -> Vec<i64> {
        self.seats().iter().filter(|s| s.role == role && s.body_kind == kind).map(|s| s.body_id).collect()
    }

    /// What the ledger shows for the actor: roles and the program's parts, never a person's name.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Visitor => "visitor".into(),
            Self::System(part) => format!("system:{part}"),
            Self::Person(p) => p.seats.first().map_or_else(|| "person".into(), |s| s.role.word().to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exclusions_hold_in_both_directions() {
        for &a in Role::ALL {
            for &b in Role::ALL {
                assert_eq!(a.excludes(b), b.excludes(a), "{a} and {b}");
            }
        }
        assert!(Role::Buyer.excludes(Role::Acceptor));
        assert!(Role::Auditor.excludes(Role::Clerk));
        assert!(!Role::Clerk.excludes(Role::Reviewer));
    }
}
