//! A fresh database for every test: a migrated SQLite file copied, or a PostgreSQL database made from a migrated one.
use diesel::{Connection, PgConnection, connection::SimpleConnection};
use shanzhi::{
    kernel::random,
    platform::db::{self, Engine, Use},
};
use std::{path::Path, sync::OnceLock};

/// The server that `TEST_DATABASE_URL` names, such as `postgres://postgres@127.0.0.1:5555/postgres`.
#[expect(clippy::disallowed_methods, reason = "the one setting of the tests")]
pub fn server() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok().filter(|u| !u.is_empty())
}

/// The address of a fresh, migrated database.
pub fn fresh(dir: &Path) -> String {
    match server() {
        Some(server) => postgres(&server),
        None => sqlite(dir),
    }
}

/// The address of a database that has nothing in it, of the same engine.
pub fn empty(dir: &Path) -> String {
    match server() {
        Some(server) => {
            // A demonstration only empties a database whose name says that it may.
            let name = name_of("demo");
            let mut admin = PgConnection::establish(&server).expect("the server of TEST_DATABASE_URL answers");
            admin.batch_execute(&format!("CREATE DATABASE {name}")).expect("an empty database");
            at(&server, &name)
        }
        None => format!("sqlite://{}", dir.join("shanzhi.db").display()),
    }
}

fn name_of(kind: &str) -> String {
    format!("{kind}_{}", hex::encode(random::bytes::<6>()))
}

fn at(server: &str, name: &str) -> String {
    let (head, _) = server.rsplit_once('/').expect("the address names a database");
    format!("{head}/{name}")
}

/// The address of a fresh database on the server of `TEST_DATABASE_URL`.
pub fn fresh_url() -> String {
    postgres(&server().expect("a server"))
}

fn sqlite(dir: &Path) -> String {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = TEMPLATE.get_or_init(|| {
        let place = tempfile::tempdir().expect("a folder for the template");
        let path = place.path().join("template.db");
        let mut conn = Engine::Sqlite(path.display().to_string()).connect(Use::Write).expect("a new SQLite file");
        db::migrate(&mut conn).expect("migrations apply");
        if let db::Conn::Sqlite(c) = &mut conn {
            c.batch_execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE;")
                .expect("one file holds it all");
        }
        drop(conn);
        std::fs::read(path).expect("the template can be read")
    });
    let path = dir.join("shanzhi.db");
    std::fs::write(&path, bytes).expect("the copy can be written");
    format!("sqlite://{}", path.display())
}

fn postgres(server: &str) -> String {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    let mut admin = PgConnection::establish(server).expect("the server of TEST_DATABASE_URL answers");
    let template = TEMPLATE.get_or_init(|| {
        let name = name_of("template");
        admin.batch_execute(&format!("CREATE DATABASE {name}")).expect("a template database");
        let mut conn =
            Engine::parse(&at(server, &name)).and_then(|e| e.connect(Use::Write)).expect("the template answers");
        db::migrate(&mut conn).expect("migrations apply");
        name
    });
    let name = name_of("t");
    admin.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).expect("a fresh database");
    at(server, &name)
}
