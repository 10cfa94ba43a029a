//! What of an address is kept, and whether words are found: pure.
use super::model::Place;
use crate::{
    kernel::{
        refusal::{Code, Error, Reason, Result},
        text,
    },
    platform::rulebook::Rulebook,
};
use std::collections::BTreeSet;

/// The most values one question has.
const VALUES: usize = 20;
/// The most characters of one value.
const LONG: usize = 100;

/// Reads the address of a list: which list it is, and the values that make the question, each once, in a fixed order.
/// Nothing for any other address.
pub(super) fn read(address: &str) -> Option<(Place, String)> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let place: Place = path.strip_prefix('/')?.parse().ok()?;
    Some((place, kept(place, query)))
}

/// The values of a query string that make the question.
pub(super) fn kept(place: Place, query: &str) -> String {
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let mut seen = BTreeSet::new();
    let mut out = url::form_urlencoded::Serializer::new(String::new());
    for key in place.keys() {
        for (_, value) in pairs.iter().filter(|(k, _)| k == key) {
            let value: String = text::tidy(value).chars().take(LONG).collect();
            if !value.is_empty() && seen.len() < VALUES && seen.insert((*key, value.clone())) {
                out.append_pair(key, &value);
            }
        }
    }
    out.finish()
}

/// The values of a kept question by name.
pub(super) fn values(query: &str, key: &str) -> Vec<String> {
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.filter(|(k, _)| k == key).map(|(_, v)| v.into_owned()).collect()
}

/// Whether every word stands in one of the texts, letter case aside.
pub(super) fn holds(words: &str, texts: &[&str]) -> bool {
    let all: Vec<String> = texts.iter().map(|t| t.to_lowercase()).collect();
    words.to_lowercase().split_whitespace().all(|word| all.iter().any(|text| text.contains(word)))
}

/// Whether one more may be kept.
pub(super) fn may_keep(book: &Rulebook, has: i64, today: crate::kernel::time::Day) -> Result<()> {
    let most = i64::from(book.count("saved.searches_max", today).map_err(|e| Error::Fault(anyhow::anyhow!("{e}")))?);
    if has < most { Ok(()) } else { Err(Reason::from(Code::TooManySaved).with("most", most).into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_the_same_however_its_address_is_written() {
        let one = read("/orgs?kind=service&q=%E5%85%BB%E8%80%81&page=3&sort=name&kind=service&x=y").unwrap();
        let two = read("/orgs?q=+%E5%85%BB%E8%80%81+&kind=service").unwrap();
        assert_eq!(one, two);
        assert_eq!(one.1, "q=%E5%85%BB%E8%80%81&kind=service");
        assert_eq!(values(&one.1, "q"), ["养老"]);
        for address in ["/", "/orgs/x", "//evil.example/orgs", "/ledger?q=x", "orgs", ""] {
            assert_eq!(read(address), None, "{address}");
        }
        let many: String = (0..99).map(|n| format!("kind={n}&")).collect();
        assert_eq!(read(&format!("/orgs?{many}")).unwrap().1.matches("kind=").count(), VALUES);
    }

    #[test]
    fn every_word_must_be_found_somewhere() {
        assert!(holds("养老 船山", &["船山区听荷", "养老服务"]) && !holds("养老 射洪", &["船山区听荷", "养老服务"]));
        assert!(holds("", &[]) && holds("CARE", &["Home care"]));
    }
}
