//! Words of the rulebook and of both languages, with a way out where a word is missing.
use crate::{
    kernel::{division::DivisionCode, refusal::Fact},
    platform::i18n::{Locale, Words},
    web::Cx,
};

/// The name of a place in the reader's language; the code itself when it is unknown.
#[must_use]
pub fn division(cx: &Cx, code: &str) -> String {
    let divisions = cx.env().rulebook.divisions();
    let Some(found) = code.parse::<DivisionCode>().ok().and_then(|d| divisions.current(&d)) else {
        return code.to_owned();
    };
    if cx.locale == Locale::Zh { found.zh.clone() } else { found.en.clone() }
}

/// The message of a key, or the fallback: for words that come from stored data and may be newer than the locales.
#[must_use]
pub fn word(words: &Words, locale: Locale, key: &str, fallback: &str) -> String {
    words.get(locale, &key.replace(['_', '.'], "-"), None).map_or_else(|| fallback.to_owned(), |w| w.into_owned())
}

/// A sentence with facts.
#[must_use]
pub fn say(cx: &Cx, key: &str, facts: &[(&'static str, Fact)]) -> String {
    cx.env().words.say_with(cx.locale, key, &facts.to_vec())
}
