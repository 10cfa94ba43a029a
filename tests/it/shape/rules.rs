//! Every rule of the law about organizations and their codes (`domain.md` 2 and 3, tags A and B) is met by a test that
//! names it, or `rules.csv` says why none does.
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("a folder").map(|e| e.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, out);
        } else if entry.extension().is_some_and(|end| end == "rs") {
            out.push(entry);
        }
    }
}

/// The words of tests: whole files under `tests/it`, `tests.rs` and what follows `mod tests {` in `src`.
fn words_of_tests() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("tests/it"), &mut files);
    sources(&root.join("src"), &mut files);
    let mut words = String::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a source file");
        let is_test = file.starts_with(root.join("tests")) || file.ends_with("tests.rs") || file.ends_with("test.rs");
        let from = if is_test { Some(0) } else { text.find("mod tests {") };
        words.push_str(from.and_then(|at| text.get(at..)).unwrap_or_default());
        words.push('\n');
    }
    words
}

/// Rules named as `SO-60` or, in the name of a test, as `so_60`.
fn named(words: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for wing in ["SO-", "ID-", "so_", "id_"] {
        for (at, _) in words.match_indices(wing) {
            let digits: String = words[at + wing.len()..].chars().take_while(char::is_ascii_digit).collect();
            if !digits.is_empty() {
                out.insert(format!("{}-{digits}", wing[..2].to_uppercase()));
            }
        }
    }
    out
}

#[test]
fn every_rule_of_the_law_is_named_by_a_test_or_it_is_said_why_not() {
    let rows: BTreeMap<&str, &str> = include_str!("rules.csv")
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').expect("a rule and a reason"))
        .collect();
    assert!(rows.len() > 90, "{} rules", rows.len());
    let named = named(&words_of_tests());
    let silent: Vec<_> = rows.iter().filter(|(rule, why)| why.is_empty() && !named.contains(**rule)).collect();
    assert!(silent.is_empty(), "no test names these, and rules.csv gives no reason: {silent:#?}");
    let met: Vec<_> = rows.iter().filter(|(rule, why)| !why.is_empty() && named.contains(**rule)).collect();
    assert!(met.is_empty(), "a test names these, so that their reason in rules.csv is no longer true: {met:#?}");
}
