//! The commands of the program.
pub mod demo;
mod ledger;

use crate::{app, platform::config::Config};
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
    Migrate,
    /// Check a ledger proof or a whole exported ledger, without any database.
    Verify(ledger::Verify),
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
    // These two need no settings: they run where the program itself is not installed.
    match &cli.command {
        Command::Verify(what) => return what.run(),
        Command::Witness(what) => return what.run(),
        _ => {}
    }
    let config = Config::load(cli.config.as_deref())?;
    log(&config);
    match cli.command {
        Command::Verify(_) | Command::Witness(_) => Ok(()),
        Command::Demo(args) => demo::run(config, &args),
        Command::Serve => serve(config, app::Options::default()),
        Command::Migrate => {
            let done = app::migrate(&config)?;
            say(&if done.is_empty() { "nothing to migrate".to_owned() } else { done.join("\n") });
            Ok(())
        }
    }
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
    let jx = app::build(config, options)?;
    actix_web::rt::System::new().block_on(async move {
        let running = app::serve(jx, true)?;
        say(&format!("listening on http://{}", running.address));
        running.server.await?;
        let _ = running.stop.send(true);
        Ok(())
    })
}
