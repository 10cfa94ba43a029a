//! Adapters to the world outside: database, mail, search, files, payments, paper. None of them knows a feature.
pub mod certificate;
pub mod clock;
pub mod config;
pub mod crypto;
pub mod db;
pub mod document;
pub mod embedded;
pub mod files;
pub mod i18n;
pub mod jobs;
pub mod ledger;
pub mod mail;
pub mod pay;
pub mod rulebook;
pub mod sealed;
pub mod search;
pub mod templates;
