//! Both trees of migrations make the same tables, and every `down` undoes its `up`.
use shanzhi::platform::db::{self, Engine, Use};

#[test]
fn both_trees_have_the_same_names_in_the_same_order() {
    let (sqlite, postgres) = db::embedded_names();
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, postgres);
}

#[test]
fn every_down_undoes_its_up_and_up_works_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut conn = Engine::Sqlite(dir.path().join("m.db").display().to_string()).connect(Use::Write).unwrap();
    let first = db::migrate(&mut conn).unwrap();
    assert_eq!(db::revert_all(&mut conn).unwrap(), first.len());
    assert_eq!(db::migrate(&mut conn).unwrap(), first);
    assert!(db::pending(&mut conn).unwrap().is_empty());
}
