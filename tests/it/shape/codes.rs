//! Every refusal speaks both languages.
use shanzhi::{
    kernel::refusal::Code,
    platform::i18n::{Locale, Words},
};
use std::collections::BTreeSet;

#[test]
fn every_code_has_a_word_of_its_own_and_a_sentence_in_both_languages() {
    let words = Words::load().unwrap();
    let mut seen = BTreeSet::new();
    let mut silent = Vec::new();
    for &code in Code::ALL {
        assert!(seen.insert(code.word()), "{} stands twice", code.word());
        for locale in Locale::ALL {
            if words.get(locale, &format!("refusal-{}", code.word()), Some(&fluent_bundle::FluentArgs::new())).is_none()
            {
                silent.push(format!("{} refusal-{}", locale.tag(), code.word()));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}
