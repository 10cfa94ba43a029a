//! Settings: the embedded `config/default.toml`, then a file, then `SHANZHI__SECTION__KEY` from the environment.
use super::{
    embedded::{self, ConfigFiles},
    files::FilesConfig,
    mail::MailConfig,
    pay::PayConfig,
    search::SearchConfig,
};
use anyhow::{Context, anyhow, bail};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Every setting. `config/default.toml` explains each.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// How the program is reached.
    pub server: Server,
    /// Where its own files lie.
    pub data: Data,
    /// The database.
    pub database: Database,
    /// Which city this is.
    pub city: City,
    /// Sign-in and sessions.
    pub account: Account,
    /// Mail.
    pub mail: MailConfig,
    /// Search.
    pub search: SearchConfig,
    /// Files.
    pub files: FilesConfig,
    /// Payments.
    pub pay: PayConfig,
    /// The public ledger.
    pub ledger: Ledger,
    /// The log.
    pub log: Log,
}

/// How the program is reached.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// `address:port`; port 0 takes a free one.
    pub bind: String,
    /// The address people type, without a slash at the end; empty means the bound address.
    pub public_url: String,
    /// Worker threads; 0 means one a core.
    pub workers: usize,
    /// How many proxies stand in front; that many entries of `X-Forwarded-For` are trusted.
    pub trusted_proxies: usize,
    /// The largest request body in bytes.
    pub body_limit: usize,
    /// Seconds a sender has for a whole body.
    pub body_seconds: u64,
}

/// Where the program's own files lie.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// The folder.
    pub dir: PathBuf,
    /// A folder of rule files laid over the built-in ones; empty means none.
    pub rules: PathBuf,
}

impl Data {
    /// The folder of the installation's own rule files, if one is set.
    #[must_use]
    pub fn rules(&self) -> Option<&Path> {
        (!self.rules.as_os_str().is_empty()).then_some(&*self.rules)
    }
}

/// The database.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite://PATH` or `postgres://…`; empty means a file in `data.dir`.
    pub url: String,
    /// Connections for reading; on PostgreSQL for everything.
    pub connections: u32,
}

/// Which city this is, for headings, footers and codes.
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// GB/T 2260 code of the city.
    pub division: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// 主办单位 as the footer names it.
    pub organiser: String,
    /// 网站标识码; `doctor` warns while it is empty.
    pub site_code: String,
    /// ICP 备案号.
    pub icp: String,
    /// 公安备案号.
    pub police: String,
    /// Hotline.
    pub hotline: String,
}

/// Sign-in and sessions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Minutes without a request after which a session ends.
    pub idle_minutes: i64,
    /// Hours after which a session ends in any case.
    pub absolute_hours: i64,
    /// Whether staff need a second factor before official acts.
    pub staff_second_factor: bool,
    /// Tries a minute for whatever can be guessed.
    pub tries_per_minute: u32,
}

/// The public ledger.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// The log's name in checkpoints: a host name and path, never changed once in use.
    pub origin: String,
    /// Seconds between looks for new entries.
    pub every_seconds: u64,
}

/// The log.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// A filter such as `info` or `shanzhi=debug`.
    pub filter: String,
    /// `text` or `json`.
    pub format: String,
}

const PREFIX: &str = "SHANZHI__";

impl Config {
    /// Loads the settings of this process.
    ///
    /// # Errors
    /// One sentence naming the key that is wrong.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        #[expect(clippy::disallowed_methods, reason = "this is where settings come in")]
        let env = std::env::vars().filter(|(k, _)| k.starts_with(PREFIX)).collect::<Vec<_>>();
        Self::from_parts(file, &env)
    }

    /// The same from given variables.
    ///
    /// # Errors
    /// One sentence naming the key that is wrong.
    pub fn from_parts(file: Option<&Path>, env: &[(String, String)]) -> anyhow::Result<Self> {
        let mut table: Table = embedded::text::<ConfigFiles>("default.toml")?.parse().context("config/default.toml")?;
        if let Some(path) = file {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("the settings file {} cannot be read", path.display()))?;
            let over: Table =
                text.parse().with_context(|| format!("the settings file {} is not TOML", path.display()))?;
            overlay(&mut table, over, "")?;
        }
        for (name, text) in env {
            set(&mut table, name, text)?;
        }
        let config: Self = Value::Table(table).try_into().map_err(|e| anyhow!("a setting is wrong: {e}"))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> anyhow::Result<()> {
        self.server
            .bind
            .parse::<std::net::SocketAddr>()
            .map_err(|_| anyhow!("server.bind must be an address and a port, such as 127.0.0.1:8080"))?;
        if !self.server.public_url.is_empty() {
            url::Url::parse(&self.server.public_url)
                .map_err(|_| anyhow!("server.public_url must be an address such as https://shanzhi.example"))?;
        }
        super::db::Engine::parse(&self.database_url())?;
        if !matches!(self.log.format.as_str(), "text" | "json") {
            bail!("log.format must be text or json");
        }
        if self.ledger.origin.trim().is_empty() {
            bail!("ledger.origin must not be empty");
        }
        Ok(())
    }

    /// The address of the database, with the default filled in.
    #[must_use]
    pub fn database_url(&self) -> String {
        if self.database.url.is_empty() {
            format!("sqlite://{}", self.data.dir.join("shanzhi.db").display())
        } else {
            self.database.url.clone()
        }
    }

    /// The address people type.
    #[must_use]
    pub fn public_url(&self) -> String {
        if self.server.public_url.is_empty() {
            format!("http://{}", self.server.bind)
        } else {
            self.server.public_url.trim_end_matches('/').to_owned()
        }
    }

    /// Whether cookies may carry `Secure` and the `__Host-` prefix.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.server.public_url.starts_with("https://")
    }
}

fn overlay(base: &mut Table, over: Table, path: &str) -> anyhow::Result<()> {
    for (key, value) in over {
        let name = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match (base.get_mut(&key), value) {
            (Some(Value::Table(inner)), Value::Table(more)) => overlay(inner, more, &name)?,
            (Some(slot), value) => *slot = value,
            (None, _) => bail!("the setting {name} does not exist"),
        }
    }
    Ok(())
}

/// Puts `SHANZHI__SECTION__KEY=text` in, read as the type the default has.
fn set(table: &mut Table, name: &str, text: &str) -> anyhow::Result<()> {
    let path: Vec<String> = name.trim_start_matches(PREFIX).split("__").map(str::to_lowercase).collect();
    let dotted = path.join(".");
    let Some((last, sections)) = path.split_last() else { return Ok(()) };
    let mut at = table;
    for section in sections {
        at = at
            .get_mut(section)
            .and_then(Value::as_table_mut)
            .ok_or_else(|| anyhow!("the setting {dotted} ({name}) does not exist"))?;
    }
    let slot = at.get_mut(last).ok_or_else(|| anyhow!("the setting {dotted} ({name}) does not exist"))?;
    let bad = || anyhow!("the setting {dotted} ({name}) cannot be {text:?}");
    *slot = match slot {
        Value::Integer(_) => Value::Integer(text.parse().map_err(|_| bad())?),
        Value::Boolean(_) => Value::Boolean(text.parse().map_err(|_| bad())?),
        Value::Float(_) => Value::Float(text.parse().map_err(|_| bad())?),
        _ => Value::String(text.to_owned()),
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_setting_is_named() {
        let with =
            |k: &str, v: &str| Config::from_parts(None, &[(k.into(), v.into())]).map(|_| ()).unwrap_err().to_string();
        assert!(with("SHANZHI__SERVER__BIND", "nowhere").contains("server.bind"));
        assert!(with("SHANZHI__SERVER__COLOUR", "red").contains("server.colour"));
        assert!(with("SHANZHI__SERVER__WORKERS", "many").contains("server.workers"));
        assert!(with("SHANZHI__DATABASE__URL", "mysql://x").contains("database.url"));
    }

    #[test]
    fn the_environment_wins_over_the_default() {
        let config = Config::from_parts(None, &[("SHANZHI__SERVER__BIND".into(), "127.0.0.1:9".into())]).unwrap();
        assert_eq!(config.public_url(), "http://127.0.0.1:9");
    }
}
