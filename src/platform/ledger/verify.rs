//! Checking without a database: a proof, and a whole exported ledger.
use super::{
    checkpoint::{Checkpoint, Trust},
    entry::{Entry, Record, parse_record},
    proof::{Leaf, Proof},
    tiles::{HEIGHT, TileAddress, WIDTH, unbundle},
    tree::Fold,
};
use tlog_tiles::{HASH_SIZE, Hash, Tile, check_record, record_hash};

/// Why something proves nothing.
#[derive(Debug, thiserror::Error)]
pub enum Unproven {
    /// The text is not what it should be.
    #[error("the {0} is malformed")]
    Malformed(&'static str),
    /// A signature by a trusted key is missing or wrong.
    #[error("the checkpoint is not signed by the trusted key")]
    Signature,
    /// The checkpoint is another log's.
    #[error("the checkpoint belongs to another log, {0}")]
    Origin(String),
    /// The hashes do not lead from the entry to the root.
    #[error("the entry is not in the tree of the checkpoint")]
    NotIncluded,
    /// The leaf is in the tree, but it is no record this program writes.
    #[error("the entry at {0} is not a ledger record")]
    NotARecord(u64),
    /// A file the checkpoint requires is not there.
    #[error("{0} is missing")]
    Missing(String),
    /// A file differs from what the entries give.
    #[error("{0} does not fit the entries")]
    Altered(String),
    /// The entries do not give the signed root.
    #[error("the entries do not give the signed root")]
    Root,
    /// An older checkpoint is not part of this ledger's history.
    #[error("the older checkpoint of {0} entries is not part of this ledger: its history was changed")]
    Inconsistent(u64),
    /// The files could not be read.
    #[error("the ledger cannot be read: {0:#}")]
    Fault(anyhow::Error),
}

impl PartialEq for Unproven {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

/// What a proof proves.
#[derive(Debug, Clone, PartialEq)]
pub struct Proven {
    /// The signed head the entry is under.
    pub checkpoint: Checkpoint,
    /// The entry's place.
    pub index: u64,
    /// The leaf, read.
    pub record: Record,
    /// The words of the act: a public one's, or a private one's that the proof opens.
    pub content: Option<Entry>,
}

/// Checks a `.tlog-proof` text: signature, origin, the way from leaf to root, and the seal if it is opened.
///
/// # Errors
/// Why it proves nothing.
pub fn verify_proof(text: &str, trust: &Trust) -> Result<Proven, Unproven> {
    let proof = Proof::parse(text)?;
    let checkpoint = trust.open(&proof.checkpoint)?;
    let bytes = proof.leaf.record();
    let leaf = record_hash(bytes.as_bytes());
    check_record(&proof.path, checkpoint.size, checkpoint.root, proof.index, leaf)
        .map_err(|_| Unproven::NotIncluded)?;
    let record = parse_record(&bytes).ok_or(Unproven::NotARecord(proof.index))?;
    let content = match (&record, &proof.leaf) {
        (Record::Public(entry), _) => Some(entry.clone()),
        (Record::Sealed(_), Leaf::Opened { content, .. }) => match parse_record(content) {
            Some(Record::Public(entry)) => Some(entry),
            _ => return Err(Unproven::NotARecord(proof.index)),
        },
        (Record::Sealed(_), Leaf::Record(_)) => None,
    };
    Ok(Proven { checkpoint, index: proof.index, record, content })
}

/// What a whole ledger was found to be.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerReport {
    /// The signed head that all entries give.
    pub checkpoint: Checkpoint,
    /// How many entries anyone can read.
    pub public: u64,
    /// How many are sealed.
    pub sealed: u64,
    /// The older checkpoint found to be a true beginning of this ledger, if one was given.
    pub older: Option<Checkpoint>,
}

/// Checks a whole ledger: every entry is hashed again, every tile compared, the root rebuilt and compared with the signed
/// one, and with an older checkpoint's at its size. `read` answers the bytes at a path such as `checkpoint` or
/// `tile/entries/000`, `None` when there are none; it may read a folder, an archive, the web, or the database itself.
///
/// # Errors
/// The first thing that does not fit.
pub fn verify_ledger(
    read: &mut dyn FnMut(&str) -> anyhow::Result<Option<Vec<u8>>>,
    trust: &Trust,
    older: Option<&str>,
) -> Result<LedgerReport, Unproven> {
    let text = fetch(read, "checkpoint")?;
    let text = String::from_utf8(text).map_err(|_| Unproven::Malformed("checkpoint"))?;
    let checkpoint = trust.open(&text)?;
    let older = older.map(|text| trust.open(text)).transpose()?;
    let mut walk = Walk { read, levels: Vec::new(), fold: Fold::default(), public: 0, sealed: 0 };
    check_older(&walk, older.as_ref())?;
    while walk.fold.size() < checkpoint.size {
        let width = (checkpoint.size - walk.fold.size()).min(WIDTH);
        walk.bundle(width, older.as_ref())?;
    }
    if walk.fold.root() != checkpoint.root {
        return Err(Unproven::Root);
    }
    if let Some(old) = older.as_ref().filter(|old| old.size > checkpoint.size) {
        return Err(Unproven::Inconsistent(old.size));
    }
    walk.partial_tiles()?;
    Ok(LedgerReport { public: walk.public, sealed: walk.sealed, checkpoint, older })
}

struct Walk<'r> {
    read: &'r mut dyn FnMut(&str) -> anyhow::Result<Option<Vec<u8>>>,
    /// For each level of tiles, the index of the unfinished tile and its hashes so far.
    levels: Vec<(u64, Vec<Hash>)>,
    fold: Fold,
    public: u64,
    sealed: u64,
}

impl Walk<'_> {
    fn bundle(&mut self, width: u64, older: Option<&Checkpoint>) -> Result<(), Unproven> {
        let address = TileAddress { level: None, index: self.fold.size() / WIDTH, width };
        let bytes = fetch(self.read, &address.path())?;
        let records = unbundle(&bytes).filter(|r| r.len() as u64 == width);
        for record in records.ok_or_else(|| Unproven::Altered(address.path()))? {
            match std::str::from_utf8(record).ok().and_then(parse_record) {
                Some(Record::Public(_)) => self.public += 1,
                Some(Record::Sealed(_)) => self.sealed += 1,
                None => return Err(Unproven::NotARecord(self.fold.size())),
            }
            let leaf = record_hash(record);
            self.fold.push(leaf);
            self.tile(0, leaf)?;
            check_older(self, older)?;
        }
        Ok(())
    }

    /// Adds a hash to the unfinished tile of a level; a finished one is compared and counts one level up.
    fn tile(&mut self, level: u8, hash: Hash) -> Result<(), Unproven> {
        let depth = usize::from(level);
        if self.levels.len() <= depth {
            self.levels.push((0, Vec::new()));
        }
        let Some((index, hashes)) = self.levels.get_mut(depth) else { return Ok(()) };
        hashes.push(hash);
        if (hashes.len() as u64) < WIDTH {
            return Ok(());
        }
        let address = TileAddress { level: Some(level), index: *index, width: WIDTH };
        let bytes = concat(hashes);
        *index += 1;
        hashes.clear();
        same(self.read, address, &bytes)?;
        self.tile(level + 1, Tile::subtree_hash(&bytes))
    }

    fn partial_tiles(&mut self) -> Result<(), Unproven> {
        for ((index, hashes), level) in self.levels.iter().zip(0u8..) {
            if !hashes.is_empty() {
                let address = TileAddress { level: Some(level), index: *index, width: hashes.len() as u64 };
                same(self.read, address, &concat(hashes))?;
            }
        }
        Ok(())
    }
}

fn check_older(walk: &Walk, older: Option<&Checkpoint>) -> Result<(), Unproven> {
    match older {
        Some(old) if old.size == walk.fold.size() && old.root != walk.fold.root() => {
            Err(Unproven::Inconsistent(old.size))
        }
        _ => Ok(()),
    }
}

fn same(
    read: &mut dyn FnMut(&str) -> anyhow::Result<Option<Vec<u8>>>,
    address: TileAddress,
    want: &[u8],
) -> Result<(), Unproven> {
    if fetch(read, &address.path())? == want { Ok(()) } else { Err(Unproven::Altered(address.path())) }
}

fn fetch(read: &mut dyn FnMut(&str) -> anyhow::Result<Option<Vec<u8>>>, path: &str) -> Result<Vec<u8>, Unproven> {
    read(path).map_err(Unproven::Fault)?.ok_or_else(|| Unproven::Missing(path.to_owned()))
}

fn concat(hashes: &[Hash]) -> Vec<u8> {
    const { assert!(HEIGHT == 8 && HASH_SIZE == 32) };
    hashes.iter().flat_map(|hash| hash.0).collect()
}
