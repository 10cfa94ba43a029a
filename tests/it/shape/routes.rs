//! Every address of `src/routes`, read from the text, so that none can be forgotten.
use std::{collections::BTreeSet, path::Path};

/// Method and path pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub method: String,
    pub path: String,
}

impl Route {
    /// The path with its parameters' patterns left out: `/ledger/{id}`.
    pub fn plain(&self) -> String {
        let (mut out, mut depth, mut skip) = (String::new(), 0, false);
        for c in self.path.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ':' if depth == 1 => skip = true,
                _ => {}
            }
            skip = skip && depth > 0;
            if !skip {
                out.push(c);
            }
        }
        out
    }
}

/// Every route with a literal path, in order of path and method.
pub fn all() -> Vec<Route> {
    let wings = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/routes")).unwrap();
    let text: String = wings.map(|wing| std::fs::read_to_string(wing.unwrap().path()).unwrap()).collect();
    let mut found = BTreeSet::new();
    for part in text.split(".route(").skip(1) {
        let part = part.trim_start();
        let Some(rest) = part.strip_prefix('"') else {
            let is_computed = part.starts_with("&format!") || part.starts_with("&rest");
            assert!(is_computed, "a route that this test cannot read: {}", &part[..60]);
            continue;
        };
        let (path, rest) = rest.split_once('"').expect("a path ends");
        let method = rest.trim_start_matches([',', ' ', '\n']).trim_start_matches("web::");
        let method = method.split('(').next().unwrap_or_default().to_uppercase();
        assert!(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].contains(&method.as_str()), "{path}: {method}");
        found.insert(Route { method, path: path.replace("\\\\", "\\") });
    }
    found.into_iter().collect()
}

#[test]
fn no_address_changes_anything_by_being_read() {
    let wrong: Vec<_> = all()
        .into_iter()
        .filter(|r| r.method == "GET")
        .filter(|r| ["publication", "closure", "withdrawal", "submission"].iter().any(|verb| r.path.ends_with(verb)))
        .collect();
    assert!(wrong.is_empty(), "a state change is a POST: {wrong:?}");
}

#[test]
fn addresses_are_lower_case_words_with_hyphens() {
    for route in all() {
        for segment in route.plain().split('/').filter(|s| !s.is_empty() && !s.starts_with('{')) {
            let good = segment.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._{}".contains(c));
            assert!(good, "{} {}", route.method, route.path);
        }
    }
}
