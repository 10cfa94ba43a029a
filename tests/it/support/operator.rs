//! An operator at a terminal: the real program, with settings of its own.
use super::{TestApp, database};
use std::path::Path;

/// Somebody who runs commands on one installation.
pub struct Operator {
    settings: Vec<(String, String)>,
}

/// What a command left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Operator {
    /// On the installation of a running test program.
    pub fn of(app: &TestApp) -> Self {
        let config = &app.jx.env.config;
        Self::on(&config.data.dir, &config.database_url())
    }

    /// On an empty installation in a folder.
    pub fn empty(dir: &Path) -> Self {
        Self::on(dir, &database::empty(dir))
    }

    fn on(dir: &Path, database: &str) -> Self {
        let settings = [
            ("SHANZHI__DATA__DIR", dir.display().to_string()),
            ("SHANZHI__DATABASE__URL", database.to_owned()),
            ("SHANZHI__SERVER__BIND", "127.0.0.1:0".to_owned()),
        ];
        Self { settings: settings.into_iter().map(|(k, v)| (k.to_owned(), v)).collect() }
    }

    /// The same with one more setting.
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.settings.push((key.to_owned(), value.to_owned()));
        self
    }

    /// One of its settings.
    pub fn setting(&self, key: &str) -> String {
        self.settings.iter().rev().find(|(k, _)| k == key).map(|(_, v)| v.clone()).expect("the setting is set")
    }

    /// A command, ready to start.
    pub fn command(&self, words: &[&str]) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_shanzhi"));
        command.args(words).envs(self.settings.iter().cloned()).kill_on_drop(true);
        command
    }

    /// Runs a command to its end.
    pub async fn run(&self, words: &[&str]) -> Ran {
        let done = self.command(words).output().await.expect("the program runs");
        Ran {
            code: done.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&done.stdout).into_owned(),
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    }
}

impl Ran {
    /// Fails with what was printed when the exit code is another.
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self
    }
}
