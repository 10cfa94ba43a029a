//! Both languages say the same things, and nothing is said outside of them.
use shanzhi::platform::i18n::{Locale, Words};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

pub fn files(dir: &str, endings: &[&str]) -> Vec<PathBuf> {
    fn walk(dir: &Path, endings: &[&str], out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, endings, out);
            } else if endings.iter().any(|e| path.extension().is_some_and(|x| x == *e)) {
                out.push(path);
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(dir), endings, &mut out);
    out.sort();
    out
}

#[test]
fn both_languages_have_the_same_keys_and_none_twice() {
    let (zh, en) = (Words::keys(Locale::Zh), Words::keys(Locale::En));
    let twice: Vec<_> = zh.windows(2).filter(|w| w[0] == w[1]).map(|w| &w[0]).collect();
    assert!(twice.is_empty(), "said twice: {twice:?}");
    let (zh, en): (BTreeSet<_>, BTreeSet<_>) = (zh.into_iter().collect(), en.into_iter().collect());
    let only_zh: Vec<_> = zh.difference(&en).collect();
    let only_en: Vec<_> = en.difference(&zh).collect();
    assert!(only_zh.is_empty() && only_en.is_empty(), "only in Chinese: {only_zh:?}\nonly in English: {only_en:?}");
}

fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0x20000..=0x323af)
}

#[test]
fn no_sentence_stands_in_a_template() {
    let mut found = Vec::new();
    for path in files("templates", &["html"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut comment = false;
        for (n, line) in text.lines().enumerate() {
            let starts = line.contains("{#");
            if !comment && !starts && line.chars().any(is_han) {
                found.push(format!("{}:{}", path.display(), n + 1));
            }
            comment = (comment || starts) && !line.contains("#}");
        }
    }
    assert!(found.is_empty(), "Han characters in templates: {found:#?}");
}

#[test]
fn every_key_a_template_names_is_there() {
    let words = Words::load().unwrap();
    let mut missing = BTreeSet::new();
    for path in files("templates", &["html", "txt"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        // What stands in comments are examples.
        let text: String = text
            .split("{#")
            .enumerate()
            .map(|(n, part)| if n == 0 { part } else { part.split_once("#}").map_or("", |(_, rest)| rest) })
            .collect();
        for part in
            text.split("\" | t").collect::<Vec<_>>().split_last().map(|(_, head)| head.to_vec()).unwrap_or_default()
        {
            let Some(key) = part.rsplit('"').next() else { continue };
            let literal = !key.is_empty()
                && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_');
            if literal
                && words.get(Locale::Zh, &key.replace('_', "-"), None).is_none()
                && !text.contains(&format!("\"{key}\" | t(p="))
            {
                missing.insert(format!("{key} in {}", path.file_name().unwrap().to_string_lossy()));
            }
        }
    }
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}
