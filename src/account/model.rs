//! Nouns of accounts.
use crate::{
    kernel::{actor::AccountId, time::Ts},
    text_enum,
};
use diesel::prelude::*;

text_enum! {
    /// What a mailed link is good for.
    pub enum Purpose {
        /// Proves the mail address.
        Verify = "verify",
        /// Sets a new password.
        Reset = "reset",
        /// Makes the first administrator, or gives a role.
        Invite = "invite",
    }
}

/// An account about to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Mail address, lower-cased.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// Argon2id hash of the password.
    pub password_hash: String,
    /// Language tag.
    pub locale: String,
    /// When the address was proven, if it was.
    pub verified_at: Option<Ts>,
}

/// What a person typed to sign up.
#[derive(Debug, Clone)]
pub struct SignUp {
    /// Mail address, lower-cased.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The password, in memory only.
    pub password: String,
}

/// An account as sign-in needs it.
#[derive(Debug, Clone, Queryable)]
pub struct Secret {
    /// Which.
    pub id: AccountId,
    /// Argon2id hash.
    pub password_hash: String,
    /// When the address was proven.
    pub verified_at: Option<Ts>,
    /// Sealed secret of the one-time codes.
    pub totp_secret: Option<String>,
    /// The last time step used, so that a code works once.
    pub totp_last_step: Option<i64>,
    /// Until when sign-in is closed after wrong tries.
    pub locked_until: Option<Ts>,
    /// `active` or `closed`.
    pub status: String,
}
