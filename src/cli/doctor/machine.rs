//! The machine: folders, keys, disk, clock, limits.
use super::{Check, Grade, Seen, fail, ok, require, warn};
use crate::{
    cli::now,
    platform::{config::Config, crypto::Keyring, upkeep},
};
use anyhow::{Context, anyhow};
use chrono::{DateTime, Utc};
use diesel::{RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_query};
use std::{fs, path::Path, process::Command, time::Instant};

/// A single durable commit takes milliseconds; more than so many a second means that nothing is durable.
const TOO_FAST: u128 = 5000;
const MIB: u64 = 1024 * 1024;

pub(super) const CHECKS: &[Check<Config>] = &[
    Check {
        name: "data.dir.writable",
        fix: "give the user who runs the program the folder: chown -R USER DIR",
        look: writable,
    },
    Check {
        name: "data.dir.private",
        fix: "keep other users of the machine out: chmod 700 the folder of data.dir",
        look: private,
    },
    Check {
        name: "secrets.key",
        fix: "make it private (chmod 600), or bring secrets/installation.key back from its safe place",
        look: key,
    },
    Check {
        name: "disk.free",
        fix: "free space on the disk of data.dir, or move the folder to a larger one",
        look: disk,
    },
    Check {
        name: "disk.durable",
        fix: "use a disk that honours fsync: no tmpfs, no write-back without a battery, no eatmydata",
        look: durable,
    },
    Check {
        name: "clock",
        fix: "run a time service (chrony, systemd-timesyncd) and mount data.dir from a host with a right clock",
        look: clock,
    },
    Check {
        name: "limits.open_files",
        fix: "raise the limit of open files: LimitNOFILE=65536 in the systemd unit, or ulimit -n 65536",
        look: open_files,
    },
    Check {
        name: "cores",
        fix: "give the machine at least two processor cores for pages and the database",
        look: cores,
    },
    Check {
        name: "log.filter",
        fix: "set log.filter to error, warn, info, debug, or a filter such as info,shanzhi=debug",
        look: log_filter,
    },
    Check {
        name: "backup.age",
        fix: "run shanzhi backup every night and keep a copy on another machine",
        look: backup,
    },
];

fn writable(config: &mut Config) -> Seen {
    let dir = &config.data.dir;
    let meta =
        fs::metadata(dir).with_context(|| format!("{} is not there; it is made at the first start", dir.display()))?;
    if !meta.is_dir() {
        return fail(format!("{} is not a folder", dir.display()));
    }
    tempfile_in(dir)?;
    ok(dir.display().to_string())
}

/// Writes and removes a small file; answers how far its time is from the clock, in seconds.
fn tempfile_in(dir: &Path) -> anyhow::Result<i64> {
    let path = dir.join(format!(".doctor-{}", std::process::id()));
    let written = fs::write(&path, b"x").and_then(|()| fs::metadata(&path)).and_then(|m| m.modified());
    let _ = fs::remove_file(&path);
    let at: DateTime<Utc> = written.with_context(|| format!("{} cannot be written", dir.display()))?.into();
    Ok((now().utc() - at).num_seconds())
}

#[cfg(unix)]
fn private(config: &mut Config) -> Seen {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(&config.data.dir)?.permissions().mode() & 0o777;
    require(mode & 0o007 == 0, Grade::Warn, format!("mode {mode:o}"))
}

#[cfg(not(unix))]
fn private(_: &mut Config) -> Seen {
    ok("this system keeps other users out by itself")
}

fn key(config: &mut Config) -> Seen {
    let path = config.data.dir.join("secrets/installation.key");
    if !path.exists() {
        return warn(format!("{} is not there; it is made at the first start", path.display()));
    }
    Keyring::open_or_create(&config.data.dir)?;
    ok("the key of the installation is there, private, and of the right length")
}

fn disk(config: &mut Config) -> Seen {
    let out = Command::new("df").arg("-Pk").arg(&config.data.dir).output().context("df cannot be run")?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let free = text.lines().nth(1).and_then(|line| line.split_whitespace().nth(3)).and_then(|n| n.parse::<u64>().ok());
    let mib = free.ok_or_else(|| anyhow!("df does not tell how much is free"))? * 1024 / MIB;
    let found = format!("{mib} MiB free");
    match mib {
        0..512 => fail(found),
        512..4096 => warn(found),
        _ => ok(found),
    }
}

/// Commits twenty rows one by one the way the program does, and times it.
fn durable(config: &mut Config) -> Seen {
    let path = config.data.dir.join(format!(".doctor-{}.db", std::process::id()));
    let rate = commits(&path);
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{end}", path.display()));
    }
    let rate = rate?;
    require(rate <= TOO_FAST, Grade::Warn, format!("{rate} single durable commits a second"))
}

fn commits(path: &Path) -> anyhow::Result<u128> {
    const ROWS: u128 = 20;
    let mut c = <SqliteConnection as diesel::Connection>::establish(&path.display().to_string())?;
    c.batch_execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (x INTEGER);")?;
    let begun = Instant::now();
    for _ in 0..ROWS {
        sql_query("INSERT INTO t VALUES (1)").execute(&mut c)?;
    }
    Ok(ROWS * 1_000_000 / begun.elapsed().as_micros().max(1))
}

fn clock(config: &mut Config) -> Seen {
    let apart = tempfile_in(&config.data.dir)?;
    let year = now().day().format("%Y").to_string();
    if !("2026".."2100").contains(&year.as_str()) {
        return fail(format!("the clock says it is {year}"));
    }
    require(apart.abs() <= 2, Grade::Fail, format!("{apart} seconds from the file system's"))
}

fn open_files(_: &mut Config) -> Seen {
    let Ok(text) = fs::read_to_string("/proc/self/limits") else { return ok("this system does not tell") };
    let soft = text.lines().find_map(|l| l.strip_prefix("Max open files")).and_then(|l| l.split_whitespace().next());
    let soft: u64 = soft.and_then(|n| n.parse().ok()).unwrap_or(u64::MAX);
    require(soft >= 4096, Grade::Warn, format!("{soft} at once"))
}

fn cores(_: &mut Config) -> Seen {
    let n = std::thread::available_parallelism().map_or(1, usize::from);
    require(n >= 2, Grade::Warn, n.to_string())
}

fn log_filter(config: &mut Config) -> Seen {
    match tracing_subscriber::EnvFilter::try_new(&config.log.filter) {
        Ok(_) => ok(&config.log.filter),
        Err(fault) => fail(format!("{:?}: {fault}", config.log.filter)),
    }
}

fn backup(config: &mut Config) -> Seen {
    let Some(last) = upkeep::last_backup(&config.data.dir) else { return warn("there never was one") };
    let hours = (now() - last.at).num_hours();
    require(hours <= 26, Grade::Warn, format!("{hours} hours, in {}", last.place.display()))
}
