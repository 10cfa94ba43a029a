//! Forms of name pre-registration.
use crate::{
    kernel::refusal::Result,
    registry::organization::OrganizationKind,
    web::{Fields, Submitted},
};

pub use crate::registry::renewal::forms::{Answer, answer};

/// A name somebody wants kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// The name.
    pub name: String,
    /// Kind of organization.
    pub kind: OrganizationKind,
    /// Code of the registration authority.
    pub authority: String,
    /// What the organization is for.
    pub purpose: String,
}

/// Reads which name is wanted.
///
/// # Errors
/// Every wrong field.
pub fn asking(s: &Submitted) -> Result<Asking> {
    let mut f = Fields::of(s);
    let name = f.line("name", 60).map(|n| n.replace(' ', ""));
    let (kind, authority) = (f.choice("kind"), f.line("authority", 60));
    let purpose = f.lines("purpose", 500);
    let done = (|| Some(Asking { name: name?, kind: kind?, authority: authority?, purpose: purpose? }))();
    f.done(done)
}
