//! What a change is judged by: the rulebook of the day, or the snapshot it was submitted under.
use super::{
    Change,
    rules::{self, Standard},
};
use crate::{
    kernel::{
        refusal::{Reason, Result},
        time::Day,
    },
    platform::{
        db::Conn,
        rulebook::{OrganizationKind, Rulebook},
    },
    registry::{
        application::{self, NameAsked, NameFault},
        case::{self, mode_of},
        organization::{Item, Mode},
    },
};
use std::collections::BTreeSet;

/// A judge of one change.
pub(super) struct Judge<'a> {
    pub book: &'a Rulebook,
    pub rules: &'a OrganizationKind,
    pub mode: Mode,
    pub today: Day,
}

impl Judge<'_> {
    /// What is doubtful about a new name (`SO-40`–`SO-51`).
    ///
    /// # Errors
    /// A fault of the database.
    pub(super) fn name_faults(&self, c: &mut Conn, x: &Change) -> Result<Vec<NameFault>> {
        let Some(name) = x.content.0.items.get(&Item::Name) else { return Ok(Vec::new()) };
        let office = application::authority(c, x.authority_id)?;
        let asked =
            NameAsked { name, division: &office.division, application: None, organization: Some(x.organization_id) };
        application::judge_name(c, self.book, self.rules, &asked, self.today)
    }

    /// Everything that is missing.
    ///
    /// # Errors
    /// [`crate::kernel::refusal::Code::KindNotOpen`] for kinds without registration; a fault of the database.
    pub(super) fn missing(&self, c: &mut Conn, x: &Change, language: &str) -> Result<Vec<Reason>> {
        let name = self.name_faults(c, x)?;
        let documents: BTreeSet<String> = case::current(c, x.id)?.into_iter().map(|d| d.key).collect();
        let rules = rules::of_kind(self.rules)?;
        let by = Standard { rules, mode: mode_of(self.mode), name: &name, today: self.today, language };
        Ok(rules::missing(&x.content.0, x.agreed_on, &documents, &by))
    }
}
