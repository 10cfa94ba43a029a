//! The opening committee: lock B split among three members, any two of whom can put it together again.
use super::{BoxFault, PublicLock, SecretLock, lock::read_all};
use age::{
    DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt,
    secrecy::{ExposeSecret, SecretString},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use blahaj::{Share, Sharks};
use std::{collections::BTreeMap, io::Write};

/// Members of a committee.
pub const MEMBERS: usize = 3;
/// Members who must be present at the opening.
pub const NEEDED: usize = 2;
/// Work of `age` passphrases as a power of two: about a second on an ordinary machine. Tests take less.
pub const WORK: u8 = 15;
/// More work than this is refused, so that a forged share cannot occupy the machine.
const MOST_WORK: u8 = 20;
const MARK: &str = "SHANZHI-SHARE-1";

/// A new lock B and its three encrypted shares; the secret itself is gone.
#[derive(Debug, Clone)]
pub struct Formation {
    /// What inner envelopes are sealed to.
    pub lock: PublicLock,
    /// One share for each member, in the order given.
    pub shares: Vec<EncryptedShare>,
}

/// One member's share, encrypted under that member's passphrase or key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncryptedShare {
    /// The member's number, 1 to 3.
    pub member: u8,
    /// Base64 of an `age` file; the stock tool opens it after `base64 -d`.
    pub text: String,
}

/// A member's own key, made ahead of the formation so that nobody enters a passphrase on another's screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberKey {
    /// What the member's share is encrypted to.
    pub public: PublicLock,
    /// The secret, encrypted under the member's passphrase; base64 of an `age` file.
    pub text: String,
}

/// A share in the clear, held in memory at the opening only.
#[derive(Clone)]
pub struct OpenedShare {
    committee: String,
    bytes: SecretString,
}

/// Forms a committee whose three members enter their passphrases together; `work` is [`WORK`] outside tests.
pub fn form(members: &[(u8, SecretString)], work: u8) -> Result<Formation, BoxFault> {
    let same = |a: &SecretString, b: &SecretString| a.expose_secret() == b.expose_secret();
    let repeated = members.iter().enumerate().any(|(i, (_, p))| members.iter().skip(i + 1).any(|(_, q)| same(p, q)));
    check_numbers(members.iter().map(|(n, _)| *n), repeated)?;
    form_by(members, |passphrase, share| encrypt(&under(passphrase, work), share))
}

/// Forms a committee of members who made their own [`MemberKey`] beforehand; no passphrase is needed now.
pub fn form_with_keys(members: &[(u8, PublicLock)]) -> Result<Formation, BoxFault> {
    let repeated = members.iter().enumerate().any(|(i, (_, p))| members.iter().skip(i + 1).any(|(_, q)| p == q));
    check_numbers(members.iter().map(|(n, _)| *n), repeated)?;
    form_by(members, |key, share| encrypt(&key.recipient()?, share))
}

impl MemberKey {
    /// Makes a member's key under a passphrase; `work` is [`WORK`] outside tests.
    pub fn make(passphrase: &SecretString, work: u8) -> Result<Self, BoxFault> {
        let secret = SecretLock::generate();
        let text = encrypt(&under(passphrase, work), secret.text().expose_secret().as_bytes())?;
        Ok(Self { public: secret.public(), text })
    }

    /// Opens the member's key with the passphrase.
    pub fn open(&self, passphrase: &SecretString) -> Result<SecretLock, BoxFault> {
        let text = SecretString::from(text_of(decrypt_passphrase(&self.text, passphrase)?)?);
        SecretLock::parse(text.expose_secret())
    }
}

impl EncryptedShare {
    /// Opens a share made by [`form`] with the member's passphrase.
    pub fn open(&self, passphrase: &SecretString) -> Result<OpenedShare, BoxFault> {
        OpenedShare::parse(text_of(decrypt_passphrase(&self.text, passphrase)?)?)
    }

    /// Opens a share made by [`form_with_keys`] with the member's opened key.
    pub fn open_with_key(&self, key: &SecretLock) -> Result<OpenedShare, BoxFault> {
        OpenedShare::parse(text_of(key.decrypt(&decode(&self.text)?)?)?)
    }
}

/// Puts lock B together from two or three opened shares, and checks that it is the lock of this committee.
pub fn combine(shares: &[OpenedShare], lock: &PublicLock) -> Result<SecretLock, BoxFault> {
    let mut different = BTreeMap::new();
    for share in shares {
        if share.committee != lock.as_str() {
            return Err(BoxFault::WrongCommittee);
        }
        let bytes = decode(share.bytes.expose_secret())?;
        different.insert(bytes.first().copied(), Share::try_from(bytes.as_slice()).map_err(|_| BoxFault::Damaged)?);
    }
    if different.len() < NEEDED {
        return Err(BoxFault::NotEnoughShares { have: different.len(), need: NEEDED });
    }
    let secret = sharks().recover(different.values()).map_err(|_| BoxFault::Damaged)?;
    let secret = SecretString::from(text_of(secret)?);
    let found = SecretLock::parse(secret.expose_secret()).map_err(|_| BoxFault::Damaged)?;
    if found.public() == *lock { Ok(found) } else { Err(BoxFault::Damaged) }
}

impl OpenedShare {
    /// Reads `SHANZHI-SHARE-1 age1… base64`, the text inside an encrypted share.
    fn parse(text: String) -> Result<Self, BoxFault> {
        let text = SecretString::from(text);
        match text.expose_secret().split_whitespace().collect::<Vec<_>>()[..] {
            [MARK, committee, bytes] => {
                Ok(Self { committee: committee.to_owned(), bytes: SecretString::from(bytes.to_owned()) })
            }
            _ => Err(BoxFault::Damaged),
        }
    }
}

impl std::fmt::Debug for OpenedShare {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenedShare(of {})", self.committee)
    }
}

fn sharks() -> Sharks {
    Sharks(NEEDED as u8)
}

fn check_numbers(numbers: impl Iterator<Item = u8>, repeated: bool) -> Result<(), BoxFault> {
    let mut numbers: Vec<u8> = numbers.collect();
    numbers.sort_unstable();
    if repeated || numbers != [1, 2, 3] { Err(BoxFault::WrongMembers) } else { Ok(()) }
}

/// Splits a new secret; the share of a member carries the member's number as its point on the line.
fn form_by<K>(
    members: &[(u8, K)],
    encrypt: impl Fn(&K, &[u8]) -> Result<String, BoxFault>,
) -> Result<Formation, BoxFault> {
    let secret = SecretLock::generate();
    let lock = secret.public();
    let dealt: Vec<Share> = sharks().dealer(secret.text().expose_secret().as_bytes()).take(MEMBERS).collect();
    let mut shares = Vec::with_capacity(MEMBERS);
    for (number, key) in members {
        let bytes = dealt.iter().map(Vec::from).find(|b: &Vec<u8>| b.first() == Some(number));
        let plain =
            SecretString::from(format!("{MARK} {lock} {}\n", STANDARD.encode(bytes.ok_or(BoxFault::WrongMembers)?)));
        shares.push(EncryptedShare { member: *number, text: encrypt(key, plain.expose_secret().as_bytes())? });
    }
    Ok(Formation { lock, shares })
}

fn under(passphrase: &SecretString, work: u8) -> scrypt::Recipient {
    let mut recipient = scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(work.clamp(1, MOST_WORK));
    recipient
}

fn encrypt(to: &dyn Recipient, plain: &[u8]) -> Result<String, BoxFault> {
    let encryptor = Encryptor::with_recipients(std::iter::once(to)).map_err(|_| BoxFault::NotAKey)?;
    let mut out = Vec::new();
    let mut writer = encryptor.wrap_output(&mut out).map_err(|_| BoxFault::Damaged)?;
    writer.write_all(plain).and_then(|()| writer.finish()).map_err(|_| BoxFault::Damaged)?;
    Ok(STANDARD.encode(out))
}

fn decrypt_passphrase(text: &str, passphrase: &SecretString) -> Result<Vec<u8>, BoxFault> {
    let mut identity = scrypt::Identity::new(passphrase.clone());
    identity.set_max_work_factor(MOST_WORK);
    let sealed = decode(text)?;
    let reader = Decryptor::new_buffered(&sealed[..])
        .and_then(|d| d.decrypt(std::iter::once(&identity as &dyn Identity)))
        .map_err(|e| match e {
            DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => BoxFault::WrongPassphrase,
            _ => BoxFault::Damaged,
        })?;
    read_all(reader, sealed.len())
}

fn decode(text: &str) -> Result<Vec<u8>, BoxFault> {
    STANDARD.decode(text.split_whitespace().collect::<String>()).map_err(|_| BoxFault::Damaged)
}

fn text_of(bytes: Vec<u8>) -> Result<String, BoxFault> {
    String::from_utf8(bytes).map_err(|_| BoxFault::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sealed::{open_inner, open_outer, seal, unpad};

    fn passphrases() -> Vec<(u8, SecretString)> {
        [(1, "river"), (2, "bridge"), (3, "mountain")].map(|(n, p)| (n, SecretString::from(p))).to_vec()
    }

    fn opened(formed: &Formation) -> Vec<OpenedShare> {
        formed.shares.iter().zip(passphrases()).map(|(s, (_, p))| s.open(&p).unwrap()).collect()
    }

    #[test]
    fn the_box_opens_with_lock_a_and_any_two_shares_and_never_otherwise() {
        let formed = form(&passphrases(), 2).unwrap();
        let (a, not_a, shares) = (SecretLock::generate(), SecretLock::generate(), opened(&formed));
        let sealed = seal(b"bid", &formed.lock, &a.public()).unwrap();
        for subset in 0..8u8 {
            let present: Vec<OpenedShare> =
                (0..3).filter(|i| subset >> i & 1 == 1).map(|i| shares[i].clone()).collect();
            let b = combine(&present, &formed.lock);
            assert_eq!(b.is_ok(), present.len() >= NEEDED, "{subset:03b}");
            for (key, right) in [(&a, true), (&not_a, false)] {
                let result =
                    open_outer(&sealed.bytes, key).and_then(|i| open_inner(&i, &b.clone()?)).and_then(|p| unpad(&p));
                assert_eq!(result == Ok(b"bid".to_vec()), right && present.len() >= NEEDED, "{subset:03b} {right}");
            }
        }
    }

    #[test]
    fn one_share_given_twice_is_one_share() {
        let formed = form(&passphrases(), 2).unwrap();
        let one = opened(&formed)[0].clone();
        let fault = combine(&[one.clone(), one], &formed.lock).unwrap_err();
        assert_eq!(fault, BoxFault::NotEnoughShares { have: 1, need: 2 });
    }

    #[test]
    fn a_share_needs_its_own_passphrase() {
        let formed = form(&passphrases(), 2).unwrap();
        assert_eq!(formed.shares[0].open(&"bridge".into()).unwrap_err(), BoxFault::WrongPassphrase);
        let mut bent = formed.shares[0].clone();
        bent.text = bent.text.replace('A', "B");
        assert!(bent.open(&"river".into()).is_err());
    }

    #[test]
    fn shares_of_two_committees_do_not_mix() {
        let (one, two) = (form(&passphrases(), 2).unwrap(), form(&passphrases(), 2).unwrap());
        let mixed = [opened(&one)[0].clone(), opened(&two)[1].clone()];
        assert_eq!(combine(&mixed, &one.lock).unwrap_err(), BoxFault::WrongCommittee);
    }

    #[test]
    fn a_committee_is_three_different_members_with_different_passphrases() {
        let mut members = passphrases();
        members[2].1 = "river".into();
        assert_eq!(form(&members, 2).unwrap_err(), BoxFault::WrongMembers);
        assert_eq!(form(&passphrases()[..2], 2).unwrap_err(), BoxFault::WrongMembers);
        let mut members = passphrases();
        members[0].0 = 2;
        assert_eq!(form(&members, 2).unwrap_err(), BoxFault::WrongMembers);
    }

    #[test]
    fn members_may_make_their_keys_ahead_of_the_formation() {
        let keys: Vec<MemberKey> = passphrases().iter().map(|(_, p)| MemberKey::make(p, 2).unwrap()).collect();
        let members: Vec<(u8, PublicLock)> = (1..=3).zip(keys.iter().map(|k| k.public.clone())).collect();
        let formed = form_with_keys(&members).unwrap();
        assert_eq!(keys[0].open(&"bridge".into()).unwrap_err(), BoxFault::WrongPassphrase);
        let shares: Vec<OpenedShare> = [0usize, 2]
            .map(|i| formed.shares[i].open_with_key(&keys[i].open(&passphrases()[i].1).unwrap()).unwrap())
            .to_vec();
        assert_eq!(combine(&shares, &formed.lock).unwrap().public(), formed.lock);
    }

    #[test]
    fn a_hundred_committees_lose_one_share_each_and_all_open() {
        for round in 0..100 {
            let keys = [(); 3].map(|()| SecretLock::generate());
            let members: Vec<(u8, PublicLock)> = (1..=3).zip(keys.iter().map(SecretLock::public)).collect();
            let formed = form_with_keys(&members).unwrap();
            let kept = (0..3).filter(|i| *i != round % 3);
            let shares: Vec<OpenedShare> = kept.map(|i| formed.shares[i].open_with_key(&keys[i]).unwrap()).collect();
            assert!(combine(&shares, &formed.lock).is_ok(), "{round}");
        }
    }
}
