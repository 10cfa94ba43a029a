//! The commands of the program.
mod admin;
mod backup;
mod check;
mod codes;
pub mod demo;
mod doctor;
mod ledger;
mod reindex;
mod restore;

use crate::{
    app,
    kernel::{
        refusal::{Error, Reason},
        time::Ts,
    },
    platform::{
        config::Config,
        db,
        i18n::{Locale, Words},
        jobs::Jx,
    },
};
use anyhow::anyhow;
use clap::{Parser, Subcommand};
use std::{io::Write, path::PathBuf};

/// 善治 Shanzhi: a city and its social organizations, governed well together.
#[derive(Debug, Parser)]
#[command(name = "shanzhi", version)]
pub struct Cli {
    /// A settings file; keys it does not name keep their defaults.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages and API, and run background jobs.
    Serve,
    /// Show the whole city: demonstration data, and an account for every role.
    Demo(demo::Demo),
    /// Apply pending migrations.
    Migrate {
        /// Only say which are pending; the exit code is 1 when any is.
        #[arg(long)]
        status: bool,
    },
    /// Look at the whole installation and say, for everything that is wrong, how to mend it.
    Doctor(doctor::Doctor),
    /// Write a consistent copy of database, files, ledger and keys into a folder, also while the program serves.
    Backup(backup::Backup),
    /// Bring a backup into an empty installation, after every byte of it was verified.
    Restore(restore::Restore),
    /// Verify the data: the database, the public ledger recomputed from it, every stored file.
    Check,
    /// Rebuild the search index from the database.
    Reindex,
    /// Invite and list administrators.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Check a ledger proof or a whole exported ledger, without any database.
    Verify(ledger::Verify),
    /// Check unified social credit codes, one a line on standard input.
    Codes(codes::Codes),
    /// Sign another city's ledger as its witness: reads a request, answers one signature line.
    Witness(ledger::Witness),
}

/// Prints a line for the person at the terminal.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// Runs the command line; the exit code tells scripts how it went.
#[must_use]
pub fn main() -> std::process::ExitCode {
    match run(Cli::parse()) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "shanzhi: {e:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    // These need no settings: they run where the program itself is not installed.
    match &cli.command {
        Command::Verify(what) => return what.run(),
        Command::Witness(what) => return what.run(),
        Command::Codes(what) => return what.run(),
        // This one tells of wrong settings itself.
        Command::Doctor(doctor) => return doctor.run(Config::load(cli.config.as_deref())),
        _ => {}
    }
    let config = Config::load(cli.config.as_deref())?;
    log(&config);
    match cli.command {
        Command::Verify(_) | Command::Witness(_) | Command::Codes(_) | Command::Doctor(_) => Ok(()),
        Command::Demo(args) => demo::run(config, &args),
        Command::Serve => serve(config, app::Options::default()),
        Command::Backup(backup) => backup.run(&config),
        Command::Restore(restore) => restore.run(&config),
        Command::Check => check::run(&config),
        Command::Reindex => reindex::run(config),
        Command::Admin(admin) => admin.run(config),
        Command::Migrate { status: true } => {
            let pending = db::pending(&mut db::Engine::parse(&config.database_url())?.connect(db::Use::Write)?)?;
            pending.iter().for_each(|name| say(name));
            anyhow::ensure!(pending.is_empty(), "{} migrations are pending: shanzhi migrate", pending.len());
            say("nothing is pending");
            Ok(())
        }
        Command::Migrate { status: false } => {
            let done = app::migrate(&config)?;
            say(&if done.is_empty() { "nothing to migrate".to_owned() } else { done.join("\n") });
            Ok(())
        }
    }
}

/// The program put together for one command, with a runtime to wait in.
struct Program {
    jx: Jx,
    runtime: tokio::runtime::Runtime,
}

impl Program {
    /// Opens everything the settings name; the database must be there and migrated.
    fn open(config: Config) -> anyhow::Result<Self> {
        let runtime = runtime()?;
        let inside = runtime.enter();
        let mut conn = connect(&config)?;
        let pending = db::pending(&mut conn)?;
        anyhow::ensure!(pending.is_empty(), "{} migrations are pending: run shanzhi migrate first", pending.len());
        let jx = app::build(config, app::Options::default())?;
        drop(inside);
        Ok(Self { jx, runtime })
    }

    fn wait<T>(&self, what: impl Future<Output = T>) -> T {
        self.runtime.block_on(what)
    }
}

/// A runtime for commands that wait.
fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?)
}

/// A connection to the database of the settings, which must exist.
fn connect(config: &Config) -> anyhow::Result<db::Conn> {
    let engine = db::Engine::parse(&config.database_url())?;
    if let db::Engine::Sqlite(path) = &engine {
        anyhow::ensure!(std::path::Path::new(path).exists(), "there is no database at {path} (data.dir, database.url)");
    }
    engine.connect(db::Use::Write)
}

/// What stopped an action, in one sentence for the person at the terminal.
fn plain(error: Error, words: &Words) -> anyhow::Error {
    let sentence = |r: &Reason| words.say_with(Locale::En, &format!("refusal-{}", r.code.word()), &r.facts);
    match error {
        Error::Fault(fault) => fault,
        Error::Refused(reasons) => anyhow!("{}", reasons.iter().map(sentence).collect::<Vec<_>>().join(" ")),
        other => anyhow!("{other:?}"),
    }
}

/// The instant now, for commands that run without the rest of the program.
fn now() -> Ts {
    crate::platform::clock::Clock::system().now()
}

fn log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log.filter).unwrap_or_else(|_| "info".into());
    let out = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let _ = if config.log.format == "json" { out.json().try_init() } else { out.try_init() };
}

/// Migrates, serves, and says where, in one line.
///
/// # Errors
/// One sentence that names what is wrong.
pub fn serve(config: Config, options: app::Options) -> anyhow::Result<()> {
    app::migrate(&config)?;
    actix_web::rt::System::new().block_on(async move {
        // Inside the runtime: the pool of mail connections belongs to it.
        let jx = app::build(config, options)?;
        let running = app::serve(jx, true)?;
        // First the server gets its turn: it hears a stop from the moment the line is printed.
        let server = actix_web::rt::spawn(running.server);
        tokio::task::yield_now().await;
        say(&format!("listening on http://{}", running.address));
        server.await??;
        let _ = running.stop.send(true);
        Ok(())
    })
}
