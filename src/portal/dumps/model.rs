//! Nouns of nightly dumps.
use crate::{
    kernel::time::{Day, Ts},
    schema::dumps,
    text_enum,
};
use diesel::prelude::*;

text_enum! {
    /// The forms of a dump.
    #[schema(as = DumpForm)]
    pub enum Form {
        /// Comma-separated, UTF-8.
        Csv = "csv",
        /// One JSON object a line.
        Jsonl = "jsonl",
    }
}

/// One file of one night.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = dumps)]
pub struct Dump {
    /// Row.
    pub id: i64,
    /// The day it was made on.
    pub day: Day,
    /// What it holds; `organizations`.
    pub dataset: String,
    /// Its form.
    pub form: Form,
    /// SHA-256 of the compressed file.
    pub file_sha256: String,
    /// Its bytes.
    pub size: i64,
    /// Records in it.
    pub records: i64,
    /// Entries of the ledger's newest checkpoint when it was made.
    pub checkpoint: i64,
    /// When it was made.
    pub created_at: Ts,
}

impl Dump {
    /// The name of its file, such as `organizations-2026-11-23.csv.gz`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}-{}.{}.gz", self.dataset, self.day, self.form.word())
    }
}
