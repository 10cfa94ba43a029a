//! The one verb.
use super::{rules, store};
use crate::{
    kernel::{
        actor::BodyKind,
        refusal::{Code, Error, Result},
    },
    platform::db::{Event, Tx},
    registry::organization,
};

/// Sees the contact of an organization in full: kept with reason and case before anything is shown. Answers the row.
///
/// # Errors
/// [`Error::Missing`], [`Code::NotYourRole`], [`Code::NeedsSecondFactor`].
pub fn see(tx: &mut Tx, code: &str, reason: &str, case_no: &str) -> Result<i64> {
    tx.account()?;
    let o = organization::find_by_code(tx.conn, code)?;
    if !rules::may_know(tx.actor, &o) {
        return Err(Error::Missing);
    }
    rules::may_see(tx.actor, &o)?;
    let mut said: Error = Code::NotYourRole.into();
    for (office, role) in o.offices().flat_map(|office| rules::STAFF.map(|role| (office, role))) {
        match tx.official(role, (BodyKind::Authority, office.0)) {
            Ok(by) => {
                // Sealed: that somebody looked at whom is for the parties and the auditors.
                let event = Event::private("registry.contact.seen")
                    .with("organization", o.credit_code.as_str())
                    .with("case", case_no);
                let entry = tx.record(("organization", &o.credit_code), event)?;
                return store::insert(tx, &o, (by, office), reason, case_no, entry);
            }
            Err(Error::Refused(r)) if r.iter().any(|r| r.code == Code::NotYourRole) => {}
            Err(e) => said = e,
        }
    }
    Err(said)
}
