//! Founding otherwise than usual: as a charity at once (`SO-65`), or as a legal person by statute (`SO-64`).
use super::{
    Source,
    organization::{CharterItem, OrganizationKind},
    registration::{Needed, RegistrationMode, RequiredDocument},
};
use crate::kernel::period::Period;
use serde::{Deserialize, Serialize};

/// What founding as a charity 设立慈善组织 asks beyond the rules of the kind (慈善法 art. 10, 11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CharityFounding {
    /// Time to decide, from acceptance.
    pub decision: Period,
    /// The most days by which the Ministry may agree to prolong it.
    pub extension_max: Period,
    /// What the charter must contain beside the points of the kind.
    pub charter: Vec<CharterItem>,
    /// Where it comes from.
    pub source: Source,
}

/// What a body asks for that is a legal person by statute 依照法律自批准成立之日起即具有法人资格 from the day it was approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatuteFounding {
    /// Time to submit the approval, from the day of approval.
    pub submit_within: Period,
    /// Time to issue the certificate, from the day the approval was received.
    pub certificate_within: Period,
    /// The documents it must hand in; those of the kind may be added.
    pub documents: Vec<RequiredDocument>,
    /// Where it comes from.
    pub source: Source,
}

/// How a body is founded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Founding {
    /// As a charity at once (`SO-65`).
    pub is_charity: bool,
    /// As a legal person by statute, which is only entered in the register (`SO-64`).
    pub is_by_statute: bool,
}

/// How long the authority has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionTime {
    /// By law.
    pub statutory: Period,
    /// Promised.
    pub promised: Period,
    /// Whether both run from the day of receipt, not of acceptance (`SO-64`).
    pub is_from_receipt: bool,
}

impl OrganizationKind {
    /// How long the authority has to decide (`SO-63`–`SO-65`, `SO-72`).
    #[must_use]
    pub fn decision_time(&self, founding: Founding) -> DecisionTime {
        let promised = self.periods.decision_promised;
        let usual = DecisionTime { statutory: self.periods.decision_statutory, promised, is_from_receipt: false };
        match (self.by_statute(founding), self.as_charity(founding)) {
            (Some(statute), _) => {
                DecisionTime { statutory: statute.certificate_within, promised, is_from_receipt: true }
            }
            (None, Some(charity)) => DecisionTime { statutory: charity.decision, ..usual },
            (None, None) => usual,
        }
    }

    /// The documents an application has a place for, with the word on when each is asked for.
    pub fn documents_for(
        &self,
        mode: RegistrationMode,
        founding: Founding,
    ) -> impl Iterator<Item = (&RequiredDocument, bool)> {
        let statute = self.by_statute(founding);
        let own = statute.into_iter().flat_map(|s| &s.documents);
        // Who is a legal person already proves nothing anew; what the kind asks for may still be added.
        let usual = self
            .documents
            .iter()
            .filter(move |d| if statute.is_some() { d.needed != Needed::DualOnly } else { d.is_offered(mode) });
        own.map(move |d| (d, d.is_required(mode)))
            .chain(usual.map(move |d| (d, statute.is_none() && d.is_required(mode))))
    }

    /// The points the charter must treat: those of the kind, and those of the Charity Law for a charity.
    pub fn charter_for(&self, founding: Founding) -> impl Iterator<Item = &CharterItem> {
        let more = self.as_charity(founding).into_iter().flat_map(|c| &c.charter);
        self.charter.iter().chain(more)
    }

    /// A document by its key, whoever asks for it.
    #[must_use]
    pub fn document(&self, key: &str) -> Option<&RequiredDocument> {
        let own = self.statute.iter().flat_map(|s| &s.documents);
        self.documents.iter().chain(own).find(|d| d.key == key)
    }

    /// What a charity is asked, where it is founded as one.
    #[must_use]
    pub fn as_charity(&self, founding: Founding) -> Option<&CharityFounding> {
        self.charity.as_ref().filter(|_| founding.is_charity)
    }

    /// What a legal person by statute is asked, where it is founded as one.
    #[must_use]
    pub fn by_statute(&self, founding: Founding) -> Option<&StatuteFounding> {
        self.statute.as_ref().filter(|_| founding.is_by_statute)
    }
}
