//! The database as of one instant: `VACUUM INTO` on SQLite, one repeatable-read transaction on PostgreSQL.
use super::{Manifest, rows};
use crate::{
    kernel::{refusal::Error, time::Ts},
    platform::{
        config::Config,
        db::{self, Conn, Engine},
        files::references,
        ledger,
    },
};
use anyhow::{Context, anyhow};
use diesel::{Connection, RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_query, sql_types::Text};
use std::{fs, path::Path};

/// A snapshot that lies in the backup's folder.
pub(super) struct Snapshot {
    pub manifest: Manifest,
    /// The SHA-256 of every stored file it speaks of.
    pub files: Vec<String>,
}

/// Takes a snapshot of database and ledger into the folder.
pub(super) fn take(config: &Config, into: &Path, now: Ts) -> anyhow::Result<Snapshot> {
    let mut conn = super::super::connect(config)?;
    fs::create_dir_all(into.join("database"))?;
    match db::Engine::parse(&config.database_url())? {
        Engine::Sqlite(_) => {
            let target = into.join("database/shanzhi.db");
            let copy = sql_query("VACUUM INTO ?").bind::<Text, _>(target.display().to_string());
            match &mut conn {
                Conn::Sqlite(c) => copy.execute(c).context("the database cannot be copied")?,
                Conn::Pg(_) => 0,
            };
            let mut conn = Conn::Sqlite(SqliteConnection::establish(&target.display().to_string())?);
            let snapshot = describe(&mut conn, into, "sqlite", now)?;
            conn.batch_execute("PRAGMA journal_mode=DELETE")?;
            Ok(snapshot)
        }
        Engine::Postgres(_) => {
            conn.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ")?;
            for table in rows::tables(&mut conn)? {
                rows::dump(&mut conn, &table, &into.join("database").join(format!("{table}.jsonl")))?;
            }
            let snapshot = describe(&mut conn, into, "postgres", now)?;
            conn.batch_execute("COMMIT")?;
            Ok(snapshot)
        }
    }
}

fn describe(conn: &mut Conn, into: &Path, engine: &str, now: Ts) -> anyhow::Result<Snapshot> {
    let files = references::referenced(conn).map_err(|e| match e {
        Error::Fault(fault) => fault,
        other => anyhow!("{other:?}"),
    })?;
    let mut counts = std::collections::BTreeMap::new();
    for table in rows::tables(conn)? {
        let count = rows::count(conn, &table)?;
        counts.insert(table, count);
    }
    let manifest = Manifest {
        program: env!("CARGO_PKG_VERSION").into(),
        made_at: now,
        engine: engine.into(),
        migrations: db::applied(conn)?,
        rows: counts,
        ledger_entries: match ledger::checkpoint_text(conn)? {
            Some(_) => ledger::write_folder(conn, &into.join("ledger"))?,
            None => 0,
        },
        files: 0,
        has_secrets: false,
    };
    Ok(Snapshot { manifest, files: files.into_iter().collect() })
}
