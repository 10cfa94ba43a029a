//! Merkle arithmetic over `tlog_tiles`: growing a stored tree by a batch, and folding a stream of leaves into a root.
use anyhow::Context;
use std::collections::HashMap;
use tlog_tiles::{
    EMPTY_HASH, Error, Hash, HashReader, node_hash, stored_hash_index, stored_hashes_for_record_hash, sub_tree_index,
    tree_hash,
};

/// Larger trees are refused: with tiles of height 8 their arithmetic stays far from the end of 64 bits.
pub(super) const LARGEST: u64 = 1 << 48;

/// The stored hashes a tree of this size needs in order to grow: the roots of its complete subtrees.
pub(super) fn frontier(size: u64) -> Vec<u64> {
    sub_tree_index(0, size, Vec::new())
}

/// What a batch adds to a tree.
#[derive(Debug, PartialEq)]
pub(super) struct Growth {
    /// The stored index of the first new hash; the others follow without gaps.
    pub first: u64,
    /// The new hashes, leaves and completed subtrees, in stored order.
    pub hashes: Vec<Hash>,
    /// The root over old and new leaves.
    pub root: Hash,
}

/// Adds leaves to a tree of `size` entries whose [`frontier`] is given.
pub(super) fn grow(size: u64, frontier: HashMap<u64, Hash>, leaves: &[Hash]) -> anyhow::Result<Growth> {
    let mut store =
        Growing { frontier, first: stored_hash_index(0, size), fresh: Vec::with_capacity(leaves.len() * 2) };
    let mut place = size;
    for leaf in leaves {
        let new = stored_hashes_for_record_hash(place, *leaf, &store).context("the stored hashes have a gap")?;
        store.fresh.extend(new);
        place += 1;
    }
    let root = tree_hash(place, &store).context("the stored hashes have a gap")?;
    Ok(Growth { first: store.first, hashes: store.fresh, root })
}

struct Growing {
    frontier: HashMap<u64, Hash>,
    first: u64,
    fresh: Vec<Hash>,
}

impl HashReader for Growing {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let one = |index: &u64| match index.checked_sub(self.first) {
            Some(offset) => usize::try_from(offset).ok().and_then(|o| self.fresh.get(o)),
            None => self.frontier.get(index),
        };
        indexes.iter().map(|index| one(index).copied().ok_or(Error::IndexesNotInTree)).collect()
    }
}

/// Folds leaves into a root in memory that grows with the logarithm of their number.
#[derive(Default)]
pub(super) struct Fold {
    size: u64,
    /// Roots of complete subtrees, from the widest to the narrowest.
    peaks: Vec<Hash>,
}

impl Fold {
    /// Adds the next leaf.
    pub(super) fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(left, hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// How many leaves there were.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The root over all leaves so far.
    pub(super) fn root(&self) -> Hash {
        self.peaks.iter().rev().copied().reduce(|right, left| node_hash(left, right)).unwrap_or(EMPTY_HASH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tlog_tiles::record_hash;

    fn leaves(range: std::ops::Range<u64>) -> Vec<Hash> {
        range.map(|n| record_hash(&n.to_be_bytes())).collect()
    }

    proptest! {
        #[test]
        fn growing_in_two_batches_equals_growing_at_once(a in 0u64..300, b in 0u64..300) {
            let whole = grow(0, HashMap::new(), &leaves(0..a + b)).unwrap();
            let part = grow(0, HashMap::new(), &leaves(0..a)).unwrap();
            let known = frontier(a).into_iter().map(|i| (i, part.hashes[i as usize])).collect();
            let rest = grow(a, known, &leaves(a..a + b)).unwrap();
            prop_assert_eq!(rest.root, whole.root);
            prop_assert_eq!([part.hashes, rest.hashes].concat(), whole.hashes);
        }

        #[test]
        fn folding_gives_the_root_of_the_stored_tree(n in 0u64..600) {
            let mut fold = Fold::default();
            leaves(0..n).into_iter().for_each(|leaf| fold.push(leaf));
            prop_assert_eq!(fold.root(), grow(0, HashMap::new(), &leaves(0..n)).unwrap().root);
        }
    }

    #[test]
    fn a_missing_frontier_hash_stops_the_growth() {
        assert!(grow(3, HashMap::new(), &leaves(3..4)).is_err());
    }
}
