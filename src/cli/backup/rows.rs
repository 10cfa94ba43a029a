//! Rows as lines of JSON: out of either engine, into PostgreSQL. So a city grows from the one to the other by backup and
//! restore.
use crate::platform::db::{Conn, migrate_to};
use anyhow::{Context, anyhow, bail};
use diesel::{
    PgConnection, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection,
    sql_query,
    sql_types::{BigInt, Text},
};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
};

/// Rows of one page.
const PAGE: i64 = 1000;

#[derive(diesel::QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

#[derive(diesel::QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(diesel::QueryableByName)]
struct Constraint {
    #[diesel(sql_type = Text)]
    holder: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    definition: String,
}

/// The tables of the program, without diesel's own list of migrations.
pub(super) fn tables(conn: &mut Conn) -> anyhow::Result<Vec<String>> {
    const SQLITE: &str = "SELECT name AS word FROM sqlite_master \
         WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY 1";
    const POSTGRES: &str = "SELECT tablename::text AS word FROM pg_tables \
         WHERE schemaname = current_schema() AND tablename NOT LIKE '\\_\\_%' ORDER BY 1";
    let found: Vec<Word> = match conn {
        Conn::Sqlite(c) => sql_query(SQLITE).load(c)?,
        Conn::Pg(c) => sql_query(POSTGRES).load(c)?,
    };
    Ok(found.into_iter().map(|w| w.word).collect())
}

/// How many rows a table has.
pub(super) fn count(conn: &mut Conn, table: &str) -> anyhow::Result<i64> {
    let text = format!("SELECT COUNT(*) AS number FROM \"{table}\"");
    let found: Number = crate::both!(conn, c => sql_query(text).get_result(c))?;
    Ok(found.number)
}

/// Writes a table of PostgreSQL as lines of JSON, in the order of its ids.
pub(super) fn dump(conn: &mut Conn, table: &str, to: &Path) -> anyhow::Result<()> {
    let Conn::Pg(conn) = conn else { bail!("only PostgreSQL is written as lines") };
    let text = format!(
        "SELECT id, row_to_json(t)::text AS line FROM (SELECT * FROM \"{table}\" WHERE id > $1 ORDER BY id LIMIT {PAGE}) t"
    );
    let mut out = BufWriter::new(File::create(to)?);
    let mut after = i64::MIN;
    loop {
        let page: Vec<Line> = sql_query(&text).bind::<BigInt, _>(after).load(conn)?;
        let Some(last) = page.last() else { break };
        after = last.id;
        for row in &page {
            writeln!(out, "{}", row.line)?;
        }
    }
    Ok(out.flush()?)
}

/// A load of every table into an empty PostgreSQL database, in one transaction.
pub struct Load<'c> {
    conn: &'c mut PgConnection,
    constraints: Vec<Constraint>,
    /// Rows put into each table so far.
    pub rows: BTreeMap<String, i64>,
}

impl<'c> Load<'c> {
    /// Makes the schema of these migrations and begins. Foreign keys are taken off, so that the order of tables does not
    /// matter, and put back at the end, when PostgreSQL checks all of them.
    ///
    /// # Errors
    /// When the database is not PostgreSQL, not empty, or refuses.
    pub fn begin(conn: &'c mut Conn, migrations: &[String]) -> anyhow::Result<Self> {
        let taken = tables(conn)?;
        anyhow::ensure!(taken.is_empty(), "the database of database.url is not empty: it has {}", taken.join(", "));
        migrate_to(conn, migrations)?;
        let all = tables(conn)?;
        let Conn::Pg(conn) = conn else { bail!("a backup of PostgreSQL goes into PostgreSQL: set database.url") };
        conn.batch_execute("BEGIN")?;
        let constraints: Vec<Constraint> = sql_query(
            "SELECT c.conrelid::regclass::text AS holder, c.conname::text AS name, pg_get_constraintdef(c.oid) AS definition \
             FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace ORDER BY 1, 2",
        )
        .load(conn)?;
        for Constraint { holder, name, .. } in &constraints {
            conn.batch_execute(&format!("ALTER TABLE {holder} DROP CONSTRAINT \"{name}\""))?;
        }
        let quoted: Vec<String> = all.iter().map(|t| format!("\"{t}\"")).collect();
        conn.batch_execute(&format!("TRUNCATE {}", quoted.join(", ")))?;
        Ok(Self { conn, constraints, rows: BTreeMap::new() })
    }

    fn put(&mut self, table: &str, lines: &[String]) -> anyhow::Result<()> {
        let text =
            format!("INSERT INTO \"{table}\" SELECT * FROM json_populate_recordset(NULL::\"{table}\", $1::json)");
        let page = format!("[{}]", lines.join(","));
        let put = sql_query(text).bind::<Text, _>(page).execute(self.conn).with_context(|| format!("table {table}"))?;
        *self.rows.entry(table.to_owned()).or_default() += i64::try_from(put)?;
        Ok(())
    }

    /// Puts the keys back, moves the counters of ids behind the rows, and commits.
    ///
    /// # Errors
    /// When a foreign key does not hold: then nothing is kept.
    pub fn commit(self) -> anyhow::Result<BTreeMap<String, i64>> {
        for Constraint { holder, name, definition } in &self.constraints {
            self.conn.batch_execute(&format!("ALTER TABLE {holder} ADD CONSTRAINT \"{name}\" {definition}"))?;
        }
        for table in self.rows.keys() {
            self.conn.batch_execute(&format!(
                "SELECT setval(s, m) FROM (SELECT pg_get_serial_sequence('\"{table}\"', 'id') AS s, \
                 (SELECT MAX(id) FROM \"{table}\") AS m) x WHERE s IS NOT NULL AND m IS NOT NULL"
            ))?;
        }
        self.conn.batch_execute("COMMIT")?;
        Ok(self.rows)
    }
}

/// Loads a table from its lines.
///
/// # Errors
/// When a line does not fit the table.
pub fn load_lines(load: &mut Load, table: &str, from: &Path) -> anyhow::Result<()> {
    let mut page = Vec::new();
    for line in BufReader::new(File::open(from)?).lines() {
        page.push(line?);
        if page.len() >= usize::try_from(PAGE)? {
            load.put(table, &page)?;
            page.clear();
        }
    }
    if page.is_empty() { Ok(()) } else { load.put(table, &page) }
}

/// Loads a table from a SQLite file.
///
/// # Errors
/// When a row does not fit the table.
pub fn load_sqlite(load: &mut Load, table: &str, from: &mut SqliteConnection) -> anyhow::Result<()> {
    let columns: Vec<Word> = sql_query(
        "SELECT CASE WHEN type = 'BLOB' THEN '''' || name || ''', ''\\x'' || hex(\"' || name || '\")' \
         ELSE '''' || name || ''', \"' || name || '\"' END AS word FROM pragma_table_info(?) ORDER BY cid",
    )
    .bind::<Text, _>(table)
    .load(from)?;
    let parts: Vec<String> = columns.into_iter().map(|w| w.word).collect();
    if parts.is_empty() {
        return Err(anyhow!("the backup has no table {table}"));
    }
    let text = format!(
        "SELECT id, json_object({}) AS line FROM \"{table}\" WHERE id > ? ORDER BY id LIMIT {PAGE}",
        parts.join(", ")
    );
    let mut after = i64::MIN;
    loop {
        let page: Vec<Line> = sql_query(&text).bind::<BigInt, _>(after).load(from)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        load.put(table, &page.into_iter().map(|row| row.line).collect::<Vec<_>>())?;
    }
}
