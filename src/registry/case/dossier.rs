//! A case with everything that belongs to it: its file 卷宗.
use super::{
    matter::{Matter, mode_of},
    model::{Case, Document, Extension, PauseRow},
    store,
};
use crate::{
    kernel::{
        actor::AccountId,
        refusal::{Code, Result},
        time::{Day, Ts},
    },
    platform::{
        db::{Conn, Env},
        rulebook::{OrganizationKind, RegistrationMode, Rulebook},
    },
    registry::{
        application::{self, Authority},
        certificate::{self, Certificate},
        organization::{self, Organization},
    },
};
use std::{collections::HashMap, sync::Arc};

/// A case with what its pages and papers need.
#[derive(Debug, Clone)]
pub struct Dossier<C: Matter> {
    /// The case.
    pub x: Case<C>,
    /// The organization as it is now.
    pub o: Organization,
    /// The rules it is judged by.
    pub rules: Arc<OrganizationKind>,
    /// Registration mode of the organization.
    pub mode: RegistrationMode,
    /// The office.
    pub office: Authority,
    /// Documents.
    pub documents: Vec<Document>,
    /// Event, state reached, instant; the latest first.
    pub history: Vec<(String, String, Ts)>,
    /// Names of who handles it.
    pub names: HashMap<i64, String>,
    /// Special procedures, the first first.
    pub pauses: Vec<PauseRow>,
    /// The wish for more time.
    pub extension: Option<Extension>,
    /// The certificate that the approval issued, of the kind of the case (`SO-97`).
    pub certificate: Option<Certificate>,
}

impl<C: Matter> Dossier<C> {
    /// Gathers it.
    ///
    /// # Errors
    /// [`Code::KindNotOpen`] when the rulebook has no such kind; a fault of the database.
    pub fn load(c: &mut Conn, env: &Env, x: Case<C>, now: Ts) -> Result<Self> {
        let o = organization::find(c, x.organization_id)?;
        let ids: Vec<i64> = [x.clerk_id, x.reviewer_id, x.decider_id].into_iter().flatten().map(|a| a.0).collect();
        Ok(Self {
            rules: rules_of(&env.rulebook, &x, &o, now.day())?,
            mode: mode_of(o.mode),
            office: application::authority(c, x.authority_id)?,
            documents: store::current(c, x.id)?,
            history: store::history(c, x.id)?,
            names: application::names_of(c, &ids)?,
            pauses: store::pauses(c, x.id)?,
            extension: store::extension(c, x.id)?,
            certificate: certificate::latest(c, C::KIND.word(), ("case", &x.no))?,
            x,
            o,
        })
    }

    /// The name of somebody who handles it.
    pub(super) fn name(&self, id: Option<AccountId>) -> Option<String> {
        id.and_then(|id| self.names.get(&id.0).cloned())
    }

    /// Keys of the clerk's checklist: every part, then every document that was brought.
    #[must_use]
    pub fn checklist(&self) -> Vec<String> {
        let parts = self.x.content.0.parts().into_iter().map(str::to_owned);
        parts.chain(self.documents.iter().map(|d| format!("doc-{}", d.key))).collect()
    }
}

/// The rules of a case: its snapshot once it has one, those of the day before.
///
/// # Errors
/// [`Code::KindNotOpen`] when the rulebook has no such kind.
pub(super) fn rules_of<C: Matter>(
    book: &Rulebook,
    x: &Case<C>,
    o: &Organization,
    today: Day,
) -> Result<Arc<OrganizationKind>> {
    match &x.rules {
        Some(rules) => Ok(Arc::new(rules.0.clone())),
        None => book.kind(o.kind.word(), today).ok_or_else(|| Code::KindNotOpen.into()),
    }
}
