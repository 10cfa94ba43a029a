//! Both locks at the moment of opening. Lock B exists in memory only, for as long as the act takes.
use super::{model::Keys, rules::Seats};
use crate::{
    kernel::refusal::{Error, FieldError, Result},
    market::tender::{EnvelopeKind, Lock, Opener, Tender},
    platform::{
        crypto::Keyring,
        sealed::{BoxFault, LockA, OpenedShare, PublicLock, SecretLock, committee},
    },
};
use age::secrecy::{ExposeSecret, SecretString};
use anyhow::anyhow;

/// Opens two shares with their passphrases and puts lock B together. Takes about a second a share.
///
/// # Errors
/// The field of a wrong passphrase; a fault when a share is missing or damaged.
pub fn lock_b(seats: &Seats, lock: &Lock, keys: &Keys) -> Result<SecretLock> {
    let mut wrong = Vec::new();
    let mut shares = Vec::new();
    for (seat, passphrase, field) in
        [(&seats.own, &keys.own, "passphrase"), (&seats.other, &keys.others, "other_passphrase")]
    {
        match share(seat, lock.envelope, passphrase) {
            Ok(share) => shares.push(share),
            Err(BoxFault::WrongPassphrase) => wrong.push(FieldError::new(field, "passphrase-wrong")),
            Err(fault) => return Err(Error::Fault(anyhow!(fault))),
        }
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let public: PublicLock = lock.public_b.parse().map_err(|e: BoxFault| anyhow!(e))?;
    Ok(committee::combine(&shares, &public).map_err(|e| anyhow!(e))?)
}

fn share(
    seat: &Opener,
    envelope: EnvelopeKind,
    passphrase: &SecretString,
) -> std::result::Result<OpenedShare, BoxFault> {
    seat.share(envelope).ok_or(BoxFault::NotEnoughShares { have: 0, need: 2 })?.open(passphrase)
}

/// Releases lock A. The caller has checked the deadline and written the intent into the ledger.
///
/// # Errors
/// A fault when the keyring does not fit.
pub fn lock_a(keyring: &Keyring, tender: &Tender, lock: &Lock) -> Result<SecretLock> {
    let subject = Lock::subject(&tender.no, lock.envelope);
    Ok(LockA::release(keyring, &subject, &lock.sealed_secret_a).map_err(|e| anyhow!(e))?)
}

const PURPOSE: &str = "opened-lock-b";

/// Keeps lock B for the auditor's bundle, once what it shut is open.
#[must_use]
pub fn keep(keyring: &Keyring, tender: &Tender, envelope: EnvelopeKind, b: &SecretLock) -> Vec<u8> {
    let subject = Lock::subject(&tender.no, envelope);
    keyring.seal(PURPOSE, subject.as_bytes(), b.text().expose_secret().as_bytes())
}

/// The kept lock B.
///
/// # Errors
/// A fault when the keyring does not fit.
pub fn kept(keyring: &Keyring, tender: &Tender, envelope: EnvelopeKind, sealed: &[u8]) -> Result<SecretLock> {
    let subject = Lock::subject(&tender.no, envelope);
    let text = keyring.open(PURPOSE, subject.as_bytes(), sealed).map_err(|e| anyhow!(e))?;
    let text = SecretString::from(String::from_utf8(text).map_err(|e| anyhow!(e))?);
    Ok(SecretLock::parse(text.expose_secret()).map_err(|e| anyhow!(e))?)
}
