//! `shanzhi doctor`: looks at the whole installation and says, for everything that is wrong, how to mend it.
mod city;
mod data;
mod machine;
mod services;

use super::say;
use crate::platform::{
    config::Config,
    db::{self, Conn},
};
use anyhow::bail;
use clap::Args;
use serde::Serialize;

/// How to tell.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Answer as JSON, for monitoring.
    #[arg(long)]
    json: bool,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Grade {
    /// As it should be.
    Ok,
    /// Works, and should be better before people rely on it.
    Warn,
    /// Does not work, or is not safe.
    Fail,
}

/// What a look found.
type Seen = anyhow::Result<(Grade, String)>;

fn ok(found: impl Into<String>) -> Seen {
    Ok((Grade::Ok, found.into()))
}

fn warn(found: impl Into<String>) -> Seen {
    Ok((Grade::Warn, found.into()))
}

fn fail(found: impl Into<String>) -> Seen {
    Ok((Grade::Fail, found.into()))
}

/// `Ok` when it holds, otherwise the other grade.
fn require(holds: bool, otherwise: Grade, found: impl Into<String>) -> Seen {
    Ok((if holds { Grade::Ok } else { otherwise }, found.into()))
}

/// One thing to look at, and the sentence that mends it.
struct Check<A: ?Sized> {
    name: &'static str,
    fix: &'static str,
    look: fn(&mut A) -> Seen,
}

/// What looks into the database are given.
struct Patient {
    config: Config,
    conn: Conn,
}

/// One line of the answer.
#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    grade: Grade,
    found: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'static str>,
}

fn look_at<A: ?Sized>(checks: &[Check<A>], at: &mut A) -> Vec<Finding> {
    checks.iter().map(|check| judged(check.name, check.fix, (check.look)(at))).collect()
}

fn judged(check: &'static str, fix: &'static str, seen: Seen) -> Finding {
    let (grade, found) = seen.unwrap_or_else(|fault| (Grade::Fail, format!("{fault:#}")));
    Finding { check, grade, found, fix: (grade != Grade::Ok).then_some(fix) }
}

impl Doctor {
    /// Looks at everything that can be looked at, also when the settings or the database are wrong.
    ///
    /// # Errors
    /// When anything fails; warnings are none.
    pub fn run(&self, config: anyhow::Result<Config>) -> anyhow::Result<()> {
        let findings = examine(config);
        if self.json {
            say(&serde_json::to_string_pretty(&findings)?);
        } else {
            findings.iter().for_each(tell);
        }
        let count = |grade| findings.iter().filter(|f| f.grade == grade).count();
        let (failed, warned) = (count(Grade::Fail), count(Grade::Warn));
        if failed > 0 {
            bail!("{failed} of {} checks failed, {warned} warned", findings.len());
        }
        if !self.json {
            say(&format!("{} checks, none failed, {warned} warned", findings.len()));
        }
        Ok(())
    }
}

fn tell(finding: &Finding) {
    let word = match finding.grade {
        Grade::Ok => "ok  ",
        Grade::Warn => "warn",
        Grade::Fail => "FAIL",
    };
    say(&format!("{word}  {}: {}", finding.check, finding.found));
    if let Some(fix) = finding.fix {
        say(&format!("      → {fix}"));
    }
}

fn examine(config: anyhow::Result<Config>) -> Vec<Finding> {
    const SETTINGS: &str = "correct the key in the settings file or the environment; config/default.toml explains each";
    let mut config = match config {
        Ok(config) => config,
        Err(fault) => return vec![judged("settings", SETTINGS, Err(fault))],
    };
    let mut findings = vec![judged("settings", SETTINGS, ok("every key is known and can be read"))];
    findings.extend(look_at(machine::CHECKS, &mut config));
    findings.extend(look_at(city::CHECKS, &mut config));
    findings.extend(look_at(services::CHECKS, &mut config));
    let conn = super::connect(&config);
    let reached = conn.as_ref().map(|_| (Grade::Ok, place(&config))).map_err(|e| anyhow::anyhow!("{e:#}"));
    findings.push(judged(
        "database.reached",
        "correct database.url, start the server, or make the database with: shanzhi migrate",
        reached,
    ));
    if let Ok(conn) = conn {
        let mut patient = Patient { config, conn };
        findings.extend(look_at(data::CHECKS, &mut patient));
        // What follows asks tables, and tables of a schema that is behind cannot be asked.
        if db::pending(&mut patient.conn).is_ok_and(|p| p.is_empty()) {
            findings.extend(look_at(data::CONTENT, &mut patient));
        }
    }
    findings
}

/// Where the database is, without its password.
fn place(config: &Config) -> String {
    let address = config.database_url();
    match url::Url::parse(&address) {
        Ok(mut url) if url.password().is_some() => {
            let _ = url.set_password(Some("…"));
            url.to_string()
        }
        _ => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_at_least_25_checks_with_names_and_sentences_of_their_own() {
        let mut names = vec!["settings", "database.reached"];
        let mut fixes = Vec::new();
        for check in machine::CHECKS.iter().chain(city::CHECKS).chain(services::CHECKS) {
            names.push(check.name);
            fixes.push(check.fix);
        }
        for check in data::CHECKS.iter().chain(data::CONTENT) {
            names.push(check.name);
            fixes.push(check.fix);
        }
        assert!(names.len() >= 25, "{}", names.len());
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(fixes.iter().all(|f| f.len() > 20));
    }

    #[test]
    fn a_wrong_setting_is_the_only_finding_and_names_its_key() {
        let findings = examine(Config::from_parts(None, &[("SHANZHI__SERVER__WORKERS".into(), "many".into())]));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].grade, Grade::Fail);
        assert!(findings[0].found.contains("server.workers"), "{}", findings[0].found);
    }
}
