//! What a change is judged by: the rulebook of the day, or the snapshot it was submitted under.
use super::{
    model::Change,
    rules::{self, Standard},
    store,
};
use crate::{
    kernel::{
        refusal::{Code, Reason, Result},
        time::{Day, Ts},
    },
    platform::{
        db::Conn,
        rulebook::{ChangeRules, OrganizationKind, RegistrationMode, Rulebook},
    },
    registry::{
        application::{self, NameAsked, NameFault},
        organization::{Item, Mode, Organization},
    },
};
use std::{collections::BTreeSet, sync::Arc};

/// A judge of one change.
pub(super) struct Judge<'a> {
    pub book: &'a Rulebook,
    pub rules: Arc<OrganizationKind>,
    pub mode: RegistrationMode,
    pub today: Day,
}

impl<'a> Judge<'a> {
    /// A judge of the change as it stands today.
    ///
    /// # Errors
    /// [`Code::KindNotOpen`] when the rulebook has no such kind.
    pub(super) fn new(book: &'a Rulebook, x: &Change, o: &Organization, now: Ts) -> Result<Self> {
        let today = now.day();
        let rules = match &x.rules {
            Some(rules) => Arc::new(rules.0.clone()),
            None => book.kind(o.kind.word(), today).ok_or(Code::KindNotOpen)?,
        };
        Ok(Self { book, rules, mode: mode_of(o.mode), today })
    }

    /// The rules of changes.
    ///
    /// # Errors
    /// [`Code::KindNotOpen`] for kinds without registration.
    pub(super) fn change(&self) -> Result<&ChangeRules> {
        self.rules.change.as_ref().ok_or_else(|| Code::KindNotOpen.into())
    }

    /// What is doubtful about a new name (`SO-40`–`SO-51`).
    ///
    /// # Errors
    /// A fault of the database.
    pub(super) fn name_faults(&self, c: &mut Conn, x: &Change) -> Result<Vec<NameFault>> {
        let Some(name) = x.content.0.items.get(&Item::Name) else { return Ok(Vec::new()) };
        let office = application::authority(c, x.authority_id)?;
        let asked =
            NameAsked { name, division: &office.division, application: None, organization: Some(x.organization_id) };
        application::judge_name(c, self.book, &self.rules, &asked, self.today)
    }

    /// Everything that is missing.
    ///
    /// # Errors
    /// A fault of the database.
    pub(super) fn missing(&self, c: &mut Conn, x: &Change, language: &str) -> Result<Vec<Reason>> {
        let name = self.name_faults(c, x)?;
        let documents: BTreeSet<String> = store::current(c, x.id)?.into_iter().map(|d| d.key).collect();
        let by = Standard { rules: self.change()?, mode: self.mode, name: &name, today: self.today, language };
        Ok(rules::missing(&x.content.0, x.agreed_on, &documents, &by))
    }
}

/// The mode as the rulebook knows it.
#[must_use]
pub fn mode_of(mode: Mode) -> RegistrationMode {
    match mode {
        Mode::Direct => RegistrationMode::Direct,
        Mode::DirectWithConsultation => RegistrationMode::DirectWithConsultation,
        Mode::Dual => RegistrationMode::Dual,
        Mode::Filing => RegistrationMode::Filing,
    }
}
