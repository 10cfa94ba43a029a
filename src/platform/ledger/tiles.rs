//! Tiles and entry bundles: the ledger as immutable plain files (C2SP `tlog-tiles`).
use super::{entry::LONGEST, store, tree::LARGEST};
use crate::platform::db::Conn;
use anyhow::{Context, ensure};
use tlog_tiles::{HASH_SIZE, Tile, stored_hash_index};

/// The height the C2SP specification fixes.
pub(super) const HEIGHT: u8 = 8;
/// Hashes in a full tile.
pub(super) const WIDTH: u64 = 1 << HEIGHT;
/// Levels a tree of [`LARGEST`] entries can fill.
const LEVELS: u8 = 7;

/// Which tile: `tile/<level>/<index>[.p/<width>]`, or an entry bundle: `tile/entries/<index>[.p/<width>]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TileAddress {
    /// `None` for an entry bundle.
    pub level: Option<u8>,
    /// Which one, from the left.
    pub index: u64,
    /// How many hashes or entries, 1 to 256.
    pub width: u64,
}

impl TileAddress {
    /// Reads a path; `None` unless it is exactly the path of a tile.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let (level, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let level = if level == "entries" { None } else { Some(level.parse().ok().filter(|l| *l < LEVELS)?) };
        let (digits, width) = match rest.split_once(".p/") {
            Some((digits, width)) => (digits, width.parse().ok().filter(|w| (1..WIDTH).contains(w))?),
            None => (rest, WIDTH),
        };
        let mut index: u64 = 0;
        for part in digits.split('/') {
            let part: u64 = part.trim_start_matches('x').parse().ok().filter(|p| *p < 1000)?;
            index = index.checked_mul(1000)?.checked_add(part).filter(|i| *i < LARGEST)?;
        }
        let address = Self { level, index, width };
        (address.path() == path).then_some(address)
    }

    /// The path below `/ledger/`.
    #[must_use]
    pub fn path(&self) -> String {
        let full = self.full_path();
        if self.width == WIDTH { full } else { format!("{full}.p/{}", self.width) }
    }

    /// The path of the full tile this one is or will become.
    #[must_use]
    pub fn full_path(&self) -> String {
        let level = self.level.map_or_else(|| "entries".to_owned(), |l| l.to_string());
        let mut digits = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        while rest > 0 {
            digits = format!("x{:03}/{digits}", rest % 1000);
            rest /= 1000;
        }
        format!("tile/{level}/{digits}")
    }

    /// Whether a tree of this size has all of this tile.
    #[must_use]
    pub fn is_in(&self, size: u64) -> bool {
        let filled = size >> (u32::from(HEIGHT) * u32::from(self.level.unwrap_or(0)));
        self.index.saturating_mul(WIDTH).saturating_add(self.width) <= filled
    }
}

/// The tiles and bundles a tree of `new` entries has and a tree of `old` entries had not.
pub(super) fn between(old: u64, new: u64) -> Vec<TileAddress> {
    let tiles = Tile::new_tiles(HEIGHT, old.min(new), new);
    let address = |t: &Tile, level| TileAddress { level, index: t.level_index(), width: u64::from(t.width()) };
    let bundles = tiles.iter().filter(|t| t.level() == 0).map(|t| address(t, None));
    bundles.chain(tiles.iter().map(|t| address(t, Some(t.level())))).collect()
}

/// The bytes of a tile or bundle at `tile/…`, from the database; `None` when the tree has no such tile (yet).
///
/// # Errors
/// When the database refuses or does not hold what it must.
pub fn tile_bytes(conn: &mut Conn, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
    let Some(address) = TileAddress::parse(path) else { return Ok(None) };
    let size = store::newest_size(conn)?;
    if address.is_in(size) { read(conn, address).map(Some) } else { Ok(None) }
}

fn read(conn: &mut Conn, address: TileAddress) -> anyhow::Result<Vec<u8>> {
    let start = address.index * WIDTH;
    let Some(level) = address.level else {
        let records = store::records(conn, start, address.width)?;
        ensure!(records.len() as u64 == address.width, "the ledger lacks an entry of bundle {}", address.path());
        return bundle(&records);
    };
    let indexes: Vec<u64> = (start..start + address.width).map(|n| stored_hash_index(level * HEIGHT, n)).collect();
    let hashes = store::hashes(conn, &indexes)?;
    let mut bytes = Vec::with_capacity(hashes.len() * HASH_SIZE);
    for index in &indexes {
        bytes.extend(hashes.get(index).with_context(|| format!("the ledger lacks a hash of {}", address.path()))?.0);
    }
    Ok(bytes)
}

/// Entries one after the other, each behind its length in 16 bits.
fn bundle(records: &[String]) -> anyhow::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(records.iter().map(|r| r.len() + 2).sum());
    for record in records {
        out.extend(u16::try_from(record.len()).context("a ledger entry is too long")?.to_be_bytes());
        out.extend(record.as_bytes());
    }
    Ok(out)
}

/// Takes a bundle apart; `None` when its lengths do not add up.
pub(super) fn unbundle(mut bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut out = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<2>()?;
        let (record, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)).min(LONGEST))?;
        out.push(record);
        bytes = rest;
    }
    Some(out)
}

/// Where plain files go.
pub trait Sink {
    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()>;

    /// Told when a full tile made the partial ones under `<path>.p/` needless.
    ///
    /// # Errors
    /// When they cannot be removed.
    fn full(&mut self, path: &str) -> anyhow::Result<()> {
        let _ = path;
        Ok(())
    }
}

/// Writes what the newest checkpoint has beyond a tree of `published` entries, the checkpoint last, and answers the
/// new size. Paths are relative to `/ledger/`. Stopping half-way leaves the old checkpoint valid; run it again.
///
/// # Errors
/// When the database or the sink refuses.
pub fn publish(conn: &mut Conn, published: u64, sink: &mut dyn Sink) -> anyhow::Result<u64> {
    let Some((size, text)) = store::newest(conn)? else { return Ok(0) };
    for address in between(published, size) {
        let bytes = read(conn, address)?;
        sink.put(&address.path(), &bytes)?;
        if address.width == WIDTH {
            sink.full(&address.full_path())?;
        }
    }
    sink.put("checkpoint", text.as_bytes())?;
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_are_the_ones_of_the_specification() {
        let tile = TileAddress { level: Some(0), index: 1_234_067, width: 256 };
        assert_eq!(tile.path(), "tile/0/x001/x234/067");
        assert_eq!(TileAddress { level: None, width: 8, ..tile }.path(), "tile/entries/x001/x234/067.p/8");
    }

    #[test]
    fn what_is_not_exactly_a_tile_path_is_refused() {
        let wrong = "tile/0/1 tile/0/0001 tile/0/000.p/0 tile/0/000.p/256 tile/7/000 tile/64/000 tile/+1/000 tile/0/000/ \
            tile/0/x000/000 tile/0/001/002 tile/entries/000.p/+1 tile/data/000 checkpoint tile/0/../1 tile/0/000.p/1.p/1";
        for path in wrong.split_whitespace() {
            assert_eq!(TileAddress::parse(path), None, "{path}");
        }
        let long = format!("tile/0/{}999", "x999/".repeat(9));
        assert_eq!(TileAddress::parse(&long), None);
    }

    #[test]
    fn a_tree_of_seventy_thousand_has_the_tiles_the_specification_counts() {
        let tiles = between(0, 70_000);
        let count = |level, full: bool| tiles.iter().filter(|t| t.level == level && (t.width == 256) == full).count();
        assert_eq!((count(Some(0), true), count(Some(1), true), count(None, true)), (273, 1, 273));
        assert!(tiles.contains(&TileAddress { level: Some(0), index: 273, width: 112 }));
        assert!(tiles.contains(&TileAddress { level: Some(1), index: 1, width: 17 }));
        assert!(tiles.contains(&TileAddress { level: Some(2), index: 0, width: 1 }));
    }

    proptest! {
        #[test]
        fn a_path_reads_back(level in prop::option::of(0u8..7), index in 0u64..LARGEST, width in 1u64..=256) {
            let address = TileAddress { level, index, width };
            prop_assert_eq!(TileAddress::parse(&address.path()), Some(address));
        }

        #[test]
        fn any_text_is_read_without_a_panic(path in "tile/[0-9a-z]{1,8}/[x0-9/.p]{0,40}") {
            let _ = TileAddress::parse(&path);
        }

        #[test]
        fn a_cut_bundle_is_noticed(records in prop::collection::vec("[a-z]{0,300}", 1..20)) {
            let whole = bundle(&records).unwrap();
            let back = unbundle(&whole).unwrap();
            prop_assert_eq!(back.len(), records.len());
            prop_assert_eq!(unbundle(&whole[..whole.len() - 1]).map(|v| v.len()), None);
        }
    }
}
