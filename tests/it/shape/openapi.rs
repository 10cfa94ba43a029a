//! The API's description names every address under `/api/v1`, and none besides.
use super::{locale::files, routes};
use shanzhi::routes::ApiDoc;
use std::collections::BTreeSet;
use utoipa::OpenApi;

fn described() -> serde_json::Value {
    serde_json::to_value(ApiDoc::openapi()).unwrap()
}

#[test]
fn every_route_of_the_api_is_described_and_every_description_has_its_route() {
    let doc = described();
    let mut told = BTreeSet::new();
    for (path, methods) in doc["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            told.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let there: BTreeSet<_> = routes::all()
        .iter()
        .filter(|r| r.path.starts_with("/api/v1/"))
        .map(|r| format!("{} {}", r.method, r.plain()))
        .collect();
    let untold: Vec<_> = there.difference(&told).collect();
    let absent: Vec<_> = told.difference(&there).filter(|t| t.contains(" /api/v1/")).collect();
    assert!(untold.is_empty() && absent.is_empty(), "not described: {untold:#?}\nno such route: {absent:#?}");
}

#[test]
fn every_operation_has_a_summary_a_tag_and_says_how_it_refuses() {
    let doc = described();
    let mut wrong = Vec::new();
    for (path, methods) in doc["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let name = format!("{} {path}", method.to_uppercase());
            let summary = operation["summary"].as_str().unwrap_or_default();
            if summary.len() < 8 || operation["tags"].as_array().is_none_or(Vec::is_empty) {
                wrong.push(format!("{name}: no summary or tag"));
            }
            let responses = operation["responses"].as_object().unwrap();
            if !responses.keys().any(|status| status.starts_with('2') || status.starts_with('3')) {
                wrong.push(format!("{name}: no good answer"));
            }
            if method != "get" && !responses.keys().any(|status| status.starts_with('4')) {
                wrong.push(format!("{name}: no refusal"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let doc = described();
    let mut names = BTreeSet::new();
    for (path, methods) in doc["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap_or_default();
            assert!(name.contains('_') && names.insert(name.to_owned()), "{method} {path} is called {name:?}");
        }
    }
}

#[test]
fn enums_are_described_by_the_words_that_travel() {
    let doc = described();
    for (name, schema) in doc["components"]["schemas"].as_object().unwrap() {
        for word in schema["enum"].as_array().into_iter().flatten().filter_map(|w| w.as_str()) {
            assert!(!word.contains(char::is_uppercase), "{name} says {word}");
        }
    }
}

/// Types that may become schemas, with the name each would have, from the sources: the description keeps one of two that
/// share a name and says nothing.
fn schemas() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for path in files("src", &["rs"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        let lines: Vec<&str> = text.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let line = line.trim_start();
            let Some(rest) = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum ")) else {
                continue;
            };
            let above = &lines[n.saturating_sub(12)..n];
            let begin = above.iter().rposition(|l| l.trim().is_empty() || l.trim() == "}").map_or(0, |at| at + 1);
            let above = &above[begin..];
            let derives = above
                .iter()
                .any(|l| l.contains("ToSchema") || l.starts_with("text_enum!") || l.starts_with("state_table!"));
            if !derives {
                continue;
            }
            let own: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            let named = above.iter().find_map(|l| l.trim().strip_prefix("#[schema(as = ")?.split([')', ',']).next());
            out.push((named.map_or(own, str::to_owned), path.clone()));
        }
    }
    out
}

#[test]
fn no_two_schemas_share_a_name() {
    let doc = described();
    let told = doc["components"]["schemas"].as_object().unwrap();
    let mut seen = std::collections::BTreeMap::new();
    let mut twice = Vec::new();
    // What the API never names (words of letters, of jobs) may share a name.
    for (name, path) in schemas().into_iter().filter(|(name, _)| told.contains_key(name)) {
        if let Some(other) = seen.insert(name.clone(), path.clone()) {
            twice.push(format!("{name}: {other} and {path}"));
        }
    }
    assert!(seen.len() > 100, "the sources were read: {}", seen.len());
    assert!(twice.is_empty(), "give one of them #[schema(as = …)]: {twice:#?}");
}
