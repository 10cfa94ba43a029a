//! One connection type over both engines, chosen by the scheme of the address and by nothing else.
#![expect(missing_docs, reason = "the connection's derive makes public items without docs")]
use anyhow::{Context, bail};
use diesel::{Connection, PgConnection, SqliteConnection, connection::SimpleConnection, r2d2::R2D2Connection};

/// A connection to PostgreSQL or SQLite. Build it with [`Engine::connect`], never by the derived `establish`.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL 15 or newer.
    Pg(PgConnection),
    /// The embedded default.
    Sqlite(SqliteConnection),
}

/// Writes the same statement once for each engine, for what the derive cannot do: batch insert, `ON CONFLICT`,
/// `as_returning` (`stack.md` 1).
#[macro_export]
macro_rules! both {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::platform::db::Conn::Pg($c) => $body,
            $crate::platform::db::Conn::Sqlite($c) => $body,
        }
    };
}

/// Which engine, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Engine {
    /// A file path.
    Sqlite(String),
    /// A `postgres://` address.
    Postgres(String),
}

/// What a connection will be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Reading only; SQLite refuses writes on it.
    Read,
    /// The one writer of SQLite, or any connection of PostgreSQL.
    Write,
}

impl Engine {
    /// Reads `sqlite://PATH` or `postgres://…`; anything else is refused, so that a typing error never makes an empty file.
    ///
    /// # Errors
    /// When the scheme is neither.
    pub fn parse(url: &str) -> anyhow::Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            if path.is_empty() {
                bail!("database.url names no file after sqlite://");
            }
            return Ok(Self::Sqlite(path.to_owned()));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        bail!("database.url must begin with sqlite:// or postgres://")
    }

    /// Opens a connection and sets it up for its use.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub fn connect(&self, purpose: Use) -> anyhow::Result<Conn> {
        match self {
            Self::Postgres(url) => {
                let mut c = PgConnection::establish(url).context("PostgreSQL cannot be reached at database.url")?;
                c.batch_execute("SET TIME ZONE 'UTC'")?;
                Ok(Conn::Pg(c))
            }
            Self::Sqlite(path) => {
                let mut c =
                    SqliteConnection::establish(path).context("the SQLite file of database.url cannot be opened")?;
                c.batch_execute("PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;")?;
                // Each reader keeps 2 MB of pages, the writer 8, as the system keeps the file itself: with a dozen connections
                // more is soon a server's memory.
                match purpose {
                    Use::Read => c.batch_execute("PRAGMA query_only=ON; PRAGMA cache_size=-2000;")?,
                    Use::Write => c.batch_execute(
                        "PRAGMA cache_size=-8000; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=2000;",
                    )?,
                }
                Ok(Conn::Sqlite(c))
            }
        }
    }
}

/// Opens pooled connections for r2d2.
pub(super) struct Manager {
    pub engine: Engine,
    pub purpose: Use,
}

/// The pool's own failure type; it carries the sentence of the cause.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct PoolFault(String);

impl diesel::r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = PoolFault;

    fn connect(&self) -> Result<Conn, PoolFault> {
        self.engine.connect(self.purpose).map_err(|e| PoolFault(format!("{e:#}")))
    }

    fn is_valid(&self, c: &mut Conn) -> Result<(), PoolFault> {
        c.ping().map_err(|e| PoolFault(e.to_string()))
    }

    fn has_broken(&self, c: &mut Conn) -> bool {
        std::thread::panicking() || c.is_broken()
    }
}
