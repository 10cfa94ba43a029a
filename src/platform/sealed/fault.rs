//! Everything that can keep a two-lock box shut.
use thiserror::Error;

/// Why a box, a share or a package does not open, or cannot be made.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum BoxFault {
    /// The passphrase does not open this member's share.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// Fewer different shares than the committee needs.
    #[error("{have} of {need} shares")]
    NotEnoughShares {
        /// Different shares at hand.
        have: usize,
        /// Shares needed.
        need: usize,
    },
    /// A share that belongs to another committee.
    #[error("this share belongs to another committee")]
    WrongCommittee,
    /// A committee that is not three members with numbers and passphrases of their own.
    #[error("a committee is three members with different numbers and different passphrases")]
    WrongMembers,
    /// The envelope was sealed to another lock, or the part that names its lock is damaged.
    #[error("sealed to another lock")]
    WrongLock,
    /// The bytes were changed or cut after sealing.
    #[error("damaged")]
    Damaged,
    /// More than the largest size class holds; the limit is given in bytes.
    #[error("larger than {0} bytes")]
    TooLarge(u64),
    /// The text is no key of the `age` format.
    #[error("no age key")]
    NotAKey,
    /// The package breaks a rule of its format; the word names it.
    #[error("package: {0}")]
    Package(&'static str),
}
