//! Page context of the guide to services; its words are messages of the locales.
use crate::web::View;
use serde::Serialize;

/// One thing that can be done.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Service {
    /// Its word: messages `service-…`, `service-time-…`, `service-papers-…`.
    pub code: &'static str,
    /// Where it begins; empty where it is not done here yet.
    pub href: &'static str,
}

/// Who one is, and what one can do.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Group {
    /// Its word: messages `services-who-…`, `services-line-…`.
    pub code: &'static str,
    /// What can be done.
    pub services: &'static [Service],
}

const fn at(code: &'static str, href: &'static str) -> Service {
    Service { code, href }
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
            at("activity", "/activities/new"),
            at("team", "/teams/new"),
            at("report", ""),
        ],
    },
    Group {
        code: "department",
        services: &[
            at("plan", "/plans"),
            at("tender", "/tenders/new"),
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

/// The guide to services.
#[derive(Debug, Clone, Serialize)]
pub struct ServicesPage {
    /// By who one is.
    pub groups: &'static [Group],
}

impl Default for ServicesPage {
    fn default() -> Self {
        Self { groups: GROUPS }
    }
}

impl View for ServicesPage {
    const TEMPLATE: &'static str = "portal/services.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        vec![Self::default()]
    }
}
