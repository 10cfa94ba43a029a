//! Who may supervise whom.
use super::store::Office;
use crate::{
    kernel::{
        actor::{Actor, Role},
        refusal::{Code, Reasons, Result},
    },
    registry::organization::Organization,
};

/// Whether somebody may know how supervision of an organization is arranged beyond what its page says: the bodies that
/// work with it, its own officers, and auditors.
pub(super) fn may_know(actor: &Actor, o: &Organization) -> bool {
    let staff = [Role::Clerk, Role::Reviewer, Role::Decider];
    o.offices().any(|office| staff.iter().any(|role| actor.is_at(*role, office)))
        || actor.is_officer_of(o.id)
        || actor.is(Role::Auditor)
}

/// Whether the body may supervise the organization: the body of the place it is in, or whoever is set beside the one that
/// registers it (`SO-14`).
pub(super) fn fits(office: &Office, registrar: &Office, o: &Organization) -> bool {
    office.is_registrar_or_supervision() && (office.division == o.county || office.division == registrar.division)
}

/// Only registered organizations that live are supervised, and nobody is handed what it has already.
pub(super) fn check(o: &Organization, to: &Office) -> Result<()> {
    let mut r = Reasons::default();
    r.require(!o.status.is_ended(), Code::OrganizationEnded);
    r.require(o.is_registered, Code::OrganizationFiled);
    r.require(o.supervisor_id != to.id, Code::SupervisesAlready);
    r.done()
}
