//! Certificates that verify offline: a compact EdDSA JWS that any JOSE library checks against the published keys.
//!
//! It is an integrity seal 防篡改校验 and never a state seal (`CX-13`); whether a certificate is still in force only the
//! verify page can say (`CX-14`).
mod check;
mod token;

pub use check::{check_character, has_valid_check, with_check};
pub use token::{Certificates, Statement, TokenFault, verify_offline};
