//! `shanzhi check`: whether what is kept is whole: the database, the ledger recomputed from it, every stored file.
use super::{connect, now, runtime, say};
use crate::{
    platform::{
        config::Config,
        crypto::Keyring,
        db::{self, Conn, Db},
        files::{FileError, FileStore, references},
        jobs::JobError,
        ledger::{self, NoteKey, Trust},
    },
    schema::files,
};
use anyhow::bail;
use diesel::{RunQueryDsl, prelude::*, sql_query, sql_types::Text};
use std::collections::BTreeMap;

#[derive(diesel::QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    word: String,
}

/// What was found so far.
#[derive(Default)]
struct Findings {
    wrong: usize,
}

impl Findings {
    fn ok(&self, line: &str) {
        say(&format!("ok     {line}"));
    }

    fn wrong(&mut self, line: &str) {
        self.wrong += 1;
        say(&format!("WRONG  {line}"));
    }

    fn judge(&mut self, what: &str, found: anyhow::Result<String>) {
        match found {
            Ok(line) => self.ok(&format!("{what}: {line}")),
            Err(fault) => self.wrong(&format!("{what}: {fault:#}")),
        }
    }
}

/// Verifies everything and prints a line for each thing looked at.
///
/// # Errors
/// When anything is wrong, with how much.
pub fn run(config: &Config) -> anyhow::Result<()> {
    let mut findings = Findings::default();
    let mut conn = connect(config)?;
    let pending = db::pending(&mut conn)?;
    anyhow::ensure!(pending.is_empty(), "{} migrations are pending: run shanzhi migrate first", pending.len());
    findings.judge("database", database(&mut conn));
    findings.judge("foreign keys", foreign_keys(&mut conn));
    findings.judge("ledger", ledger_of_database(config, &mut conn));
    findings.judge("ledger folder", ledger_folder(config, &mut conn));
    stored_files(config, &mut conn, &mut findings)?;
    match findings.wrong {
        0 => Ok(()),
        n => bail!("{n} of the things looked at are wrong"),
    }
}

fn database(conn: &mut Conn) -> anyhow::Result<String> {
    let Conn::Sqlite(c) = conn else { return Ok("PostgreSQL answers".into()) };
    let said: Vec<Said> = sql_query("SELECT integrity_check AS word FROM pragma_integrity_check").load(c)?;
    match said.as_slice() {
        [one] if one.word == "ok" => Ok("its structure and every index are whole".into()),
        many => bail!("{}", many.iter().map(|s| s.word.as_str()).collect::<Vec<_>>().join("; ")),
    }
}

fn foreign_keys(conn: &mut Conn) -> anyhow::Result<String> {
    let broken: Vec<Said> = match conn {
        Conn::Sqlite(c) => sql_query(
            "SELECT \"table\" || ' row ' || COALESCE(rowid, 0) || ' names a missing row of ' || parent AS word \
             FROM pragma_foreign_key_check LIMIT 20",
        )
        .load(c)?,
        Conn::Pg(c) => sql_query(
            "SELECT conname::text AS word FROM pg_constraint \
             WHERE contype = 'f' AND NOT convalidated AND connamespace = current_schema()::regnamespace",
        )
        .load(c)?,
    };
    if broken.is_empty() {
        return Ok("every row they name is there".into());
    }
    bail!("{}", broken.iter().map(|s| s.word.as_str()).collect::<Vec<_>>().join("; "))
}

/// The log's key, without making one.
pub(super) fn log_key(config: &Config) -> anyhow::Result<NoteKey> {
    let path = config.data.dir.join("secrets/installation.key");
    anyhow::ensure!(path.exists(), "{} is missing", path.display());
    NoteKey::new(&config.ledger.origin, Keyring::open_or_create(&config.data.dir)?.ledger_key())
}

fn ledger_of_database(config: &Config, conn: &mut Conn) -> anyhow::Result<String> {
    let trust = Trust::in_log(&log_key(config)?.vkey())?;
    if ledger::checkpoint_text(conn)?.is_none() {
        return Ok("no entries yet".into());
    }
    let found = ledger::verify_ledger(&mut |path| read_database(conn, path), &trust, None)?;
    Ok(format!("{} public and {} sealed entries give the signed root", found.public, found.sealed))
}

fn read_database(conn: &mut Conn, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
    match path {
        "checkpoint" => Ok(ledger::checkpoint_text(conn)?.map(String::into_bytes)),
        tile => ledger::tile_bytes(conn, tile),
    }
}

/// The published folder must be a beginning of what the database holds: else one of them is an older copy.
fn ledger_folder(config: &Config, conn: &mut Conn) -> anyhow::Result<String> {
    let root = config.data.dir.join("ledger");
    let Some(published) = ledger::read_folder(&root, "checkpoint")? else { return Ok("not written yet".into()) };
    let published = String::from_utf8(published)?;
    let trust = Trust::in_log(&log_key(config)?.vkey())?;
    ledger::verify_ledger(&mut |path| ledger::read_folder(&root, path), &trust, None)?;
    let found = ledger::verify_ledger(&mut |path| read_database(conn, path), &trust, Some(&published))?;
    let size = found.older.map_or(0, |older| older.size);
    Ok(format!("its {size} entries are the first of the database's {}", found.checkpoint.size))
}

fn stored_files(config: &Config, conn: &mut Conn, findings: &mut Findings) -> anyhow::Result<()> {
    let rows: Vec<(i64, String, i64, String)> =
        files::table.select((files::id, files::sha256, files::size, files::name)).order(files::id).load(conn)?;
    let mut known: BTreeMap<String, Vec<(i64, i64, String)>> = BTreeMap::new();
    for (id, sha256, size, name) in rows {
        known.entry(sha256).or_default().push((id, size, name));
    }
    let store = FileStore::open(&config.files, &config.data.dir)?;
    let runtime = runtime()?;
    let mut whole = 0;
    for (sha256, rows) in &known {
        let bytes = runtime.block_on(store.get(sha256));
        for (id, size, name) in rows {
            let row = format!("file {id} ({name})");
            match &bytes {
                Ok(bytes) if i64::try_from(bytes.len()).ok() == Some(*size) => whole += 1,
                Ok(bytes) => findings.wrong(&format!("{row} has {} bytes, its row says {size}", bytes.len())),
                Err(FileError::Missing(_)) => findings.wrong(&format!("{row} is missing")),
                Err(FileError::Damaged(_)) => findings.wrong(&format!("{row} does not match its SHA-256")),
                Err(other) => findings.wrong(&format!("{row}: {other}")),
            }
        }
    }
    findings.ok(&format!("files: {whole} rows have their bytes"));
    let db = Db::open(&config.database_url(), 2)?;
    let orphans = runtime.block_on(references::orphans_of(&store, &db, now())).map_err(|e| match e {
        JobError::Retry(fault) | JobError::Fail(fault) => fault,
    })?;
    findings.ok(&format!("files without a row: {} (the program deletes them)", orphans.len()));
    orphans.iter().for_each(|sha256| say(&format!("       {sha256}")));
    Ok(())
}
