//! What a founder tells, and what is advised.
use crate::{
    kernel::{division::DivisionCode, money::Money},
    platform::rulebook::{RegistrationMode, ThresholdFault, Thresholds},
    registry::organization::{Category, OrganizationKind},
    text_enum,
};

text_enum! {
    /// What the organization will live from: the question that tells the kinds apart (`domain.md` 2.1).
    pub enum Core {
        /// People or units join and act together.
        Members = "members",
        /// Somebody gives means with which services are rendered.
        Service = "service",
        /// Money is given for a purpose.
        Money = "money",
        /// Neighbours do something together in their own community.
        Neighbours = "neighbours",
    }
}

impl Core {
    /// The kind that fits.
    #[must_use]
    pub const fn kind(self) -> OrganizationKind {
        match self {
            Self::Members => OrganizationKind::Association,
            Self::Service => OrganizationKind::Service,
            Self::Money => OrganizationKind::Foundation,
            Self::Neighbours => OrganizationKind::Filed,
        }
    }
}

/// The answers to the few questions. What is not known yet is left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// What it will live from.
    pub core: Core,
    /// Field.
    pub category: Category,
    /// Division of the registration authority.
    pub division: DivisionCode,
    /// Whether it serves the residents of one community for the public benefit (`SO-30`).
    pub is_community: bool,
    /// Individuals who would join.
    pub individuals: Option<u32>,
    /// Units that would join.
    pub units: Option<u32>,
    /// The means at hand.
    pub capital: Option<Money>,
}

/// What is advised. The authority decides; this only spares a founder the wrong way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The kind that fits.
    pub kind: OrganizationKind,
    /// How it is registered here.
    pub mode: RegistrationMode,
    /// Whether the authorities here register this kind (`SO-13`).
    pub is_open: bool,
    /// What it takes.
    pub thresholds: Option<Thresholds>,
    /// What is still short of it, as far as was told.
    pub short: Vec<ThresholdFault>,
    /// Another kind that is within reach now.
    pub instead: Option<OrganizationKind>,
}
