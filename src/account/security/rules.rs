//! One-time codes as pure decisions.
use crate::{
    kernel::{random, time::Ts},
    platform::db::Env,
};
use anyhow::{Context, Result};
use totp_rs::{Builder, Totp};

/// How many recovery codes there are.
pub(super) const CODES: usize = 10;
/// Letters and digits that nobody confuses on paper.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// The generator behind a secret, as every authenticator knows it: SHA-1, six digits, thirty seconds.
///
/// # Errors
/// When the address cannot stand in an `otpauth` link.
pub(super) fn totp(env: &Env, email: &str, secret: &[u8]) -> Result<Totp> {
    let issuer = env.config.city.name_en.replace(':', " ");
    Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name(email.replace(':', " "))
        .with_issuer(Some(format!("Shanzhi {issuer}")))
        .build()
        .map_err(|e| anyhow::anyhow!("{e:?}"))
        .context("the second factor cannot be set up")
}

/// The time step a code belongs to, if it fits now or one step around and is later than the last one used.
#[must_use]
pub(super) fn step_of(totp: &Totp, code: &str, now: Ts, last: Option<i64>) -> Option<i64> {
    let seconds = u64::try_from(now.utc().timestamp()).ok()?;
    let step = i64::try_from(totp.check(code, seconds)?).ok()?;
    last.is_none_or(|last| step > last).then_some(step)
}

/// A fresh secret of 160 bits.
#[must_use]
pub(super) fn new_secret() -> Vec<u8> {
    random::bytes::<20>().to_vec()
}

/// Ten fresh recovery codes such as `K7QM-2XPA-9HRD`.
#[must_use]
pub(super) fn new_codes() -> Vec<String> {
    (0..CODES)
        .map(|_| {
            let letters: Vec<char> = random::bytes::<12>()
                .iter()
                .filter_map(|b| ALPHABET.get(usize::from(b % 32)).map(|c| char::from(*c)))
                .collect();
            letters.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-")
        })
        .collect()
}

/// A recovery code as people type it, without separators, in capitals.
#[must_use]
pub(super) fn plain(code: &str) -> String {
    crate::kernel::input::code(code).chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_counts_for_one_step_once() {
        let secret = b"12345678901234567890".to_vec();
        let totp =
            Builder::new().with_secret(secret).with_account_name("li@example.org").with_issuer(Some("x")).build();
        let totp = totp.unwrap();
        // RFC 6238, appendix B: at 59 seconds the eight digits are 94287082, the six 287082.
        let at = |s: i64| Ts::new(chrono::DateTime::from_timestamp(s, 0).unwrap());
        assert_eq!(step_of(&totp, "287082", at(59), None), Some(1));
        assert_eq!(step_of(&totp, "287082", at(59), Some(1)), None, "used once already");
        assert_eq!(step_of(&totp, "287082", at(300), None), None, "long over");
        assert_eq!(step_of(&totp, "000000", at(59), None), None);
    }

    #[test]
    fn recovery_codes_are_long_different_and_readable_in_any_spelling() {
        let codes = new_codes();
        assert_eq!(codes.iter().collect::<std::collections::BTreeSet<_>>().len(), CODES);
        assert!(codes.iter().all(|c| c.len() == 14 && plain(&c.to_lowercase().replace('-', " ")) == plain(c)));
    }
}
