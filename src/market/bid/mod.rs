//! Sealed bids 投标: whoever may bid puts a technical and a price package into the two-lock box (`design.md` 7.1).
//!
//! ```text
//! sealed --replace--> replaced      sealed --withdraw--> withdrawn      sealed --return--> returned (never opened)
//! sealed --open--> opened           sealed --damage--> damaged
//! opened --reject--> rejected       opened --win--> won      opened --lose--> lost      won --forfeit--> forfeited
//! ```
//!
//! Until the opening a row of `bids` tells nobody who bid, on what, or how many bid on it: the bidder and the tender are
//! a keyed hash (`owner`) that only the bidder's own request can form, and a note sealed to lock A, which is released
//! after the deadline. No history row, job, mail, search document or idempotency record is written before; the ledger
//! gets a private entry whose subject is a random receipt number. Packages are looked at and sealed in memory.
pub mod actions;
pub mod api;
pub mod forms;
mod identity;
mod model;
mod package;
pub mod pages;
mod receipt;
mod rules;
mod seal;
mod store;
pub mod views;

pub use identity::{Identity, owner_of, receipt_of_sealing};
pub use model::{
    Answer, Bid, BidEvent, BidId, BidState, Content, Opened, PriceContent, Problem, Signal, TechnicalContent,
};
pub use package::{read_price, read_technical};
pub use store::{
    BidFile, Found, add_file, damaged, files_of, finish, mark_opened, mark_price, of_receipt, opened_of, returned,
    sealed_all, set_signals,
};
