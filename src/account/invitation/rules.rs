//! Who may give which role.
use crate::kernel::{
    actor::{Actor, BodyKind, OrganizationId, Role},
    refusal::{Code, Error, Result},
};

/// Whether the actor looks after the people of a body: the administrator of all, an officer of the own organization.
#[must_use]
pub(in crate::account) fn looks_after(actor: &Actor, body: (BodyKind, i64)) -> bool {
    actor.is(Role::Admin) || (body.0 == BodyKind::Organization && actor.is_officer_of(OrganizationId(body.1)))
}

/// Whether the actor may invite somebody to a role at a body.
///
/// # Errors
/// [`Code::NotYourRole`]; [`Code::RoleNotHere`] when a role does not belong to that kind of body.
pub(in crate::account) fn may_invite(actor: &Actor, role: Role, body: (BodyKind, i64)) -> Result<()> {
    let fits = match role {
        Role::Officer => body.0 == BodyKind::Organization,
        Role::Leader => body.0 == BodyKind::Team,
        Role::Admin | Role::Auditor | Role::Expert | Role::Opener => {
            matches!(body.0, BodyKind::City | BodyKind::Authority)
        }
        _ => body.0 == BodyKind::Authority,
    };
    match actor {
        Actor::System(_) => Ok(()),
        Actor::Visitor => Err(Error::SignIn),
        Actor::Person(_) if !looks_after(actor, body) => Err(Code::NotYourRole.into()),
        Actor::Person(_) if !fits => Err(Code::RoleNotHere.into()),
        Actor::Person(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::actor::{AccountId, Person, Seat};
    use std::sync::Arc;

    fn with(role: Role, body_kind: BodyKind, body_id: i64) -> Actor {
        let seat = Seat { role, body_kind, body_id, body_name: String::new() };
        Actor::Person(Arc::new(Person {
            account: AccountId(1),
            name: String::new(),
            email: String::new(),
            seats: vec![seat],
            is_strong: true,
        }))
    }

    #[test]
    fn an_officer_invites_officers_of_the_own_organization_and_nobody_else() {
        let officer = with(Role::Officer, BodyKind::Organization, 7);
        assert!(may_invite(&officer, Role::Officer, (BodyKind::Organization, 7)).is_ok());
        assert!(may_invite(&officer, Role::Officer, (BodyKind::Organization, 8)).is_err());
        assert!(may_invite(&officer, Role::Decider, (BodyKind::Authority, 1)).is_err());
        assert!(may_invite(&officer, Role::Admin, (BodyKind::Organization, 7)).is_err());
    }

    #[test]
    fn an_administrator_gives_offices_where_they_belong_only() {
        let admin = with(Role::Admin, BodyKind::City, 0);
        assert!(may_invite(&admin, Role::Decider, (BodyKind::Authority, 1)).is_ok());
        assert!(may_invite(&admin, Role::Decider, (BodyKind::Organization, 1)).unwrap_err().has(Code::RoleNotHere));
    }
}
