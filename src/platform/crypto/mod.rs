//! Secrets of the installation: one key, sub-keys by purpose, sealed fields, keyed hashes, tokens and passwords.
mod keyring;
mod password;
mod policy;
mod seal;
mod store;
mod token;

pub use keyring::Keyring;
pub use password::{Passwords, Profile, Verdict};
pub use policy::{PasswordFault, check_password};
pub use seal::OpenFault;
pub use token::hash_token;
