//! Randomness of the operating system, in one place so that everything else can be tested without it.
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// `N` bytes from the operating system's generator.
#[must_use]
#[expect(clippy::expect_used, reason = "without randomness of the system nothing may go on")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0u8; N];
    rand::rngs::OsRng.try_fill_bytes(&mut out).expect("the operating system gives random bytes");
    out
}

/// A token of 256 random bits, 43 characters, safe in addresses and headers.
#[must_use]
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}

use rand::TryRngCore;
