//! A backup taken while the program serves comes back whole; a damaged one is refused before anything of it is used.
use crate::support::{Operator, TestApp};
use diesel::prelude::*;
use shanzhi::{
    platform::{
        db::{Conn, Engine, Event, Use},
        files::inspect::{Accepted, Format},
    },
    schema::{accounts, files, ledger_entries},
};
use std::{fs, path::Path};

/// People, ledger entries of both kinds and a stored file.
async fn lived_in(app: &TestApp) -> String {
    app.account("li@example.org", "李").await;
    let stored = app.jx.files.put(&b"a charter"[..]).await.unwrap();
    let sha256 = stored.sha256.clone();
    app.make(move |tx| {
        tx.record(("organization", "S-1"), Event::public("registry.application.approved").with("grade", "5A"))?;
        tx.record(("organization", "S-1"), Event::private("registry.report.received").with("note", "secret"))?;
        let accepted = Accepted { name: "章程.txt".into(), format: Format::Txt, bytes: vec![], pages: None };
        shanzhi::platform::files::row::insert(tx, &accepted, &stored)
    })
    .await;
    app.settle().await;
    sha256
}

fn counts(c: &mut Conn) -> (i64, i64, i64) {
    (
        accounts::table.count().get_result(c).unwrap(),
        ledger_entries::table.count().get_result(c).unwrap(),
        files::table.count().get_result(c).unwrap(),
    )
}

#[actix_web::test]
async fn a_backup_of_a_serving_program_restores_to_the_same_data_and_passes_the_checks() {
    let app = TestApp::new().await;
    let sha256 = lived_in(&app).await;
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("backup");
    let shown = dir.display().to_string();
    let said = Operator::of(&app).run(&["backup", &shown]).await.expect(0);
    assert!(said.out.contains("holds the key"), "{}", said.out);
    assert!(dir.join("secrets/installation.key").exists() && dir.join("SHA256SUMS").exists());
    Operator::of(&app).run(&["backup", &shown]).await.expect(1);

    let home = place.path().join("new");
    let operator = Operator::empty(&home);
    operator.run(&["restore", &shown]).await.expect(0);
    let checked = operator.run(&["check"]).await.expect(0);
    assert!(checked.out.contains("1 public and 1 sealed entries give the signed root"), "{}", checked.out);
    assert!(checked.out.contains("files: 1 rows have their bytes"), "{}", checked.out);

    let address = operator_database(&operator);
    let mut new = Engine::parse(&address).unwrap().connect(Use::Write).unwrap();
    let old = app.jx.db.read(|c| Ok(counts(c))).await.unwrap();
    assert_eq!(counts(&mut new), old);
    let bytes = fs::read(home.join("files").join(&sha256[..2]).join(&sha256[2..4]).join(&sha256)).unwrap();
    assert_eq!(bytes, b"a charter");
    let again = operator.run(&["restore", &shown]).await.expect(1);
    assert!(again.err.contains("already") || again.err.contains("not empty"), "{}", again.err);
}

#[actix_web::test]
async fn a_city_grows_from_sqlite_to_the_engine_of_these_tests_by_backup_and_restore() {
    let place = tempfile::tempdir().unwrap();
    let small = format!("sqlite://{}", place.path().join("small.db").display());
    Operator::empty(place.path()).with("SHANZHI__DATABASE__URL", &small).run(&["migrate"]).await.expect(0);
    let app = TestApp::with("2026-11-23T01:00:00Z", &[("SHANZHI__DATABASE__URL", &small)]).await;
    lived_in(&app).await;
    let shown = place.path().join("backup").display().to_string();
    Operator::of(&app).run(&["backup", &shown]).await.expect(0);
    let operator = Operator::empty(&place.path().join("large"));
    operator.run(&["restore", &shown]).await.expect(0);
    let checked = operator.run(&["check"]).await.expect(0);
    assert!(checked.out.contains("1 public and 1 sealed entries give the signed root"), "{}", checked.out);
    let mut large = Engine::parse(&operator_database(&operator)).unwrap().connect(Use::Write).unwrap();
    assert_eq!(counts(&mut large), app.jx.db.read(|c| Ok(counts(c))).await.unwrap());
    // The counters of ids stand behind the rows that came.
    operator.run(&["admin", "invite", "next@example.org"]).await.expect(0);
}

fn operator_database(operator: &Operator) -> String {
    operator.setting("SHANZHI__DATABASE__URL")
}

fn all_files(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { out.extend(all_files(&path)) } else { out.push(path) }
    }
    out
}

#[actix_web::test]
async fn a_flipped_bit_anywhere_in_a_backup_is_detected_before_anything_is_used() {
    let app = TestApp::new().await;
    lived_in(&app).await;
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("backup");
    let shown = dir.display().to_string();
    Operator::of(&app).run(&["backup", &shown, "--without-secrets"]).await.expect(0);
    assert!(!dir.join("secrets").exists());
    let home = place.path().join("new");
    let operator = Operator::empty(&home);
    operator.run(&["restore", "--verify", &shown]).await.expect(0);
    let full = |path: &std::path::PathBuf| fs::metadata(path).unwrap().len() > 0;
    let database = all_files(&dir.join("database")).into_iter().find(full).unwrap();
    for path in [database, dir.join("manifest.json"), dir.join("ledger/checkpoint")] {
        let right = fs::read(&path).unwrap();
        let mut wrong = right.clone();
        wrong[right.len() / 2] ^= 1;
        fs::write(&path, wrong).unwrap();
        let said = operator.run(&["restore", &shown]).await.expect(1);
        assert!(said.err.contains("is altered"), "{}", said.err);
        assert!(!home.exists(), "nothing was used");
        fs::write(&path, right).unwrap();
    }
}
