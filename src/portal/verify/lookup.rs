//! What somebody typed, told apart by its form alone.
use crate::{kernel::credit_code::CreditCode, kernel::input, platform::certificate::has_valid_check};

/// What the text can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// The signed token of a QR code.
    Token(String),
    /// SHA-256 of a sealed envelope, as a receipt prints it.
    Hash(String),
    /// A unified social credit code with a right check character.
    Code(String),
    /// A printed number; whether its check character fits, where it has one.
    Number(String, bool),
}

/// Tells apart what was typed; `None` when nothing was.
pub(super) fn read(text: &str) -> Option<Asked> {
    let text = text.trim();
    // Somebody may paste the whole address of the QR code.
    let text = text.rsplit_once("/verify/").map_or(text, |(_, rest)| rest);
    if text.is_empty() || text.len() > 4096 {
        return None;
    }
    if text.split('.').count() == 3 && text.len() > 80 {
        return Some(Asked::Token(text.to_owned()));
    }
    let plain = input::code(text);
    if plain.len() == 64 && plain.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(Asked::Hash(plain.to_ascii_lowercase()));
    }
    match plain.parse::<CreditCode>() {
        Ok(code) => Some(Asked::Code(code.as_str().to_owned())),
        Err(_) => {
            // Only certificates have one; receipts and cases are found or not.
            let fits = !plain.starts_with("C-") || has_valid_check(&plain);
            Some(Asked::Number(plain, fits))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_recognised_however_it_was_pasted() {
        let hash = "AB".repeat(32);
        assert_eq!(read(&format!(" {hash} ")), Some(Asked::Hash(hash.to_lowercase())));
        let no = crate::platform::certificate::with_check("C-510903-2026-000417");
        assert_eq!(read(&no.to_lowercase()), Some(Asked::Number(no.clone(), true)));
        assert_eq!(read(&format!("https://x.example/verify/{no}")), Some(Asked::Number(no, true)));
        assert!(matches!(read("C-510903-2026-000417-!"), Some(Asked::Number(_, false))));
        assert!(matches!(read("510900-20261120-SO01-00002"), Some(Asked::Number(_, true))));
        let token = format!("{}.{}.{}", "a".repeat(40), "b".repeat(40), "c".repeat(40));
        assert_eq!(read(&token), Some(Asked::Token(token.clone())));
        assert_eq!(read("  "), None);
    }
}
