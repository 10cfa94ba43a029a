//! Migrations of both engines, embedded in the program.
use super::conn::Conn;
use anyhow::anyhow;
use diesel::migration::MigrationSource;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Applies what is pending and names what was applied.
///
/// # Errors
/// When a migration fails; those before it stay.
pub fn migrate(conn: &mut Conn) -> anyhow::Result<Vec<String>> {
    let done = match conn {
        Conn::Sqlite(c) => c.run_pending_migrations(SQLITE).map(|v| v.iter().map(ToString::to_string).collect()),
        Conn::Pg(c) => c.run_pending_migrations(POSTGRES).map(|v| v.iter().map(ToString::to_string).collect()),
    };
    done.map_err(|e| anyhow!("a migration failed: {e}"))
}

/// The names of migrations not yet applied.
///
/// # Errors
/// When the database cannot be asked.
pub fn pending(conn: &mut Conn) -> anyhow::Result<Vec<String>> {
    match conn {
        Conn::Sqlite(c) => names(c.pending_migrations(SQLITE)),
        Conn::Pg(c) => names(c.pending_migrations(POSTGRES)),
    }
}

fn names<DB: diesel::backend::Backend>(
    found: diesel::migration::Result<Vec<Box<dyn diesel::migration::Migration<DB>>>>,
) -> anyhow::Result<Vec<String>> {
    Ok(found.map_err(|e| anyhow!("{e}"))?.iter().map(|m| m.name().to_string()).collect())
}

/// Takes every migration back, for the test that each `down` undoes its `up`.
///
/// # Errors
/// When one cannot be undone.
pub fn revert_all(conn: &mut Conn) -> anyhow::Result<usize> {
    let done = match conn {
        Conn::Sqlite(c) => c.revert_all_migrations(SQLITE).map(|v| v.len()),
        Conn::Pg(c) => c.revert_all_migrations(POSTGRES).map(|v| v.len()),
    };
    done.map_err(|e| anyhow!("a migration could not be undone: {e}"))
}

/// The migration names of one engine, to compare both trees.
#[must_use]
pub fn embedded_names() -> (Vec<String>, Vec<String>) {
    (
        names::<diesel::sqlite::Sqlite>(SQLITE.migrations()).unwrap_or_default(),
        names::<diesel::pg::Pg>(POSTGRES.migrations()).unwrap_or_default(),
    )
}
