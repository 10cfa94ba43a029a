//! The demonstration city: Suining at the size its report states (`domain.md` 0.2), the same on every machine.
//!
//! Everything in it is fictitious: codes whose body begins `XXXX` are never issued (`domain.md` 3.4).
mod applications;
mod changes;
mod charities;
mod dice;
mod endings;
mod fund;
mod grades;
mod imports;
mod inspections;
mod lists;
mod market;
mod names;
mod organizations;
mod organs;
mod papers;
mod past_acts;
mod people;
mod reports;
mod revocations;
mod steps;
mod volunteer;
mod words;

pub use steps::make;

use crate::{app, kernel::time::Ts, platform::config::Config};
use anyhow::anyhow;
use clap::Args;
use std::{path::Path, time::Instant};

/// `shanzhi demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// Begin anew: forget what an earlier demonstration made.
    #[arg(long)]
    fresh: bool,
    /// How many times the size of Suining.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=200))]
    scale: u32,
    /// Make the city and stop, without serving it.
    #[arg(long)]
    only_make: bool,
}

/// The password of every demonstration account.
pub const PASSWORD: &str = "shanzhi-demo";
/// The domain of every demonstration account.
pub const DOMAIN: &str = "demo.shanzhi";
/// Written when a city is whole; without it the next start begins anew.
const DONE: &str = "demo-city";

/// Makes the city if it is not there, prints who lives in it, and serves it.
///
/// # Errors
/// One sentence that names what is wrong.
pub fn run(mut config: Config, args: &Demo) -> anyhow::Result<()> {
    if config.data.dir == Path::new("data") {
        config.data.dir = "data/demo".into();
    }
    let done = config.data.dir.join(DONE);
    if args.fresh || !done.exists() {
        forget(&config)?;
    }
    app::migrate(&config)?;
    if !done.exists() {
        let begun = Instant::now();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        // The pool of mail connections belongs to the runtime.
        let _inside = runtime.enter();
        let jx = app::build(config.clone(), options())?;
        runtime.block_on(make(&jx, args.scale))?;
        std::fs::write(&done, format!("{}\n", args.scale))?;
        super::say(&format!("the city is ready after {:.1} s", begun.elapsed().as_secs_f64()));
    }
    people::print();
    if args.only_make {
        return Ok(());
    }
    super::serve(config, options())
}

fn options() -> app::Options {
    app::Options { is_demo: true, ..app::Options::default() }
}

/// Takes away what an earlier demonstration made; only ever in a folder that a demonstration made or an empty one.
fn forget(config: &Config) -> anyhow::Result<()> {
    let dir = &config.data.dir;
    if !config.database.url.is_empty() && !config.database.url.starts_with("sqlite://") {
        return forget_postgres(config);
    }
    if dir.exists() {
        let ours = ["shanzhi.db", "secrets", DONE].iter().any(|f| dir.join(f).exists());
        let is_empty = dir.read_dir()?.next().is_none();
        if !ours && !is_empty {
            return Err(anyhow!(
                "data.dir {} holds other files; a demonstration wants a folder of its own",
                dir.display()
            ));
        }
        std::fs::remove_dir_all(dir)?;
    }
    Ok(())
}

/// On PostgreSQL a demonstration starts in an empty database.
fn forget_postgres(config: &Config) -> anyhow::Result<()> {
    use diesel::connection::SimpleConnection;
    let mut conn =
        crate::platform::db::Engine::parse(&config.database_url())?.connect(crate::platform::db::Use::Write)?;
    if let crate::platform::db::Conn::Pg(c) = &mut conn {
        let named_for_it =
            config.database.url.rsplit('/').next().is_some_and(|name| name.contains("demo") || name.starts_with("t_"));
        if !named_for_it {
            return Err(anyhow!(
                "a demonstration empties its database; name one that contains \"demo\" in database.url"
            ));
        }
        c.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")?;
    }
    if config.data.dir.exists() {
        std::fs::remove_dir_all(&config.data.dir)?;
    }
    Ok(())
}

/// The instant `days` before now at a Beijing hour.
fn before(now: Ts, days: i64, hour: i64) -> Ts {
    Ts::start_of(now.day()) - chrono::TimeDelta::days(days) + chrono::TimeDelta::hours(hour)
}
