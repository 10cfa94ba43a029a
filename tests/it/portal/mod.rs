mod ledger;
mod pages;
mod search;
mod secrecy;
mod statistics;
mod verify;
mod workbench;
