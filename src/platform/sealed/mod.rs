//! The two-lock box 双锁投标箱: a package sealed with `age` to lock B and, around that, to lock A (design 7.1).
//!
//! Lock A ([`lock`]) is held by the program, its secret sealed under the keyring and bound to its subject. Lock B belongs
//! to a committee of three ([`committee`]): its secret is split so that any two members can put it together again, each
//! share encrypted under its member's own passphrase. [`envelope`] seals and opens; every envelope of one size class has
//! exactly the same length. [`package`] is the zip inside, [`bundle`] what an auditor opens with the stock `age` tool.
pub mod bundle;
pub mod committee;
pub mod envelope;
mod fault;
pub mod lock;
pub mod package;
mod padding;

pub use committee::{EncryptedShare, Formation, MemberKey, OpenedShare};
pub use envelope::{Envelope, open, open_inner, open_outer, seal, unpad};
pub use fault::BoxFault;
pub use lock::{LockA, PublicLock, SecretLock};
