//! Adapters to the world outside: database, mail, search, files, payments, paper. None of them knows a feature.
pub mod certificate;
pub mod crypto;
pub mod document;
pub mod files;
pub mod ledger;
pub mod mail;
pub mod pay;
pub mod rulebook;
pub mod sealed;
pub mod search;
