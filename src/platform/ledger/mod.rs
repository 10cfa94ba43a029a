//! The public ledger 公开账本: every official act in one Merkle tree whose signed heads anyone can check (`design.md` 7.2).
//!
//! An act writes its entry with [`append`] in the transaction that makes it. Later [`sequence`] gives entries their
//! places in the tree and signs a checkpoint; [`publish`] writes tiles and checkpoint as plain files; [`inclusion`]
//! hands out a proof, and [`verify_proof`] and [`verify_ledger`] check everything without a database.
//!
//! ```text
//! append (business transaction) → sequence (one transaction) → publish (files) → verify, witness (anywhere)
//! ```
//!
//! The formats are C2SP's: `tlog-tiles`, `tlog-checkpoint`, `signed-note`, `tlog-proof@v1`, `tlog-cosignature` v1 and
//! the request body of `tlog-witness`. Leaves are hashed as RFC 6962 says. What a leaf holds is told in [`Record`].
mod checkpoint;
mod entry;
mod folder;
mod jobs;
mod key;
mod proof;
mod sequencer;
mod store;
mod tiles;
mod tree;
mod verify;
mod witness;

pub use checkpoint::{Checkpoint, Cosigner, Trust, unverified_size};
pub use entry::{Entry, NewEntry, Record, canonical, salted};
pub use folder::{read_folder, write_folder};
pub use jobs::{folder, log_key, tick};
pub use key::NoteKey;
pub use proof::{Disclosure, Leaf, Proof, inclusion, witness_request};
pub use sequencer::{SequenceReport, Sequencer, attach_cosignature, sequence};
pub use store::{
    PublicEntry, append, append_many, checkpoint_text, entries_of, entry, entry_at, erase_sealed, newest_size, recent,
    sealed_content,
};
pub use tiles::{Sink, TileAddress, publish, tile_bytes};
pub use tlog_tiles::Hash;
pub use verify::{LedgerReport, Proven, Unproven, verify_ledger, verify_proof};
pub use witness::{Cosigned, Refusal, cosign};

#[cfg(test)]
mod tests;
