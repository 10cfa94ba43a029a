//! Who bid on what: a keyed hash to find one's own bid, and a note that only lock A opens.
use crate::{
    kernel::{
        actor::{AccountId, OrganizationId},
        random,
    },
    market::tender::TenderId,
    platform::{
        crypto::Keyring,
        sealed::{BoxFault, PublicLock, SecretLock},
    },
};
use serde::{Deserialize, Serialize};

/// Every note has this length before it is sealed.
const NOTE: usize = 512;
/// Letters and digits that nobody confuses when reading a number aloud.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Who put a bid into the box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The tender's row.
    pub tender: TenderId,
    /// The bidder.
    pub organization: OrganizationId,
    /// The officer who sent it.
    pub account: AccountId,
    /// The receipt.
    pub receipt_no: String,
}

impl Identity {
    /// Seals the note to lock A.
    ///
    /// # Errors
    /// When the lock is no key.
    pub fn seal(&self, lock_a: &PublicLock) -> Result<Vec<u8>, BoxFault> {
        let note = serde_json::to_vec(self).map_err(|_| BoxFault::Package("identity"))?;
        lock_a.seal_note(&note, NOTE)
    }

    /// Opens a note; `None` when it was sealed to the lock of another tender or is damaged.
    #[must_use]
    pub fn open(sealed: &[u8], lock_a: &SecretLock) -> Option<Self> {
        serde_json::from_slice(&lock_a.open_note(sealed).ok()?).ok()
    }
}

/// The keyed hash under which a bidder finds its own bid, and nobody else can.
#[must_use]
pub fn owner_of(keyring: &Keyring, tender: TenderId, organization: OrganizationId) -> String {
    keyring.blind_index("bid-owner", &format!("{tender}|{organization}"))
}

/// A random receipt number: `TB-` and sixteen characters. It counts nothing.
#[must_use]
pub fn receipt_of_sealing() -> String {
    let plain: String = random::bytes::<16>()
        .iter()
        .map(|b| char::from(ALPHABET.get(usize::from(b % 32)).copied().unwrap_or(b'2')))
        .collect();
    let parts: Vec<&str> = [0..4, 4..8, 8..12, 12..16].into_iter().filter_map(|r| plain.get(r)).collect();
    format!("TB-{}", parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bidder_is_known_to_the_right_lock_a_only() {
        let (a, other) = (SecretLock::generate(), SecretLock::generate());
        let who = Identity {
            tender: TenderId(3),
            organization: OrganizationId(9),
            account: AccountId(4),
            receipt_no: receipt_of_sealing(),
        };
        let sealed = who.seal(&a.public()).unwrap();
        assert_eq!(Identity::open(&sealed, &a), Some(who));
        assert_eq!(Identity::open(&sealed, &other), None);
    }

    #[test]
    fn the_owner_hash_tells_tenders_organizations_and_installations_apart() {
        let ring = Keyring::new([1; 32]);
        let of = |t, o| owner_of(&ring, TenderId(t), OrganizationId(o));
        assert_eq!(of(1, 2), of(1, 2));
        assert_ne!(of(1, 2), of(12, 2));
        assert_ne!(of(1, 2), of(1, 3));
        assert_ne!(of(1, 2), owner_of(&Keyring::new([2; 32]), TenderId(1), OrganizationId(2)));
    }

    #[test]
    fn receipt_numbers_follow_no_order() {
        let no = receipt_of_sealing();
        assert_eq!(no.len(), 22, "{no}");
        assert_ne!(no, receipt_of_sealing());
    }
}
