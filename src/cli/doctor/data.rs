//! The database and what is in it.
use super::{Check, Grade, Patient, Seen, fail, ok, require, warn};
use crate::{
    account,
    cli::now,
    kernel::{actor::Role, refusal::Error, time::Ts},
    platform::{
        db::{self, Conn},
        jobs, ledger,
        search::{Engine, Search},
    },
    registry::application::authorities,
    schema::{jobs as outbox, ledger_checkpoints, organizations},
};
use anyhow::anyhow;
use chrono::TimeDelta;
use diesel::{prelude::*, sql_query, sql_types::Text};

/// The first SQLite whose write-ahead log does not lose a commit in a rare race.
const SQLITE: (u32, u32, u32) = (3, 51, 3);
const POSTGRES: u32 = 15;

pub(super) const CHECKS: &[Check<Patient>] = &[
    Check {
        name: "database.version",
        fix: "use a released build, which carries SQLite 3.51.3 or newer, or PostgreSQL 15 or newer",
        look: version,
    },
    Check {
        name: "database.journal",
        fix: "SQLite: keep the file on a local disk, where WAL works; PostgreSQL: fsync = on and synchronous_commit = on",
        look: journal,
    },
    Check {
        name: "database.foreign_keys",
        fix: "use the connection settings of this program; another tool has switched foreign keys off",
        look: foreign_keys,
    },
    Check {
        name: "database.encoding",
        fix: "make the database with ENCODING 'UTF8' and move the data there by backup and restore",
        look: encoding,
    },
    Check { name: "database.migrations", fix: "run: shanzhi migrate (serve does it too)", look: migrations },
];

pub(super) const CONTENT: &[Check<Patient>] = &[
    Check {
        name: "jobs.dead",
        fix: "read last_error of the rows of jobs in state dead, mend the cause, set them to waiting",
        look: dead,
    },
    Check {
        name: "jobs.overdue",
        fix: "start shanzhi serve: nobody works on what waits, so no mail leaves and no deadline is hurried",
        look: overdue,
    },
    Check {
        name: "ledger.checkpoint",
        fix: "start shanzhi serve: the ledger's sequencer has not signed for a while",
        look: checkpoint,
    },
    Check { name: "search.complete", fix: "fill the search index from the database: shanzhi reindex", look: search },
    Check {
        name: "registry.offices",
        fix: "the administrator enters the registration authority at /admin/offices: nobody can apply before",
        look: offices,
    },
    Check { name: "admin", fix: "make the first administrator: shanzhi admin invite EMAIL", look: admin },
];

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

fn ask(conn: &mut Conn, sqlite: &str, postgres: &str) -> anyhow::Result<String> {
    let found: Word = match conn {
        Conn::Sqlite(c) => sql_query(sqlite).get_result(c)?,
        Conn::Pg(c) => sql_query(postgres).get_result(c)?,
    };
    Ok(found.word)
}

fn plain(error: Error) -> anyhow::Error {
    match error {
        Error::Fault(fault) => fault,
        other => anyhow!("{other:?}"),
    }
}

fn version(p: &mut Patient) -> Seen {
    let found =
        ask(&mut p.conn, "SELECT sqlite_version() AS word", "SELECT current_setting('server_version') AS word")?;
    let mut parts = found.split(|c: char| !c.is_ascii_digit()).map(|n| n.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let three = (next(), next(), next());
    match p.conn {
        Conn::Sqlite(_) => require(three >= SQLITE, Grade::Fail, format!("SQLite {found}")),
        Conn::Pg(_) => require(three.0 >= POSTGRES, Grade::Fail, format!("PostgreSQL {found}")),
    }
}

fn journal(p: &mut Patient) -> Seen {
    let found = ask(
        &mut p.conn,
        "SELECT journal_mode AS word FROM pragma_journal_mode",
        "SELECT current_setting('fsync') || ' ' || current_setting('synchronous_commit') AS word",
    )?;
    let right = found == "wal" || (found.starts_with("on ") && !found.ends_with(" off"));
    require(right, Grade::Fail, found)
}

fn foreign_keys(p: &mut Patient) -> Seen {
    let found = ask(
        &mut p.conn,
        "SELECT CAST(foreign_keys AS TEXT) AS word FROM pragma_foreign_keys",
        "SELECT current_setting('session_replication_role') AS word",
    )?;
    require(
        found == "1" || found == "origin",
        Grade::Fail,
        if found == "1" || found == "origin" { "on".into() } else { found },
    )
}

fn encoding(p: &mut Patient) -> Seen {
    let found = ask(
        &mut p.conn,
        "SELECT encoding AS word FROM pragma_encoding",
        "SELECT current_setting('server_encoding') AS word",
    )?;
    require(matches!(found.as_str(), "UTF-8" | "UTF8"), Grade::Fail, found)
}

fn migrations(p: &mut Patient) -> Seen {
    let pending = db::pending(&mut p.conn)?;
    require(
        pending.is_empty(),
        Grade::Fail,
        if pending.is_empty() { "none is pending".into() } else { pending.join(", ") },
    )
}

fn dead(p: &mut Patient) -> Seen {
    let counts = jobs::counts(&mut p.conn)?;
    let newest = jobs::dead(&mut p.conn, 1)?.into_iter().next();
    match newest {
        None => ok("none is set aside"),
        Some((id, kind, error)) => {
            warn(format!("{} set aside, the newest is {id} ({kind}): {}", counts.dead, error.unwrap_or_default()))
        }
    }
}

fn overdue(p: &mut Patient) -> Seen {
    let since = now() - TimeDelta::minutes(10);
    let n: i64 = outbox::table
        .filter(outbox::state.eq("waiting"))
        .filter(outbox::run_at.lt(since))
        .count()
        .get_result(&mut p.conn)?;
    require(
        n == 0,
        Grade::Warn,
        if n == 0 { "nothing waits for long".into() } else { format!("{n} wait for more than ten minutes") },
    )
}

fn checkpoint(p: &mut Patient) -> Seen {
    let newest: Option<Ts> = ledger_checkpoints::table
        .order(ledger_checkpoints::tree_size.desc())
        .select(ledger_checkpoints::signed_at)
        .first(&mut p.conn)
        .optional()?;
    let Some(at) = newest else { return warn("none was signed yet") };
    let seconds = (now() - at).num_seconds();
    let size = ledger::newest_size(&mut p.conn)?;
    if seconds < -5 {
        return fail(format!("signed {} seconds in the future", -seconds));
    }
    require(seconds <= 300, Grade::Warn, format!("{size} entries, signed {seconds} seconds ago"))
}

fn search(p: &mut Patient) -> Seen {
    let dir = p.config.data.dir.join("search");
    let here = p.config.search.engine != Engine::Tantivy || dir.join("meta.json").exists();
    if p.config.search.engine == Engine::Off || !here {
        return ok("there is no index to compare");
    }
    let organizations: i64 = organizations::table.count().get_result(&mut p.conn)?;
    let runtime = crate::cli::runtime()?;
    let _inside = runtime.enter();
    let indexed = runtime.block_on(Search::open(&p.config.search, &dir)?.count())?;
    let enough = i64::try_from(indexed).unwrap_or(i64::MAX) >= organizations;
    require(enough, Grade::Warn, format!("{indexed} documents for {organizations} organizations and more"))
}

fn offices(p: &mut Patient) -> Seen {
    match authorities(&mut p.conn).map_err(plain)?.len() {
        0 => warn("no registration authority"),
        n => ok(n.to_string()),
    }
}

fn admin(p: &mut Patient) -> Seen {
    let found = account::holders(&mut p.conn, Role::Admin).map_err(plain)?;
    match found.iter().filter(|(_, _, proven)| *proven).count() {
        0 if found.is_empty() => warn("nobody"),
        0 => warn("invited, and the invitation was not used yet"),
        n => ok(n.to_string()),
    }
}
