//! The door in front of the wings: home, search, workbench, statistics, open data, the public ledger, verification.
pub mod about;
pub mod copy;
pub mod demo;
pub mod docs;
pub mod dumps;
pub mod home;
pub mod ledger;
pub mod opendata;
pub mod saved;
pub mod search;
pub mod services;
pub mod statistics;
pub mod verify;
pub mod words;
pub mod workbench;
pub mod years;
