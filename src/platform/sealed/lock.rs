//! Locks: the public half that seals and the secret half that opens, as `age` X25519 keys.
use super::BoxFault;
use crate::platform::crypto::{Keyring, OpenFault};
use age::{
    DecryptError, Decryptor, Encryptor,
    secrecy::{ExposeSecret, SecretString},
    x25519,
};
use serde::{Deserialize, Serialize};
use std::{
    fmt,
    io::{Read, Write},
    str::FromStr,
};

/// The public half of a lock, written `age1…`; whoever has it can seal and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicLock(String);

/// The secret half of a lock; shows nothing of itself when printed for debugging.
#[derive(Clone)]
pub struct SecretLock(x25519::Identity);

/// Lock A of one subject: its public half, and its secret sealed for the database.
#[derive(Debug, Clone)]
pub struct LockA {
    /// What envelopes are sealed to.
    pub lock: PublicLock,
    /// The secret, sealed under the keyring and bound to the subject.
    pub sealed: Vec<u8>,
}

const PURPOSE: &str = "lock-a";

impl LockA {
    /// Makes lock A for a subject (a stable name such as the tender's number); the plain secret leaves no trace.
    #[must_use]
    pub fn make(keyring: &Keyring, subject: &str) -> Self {
        let secret = SecretLock::generate();
        let text = secret.text();
        Self {
            lock: secret.public(),
            sealed: keyring.seal(PURPOSE, subject.as_bytes(), text.expose_secret().as_bytes()),
        }
    }

    /// Opens the sealed secret of lock A; the caller has checked that the deadline has passed.
    pub fn release(keyring: &Keyring, subject: &str, sealed: &[u8]) -> Result<SecretLock, OpenFault> {
        let text = keyring.open(PURPOSE, subject.as_bytes(), sealed)?;
        let text = SecretString::from(String::from_utf8(text).map_err(|_| OpenFault::Malformed)?);
        SecretLock::parse(text.expose_secret()).map_err(|_| OpenFault::Malformed)
    }
}

impl SecretLock {
    /// A new lock from the operating system's randomness.
    #[must_use]
    pub fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    /// Reads `AGE-SECRET-KEY-1…`.
    pub fn parse(text: &str) -> Result<Self, BoxFault> {
        text.trim().parse().map(Self).map_err(|_| BoxFault::NotAKey)
    }

    /// The line `AGE-SECRET-KEY-1…` that the stock `age` tool reads.
    #[must_use]
    pub fn text(&self) -> SecretString {
        self.0.to_string()
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicLock {
        PublicLock(self.0.to_public().to_string())
    }

    /// Opens what [`PublicLock::seal_note`] made; [`BoxFault::WrongLock`] when it was sealed to another lock.
    pub fn open_note(&self, sealed: &[u8]) -> Result<Vec<u8>, BoxFault> {
        super::unpad(&self.decrypt(sealed)?)
    }

    /// Takes one `age` layer off.
    pub(super) fn decrypt(&self, sealed: &[u8]) -> Result<Vec<u8>, BoxFault> {
        let reader = Decryptor::new_buffered(sealed)
            .and_then(|d| d.decrypt(std::iter::once(&self.0 as &dyn age::Identity)))
            .map_err(|e| fault_of(&e))?;
        read_all(reader, sealed.len())
    }
}

/// Reads a decrypted stream to its end; a changed or missing chunk is damage.
pub(super) fn read_all(mut reader: impl Read, about: usize) -> Result<Vec<u8>, BoxFault> {
    let mut out = Vec::with_capacity(about);
    reader.read_to_end(&mut out).map_err(|_| BoxFault::Damaged)?;
    Ok(out)
}

fn fault_of(e: &DecryptError) -> BoxFault {
    match e {
        DecryptError::NoMatchingKeys => BoxFault::WrongLock,
        _ => BoxFault::Damaged,
    }
}

impl PublicLock {
    pub(super) fn recipient(&self) -> Result<x25519::Recipient, BoxFault> {
        self.0.parse().map_err(|_| BoxFault::NotAKey)
    }

    /// Seals a short note to this lock alone, padded to `length` so that notes do not differ by their size.
    pub fn seal_note(&self, note: &[u8], length: usize) -> Result<Vec<u8>, BoxFault> {
        let room = length.checked_sub(8).filter(|room| note.len() <= *room).ok_or(BoxFault::TooLarge(length as u64))?;
        let mut padded = Vec::with_capacity(length);
        padded.extend((note.len() as u64).to_be_bytes());
        padded.extend(note);
        padded.resize(room + 8, 0);
        let recipient = self.recipient()?;
        let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
            .map_err(|_| BoxFault::NotAKey)?;
        let mut out = Vec::new();
        let mut writer = encryptor.wrap_output(&mut out).map_err(|_| BoxFault::Damaged)?;
        writer.write_all(&padded).and_then(|()| writer.finish()).map_err(|_| BoxFault::Damaged)?;
        Ok(out)
    }

    /// The text `age1…`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretLock(of {})", self.public())
    }
}

impl fmt::Display for PublicLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PublicLock {
    type Err = BoxFault;
    fn from_str(s: &str) -> Result<Self, BoxFault> {
        let lock = Self(s.trim().to_owned());
        lock.recipient().map(|_| lock)
    }
}

impl TryFrom<String> for PublicLock {
    type Error = BoxFault;
    fn try_from(s: String) -> Result<Self, BoxFault> {
        s.parse()
    }
}

impl From<PublicLock> for String {
    fn from(lock: PublicLock) -> Self {
        lock.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lock_a_is_released_for_its_own_subject_and_installation_only() {
        let ring = Keyring::new([5; 32]);
        let made = LockA::make(&ring, "510903202600001");
        assert_eq!(LockA::release(&ring, "510903202600001", &made.sealed).unwrap().public(), made.lock);
        assert!(LockA::release(&ring, "510903202600002", &made.sealed).is_err());
        assert!(LockA::release(&Keyring::new([6; 32]), "510903202600001", &made.sealed).is_err());
    }

    #[test]
    fn a_public_lock_is_checked_when_it_is_read() {
        let lock = SecretLock::generate().public();
        assert_eq!(lock.to_string().parse::<PublicLock>().unwrap(), lock);
        assert_eq!("age1nonsense".parse::<PublicLock>(), Err(BoxFault::NotAKey));
        assert!(SecretLock::parse(lock.as_str()).is_err());
    }

    #[test]
    fn a_note_opens_with_its_own_lock_only_and_its_length_tells_nothing() {
        let (lock, other) = (SecretLock::generate(), SecretLock::generate());
        let sealed = lock.public().seal_note(b"who", 128).unwrap();
        assert_eq!(lock.open_note(&sealed).unwrap(), b"who");
        assert_eq!(other.open_note(&sealed), Err(BoxFault::WrongLock));
        assert!(lock.public().seal_note(&[1; 121], 128).is_err());
        assert!(lock.public().seal_note(&[1; 120], 128).is_ok());
    }

    #[test]
    fn a_secret_lock_does_not_show_itself() {
        assert!(!format!("{:?}", SecretLock::generate()).contains("SECRET-KEY"));
    }
}
