//! The arrows of the house run one way.
use super::locale::files;

/// The rooms in the order in which they may use each other.
const ORDER: &[&str] =
    &["kernel", "platform", "web", "account", "registry", "market", "volunteer", "community", "governance", "portal"];

#[test]
fn no_room_uses_a_room_to_its_right() {
    let mut wrong = Vec::new();
    for path in files("src", &["rs"]) {
        let shown = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        let Some(room) = ORDER.iter().position(|r| shown.starts_with(&format!("src/{r}/"))) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for later in ORDER.iter().skip(room + 1) {
            for (n, line) in code.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
                // `kernel` may name the database's column macros and types of `platform`? No: only macros at the crate root.
                if line.contains(&format!("crate::{later}::"))
                    || line.trim_start().starts_with(&format!("{later}::")) && line.ends_with(',')
                {
                    wrong.push(format!("{shown}:{}: {}", n + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn statements_stand_only_in_stores_and_in_platform_and_web() {
    let mut wrong = Vec::new();
    for path in files("src", &["rs"]) {
        let shown = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        let feature = ORDER.iter().skip(3).any(|r| shown.starts_with(&format!("src/{r}/")));
        if !feature || shown.contains("/store") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (n, line) in code.lines().enumerate() {
            if ["diesel::insert_into", "diesel::update", "diesel::delete"].iter().any(|s| line.contains(s)) {
                wrong.push(format!("{shown}:{}", n + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "writing statements outside store.rs:\n{}", wrong.join("\n"));
}
