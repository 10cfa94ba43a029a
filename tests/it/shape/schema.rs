//! `src/schema.rs` says what the migrations make, and both engines make the same.
use super::kept;
use crate::support::server;
use diesel::{
    QueryableByName, RunQueryDsl, sql_query,
    sql_types::{Bool, Text},
};
use shanzhi::platform::db::{self, Conn, Engine, Use};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
    #[diesel(sql_type = Bool)]
    key: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
struct Index {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Bool)]
    only_once: bool,
    #[diesel(sql_type = Text)]
    columns: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
struct Reference {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    target: String,
}

struct Shape {
    columns: Vec<Column>,
    indexes: BTreeSet<Index>,
    references: BTreeSet<Reference>,
}

const SQLITE_COLUMNS: &str = "SELECT m.name AS table_name, p.name AS column_name, upper(p.type) AS kind,
    p.\"notnull\" = 0 AND p.pk = 0 AS nullable, p.pk > 0 AS \"key\"
    FROM sqlite_master m JOIN pragma_table_info(m.name) p
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY m.name, p.cid";
const SQLITE_INDEXES: &str = "SELECT m.name AS table_name, l.\"unique\" AS only_once,
    (SELECT group_concat(coalesce(i.name, '(expression)'), ',') FROM pragma_index_info(l.name) i) AS columns
    FROM sqlite_master m JOIN pragma_index_list(m.name) l
    WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' AND l.origin <> 'pk'";
const SQLITE_REFERENCES: &str = "SELECT m.name AS table_name, f.\"from\" AS column_name, f.\"table\" AS target
    FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'";

const POSTGRES_COLUMNS: &str = "SELECT c.table_name::text AS table_name, c.column_name::text AS column_name,
    upper(c.data_type)::text AS kind, c.is_nullable = 'YES' AS nullable, EXISTS (
        SELECT 1 FROM information_schema.table_constraints t JOIN information_schema.key_column_usage k
        ON k.constraint_name = t.constraint_name AND k.table_name = t.table_name
        WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_name = c.table_name AND k.column_name = c.column_name) AS key
    FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.table_name NOT LIKE '\\_\\_%' ORDER BY c.table_name, c.ordinal_position";
const POSTGRES_INDEXES: &str = "SELECT t.relname::text AS table_name, i.indisunique AS only_once,
    (SELECT string_agg(coalesce(a.attname::text, '(expression)'), ',' ORDER BY k.n)
        FROM unnest(i.indkey::int[]) WITH ORDINALITY AS k(no, n)
        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.no AND k.no <> 0) AS columns
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace
    WHERE s.nspname = 'public' AND NOT i.indisprimary AND t.relname NOT LIKE '\\_\\_%'";
const POSTGRES_REFERENCES: &str =
    "SELECT t.relname::text AS table_name, a.attname::text AS column_name, o.relname::text AS target
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class o ON o.oid = c.confrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) WHERE c.contype = 'f'";

fn shape(conn: &mut Conn) -> Shape {
    macro_rules! ask {
        ($c:expr, $columns:expr, $indexes:expr, $references:expr) => {
            Shape {
                columns: sql_query($columns).load($c).unwrap(),
                indexes: sql_query($indexes).load($c).unwrap().into_iter().collect(),
                references: sql_query($references).load($c).unwrap().into_iter().collect(),
            }
        };
    }
    match conn {
        Conn::Sqlite(c) => ask!(c, SQLITE_COLUMNS, SQLITE_INDEXES, SQLITE_REFERENCES),
        Conn::Pg(c) => ask!(c, POSTGRES_COLUMNS, POSTGRES_INDEXES, POSTGRES_REFERENCES),
    }
}

/// Diesel's name of a declared type.
fn diesel_type(kind: &str) -> &'static str {
    match kind {
        "INTEGER" | "BIGINT" => "BigInt",
        "TEXT" => "Text",
        "TIMESTAMP" | "TIMESTAMP WITHOUT TIME ZONE" => "Timestamp",
        "DATE" => "Date",
        "BOOLEAN" => "Bool",
        "BLOB" | "BYTEA" => "Binary",
        "DOUBLE" | "DOUBLE PRECISION" => "Double",
        other => panic!("a column of a type that is not portable: {other}"),
    }
}

fn text(shape: &Shape) -> String {
    let mut out = String::from(
        "//! Tables as the migrations make them; written from the migrations, checked by a test, never edited by hand.\n#![allow(missing_docs)]\n",
    );
    let mut tables: BTreeMap<&str, Vec<&Column>> = BTreeMap::new();
    for column in &shape.columns {
        tables.entry(&column.table_name).or_default().push(column);
    }
    for (table, columns) in &tables {
        let keys: Vec<_> = columns.iter().filter(|c| c.key).map(|c| c.column_name.as_str()).collect();
        let key = if columns.iter().any(|c| c.column_name == "id") { "id".to_owned() } else { keys.join(", ") };
        let _ = writeln!(out, "diesel::table! {{\n    {table} ({key}) {{");
        for c in columns {
            let kind = diesel_type(&c.kind);
            let kind = if c.nullable { format!("Nullable<{kind}>") } else { kind.to_owned() };
            let _ = writeln!(out, "        {} -> {kind},", c.column_name);
        }
        out.push_str("    }\n}\n\n");
    }
    let mut pairs: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for r in shape.references.iter().filter(|r| r.table_name != r.target) {
        pairs.entry((&r.table_name, &r.target)).or_default().push(&r.column_name);
    }
    // Two ways from one table to another would be ambiguous as a join.
    pairs.retain(|_, columns| columns.len() == 1);
    for ((from, to), columns) in &pairs {
        let _ = writeln!(out, "diesel::joinable!({from} -> {to} ({}));", columns[0]);
    }
    out.push('\n');
    let together: BTreeSet<_> = pairs.keys().map(|&(a, b)| if a < b { (a, b) } else { (b, a) }).collect();
    for (a, b) in together {
        let _ = writeln!(out, "diesel::allow_tables_to_appear_in_same_query!({a}, {b});");
    }
    out
}

fn sqlite() -> Shape {
    let dir = tempfile::tempdir().unwrap();
    let mut conn = Engine::Sqlite(dir.path().join("s.db").display().to_string()).connect(Use::Write).unwrap();
    db::migrate(&mut conn).unwrap();
    shape(&mut conn)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(", )", ")").replace(",)", ")")
}

#[test]
fn the_schema_is_what_the_migrations_make() {
    let written = text(&sqlite());
    let path = "src/schema.rs";
    let now = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    // Where lines break is rustfmt's business.
    if squeezed(&now) != squeezed(&written) {
        kept(path, &written);
    }
}

#[test]
fn both_engines_make_the_same_tables() {
    let Some(url) = server().map(|_| crate::support::fresh_url()) else {
        // Run on SQLite alone this only reads its own; `tests/run` runs it on PostgreSQL too.
        assert!(!sqlite().columns.is_empty());
        return;
    };
    let mut conn = Engine::parse(&url).and_then(|e| e.connect(Use::Write)).unwrap();
    let (ours, theirs) = (sqlite(), shape(&mut conn));
    let columns = |s: &Shape| -> BTreeSet<_> {
        s.columns
            .iter()
            .map(|c| format!("{}.{} {} null={}", c.table_name, c.column_name, diesel_type(&c.kind), c.nullable))
            .collect()
    };
    let differ = |a: BTreeSet<String>, b: BTreeSet<String>| a.symmetric_difference(&b).cloned().collect::<Vec<_>>();
    let shown = |s: BTreeSet<Index>| s.iter().map(|x| format!("{x:?}")).collect();
    let referred = |s: BTreeSet<Reference>| s.iter().map(|x| format!("{x:?}")).collect();
    let mut wrong = differ(columns(&ours), columns(&theirs));
    wrong.extend(differ(shown(ours.indexes), shown(theirs.indexes)));
    wrong.extend(differ(referred(ours.references), referred(theirs.references)));
    assert!(wrong.is_empty(), "in one engine only: {wrong:#?}");
}
