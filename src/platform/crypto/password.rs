//! Passwords: argon2id with a pepper from the keyring, and the same work for people who do not exist.
use super::Keyring;
use crate::kernel::random;
use anyhow::{Result, anyhow};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};

/// How much work a password costs: everyone, or people who hold an office (experience C.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// 19 MiB, two passes.
    Public,
    /// 64 MiB, three passes.
    Staff,
}

/// What a verification found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The password is right and its hash is as strong as today's profile asks.
    Right,
    /// The password is right; store a new hash, because cost or key have changed.
    RightButRehash,
    /// The password is wrong, or there is no such account.
    Wrong,
}

/// The one place that hashes and verifies passwords.
#[derive(Clone)]
pub struct Passwords {
    peppers: Vec<[u8; 32]>,
    public: Params,
    staff: Params,
    nobody_public: String,
    nobody_staff: String,
}

impl Passwords {
    /// With the costs of experience C.3: public m=19456 t=2, staff m=65536 t=3, one lane.
    pub fn new(keyring: &Keyring) -> Result<Self> {
        Self::with_costs(keyring, (19_456, 2), (65_536, 3))
    }

    /// With the least cost argon2 allows, for tests and demonstration data only.
    pub fn cheap(keyring: &Keyring) -> Result<Self> {
        Self::with_costs(keyring, (8, 1), (16, 1))
    }

    /// Whether these are the least costs, so that other slow derivations may be quick too.
    #[must_use]
    pub fn is_cheap(&self) -> bool {
        self.public.m_cost() < 1024
    }

    fn with_costs(keyring: &Keyring, public: (u32, u32), staff: (u32, u32)) -> Result<Self> {
        let params = |(m, t)| Params::new(m, t, 1, None).map_err(|e| anyhow!("argon2 parameters: {e}"));
        Ok(Self {
            peppers: keyring.derive_all("pepper", "password"),
            public: params(public)?,
            staff: params(staff)?,
            nobody_public: nobody(public),
            nobody_staff: nobody(staff),
        })
    }

    /// The PHC string `$argon2id$…` of a password, with a fresh salt.
    pub fn hash(&self, password: &str, profile: Profile) -> Result<String> {
        let pepper = self.peppers.first().ok_or_else(|| anyhow!("no pepper"))?;
        let hasher = hasher(pepper, self.params(profile).clone())?;
        let hash: PasswordHash =
            PasswordHasher::hash_password(&hasher, password.as_bytes()).map_err(|e| anyhow!("argon2: {e}"))?;
        Ok(hash.to_string())
    }

    /// Verifies a password against the stored hash; `None` (no such account) costs the same time and is wrong.
    #[must_use]
    pub fn verify(&self, password: &str, stored: Option<&str>, profile: Profile) -> Verdict {
        let nobody = match profile {
            Profile::Public => &self.nobody_public,
            Profile::Staff => &self.nobody_staff,
        };
        let Ok(hash) = PasswordHash::new(stored.unwrap_or(nobody)) else { return Verdict::Wrong };
        let matched = self.peppers.iter().position(|pepper| {
            hasher(pepper, Params::default()).is_ok_and(|h| h.verify_password(password.as_bytes(), &hash).is_ok())
        });
        match matched {
            _ if stored.is_none() => Verdict::Wrong,
            None => Verdict::Wrong,
            Some(0) if self.is_current(&hash, profile) => Verdict::Right,
            Some(_) => Verdict::RightButRehash,
        }
    }

    fn is_current(&self, hash: &PasswordHash, profile: Profile) -> bool {
        let wanted = self.params(profile);
        Params::try_from(hash)
            .is_ok_and(|p| (p.m_cost(), p.t_cost(), p.p_cost()) == (wanted.m_cost(), wanted.t_cost(), wanted.p_cost()))
    }

    fn params(&self, profile: Profile) -> &Params {
        match profile {
            Profile::Public => &self.public,
            Profile::Staff => &self.staff,
        }
    }
}

/// A hash that no password has: it takes the work of a real one to refuse, and none to make.
fn nobody((m, t): (u32, u32)) -> String {
    let (salt, hash) = (STANDARD_NO_PAD.encode(random::bytes::<16>()), STANDARD_NO_PAD.encode(random::bytes::<32>()));
    format!("$argon2id$v=19$m={m},t={t},p=1${salt}${hash}")
}

fn hasher(pepper: &[u8], params: Params) -> Result<Argon2<'_>> {
    Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params).map_err(|e| anyhow!("argon2: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_verifies_and_asks_for_a_new_hash_when_the_profile_rises() {
        let passwords = Passwords::cheap(&Keyring::new([3; 32])).unwrap();
        let hash = passwords.hash("长江之水 flows", Profile::Public).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        assert_eq!(passwords.verify("长江之水 flows", Some(&hash), Profile::Public), Verdict::Right);
        assert_eq!(passwords.verify("长江之水 flows", Some(&hash), Profile::Staff), Verdict::RightButRehash);
        assert_eq!(passwords.verify("长江之水 flow", Some(&hash), Profile::Public), Verdict::Wrong);
    }

    #[test]
    fn nobody_has_a_password_not_even_the_one_of_nobody() {
        let passwords = Passwords::cheap(&Keyring::new([3; 32])).unwrap();
        assert_eq!(passwords.verify("nobody", None, Profile::Public), Verdict::Wrong);
        assert_eq!(passwords.verify("nobody", Some("garbage"), Profile::Staff), Verdict::Wrong);
    }

    #[test]
    fn a_stolen_hash_is_worthless_without_the_installation_key() {
        let hash = Passwords::cheap(&Keyring::new([3; 32])).unwrap().hash("long enough", Profile::Public).unwrap();
        let elsewhere = Passwords::cheap(&Keyring::new([4; 32])).unwrap();
        assert_eq!(elsewhere.verify("long enough", Some(&hash), Profile::Public), Verdict::Wrong);
        let renewed = Passwords::cheap(&Keyring::new([4; 32]).with_older([3; 32])).unwrap();
        assert_eq!(renewed.verify("long enough", Some(&hash), Profile::Public), Verdict::RightButRehash);
    }

    #[test]
    fn real_hashes_carry_the_costs_of_the_profiles() {
        let passwords = Passwords::new(&Keyring::new([3; 32])).unwrap();
        assert!(passwords.nobody_public.contains("m=19456,t=2,p=1"), "{}", passwords.nobody_public);
        assert!(passwords.nobody_staff.contains("m=65536,t=3,p=1"), "{}", passwords.nobody_staff);
    }
}
