//! Forming the opening committee: both locks of both envelopes, made in memory and forgotten (`design.md` 7.1).
use super::model::{EnvelopeKind, Lock};
use crate::platform::{
    crypto::Keyring,
    sealed::{BoxFault, LockA, committee},
};
use age::secrecy::SecretString;

/// One member as the form names it.
#[derive(Clone)]
pub struct Member {
    /// Mail address of the member's account.
    pub email: String,
    /// The member's own passphrase; never stored, never echoed.
    pub passphrase: SecretString,
}

impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Member({})", self.email)
    }
}

/// Locks and shares of both envelopes, ready to be stored.
#[derive(Debug, Clone)]
pub struct Formed {
    /// For the technical envelope.
    pub technical: FormedEnvelope,
    /// For the price envelope.
    pub price: FormedEnvelope,
}

/// Locks and shares of one envelope.
#[derive(Debug, Clone)]
pub struct FormedEnvelope {
    /// Public half of lock A.
    pub public_a: String,
    /// Secret half of lock A, sealed for the database.
    pub sealed_secret_a: Vec<u8>,
    /// Public half of lock B.
    pub public_b: String,
    /// The members' encrypted shares, in their order.
    pub shares: Vec<String>,
}

/// Makes the locks of a tender for three members. Takes seconds, so it runs outside the transaction; `work` is
/// [`committee::WORK`] except in tests and demonstration data.
///
/// # Errors
/// [`BoxFault::WrongMembers`] when there are not three different passphrases.
pub fn form(keyring: &Keyring, no: &str, members: &[Member], work: u8) -> Result<Formed, BoxFault> {
    Ok(Formed {
        technical: envelope(keyring, no, EnvelopeKind::Technical, members, work)?,
        price: envelope(keyring, no, EnvelopeKind::Price, members, work)?,
    })
}

fn envelope(
    keyring: &Keyring,
    no: &str,
    kind: EnvelopeKind,
    members: &[Member],
    work: u8,
) -> Result<FormedEnvelope, BoxFault> {
    let a = LockA::make(keyring, &Lock::subject(no, kind));
    let numbered: Vec<(u8, SecretString)> = (1u8..).zip(members.iter().map(|m| m.passphrase.clone())).collect();
    let formation = committee::form(&numbered, work)?;
    Ok(FormedEnvelope {
        public_a: a.lock.as_str().to_owned(),
        sealed_secret_a: a.sealed,
        public_b: formation.lock.as_str().to_owned(),
        shares: formation.shares.into_iter().map(|s| s.text).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sealed::{EncryptedShare, committee::combine, lock::LockA};

    #[test]
    fn two_members_and_the_released_lock_open_what_was_sealed() {
        let ring = Keyring::new([7; 32]);
        let members: Vec<Member> = ["one-river-lotus", "two-river-lotus", "three-river-lotus"]
            .iter()
            .map(|p| Member { email: "x@example.org".into(), passphrase: SecretString::from(*p) })
            .collect();
        let formed = form(&ring, "510903202600001", &members, 2).unwrap();
        assert_ne!(formed.technical.public_b, formed.price.public_b, "the price has a lock of its own");
        let subject = Lock::subject("510903202600001", EnvelopeKind::Price);
        let a = LockA::release(&ring, &subject, &formed.price.sealed_secret_a).unwrap();
        assert_eq!(a.public().as_str(), formed.price.public_a);
        let open = |n: usize| {
            let share = EncryptedShare { member: n as u8 + 1, text: formed.price.shares[n].clone() };
            share.open(&members[n].passphrase).unwrap()
        };
        let b = combine(&[open(0), open(2)], &formed.price.public_b.parse().unwrap()).unwrap();
        assert_eq!(b.public().as_str(), formed.price.public_b);
    }
}
