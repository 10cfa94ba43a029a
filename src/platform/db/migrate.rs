//! Migrations of both engines, embedded in the program.
use super::conn::Conn;
use anyhow::{anyhow, bail};
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

/// The names of migrations applied, oldest first.
///
/// # Errors
/// When the database cannot be asked.
pub fn applied(conn: &mut Conn) -> anyhow::Result<Vec<String>> {
    let mut versions: Vec<String> = match conn {
        Conn::Sqlite(c) => c.applied_migrations().map(|v| v.iter().map(ToString::to_string).collect()),
        Conn::Pg(c) => c.applied_migrations().map(|v| v.iter().map(ToString::to_string).collect()),
    }
    .map_err(|e| anyhow!("{e}"))?;
    versions.sort();
    Ok(versions)
}

/// Applies exactly the migrations of these versions: the schema a backup was made under.
///
/// # Errors
/// When this program does not have one of them, or one fails.
pub fn migrate_to(conn: &mut Conn, versions: &[String]) -> anyhow::Result<()> {
    match conn {
        Conn::Sqlite(c) => run_some(c, SQLITE, versions),
        Conn::Pg(c) => run_some(c, POSTGRES, versions),
    }
}

fn run_some<DB: diesel::backend::Backend, C: MigrationHarness<DB>>(
    c: &mut C,
    source: EmbeddedMigrations,
    versions: &[String],
) -> anyhow::Result<()>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let mut all = source.migrations().map_err(|e| anyhow!("{e}"))?;
    all.sort_by_key(|m| m.name().version().as_owned());
    let known: Vec<String> = all.iter().map(|m| m.name().version().to_string()).collect();
    if let Some(unknown) = versions.iter().find(|v| !known.contains(v)) {
        bail!("the database was made by a newer program: this one has no migration {unknown}");
    }
    // Asking also makes diesel's list of what was applied.
    c.applied_migrations().map_err(|e| anyhow!("{e}"))?;
    for migration in all.iter().filter(|m| versions.contains(&m.name().version().to_string())) {
        c.run_migration(migration.as_ref()).map_err(|e| anyhow!("a migration failed: {e}"))?;
    }
    Ok(())
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
