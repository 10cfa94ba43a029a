//! `shanzhi restore`: a backup into an empty installation, after every byte of it was verified.
use super::{
    backup::{Load, Manifest, copy_secrets, load_lines, load_sqlite, verify},
    runtime, say,
};
use crate::platform::{
    config::Config,
    db::{Conn, Engine, Use},
    files::FileStore,
    ledger,
};
use anyhow::{Context, bail, ensure};
use clap::Args;
use diesel::{Connection, RunQueryDsl, SqliteConnection, sql_query, sql_types::Text};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::{Path, PathBuf},
};

/// Which backup.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup's folder.
    dir: PathBuf,
    /// Only verify the backup; change nothing.
    #[arg(long)]
    verify: bool,
}

#[derive(diesel::QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

impl Restore {
    /// Verifies, then restores into the data folder and the database of the settings, both of which must be empty. The
    /// database comes last, so that a restore that was interrupted is seen: there is no database yet, and it is run again.
    ///
    /// # Errors
    /// One sentence that names what is wrong.
    pub fn run(&self, config: &Config) -> anyhow::Result<()> {
        let verified = verify(&self.dir)?;
        let text = fs::read(self.dir.join("manifest.json")).context("the backup has no manifest.json")?;
        let manifest: Manifest = serde_json::from_slice(&text).context("manifest.json is not one of this program")?;
        say(&format!("verified {verified} files of the backup of {}", manifest.made_at.iso_local()));
        if self.verify {
            return Ok(());
        }
        let data = &config.data.dir;
        let engine = Engine::parse(&config.database_url())?;
        self.require_empty(&manifest, &engine, data)?;
        fs::create_dir_all(data).with_context(|| format!("data.dir {} cannot be made", data.display()))?;
        if manifest.has_secrets {
            copy_secrets(&self.dir.join("secrets"), &data.join("secrets"))?;
        }
        let files = self.files(config)?;
        copy_tree(&self.dir.join("ledger"), &data.join("ledger"))?;
        let rows = self.database(&manifest, &engine)?;
        ensure!(rows == manifest.rows, "the restored tables do not have the rows that manifest.json names");
        say(&format!("restored {} rows and {files} files", rows.values().sum::<i64>()));
        if !manifest.has_secrets && !data.join("secrets/installation.key").exists() {
            say("The backup holds no key: put secrets/installation.key into data.dir before the first start.");
        }
        say("next: shanzhi check, then shanzhi reindex");
        Ok(())
    }

    fn require_empty(&self, manifest: &Manifest, engine: &Engine, data: &Path) -> anyhow::Result<()> {
        if let Engine::Sqlite(path) = engine {
            ensure!(!Path::new(path).exists(), "there is a database at {path} already; restore into an empty data.dir");
            ensure!(
                manifest.engine == "sqlite",
                "a backup of PostgreSQL goes into PostgreSQL: database.url names a SQLite file"
            );
        }
        ensure!(!data.join("ledger").exists(), "{} is there already", data.join("ledger").display());
        let (ours, theirs) = (data.join("secrets/installation.key"), self.dir.join("secrets/installation.key"));
        if manifest.has_secrets && ours.exists() {
            ensure!(fs::read(&ours)? == fs::read(&theirs)?, "{} is the key of another installation", ours.display());
        }
        Ok(())
    }

    fn files(&self, config: &Config) -> anyhow::Result<usize> {
        let store = FileStore::open(&config.files, &config.data.dir)?;
        let root = self.dir.join("files");
        let folders = if root.exists() { fs::read_dir(&root)?.collect::<Result<Vec<_>, _>>()? } else { Vec::new() };
        let mut put = 0;
        let runtime = runtime()?;
        for folder in folders {
            for file in fs::read_dir(folder.path())? {
                let file = file?;
                let stored = runtime.block_on(store.put(fs::read(file.path())?))?;
                ensure!(*stored.sha256 == *file.file_name(), "{} is misnamed", file.path().display());
                put += 1;
            }
        }
        Ok(put)
    }

    fn database(&self, manifest: &Manifest, engine: &Engine) -> anyhow::Result<BTreeMap<String, i64>> {
        let source = self.dir.join("database/shanzhi.db");
        match (engine, manifest.engine.as_str()) {
            (Engine::Sqlite(path), "sqlite") => {
                let part = PathBuf::from(format!("{path}.part"));
                fs::copy(&source, &part)?;
                File::open(&part)?.sync_all()?;
                integrity(&part)?;
                fs::rename(&part, path)?;
                Ok(manifest.rows.clone())
            }
            (Engine::Postgres(_), _) => {
                let mut conn = engine.connect(Use::Write)?;
                let mut load = Load::begin(&mut conn, &manifest.migrations)?;
                let mut sqlite = match manifest.engine.as_str() {
                    "sqlite" => Some(SqliteConnection::establish(&format!("file:{}?immutable=1", source.display()))?),
                    _ => None,
                };
                for table in manifest.rows.keys() {
                    load.rows.insert(table.clone(), 0);
                    match &mut sqlite {
                        Some(from) => load_sqlite(&mut load, table, from)?,
                        None => load_lines(&mut load, table, &self.dir.join(format!("database/{table}.jsonl")))?,
                    }
                }
                load.commit()
            }
            (_, other) => bail!("a backup of {other} cannot be restored into SQLite"),
        }
    }
}

fn integrity(path: &Path) -> anyhow::Result<()> {
    let mut conn = Conn::Sqlite(SqliteConnection::establish(&path.display().to_string())?);
    let Conn::Sqlite(c) = &mut conn else { return Ok(()) };
    let said: Vec<Word> = sql_query("PRAGMA integrity_check").load(c)?;
    let wrong: Vec<&str> = said.iter().map(|w| w.integrity_check.as_str()).filter(|w| *w != "ok").collect();
    ensure!(wrong.is_empty(), "the database of the backup is damaged: {}", wrong.join("; "));
    ledger::checkpoint_text(&mut conn).map(|_| ())
}

/// Copies a folder; nothing when there is none.
fn copy_tree(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !from.exists() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
