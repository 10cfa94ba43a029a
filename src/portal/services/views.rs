//! Page context of the guide to services; its words are messages of the locales.
use crate::{
    kernel::actor::{Actor, Role},
    web::View,
};
use serde::Serialize;

/// One thing that can be done.
#[derive(Debug, Clone, Copy)]
pub struct Service {
    /// Its word: messages `service-…`, `service-time-…`, `service-papers-…`.
    pub code: &'static str,
    /// Where it begins; empty where it is not done here yet.
    pub href: &'static str,
    /// Who alone can begin it; empty where anybody can.
    pub roles: &'static [Role],
}

/// Who one is, and what one can do.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// Its word: messages `services-who-…`, `services-line-…`.
    pub code: &'static str,
    /// What can be done.
    pub services: &'static [Service],
}

const fn at(code: &'static str, href: &'static str) -> Service {
    Service { code, href, roles: &[] }
}

const fn by(roles: &'static [Role], code: &'static str, href: &'static str) -> Service {
    Service { code, href, roles }
}

/// The whole guide.
pub const GROUPS: &[Group] = &[
    Group {
        code: "founder",
        services: &[at("found", "/registration"), at("progress", "/applications"), at("correct", "/applications")],
    },
    Group {
        code: "organization",
        services: &[
            at("bid", "/tenders"),
            at("ask", "/tenders"),
            at("challenge", "/tenders"),
            at("contract", "/workbench/contracts"),
            by(&[Role::Officer, Role::Leader], "activity", "/activities/new"),
            by(&[Role::Officer], "team", "/teams/new"),
            at("report", "/reports"),
        ],
    },
    Group {
        code: "department",
        services: &[
            at("plan", "/plans"),
            by(&[Role::Buyer], "tender", "/tenders/new"),
            at("accept", "/workbench/contracts"),
            at("pay", "/workbench/contracts"),
        ],
    },
    Group {
        code: "volunteer",
        services: &[
            at("join", "/volunteer/join"),
            at("signup", "/activities"),
            at("hours", "/volunteer/hours"),
            at("proof", "/volunteer"),
        ],
    },
    Group {
        code: "resident",
        services: &[
            at("look", "/orgs"),
            at("verify", "/verify"),
            at("watch", "/contracts"),
            at("give", "/fund"),
            at("matter", "/matters"),
        ],
    },
];

/// A service as this reader can use it.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// Its word.
    pub code: &'static str,
    /// Where it begins; empty where it is not done here yet.
    pub href: &'static str,
    /// Who does it, where this reader does not.
    pub by: Option<Role>,
}

/// A group as this reader can use it.
#[derive(Debug, Clone, Serialize)]
pub struct ShownGroup {
    /// Its word.
    pub code: &'static str,
    /// What can be done.
    pub services: Vec<Shown>,
}

/// The guide to services.
#[derive(Debug, Clone, Serialize)]
pub struct ServicesPage {
    /// By who one is.
    pub groups: Vec<ShownGroup>,
}

impl ServicesPage {
    /// The guide as this reader can use it. A visitor may still sign in as anybody.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        let is_other = |s: &Service| actor.person().is_some() && !s.roles.iter().any(|&r| actor.is(r));
        let shown =
            |s: &Service| Shown { code: s.code, href: s.href, by: s.roles.first().copied().filter(|_| is_other(s)) };
        let group = |g: &Group| ShownGroup { code: g.code, services: g.services.iter().map(shown).collect() };
        Self { groups: GROUPS.iter().map(group).collect() }
    }
}

impl View for ServicesPage {
    const TEMPLATE: &'static str = "portal/services.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let mut foreign = Self::of(&Actor::Visitor);
        foreign.groups.iter_mut().flat_map(|g| &mut g.services).for_each(|s| s.by = Some(Role::Buyer));
        vec![Self::of(&Actor::Visitor), foreign]
    }
}
