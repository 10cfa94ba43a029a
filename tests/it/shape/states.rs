//! Every state table of the program in one kept picture: who changes a life's course sees it in the difference.
use super::{kept, locale::files};
use std::fmt::Write;

/// The text between the first `open` and its partner.
fn block(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let start = text.find(open)?;
    let mut depth = 0;
    for (i, c) in text[start..].char_indices() {
        depth += i32::from(c == open) - i32::from(c == close);
        if depth == 0 {
            return Some((&text[start + 1..start + i], &text[start + i + 1..]));
        }
    }
    None
}

fn without_comments(text: &str) -> String {
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// `Name = "word"` pairs.
fn words(text: &str) -> Vec<(String, String)> {
    text.split(',')
        .filter_map(|part| part.split_once('='))
        .map(|(name, word)| (name.trim().to_owned(), word.trim().trim_matches('"').to_owned()))
        .collect()
}

/// One table as text: a line a step, and the states that end.
fn table(source: &str) -> Option<String> {
    let name = source.split(" as \"").nth(1)?.split('"').next()?;
    let (body, rest) = block(source, '{', '}')?;
    let (events, _) = block(rest, '{', '}')?;
    let events = words(events);
    let word_of = |pairs: &[(String, String)], name: &str| {
        pairs.iter().find(|(n, _)| n == name).map_or_else(|| format!("?{name}"), |(_, w)| w.clone())
    };
    let (mut states, mut edges, mut left) = (Vec::new(), Vec::new(), body);
    while let Some((steps, after)) = block(left, '{', '}') {
        let head = left.split('{').next()?.trim_start_matches([',', ' ', '\n']);
        let (state, word) = head.split_once('=')?;
        let state = (state.trim().to_owned(), word.trim().trim_matches('"').to_owned());
        for (event, target) in steps.split(',').filter_map(|s| s.split_once("=>")) {
            edges.push((state.1.clone(), event.trim().to_owned(), target.trim().to_owned()));
        }
        states.push(state);
        left = after;
    }
    let mut out = format!("{name}\n");
    for (from, event, to) in &edges {
        let _ = writeln!(out, "  {from} --{}--> {}", word_of(&events, event), word_of(&states, to));
    }
    let ends: Vec<_> = states.iter().filter(|(_, w)| !edges.iter().any(|(f, _, _)| f == w)).map(|(_, w)| w).collect();
    let _ = writeln!(out, "  ends: {}", ends.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(", "));
    for (name, _) in states.iter().skip(1) {
        // A donation begins in two ways: paid online, or recorded by finance.
        let begins = out.starts_with("donation\n") && name == "Recorded";
        assert!(begins || edges.iter().any(|(_, _, to)| to == name), "{out}\nnothing leads to {name}");
    }
    for (name, word) in &events {
        assert!(edges.iter().any(|(_, event, _)| event == name), "{out}\nnothing happens by {word}");
    }
    Some(out)
}

#[test]
fn every_state_table_is_as_it_was() {
    let mut all = Vec::new();
    for path in files("src", &["rs"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = without_comments(text.split("#[cfg(test)]").next().unwrap_or_default());
        for part in code.split("state_table! {").skip(1) {
            all.push(table(part).unwrap_or_else(|| panic!("a table that this test cannot read: {}", path.display())));
        }
    }
    all.sort();
    assert!(!all.is_empty());
    kept("tests/it/shape/states.txt", &all.join("\n"));
}
