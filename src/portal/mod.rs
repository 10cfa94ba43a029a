//! The door in front of the wings: home, search, workbench, statistics, open data, the public ledger, verification.
pub mod about;
pub mod home;
pub mod ledger;
pub mod left;
pub mod verify;
pub mod words;
