//! Every SQL statement of the ledger's tables.
use super::entry::{Entry, LONGEST, NewEntry, Record, parse_record, salted, sealed_record};
use crate::{
    both,
    kernel::{random, time::Ts},
    platform::db::Conn,
    schema::{ledger_checkpoints as heads, ledger_entries as entries, ledger_hashes as nodes},
};
use anyhow::{Context, anyhow, bail};
use diesel::prelude::*;
use std::collections::HashMap;
use tlog_tiles::{Hash, record_hash};

/// Rows of one batch insert; SQLite binds at most 32,766 values in a statement.
const BATCH: usize = 8000;

/// Writes one official act into the ledger, in the caller's transaction, and answers its id. Its place in the tree comes
/// later, from the sequencer.
///
/// # Errors
/// When the database refuses, or the act has more than 65,535 bytes: put long texts in as hashes.
pub fn append(conn: &mut Conn, entry: &NewEntry) -> QueryResult<i64> {
    diesel::insert_into(entries::table).values(prepared(entry)?).returning(entries::id).get_result(conn)
}

/// Writes many acts at once, in the given order, which is the order of their places in the tree.
///
/// # Errors
/// As [`append`].
pub fn append_many(conn: &mut Conn, list: &[NewEntry<'_>]) -> QueryResult<()> {
    for part in list.chunks(1500) {
        let rows = part.iter().map(prepared).collect::<QueryResult<Vec<_>>>()?;
        both!(conn, c => diesel::insert_into(entries::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// A row about to be written: the leaf, and for a private act what it seals.
#[derive(Insertable)]
#[diesel(table_name = crate::schema::ledger_entries)]
struct Fresh<'a> {
    kind: &'a str,
    subject_kind: &'a str,
    subject_ref: &'a str,
    actor: &'a str,
    occurred_at: Ts,
    is_public: bool,
    leaf_hash: Vec<u8>,
    body: String,
    sealed: Option<String>,
    salt: Option<Vec<u8>>,
}

fn prepared<'a>(entry: &'a NewEntry<'_>) -> QueryResult<Fresh<'a>> {
    let content = entry.content();
    let (body, sealed, salt) = if entry.is_public {
        (content, None, None)
    } else {
        let salt = random::bytes::<32>();
        (sealed_record(&salted(&salt, content.as_bytes())), Some(content), Some(salt.to_vec()))
    };
    if body.len() > LONGEST {
        let text = format!("the ledger entry {} has {} bytes, more than {LONGEST}", entry.kind, body.len());
        return Err(diesel::result::Error::SerializationError(text.into()));
    }
    Ok(Fresh {
        kind: entry.kind,
        subject_kind: entry.subject_kind,
        subject_ref: entry.subject_ref,
        actor: &entry.actor,
        occurred_at: entry.occurred_at,
        is_public: entry.is_public,
        leaf_hash: record_hash(body.as_bytes()).0.to_vec(),
        body,
        sealed,
        salt,
    })
}

/// What anyone may see of an entry. Of a private act that is its place and its seal.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicEntry {
    /// Its id, for addresses of pages.
    pub id: i64,
    /// Its place in the tree, once the sequencer has given it one.
    pub position: Option<u64>,
    /// The exact leaf bytes.
    pub body: String,
    /// The same, read.
    pub record: Record,
}

impl PublicEntry {
    /// The words of a public act.
    #[must_use]
    pub fn public(&self) -> Option<&Entry> {
        match &self.record {
            Record::Public(entry) => Some(entry),
            Record::Sealed(_) => None,
        }
    }
}

type Row = (i64, Option<i64>, String);
const ROW: (entries::id, entries::position, entries::body) = (entries::id, entries::position, entries::body);

fn shown((id, position, body): Row) -> anyhow::Result<PublicEntry> {
    let record = parse_record(&body).with_context(|| format!("ledger entry {id} is not a record"))?;
    Ok(PublicEntry { id, position: position.map(u64::try_from).transpose()?, body, record })
}

/// The entry with this id.
///
/// # Errors
/// When the database refuses.
pub fn entry(conn: &mut Conn, id: i64) -> anyhow::Result<Option<PublicEntry>> {
    entries::table.find(id).select(ROW).first::<Row>(conn).optional()?.map(shown).transpose()
}

/// The entry at this place of the tree.
///
/// # Errors
/// When the database refuses.
pub fn entry_at(conn: &mut Conn, position: u64) -> anyhow::Result<Option<PublicEntry>> {
    let Ok(position) = i64::try_from(position) else { return Ok(None) };
    let found = entries::table.filter(entries::position.eq(position)).select(ROW).first::<Row>(conn).optional()?;
    found.map(shown).transpose()
}

/// The public acts on one thing, oldest first, at most `limit`.
///
/// # Errors
/// When the database refuses.
pub fn entries_of(conn: &mut Conn, kind: &str, reference: &str, limit: i64) -> anyhow::Result<Vec<PublicEntry>> {
    let found: Vec<Row> = entries::table
        .filter(entries::subject_kind.eq(kind))
        .filter(entries::subject_ref.eq(reference))
        .filter(entries::is_public.eq(true))
        .order(entries::id)
        .limit(limit)
        .select(ROW)
        .load(conn)?;
    found.into_iter().map(shown).collect()
}

/// Sequenced entries, newest first, those before the place `before` if one is given; private ones show their seal only.
///
/// # Errors
/// When the database refuses.
pub fn recent(conn: &mut Conn, before: Option<u64>, limit: i64) -> anyhow::Result<Vec<PublicEntry>> {
    let before = before.map_or(i64::MAX, |b| i64::try_from(b).unwrap_or(i64::MAX));
    let found: Vec<Row> = entries::table
        .filter(entries::position.lt(before))
        .order(entries::position.desc())
        .limit(limit)
        .select(ROW)
        .load(conn)?;
    found.into_iter().map(shown).collect()
}

/// Salt and words of a private act, for those the act itself allows to hold them; `None` when public or erased.
///
/// # Errors
/// When the database refuses.
pub fn sealed_content(conn: &mut Conn, id: i64) -> anyhow::Result<Option<([u8; 32], String)>> {
    type Sealed = (Option<Vec<u8>>, Option<String>);
    let found: Option<Sealed> =
        entries::table.find(id).select((entries::salt, entries::sealed)).first(conn).optional()?;
    let Some((Some(salt), Some(content))) = found else { return Ok(None) };
    let salt = salt.try_into().map_err(|_| anyhow!("ledger entry {id} has a salt of a wrong length"))?;
    Ok(Some((salt, content)))
}

/// Erases salt and words of a private act, so that its leaf stays and says nothing any more. True when there were any.
///
/// # Errors
/// When the database refuses.
pub fn erase_sealed(conn: &mut Conn, id: i64) -> QueryResult<bool> {
    let one = entries::table.filter(entries::id.eq(id)).filter(entries::is_public.eq(false));
    let erased = (entries::salt.eq(None::<Vec<u8>>), entries::sealed.eq(None::<String>));
    diesel::update(one.filter(entries::salt.is_not_null())).set(erased).execute(conn).map(|n| n > 0)
}

/// Entries without a place, in the order of their ids.
pub(super) fn waiting(conn: &mut Conn, max: i64) -> anyhow::Result<Vec<(i64, Hash)>> {
    let found: Vec<(i64, Vec<u8>)> = entries::table
        .filter(entries::position.is_null())
        .order(entries::id)
        .limit(max)
        .select((entries::id, entries::leaf_hash))
        .load(conn)?;
    found.into_iter().map(|(id, hash)| Ok((id, as_hash(hash)?))).collect()
}

/// Gives entries consecutive places from `first` on; an error if any of them has one already.
pub(super) fn place(conn: &mut Conn, ids: &[i64], first: u64) -> QueryResult<()> {
    let mut next = i64::try_from(first).unwrap_or(i64::MAX);
    // Ids that follow each other are moved by one statement.
    for run in ids.chunk_by(|a, b| a + 1 == *b) {
        let (Some(&from), Some(&to)) = (run.first(), run.last()) else { continue };
        let those = entries::table.filter(entries::id.between(from, to)).filter(entries::position.is_null());
        let moved =
            diesel::update(those).set(entries::position.eq((entries::id + (next - from)).nullable())).execute(conn)?;
        if moved != run.len() {
            return Err(lost_race());
        }
        next = next.saturating_add(to - from + 1);
    }
    Ok(())
}

/// The answer when another sequencer was faster; the write door tries such a transaction again.
pub(super) fn lost_race() -> diesel::result::Error {
    use diesel::result::{DatabaseErrorKind, Error};
    let info = "another sequencer was faster".to_owned();
    Error::DatabaseError(DatabaseErrorKind::SerializationFailure, Box::new(info))
}

/// Stores hashes at consecutive indexes.
pub(super) fn put_hashes(conn: &mut Conn, first: u64, hashes: &[Hash]) -> anyhow::Result<()> {
    let mut index = i64::try_from(first)?;
    for batch in hashes.chunks(BATCH) {
        let rows: Vec<_> =
            batch.iter().zip(index..).map(|(hash, i)| (nodes::id.eq(i), nodes::hash.eq(hash.0.to_vec()))).collect();
        index += i64::try_from(rows.len())?;
        both!(conn, c => diesel::insert_into(nodes::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The stored hashes at these indexes; missing ones are missing in the answer.
pub(super) fn hashes(conn: &mut Conn, indexes: &[u64]) -> anyhow::Result<HashMap<u64, Hash>> {
    let mut out = HashMap::with_capacity(indexes.len());
    for some in indexes.chunks(1000) {
        let ids = some.iter().map(|i| i64::try_from(*i)).collect::<Result<Vec<_>, _>>()?;
        let found: Vec<(i64, Vec<u8>)> =
            nodes::table.filter(nodes::id.eq_any(ids)).select((nodes::id, nodes::hash)).load(conn)?;
        for (id, hash) in found {
            out.insert(u64::try_from(id)?, as_hash(hash)?);
        }
    }
    Ok(out)
}

/// Leaf bytes from place `start` on, at most `count`.
pub(super) fn records(conn: &mut Conn, start: u64, count: u64) -> anyhow::Result<Vec<String>> {
    let (start, end) = (i64::try_from(start)?, i64::try_from(start + count)?);
    let found = entries::table
        .filter(entries::position.ge(start))
        .filter(entries::position.lt(end))
        .order(entries::position)
        .select(entries::body);
    Ok(found.load(conn)?)
}

/// A stored checkpoint.
pub(super) struct StoredHead {
    pub id: i64,
    pub size: u64,
    pub note: String,
    pub signed_at: Ts,
}

/// The newest checkpoint, which is the one of the largest tree.
pub(super) fn newest_head(conn: &mut Conn) -> anyhow::Result<Option<StoredHead>> {
    let found: Option<(i64, i64, String, Ts)> = heads::table
        .order(heads::tree_size.desc())
        .select((heads::id, heads::tree_size, heads::note, heads::signed_at))
        .first(conn)
        .optional()?;
    let Some((id, size, note, signed_at)) = found else { return Ok(None) };
    Ok(Some(StoredHead { id, size: u64::try_from(size)?, note, signed_at }))
}

/// Size and text of the newest checkpoint.
pub(super) fn newest(conn: &mut Conn) -> anyhow::Result<Option<(u64, String)>> {
    Ok(newest_head(conn)?.map(|head| (head.size, head.note)))
}

/// How many entries the newest checkpoint covers.
///
/// # Errors
/// When the database refuses.
pub fn newest_size(conn: &mut Conn) -> anyhow::Result<u64> {
    Ok(newest(conn)?.map_or(0, |(size, _)| size))
}

/// The newest signed checkpoint, as served at `/ledger/checkpoint`; `None` before the first one.
///
/// # Errors
/// When the database refuses.
pub fn checkpoint_text(conn: &mut Conn) -> anyhow::Result<Option<String>> {
    Ok(newest(conn)?.map(|(_, text)| text))
}

/// Whether this ledger once signed a tree of this size with this root.
pub(super) fn has_signed(conn: &mut Conn, size: u64, root: Hash) -> anyhow::Result<bool> {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let found: Option<Vec<u8>> =
        heads::table.filter(heads::tree_size.eq(size)).select(heads::root).first(conn).optional()?;
    Ok(found.is_some_and(|r| r == root.0))
}

/// Stores a checkpoint of a size that had none.
pub(super) fn put_head(conn: &mut Conn, size: u64, root: Hash, note: &str, now: Ts) -> anyhow::Result<()> {
    diesel::insert_into(heads::table)
        .values((
            heads::tree_size.eq(i64::try_from(size)?),
            heads::root.eq(root.0.to_vec()),
            heads::note.eq(note),
            heads::signed_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Replaces the text of a checkpoint, unless someone else has replaced it meanwhile.
pub(super) fn replace_note(conn: &mut Conn, head: &StoredHead, note: &str, signed_at: Ts) -> anyhow::Result<()> {
    let one = heads::table.filter(heads::id.eq(head.id)).filter(heads::note.eq(&head.note));
    match diesel::update(one).set((heads::note.eq(note), heads::signed_at.eq(signed_at))).execute(conn)? {
        1 => Ok(()),
        _ => bail!(lost_race()),
    }
}

fn as_hash(bytes: Vec<u8>) -> anyhow::Result<Hash> {
    bytes.try_into().map(Hash).map_err(|_| anyhow!("a stored hash does not have 32 bytes"))
}
