//! Who may see a case, and in which role somebody acts on it.
use super::{model::Application, store};
use crate::{
    kernel::{
        actor::{AccountId, Actor, AuthorityId, BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    platform::db::{Conn, Tx},
};

/// Roles of the registration authority.
const STAFF: [Role; 3] = [Role::Clerk, Role::Reviewer, Role::Decider];

/// What somebody is to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Founder,
    Staff,
}

/// A part of the work on a case. At a registration authority three people have it; a filed group is received, checked and
/// published by the committee of its community and decided on by its street or township (`SO-154`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// Notice and acceptance.
    Receive,
    /// 不予受理: a decision of the office itself.
    Decline,
    /// Special procedures and the opinion.
    Examine,
    /// The decision, and more time for it.
    Decide,
}

impl Hand {
    const ALL: [Self; 4] = [Self::Receive, Self::Decline, Self::Examine, Self::Decide];

    /// The role that has this part of a case, and where it is held.
    pub(super) fn seat(self, a: &Application) -> Option<(Role, AuthorityId)> {
        match (a.is_filing(), self) {
            (false, Self::Receive | Self::Decline) => Some((Role::Clerk, a.authority_id)),
            (false, Self::Examine) => Some((Role::Reviewer, a.authority_id)),
            (false, Self::Decide) => Some((Role::Decider, a.authority_id)),
            (true, Self::Receive | Self::Examine) => Some((Role::Community, a.committee()?)),
            (true, Self::Decline | Self::Decide) => Some((Role::Filer, a.authority_id)),
        }
    }

    /// Whether somebody has this part of a case.
    pub(super) fn is_of(self, actor: &Actor, a: &Application) -> bool {
        self.seat(a).is_some_and(|(role, body)| actor.is_at(role, body))
    }
}

/// Whether somebody works on a case in any part.
pub(super) fn works_on(actor: &Actor, a: &Application) -> bool {
    Hand::ALL.iter().any(|hand| hand.is_of(actor, a))
}

/// The case, for its founder, for those who work on it and for auditors; for everybody else there is none. Who works on it
/// sees it from the day it is submitted.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`].
pub(super) fn visible(c: &mut Conn, actor: &Actor, no: &str) -> Result<(Application, Stand)> {
    let account = actor.account().ok_or(Error::SignIn)?;
    let a = store::find(c, no)?;
    if a.account_id == account {
        return Ok((a, Stand::Founder));
    }
    let reads = works_on(actor, &a) || actor.is(Role::Auditor);
    if reads && a.submitted_at.is_some() { Ok((a, Stand::Staff)) } else { Err(Error::Missing) }
}

/// The founder's own case.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`]; [`Code::NotYourRole`] for staff, who may see and not change it.
pub(super) fn own(c: &mut Conn, actor: &Actor, no: &str) -> Result<Application> {
    match visible(c, actor, no)? {
        (a, Stand::Founder) => Ok(a),
        (_, Stand::Staff) => Err(Code::NotYourRole.into()),
    }
}

/// The case, for somebody who has this part of it.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`], [`Code::NotYourRole`], [`Code::NeedsSecondFactor`].
pub(super) fn official(tx: &mut Tx, hand: Hand, no: &str) -> Result<(Application, AccountId)> {
    let (a, _) = visible(tx.conn, tx.actor, no)?;
    let (role, body) = hand.seat(&a).ok_or(Code::NotYourRole)?;
    let by = tx.official(role, (BodyKind::Authority, body.0))?;
    Ok((a, by))
}

/// The authorities whose queue somebody may read.
#[must_use]
pub fn authorities_of(actor: &Actor) -> Vec<i64> {
    bodies(actor, &STAFF)
}

/// Where the cases somebody works on lie: offices that decide, committees that check first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Desks {
    /// Registration authorities, and streets and townships.
    pub offices: Vec<i64>,
    /// Committees of communities.
    pub committees: Vec<i64>,
}

impl Desks {
    /// Those of a person.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        let offices = bodies(actor, &[Role::Clerk, Role::Reviewer, Role::Decider, Role::Filer]);
        Self { offices, committees: bodies(actor, &[Role::Community]) }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.offices.is_empty() && self.committees.is_empty()
    }
}

fn bodies(actor: &Actor, roles: &[Role]) -> Vec<i64> {
    let mut all: Vec<i64> = roles.iter().flat_map(|r| actor.bodies(*r, BodyKind::Authority)).collect();
    all.sort_unstable();
    all.dedup();
    all
}
