//! The shape of the house: what every page, message, table, state and address has in common.
//! `UPDATE_KEPT=1 cargo test --test it shape` writes the kept pictures (roles.csv, states.txt, src/schema.rs) anew.
mod codes;
mod imports;
mod locale;
mod migrations;
mod openapi;
mod roles;
mod routes;
mod rules;
mod schema;
mod states;
mod templates;

/// Compares with a kept file, or writes it anew when `UPDATE_KEPT` is set.
#[expect(clippy::disallowed_methods, reason = "the one switch of the kept pictures")]
pub fn kept(path: &str, now: &str) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var("UPDATE_KEPT").is_ok() {
        std::fs::write(&file, now).expect("the kept file can be written");
        return;
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let (old, new): (Vec<_>, Vec<_>) = (kept.lines().collect(), now.lines().collect());
    let gone: Vec<_> = old.iter().filter(|l| !new.contains(l)).collect();
    let come: Vec<_> = new.iter().filter(|l| !old.contains(l)).collect();
    assert!(
        kept == now,
        "{path} is not what it was (UPDATE_KEPT=1 writes it anew; look at the difference):\nwas {gone:#?}\nis {come:#?}"
    );
}
