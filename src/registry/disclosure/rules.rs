//! Who may see in full, and for how long it stays on the page: pure.
use super::model::{Contact, Disclosure};
use crate::{
    kernel::{
        actor::{AccountId, Actor, Role},
        identity,
        refusal::{Code, Result},
        time::Ts,
    },
    platform::mail,
    registry::organization::Organization,
};
use chrono::TimeDelta;

/// Roles of an authority that work with an organization's contact.
pub(super) const STAFF: [Role; 3] = [Role::Clerk, Role::Reviewer, Role::Decider];

/// Whether somebody works at the authority of an organization.
pub(super) fn is_staff(actor: &Actor, o: &Organization) -> bool {
    o.offices().any(|office| STAFF.iter().any(|&r| actor.is_at(r, office)))
}

/// Whether somebody may know that there is a contact, and who looked at it: the authority, the organization's own officers,
/// and auditors.
pub(super) fn may_know(actor: &Actor, o: &Organization) -> bool {
    is_staff(actor, o) || actor.is_officer_of(o.id) || actor.is(Role::Auditor)
}

/// Whether somebody may see it in full with a reason: only who works at the authority.
pub(super) fn may_see(actor: &Actor, o: &Organization) -> Result<()> {
    if is_staff(actor, o) { Ok(()) } else { Err(Code::NotYourRole.into()) }
}

/// The contact as everybody else of those who may know sees it.
pub(super) fn masked(c: &Contact) -> Contact {
    let hide = |text: &str, f: &dyn Fn(&str) -> String| if text.is_empty() { String::new() } else { f(text) };
    Contact { phone: hide(&c.phone, &identity::mask_phone), email: hide(&c.email, &mail::mask) }
}

/// Whether a look still shows what was seen, to the person who looked.
pub(super) fn is_open(d: &Disclosure, who: AccountId, minutes: u32, now: Ts) -> bool {
    d.account_id == who && now < d.seen_at + TimeDelta::minutes(i64::from(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::actor::{AuthorityId, OrganizationId};

    #[test]
    fn a_masked_contact_tells_neither_number_nor_name() {
        let c = Contact { phone: "13800000013".into(), email: "lotus@example.org".into() };
        let m = masked(&c);
        assert_eq!((m.phone.as_str(), m.email.as_str()), ("138****0013", "l***@example.org"));
        let none = Contact { phone: String::new(), email: String::new() };
        assert_eq!(masked(&none), none);
    }

    #[test]
    fn what_was_seen_stays_for_its_minutes_and_for_nobody_else() {
        let at: Ts = "2026-11-23T01:00:00Z".parse().unwrap();
        let d = Disclosure {
            id: 1,
            organization_id: OrganizationId(1),
            authority_id: AuthorityId(1),
            account_id: AccountId(7),
            reason: "x".into(),
            case_no: "x".into(),
            seen_at: at,
            entry_id: None,
        };
        assert!(is_open(&d, AccountId(7), 30, at + TimeDelta::minutes(29)));
        assert!(!is_open(&d, AccountId(7), 30, at + TimeDelta::minutes(30)));
        assert!(!is_open(&d, AccountId(8), 30, at));
    }
}
